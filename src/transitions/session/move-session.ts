import type { Viewer } from '../../identity/viewer.js';
import { organisationsByIds } from '../../organisation/directory/organisation.queries.js';
import { checkPlainText } from '../../organisation/directory/rules/plain-text.js';
import { operationsOn } from '../../organisation/site/site.queries.js';
import type { Tx } from '../../platform/database/scope.js';
import { instantNow } from '../../platform/database/today.queries.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { sharersOn } from '../../sessions/publication/planning.queries.js';
import { seriesHorizon } from '../../time/horizon.js';
import { addDays, londonInstant, londonTime } from '../../time/london.js';
import { carryOut, type ChangeReport, ReportDraft } from '../change-report.js';
import { practicesIn, type SessionAhead } from '../clinic/clinic-change.queries.js';
import type { ClinicForChange } from '../clinic/clinic-for-change.js';
import { sessionsInFull, staffAhead } from '../clinic/clinic-form.queries.js';
import { endAssignments, enterChanges, keepHistory, writeForms } from '../clinic/clinic-form-writes.queries.js';
import { moveBookings } from '../clinic/move-bookings.js';
import { noteSteps } from '../clinic/note-steps.js';
import { rehouseSessions } from '../clinic/rehouse-sessions.js';
import { restaffSessions } from '../clinic/restaff-sessions.js';
import type { Reshaped } from '../clinic/rules/reshape.js';
import { inFull, type SessionInFull } from '../clinic/session-in-full.js';
import { type Target, targetOf } from '../clinic/target-of.js';
import { tellOfPlace } from '../clinic/tell-of-place.js';
import { many } from '../rules/days.js';
import { barredOnDay } from './barred-on-day.js';
import { shiftSession } from './rules/shift-session.js';
import { sessionForChange } from './session-for-change.js';
import { moveTurn } from './session-moves.queries.js';

export interface MoveSession {
  readonly session: string;
  readonly on?: string | undefined;
  readonly startTime?: string | undefined;
  readonly to?: { readonly room?: string | undefined; readonly site?: string | undefined } | undefined;
  readonly reason: string;
  readonly withBookings?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
}

/** A session and what becomes of it. */
type Moving = SessionInFull & Reshaped & { readonly heldOn: string; readonly target: Target | null };

/**
 * Moves a published session to another time, day or place. It keeps its id, slots, places, length and whoever is free
 * to work there then; its bookings keep their slots and move with it if the caller says so, otherwise they are in the
 * way. The ledger of turns enters who hosts it. Locks the clinic, everyone assigned, the session, as bookings do, and
 * the rooms, as publication does. Clashes: bookings, a room that is not offered or not free, a patient who has another
 * booking at the new time, a practice with places that may not share the service on the new day. Refused: NOT_FOUND,
 * FORBIDDEN, a session that is cancelled or has begun, a time that is over or too far ahead.
 */
export function moveSession(tx: Tx, viewer: Viewer, input: MoveSession): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => move(inner, viewer, input));
}

async function move(tx: Tx, viewer: Viewer, input: MoveSession): Promise<Result<ChangeReport>> {
  const found = await sessionForChange(tx, viewer, 'moveSession', input.session, 'PUBLISHED');
  if (!found.ok) return found;
  const { ahead, clinic } = found.value;
  const reason = checkPlainText(input.reason, 200, 'reason');
  if (!reason.ok) return reason;
  const target = input.to == null ? ok(null) : await targetOf(tx, input.to, clinic.service);
  if (!target.ok) return target;
  const now = (await instantNow(tx.db)).getTime();
  const heldOn = input.on ?? ahead.sessionOn;
  const startsAt = londonInstant(heldOn, input.startTime ?? ahead.startTime);
  const time = checkTime(tx, input, { heldOn, startsAt, now });
  if (!time.ok) return time;

  const draft = new ReportDraft(heldOn);
  const [full] = inFull([ahead], await sessionsInFull(tx.db, [ahead.id]));
  if (full === undefined) throw new Error('a session that is locked is there');
  const shifted = shiftSession(full.standing, { day: heldOn, startsAt, now });
  const [first, ...rest] = shifted.problems;
  if (first !== undefined) return refuse({ ...first, field: ['startTime'] }, ...rest);
  const moving: Moving = { ...full, ...shifted, heldOn, target: target.value };
  if (!moving.retimed && isThere(ahead, target.value)) {
    const about = { type: 'Session', key: ahead.id };
    draft.note('stays', 'SESSION', 'Nothing changes: the session is held there and then.', { on: heldOn, about });
    return ok(draft.report);
  }
  await carry(tx, draft, clinic, moving, { ...input, reason: reason.value });
  return ok(draft.report);
}

