import type { Viewer } from '../../identity/viewer.js';
import { checkPlainText } from '../../organisation/directory/rules/plain-text.js';
import { membersOn } from '../../organisation/membership/network.queries.js';
import { operationsOn } from '../../organisation/site/site.queries.js';
import type { Tx } from '../../platform/database/scope.js';
import { ok, type Result } from '../../platform/result.js';
import { carryOut, type ChangeReport, checkDay, ReportDraft } from '../change-report.js';
import { lockSessionsAhead, practicesIn } from '../clinic/clinic-change.queries.js';
import { type ClinicForChange, lockedClinic } from '../clinic/clinic-for-change.js';
import { cancelSessions } from './cancel-sessions.js';
import { setEnd } from './series.queries.js';

export interface EndSharedClinic {
  readonly clinic: string;
  /** The first day without the clinic. */
  readonly from: string;
  readonly reason: string;
  readonly withBookings?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
}

/**
 * Ends a series: it has no session from a day on. Its published sessions from then on are cancelled; one with bookings
 * is in the way unless they end with it. A later day than its present end lets the series go on until then; what was
 * cancelled stays so. Locks the clinic, as publication does, so that nothing is published in the meantime, and the
 * sessions, as bookings do. Refused: NOT_FOUND, FORBIDDEN, a day that is not in the future.
 */
export function endSharedClinic(tx: Tx, viewer: Viewer, input: EndSharedClinic): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => end(inner, viewer, input));
}

async function end(tx: Tx, viewer: Viewer, input: EndSharedClinic): Promise<Result<ChangeReport>> {
  const { from } = input;
  const found = await lockedClinic(tx, viewer, 'endSharedClinic', input.clinic);
  if (!found.ok) return found;
  const { clinic } = found.value;
  const reason = checkPlainText(input.reason, 200, 'reason');
  if (!reason.ok) return reason;
  const day = checkDay(tx.scope.today, from);
  if (!day.ok) return day;

  const draft = new ReportDraft(from);
  const about = { type: 'SharedClinic', key: clinic.id };
  if (clinic.endsOn === from) {
    draft.note('stays', 'CLINIC', `Nothing changes: “${clinic.title}” already ends on ${from}.`, { about });
    return ok(draft.report);
  }
  const later = clinic.endsOn !== null && clinic.endsOn < from;
  const before = clinic.endsOn ?? 'no end';
  const what = later ? `goes on until ${from}, the first day without it` : `ends: ${from} is the first day without it`;
  draft.note('moves', 'CLINIC', `“${clinic.title}” ${what}.`, { about, before, after: from });
  const ahead = await lockSessionsAhead(tx.db, clinic.id, from);
  const practices = await practicesIn(
    tx.db,
    ahead.map(({ id }) => id),
  );
  const going = { sessions: ahead, reason: reason.value, withBookings: input.withBookings === true };
  const cancelled = await cancelSessions(tx, viewer, draft, going);
  if (!cancelled.ok) return cancelled;
  // A series that never begins has no day at all.
  const endsOn = from < clinic.startsOn ? clinic.startsOn : from;
  // What was beyond the old end was never published.
  const publishedUntil = [clinic.publishedUntil, later ? clinic.endsOn : from]
    .filter((each) => each !== null)
    .sort()[0];
  await setEnd(tx.db, clinic.id, {
    endsOn,
    publishedUntil: clinic.publishedUntil === null ? null : (publishedUntil ?? null),
  });
  await tell(tx, draft, found.value, { practices, text: `“${clinic.title}” ${what}: ${reason.value}` });
  return ok(draft.report);
}

async function tell(
  tx: Tx,
  draft: ReportDraft,
  { clinic, plan }: ClinicForChange,
  { practices, text }: { practices: readonly string[]; text: string },
): Promise<void> {
  const { from } = draft.report;
  const members = (await membersOn(tx.db, clinic.pcnId, from)).map(({ practiceId }) => practiceId);
  const hosts = await operationsOn(
    tx.db,
    plan.hosts.map(({ siteId }) => siteId),
    from,
  );
  const everybody = [...practices, ...members, ...hosts.map(({ operatorId }) => operatorId)];
  for (const id of new Set(everybody)) draft.tell(id, `${text}.`);
}
