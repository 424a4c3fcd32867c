import type { Tx } from '../../platform/database/scope.js';
import { londonDay, londonTime } from '../../time/london.js';
import type { ReportDraft } from '../change-report.js';
import { supervisedSessions } from './job-change.queries.js';

/**
 * People who work under a supervisor can still be booked while the supervisor is away. Each such session is named, and
 * whoever must act is told.
 */
export async function noteSupervision(
  tx: Tx,
  draft: ReportDraft,
  { clinicianId, startsAt, endsAt }: { clinicianId: string; startsAt: string; endsAt: string | null },
): Promise<void> {
  for (const session of await supervisedSessions(tx.db, clinicianId, startsAt, endsAt)) {
    const [start, end] = [Date.parse(session.startsAt), Date.parse(session.endsAt)];
    const when = `${londonDay(start)} ${londonTime(start)} to ${londonTime(end)}`;
    draft.note('stays', 'ASSIGNMENT', `The person working on ${when} has this clinician as named supervisor.`, {
      on: session.sessionOn,
      about: { type: 'Session', key: session.sessionId },
    });
    draft.tell(session.pcnId, `Another supervisor is needed on ${when}.`);
  }
}
