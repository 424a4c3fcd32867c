import type { Viewer } from '../../identity/viewer.js';
import { checkPlainText } from '../../organisation/directory/rules/plain-text.js';
import { operationsOn } from '../../organisation/site/site.queries.js';
import type { Tx } from '../../platform/database/scope.js';
import { ok, type Result } from '../../platform/result.js';
import { to111At } from '../../sessions/clinic/rules/unused-to-111.js';
import { balancesOfAccount, lockAccountOfSession } from '../../sessions/ledger/share-ledger.queries.js';
import { sharersOn } from '../../sessions/publication/planning.queries.js';
import { listBasis } from '../../sessions/publication/planning-facts.js';
import { planShares, type PlannedShare } from '../../sessions/publication/rules/plan-shares.js';
import { carryOut, type ChangeReport, ReportDraft } from '../change-report.js';
import type { SessionAhead } from '../clinic/clinic-change.queries.js';
import { rehouseSessions } from '../clinic/rehouse-sessions.js';
import { many } from '../rules/days.js';
import { type EndedThen, endedThen, reinstate } from './reinstate.queries.js';
import { type SessionForChange, sessionForChange } from './session-for-change.js';

export interface ReinstateSession {
  readonly session: string;
  readonly reason: string;
  readonly dryRun?: boolean | undefined;
}

/**
 * A cancelled session takes place after all, at its time, in its room or another suitable one of its site. Its places
 * are given anew through the ledger, as if it were published now. What ended with it is listed and does not come back
 * by itself: patients may have gone elsewhere, and staff may be at other work. Locks the clinic and the session, then
 * the ledger and the rooms, as publication does. Clashes: no suitable room is offered or free, places that cannot be
 * shared. Refused: NOT_FOUND, FORBIDDEN, a session that was not cancelled or whose time has come.
 */
export function reinstateSession(tx: Tx, viewer: Viewer, input: ReinstateSession): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => bringBack(inner, viewer, input));
}

async function bringBack(tx: Tx, viewer: Viewer, input: ReinstateSession): Promise<Result<ChangeReport>> {
  const found = await sessionForChange(tx, viewer, 'reinstateSession', input.session, 'CANCELLED');
  if (!found.ok) return found;
  const reason = checkPlainText(input.reason, 200, 'reason');
  if (!reason.ok) return reason;
  const { ahead, clinic } = found.value;
  const { pcnId, serviceId } = clinic.clinic;
  const draft = new ReportDraft(ahead.sessionOn);
  const about = { type: 'Session', key: ahead.id };
  const ended = await endedThen(tx.db, ahead.id);
  const accountId = await lockAccountOfSession(tx.db, ahead.id);
  const range = { start: Date.parse(ahead.startsAt), end: Date.parse(ahead.endsAt) };
  const { rooms, names } = await rehouseSessions(tx, draft, clinic, [{ session: ahead, range }]);
  const shared = planShares(
    clinic.plan,
    [
      {
        day: ahead.sessionOn,
        places: ended.places,
        sharers: await sharersOn(tx.db, { pcnId, serviceId, basis: listBasis(clinic.plan), days: [ahead.sessionOn] }),
      },
    ],
    await balancesOfAccount(tx.db, accountId),
  )[0];
  if (shared === undefined) throw new Error('shares are planned for each session');
  if (!shared.ok) for (const { message } of shared.problems) draft.note('clashes', 'PLACES', message, { about });
  if (draft.clashes.length > 0 || !shared.ok) return ok(draft.report);

  const roomId = rooms.get(ahead.id) ?? null;
  await reinstate(tx.db, {
    sessionId: ahead.id,
    pcnId,
    accountId,
    roomId,
    to111At: to111At(clinic.plan, ahead.sessionOn, clinic.unusedTo111Defaults),
    shares: shared.value,
    reason: reason.value,
  });
  const when = `${ahead.sessionOn}, ${ahead.startTime} to ${ahead.endTime}, at ${ahead.siteName}`;
  const room = roomId === ahead.roomId || roomId === null ? '' : `, in ${names.get(roomId) ?? 'another room'}`;
  draft.note('moves', 'SESSION', `The session on ${when} takes place after all${room}.`, {
    about,
    before: 'cancelled',
    after: 'published',
  });
  noteShares(draft, ahead, shared.value);
  noteGone(draft, ahead, ended);
  await tell(tx, draft, { ahead, clinic }, { shares: shared.value, ended, reason: reason.value });
  return ok(draft.report);
}

/** What each practice gets of the places. */
function noteShares(
  draft: ReportDraft,
  { id }: Pick<SessionAhead, 'id'>,
  shares: readonly Pick<PlannedShare, 'odsCode' | 'places'>[],
): void {
  for (const { odsCode, places } of shares) {
    draft.note('moves', 'PLACES', `${odsCode} has ${many(places, 'place')}.`, {
      count: places,
      about: { type: 'Session', key: id },
    });
  }
}

function noteGone(draft: ReportDraft, { sessionOn: on }: SessionAhead, { bookings, assignments }: EndedThen): void {
  for (const { id, odsCode } of bookings) {
    const text = `A booking of ${odsCode} ended with the session and stays cancelled. Ask whether the patient still needs it, and book again.`;
    draft.note('stays', 'BOOKINGS', text, { on, about: { type: 'Booking', key: id } });
  }
  for (const { id, name } of assignments) {
    const text = `${name} was taken off when the session was cancelled, and is not assigned again by itself.`;
    draft.note('stays', 'ASSIGNMENT', text, { on, about: { type: 'Assignment', key: id } });
  }
}

async function tell(
  tx: Tx,
  draft: ReportDraft,
  { ahead, clinic }: SessionForChange,
  { shares, ended, reason }: { shares: readonly PlannedShare[]; ended: EndedThen; reason: string },
): Promise<void> {
  const what = `“${clinic.clinic.title}” on ${ahead.sessionOn} takes place after all`;
  const ringing = Map.groupBy(ended.bookings, ({ practiceId }) => practiceId);
  for (const { practiceId, places } of shares) {
    if (places > 0) draft.tell(practiceId, `${what}: ${reason}. You have ${many(places, 'place')}.`);
  }
  for (const [practiceId, own] of ringing) {
    draft.tell(practiceId, `${what}. Ask the patients of ${many(own.length, 'booking')} that ended with it.`);
  }
  for (const { name, employerIds } of ended.assignments) {
    for (const id of employerIds) draft.tell(id, `${what}, and ${name} is no longer assigned to it.`);
  }
  for (const { operatorId } of await operationsOn(tx.db, [ahead.siteId], ahead.sessionOn)) {
    draft.tell(operatorId, `${what}, at your site ${ahead.siteName}.`);
  }
}