function isThere({ siteId, roomId }: SessionAhead, target: Target | null): boolean {
  return target === null || (target.siteId === siteId && (target.roomId === null || target.roomId === roomId));
}

function checkTime(
  tx: Tx,
  { on, startTime }: MoveSession,
  { heldOn, startsAt, now }: { heldOn: string; startsAt: number; now: number },
): Result<null> {
  const invalid = (message: string) =>
    refuse({
      code: generalProblems.INVALID_INPUT,
      field: [on == null && startTime != null ? 'startTime' : 'on'],
      message,
    });
  if (startsAt <= now) return invalid('That time is over. Choose one that is still ahead.');
  return heldOn <= addDays(tx.scope.today, seriesHorizon.days)
    ? ok(null)
    : invalid(`A session is held within ${seriesHorizon.words}. Choose an earlier day.`);
}

/** Works out everything that the move does, and writes it unless something is in the way. */
async function carry(
  tx: Tx,
  draft: ReportDraft,
  clinic: ClinicForChange,
  moving: Moving,
  { reason, withBookings }: { readonly reason: string; readonly withBookings?: boolean | undefined },
): Promise<void> {
  const { ahead, heldOn, target, retimed } = moving;
  const { title, pcnId } = clinic.clinic;
  const range = { start: moving.startsAt, end: moving.endsAt };
  const elsewhere = target !== null && target.siteId !== ahead.siteId;
  noteTaken(draft, ahead, withBookings === true || !(retimed || elsewhere));
  if (heldOn !== ahead.sessionOn) await noteRights(tx, draft, clinic, moving);

  const [siteId, siteName] = [target?.siteId ?? ahead.siteId, target?.name ?? ahead.siteName];
  const own = elsewhere ? null : ahead.roomId;
  const there = { ...ahead, sessionOn: heldOn, siteId, siteName, roomId: target?.roomId ?? own };
  const hosts = target === null ? clinic.plan.hosts : [{ siteId, roomId: target.roomId, weight: 1 }];
  const housing = { ...clinic, plan: { ...clinic.plan, hosts } };
  const { rooms, names } = await rehouseSessions(tx, draft, housing, [{ session: there, range }]);
  const roomId = rooms.get(ahead.id) ?? there.roomId;
  const change = { ...ahead, sessionOn: heldOn, newRoomId: roomId, siteName };
  await noteSteps(tx, draft, { title, sessions: [change] });
  const staff = await staffAhead(tx.db, [ahead.id]);
  const ended = await restaffSessions(tx, draft, {
    title,
    staff,
    retimed: retimed ? new Map([[ahead.id, { session: ahead, range, heldOn }]]) : new Map(),
    gonePosts: new Set(),
    ...(heldOn === ahead.sessionOn ? {} : { barred: await barredOnDay(tx, ahead.id, staff, heldOn) }),
  });
  const deliveryModes = moving.standing.slots[0]?.deliveryModes ?? clinic.plan.deliveryModes;
  const heldFor111 = moving.form.slots.filter((slot) => slot.heldFor111).length;
  await moveBookings(tx, draft, { title, plan: { ...clinic.plan, deliveryModes, heldFor111 }, sessions: [moving] });
  if (elsewhere && !retimed) await tellOfPlace(tx, draft, { title, siteName, sessions: [ahead] });
  if (draft.clashes.length > 0) return;

  const otherDay = heldOn !== ahead.sessionOn;
  const entered = moving.entered.map(({ accountId, practiceId, entitled, given, returned }) => ({
    entry: { sessionId: ahead.id, accountId, practiceId },
    sums: { parts: BigInt(entitled), given, returned },
  }));
  const moved = `The session moves: ${reason}`;
  if (otherDay) {
    const back = entered.map(({ entry, sums: { parts, given, returned } }) => ({
      ...entry,
      parts: -parts,
      given: -given,
      returned: -returned,
    }));
    await enterChanges(tx.db, back, moved);
  }
  const form = { ...moving, ...moving.form, siteId, roomId, gonePlaces: [], newPlaces: [] };
  await endAssignments(tx.db, ended, moved);
  await keepHistory(tx.db, [form], moved);
  await writeForms(tx.db, pcnId, [form], deliveryModes);
  if (otherDay)
    await enterChanges(
      tx.db,
      entered.map(({ entry, sums }) => ({ ...entry, ...sums })),
      moved,
    );
  if (otherDay || elsewhere) await moveTurn(tx.db, ahead.id);
  const nameOf = (id: string | null) => (id === null ? '' : `, ${names.get(id) ?? 'a room'}`);
  const before = `${ahead.sessionOn}, ${ahead.startTime} to ${ahead.endTime}, ${ahead.siteName}`;
  const after = `${heldOn}, ${londonTime(range.start)} to ${londonTime(range.end)}, ${siteName}${nameOf(roomId)}`;
  draft.note('moves', 'SESSION', `The session moves to ${after}; it was on ${before}.`, {
    on: heldOn,
    about: { type: 'Session', key: ahead.id },
    before,
    after,
  });
  const what = `“${title}” of ${before} is held on ${after}: ${reason}.`;
  const operators = await operationsOn(tx.db, [...new Set([ahead.siteId, siteId])], heldOn);
  const told = [...(await practicesIn(tx.db, [ahead.id])), ...operators.map(({ operatorId }) => operatorId)];
  for (const id of new Set(told)) draft.tell(id, what);
}

