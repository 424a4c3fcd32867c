import type { Viewer } from '../../identity/viewer.js';
import { checkPlainText } from '../../organisation/directory/rules/plain-text.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { sessionsProblems } from '../../sessions/service/sessions.problems.js';
import { plannedDays } from '../../sessions/publication/rules/plan-sessions.js';
import { addDays } from '../../time/london.js';
import { carryOut, type ChangeReport, ReportDraft } from '../change-report.js';
import { practicesIn } from '../clinic/clinic-change.queries.js';
import { lockedClinic } from '../clinic/clinic-for-change.js';
import { cancelSessions } from './cancel-sessions.js';
import { forgetDate, lockOccurrence, setDate } from './clinic-date.queries.js';

export interface SkipDate {
  readonly clinic: string;
  readonly on: string;
  readonly reason: string;
  readonly withBookings?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
}

/**
 * Leaves one day out of a series: the day that its rule names, or one that was added. A session that is published for
 * it is cancelled; one with bookings is in the way unless they end with it. Locks the clinic, as publication does, and
 * the session, as bookings do. Refused: NOT_FOUND, FORBIDDEN, a past day, a day on which the series has no session, a
 * session that has begun.
 */
export function skipDate(tx: Tx, viewer: Viewer, input: SkipDate): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => skip(inner, viewer, input));
}

async function skip(tx: Tx, viewer: Viewer, input: SkipDate): Promise<Result<ChangeReport>> {
  const { on } = input;
  const found = await lockedClinic(tx, viewer, 'changeClinicDates', input.clinic);
  if (!found.ok) return found;
  const { clinic, plan } = found.value;
  const reason = checkPlainText(input.reason, 200, 'reason');
  if (!reason.ok) return reason;
  const invalid = (message: string) => refuse({ code: generalProblems.INVALID_INPUT, field: ['on'], message });
  if (on < tx.scope.today) return invalid('That day is over. The past is not rewritten.');
  const draft = new ReportDraft(on);
  const about = { type: 'SharedClinic', key: clinic.id };
  const known = clinic.dates.find((date) => date.on === on);
  if (known?.kind === 'SKIPPED') {
    draft.note('stays', 'CLINIC', `Nothing changes: “${clinic.title}” already skips ${on}.`, { about });
    return ok(draft.report);
  }
  const days = plannedDays(plan, { from: on, to: addDays(on, 1) });
  if (!days.ok) return days;
  if (days.value.length === 0) return invalid(`The series has no session on ${on}. Choose a day that its rule names.`);
  if (known === undefined) {
    await setDate(tx.db, { clinicId: clinic.id, pcnId: clinic.pcnId, on, kind: 'SKIPPED', reason: reason.value });
  } else await forgetDate(tx.db, clinic.id, on);
  draft.note('moves', 'CLINIC', `“${clinic.title}” is not held on ${on}: ${reason.value}.`, {
    about,
    before: 'held',
    after: 'skipped',
  });
  const session = await lockOccurrence(tx.db, clinic.id, on);
  if (session === undefined) return ok(draft.report);
  if (session.begun) {
    const message = 'The session of this day has begun or is over. What took place stays on record.';
    return refuse({ code: sessionsProblems.SESSION_OVER, field: ['on'], message });
  }
  if (session.ahead !== undefined) {
    const sessions = [session.ahead];
    const practices = await practicesIn(tx.db, [session.ahead.id]);
    const going = { sessions, reason: reason.value, withBookings: input.withBookings === true };
    const cancelled = await cancelSessions(tx, viewer, draft, going);
    if (!cancelled.ok) return cancelled;
    for (const id of practices) {
      draft.tell(id, `“${clinic.title}” is not held on ${session.ahead.sessionOn}: ${reason.value}.`);
    }
  }
  return ok(draft.report);
}