function noteTaken(draft: ReportDraft, { id, sessionOn: on, taken }: SessionAhead, allowed: boolean): void {
  if (taken === 0 || allowed) return;
  const text = `${many(taken, 'slot is', 'slots are')} booked or held in the session on ${on}. To move it with its bookings, set withBookings.`;
  draft.note('clashes', 'BOOKINGS', text, { count: taken, on, about: { type: 'Session', key: id } });
}

/** Practices with places that may not share the service on the new day are in the way. */
async function noteRights(tx: Tx, draft: ReportDraft, { clinic }: ClinicForChange, moving: Moving): Promise<void> {
  const { pcnId, serviceId } = clinic;
  const { heldOn, places, id } = moving;
  const sharers = await sharersOn(tx.db, { pcnId, serviceId, basis: null, days: [heldOn] });
  const may = new Set(sharers.map(({ practiceId }) => practiceId));
  const owners = Map.groupBy(places, ({ ownerId }) => ownerId);
  const others = [...owners.keys()].flatMap((owner) => (owner === null || may.has(owner) ? [] : [owner]));
  for (const { id: owner, odsCode } of await organisationsByIds(tx.db, others, heldOn)) {
    const count = owners.get(owner)?.length ?? 0;
    const text = `${odsCode ?? 'A practice'} has ${many(count, 'place')} and may not share the service on ${heldOn}. Return its places first, or choose another day.`;
    draft.note('clashes', 'PLACES', text, { count, on: heldOn, about: { type: 'Session', key: id } });
  }
}
