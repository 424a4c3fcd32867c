import type { Viewer } from '../../identity/viewer.js';
import { membersOn } from '../../organisation/membership/network.queries.js';
import { operationsOn } from '../../organisation/site/site.queries.js';
import type { Tx } from '../../platform/database/scope.js';
import { instantNow } from '../../platform/database/today.queries.js';
import { ok, type Problem, type Result } from '../../platform/result.js';
import type { ScheduleSharedClinic } from '../../sessions/clinic/clinic-of-input.js';
import { checkClinicPlan, type ClinicPlan } from '../../sessions/clinic/rules/clinic-plan.js';
import { defaultOn, unusedTo111Of } from '../../sessions/clinic/rules/unused-to-111.js';
import { londonTime } from '../../time/london.js';
import { carryOut, type ChangeReport, ReportDraft } from '../change-report.js';
import { lockSessionsAhead, practicesIn, rewritePlan, type SessionAhead } from './clinic-change.queries.js';
import { type ClinicForChange, clinicForChange } from './clinic-for-change.js';
import { lockStaffAhead, sessionsInFull, staffAhead } from './clinic-form.queries.js';
import { changeShares, endAssignments, enterChanges, keepHistory, writeForms } from './clinic-form-writes.queries.js';
import { moveBookings } from './move-bookings.js';
import { rehouseSessions } from './rehouse-sessions.js';
import { noteSteps } from './note-steps.js';
import { type PlacesChange, type ResizedShares, resizeShares } from './resize-shares.js';
import { restaffSessions } from './restaff-sessions.js';
import { agreeing, many } from '../rules/days.js';
import { type Reshaped, reshape } from './rules/reshape.js';
import { inFull, type SessionInFull } from './session-in-full.js';

export interface ChangeSharedClinic {
  readonly clinic: string;
  readonly from: string;
  readonly startTime?: string | undefined;
  readonly durationMinutes?: number | undefined;
  readonly staffing?: ScheduleSharedClinic['staffing'] | undefined;
  readonly slotPlan?: ScheduleSharedClinic['slotPlan'];
  readonly withBookings?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
}

/**
 * Changes the time, length, slots or staffing of a series from a day on. Every published session from that day takes
 * the new form. It keeps its id, and its host, shares, places and assignments unless the change touches them; for
 * those, the report gives the old value, the new value and who must be told. A session with anything booked or held
 * stays as it is and is named, unless the caller says that its bookings move with it. Locks the clinic, as publication
 * does, then everyone assigned, then the sessions, as bookings do, and what `resizeShares` and `rehouseSessions` lock.
 * Clashes: a room that is not offered or not free, taken slots that do not fit the new form, places that cannot be
 * given to anyone or are booked, a patient who has another booking at the new time.
 */
export function changeSharedClinic(tx: Tx, viewer: Viewer, input: ChangeSharedClinic): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => change(inner, viewer, input));
}

type ChangedSession = SessionInFull & Reshaped;

async function change(tx: Tx, viewer: Viewer, input: ChangeSharedClinic): Promise<Result<ChangeReport>> {
  const { from } = input;
  const found = await clinicForChange(tx, viewer, 'changeSharedClinic', input);
  if (!found.ok) return found;
  const { clinic, service, unusedTo111Defaults } = found.value;
  const unused = unusedTo111Of(input.slotPlan, found.value.plan);
  if (!unused.ok) return unused;
  const checked = checkClinicPlan({ ...changedPlan(found.value.plan, input), ...unused.value }, service);
  if (!checked.ok) return { ok: false, problems: checked.problems.map((problem) => asSent(input, problem)) };
  const plan = checked.value;

  const draft = new ReportDraft(from);
  await lockStaffAhead(tx.db, clinic.id, from);
  const ahead = await lockSessionsAhead(tx.db, clinic.id, from);
  const now = (await instantNow(tx.db)).getTime();
  const full = await sessionsInFull(
    tx.db,
    ahead.map(({ id }) => id),
  );
  const differing = inFull(ahead, full)
    .map((session): ChangedSession => ({ ...session, ...reshape(session.standing, plan, unusedTo111Defaults, now) }))
    .filter(({ differs }) => differs);
  const pinned = differing.filter(({ ahead: { taken } }) => taken > 0 && input.withBookings !== true);
  const changing = differing.filter((session) => !pinned.includes(session));
  const inForm = (of: ClinicPlan) => inWords(of, defaultOn(unusedTo111Defaults, from));
  const planChanges = inForm(plan) !== inForm(found.value.plan) || slotPlanOf(plan) !== slotPlanOf(found.value.plan);
  for (const { ahead: session } of pinned) {
    draft.note('stays', 'SESSION', pinnedText(session), {
      on: session.sessionOn,
      about: { type: 'Session', key: session.id },
    });
  }
  if (!planChanges && differing.length === 0) {
    draft.note('stays', 'CLINIC', `Nothing changes: “${clinic.title}” already has this form.`, {
      about: { type: 'SharedClinic', key: clinic.id },
    });
    return ok(draft.report);
  }
  if (planChanges) {
    draft.note('moves', 'CLINIC', `“${clinic.title}” takes its new form: ${inForm(plan)}.`, {
      about: { type: 'SharedClinic', key: clinic.id },
      before: inForm(found.value.plan),
      after: inForm(plan),
    });
    await rewritePlan(tx.db, clinic.id, clinic.pcnId, plan);
  }
  await carrySessions(tx, draft, { ...found.value, plan }, changing, from);
  return ok(draft.report);
}

function changedPlan(plan: ClinicPlan, input: ChangeSharedClinic): ClinicPlan {
  return {
    ...plan,
    startTime: input.startTime ?? plan.startTime,
    durationMinutes: input.durationMinutes ?? plan.durationMinutes,
    lines:
      input.staffing?.map(({ role, count, slotsPerPost }) => ({ roleCode: role, count, slotsPerPost })) ?? plan.lines,
    slotMinutes: input.slotPlan?.slotMinutes ?? plan.slotMinutes,
    deliveryModes: input.slotPlan?.deliveryModes ?? plan.deliveryModes,
    releases:
      input.slotPlan?.releases?.map(({ slots, daysBefore, time }) => ({ count: slots, daysBefore, localTime: time })) ??
      plan.releases,
    heldFor111: input.slotPlan?.heldFor111 ?? plan.heldFor111,
  };
}

/** A problem with a list item that the caller did not send is reported on the field that would change the list. */
function asSent(input: object, problem: Problem): Problem {
  let value: unknown = input;
  const unsent = problem.field?.findIndex((step) => {
    if (value === undefined && /^\d+$/.test(step)) return true;
    value = (value as Record<string, unknown> | undefined)?.[step];
    return false;
  });
  return unsent === undefined || unsent < 0 ? problem : { ...problem, field: problem.field?.slice(0, unsent) ?? [] };
}

/** @param unusedDefault what the network says about unused slots on the day the change begins. */
function inWords(plan: ClinicPlan, unusedDefault: string | null): string {
  const slots = plan.lines.reduce((sum, { count, slotsPerPost }) => sum + count * slotsPerPost, 0);
  const follows = plan.unusedTo111Policy === 'NETWORK_DEFAULT' && unusedDefault !== null;
  const from = follows ? `${unusedDefault}, by the network’s default` : plan.unusedTo111From;
  return `${plan.startTime}, ${plan.durationMinutes} minutes, ${many(slots, 'slot')} of ${plan.slotMinutes} minutes${free111(from)}`;
}

function free111(from: string | null): string {
  return from === null ? '' : `, free slots also for 111 from ${from}`;
}

function slotPlanOf({ lines, deliveryModes, releases, heldFor111, unusedTo111Policy }: ClinicPlan): string {
  return JSON.stringify(
    [lines, deliveryModes.toSorted(), releases, heldFor111, unusedTo111Policy],
    ['roleCode', 'count', 'slotsPerPost', 'daysBefore', 'localTime'],
  );
}

function pinnedText(session: SessionAhead): string {
  return `The session on ${session.sessionOn}, ${session.startTime} to ${session.endTime}, stays as it is: ${many(session.taken, 'slot')} booked or held. To move it with its bookings, set withBookings.`;
}

/** Works out everything that the new form does to the sessions, and writes it unless something is in the way. */
async function carrySessions(
  tx: Tx,
  draft: ReportDraft,
  found: ClinicForChange,
  changing: readonly ChangedSession[],
  from: string,
): Promise<void> {
  const { clinic, plan } = found;
  const title = clinic.title;
  const retimed = changing
    .filter((session) => session.retimed)
    .map((session) => ({ session: session.ahead, range: { start: session.startsAt, end: session.endsAt } }));
  const resized = await resizeShares(
    tx,
    found,
    changing.map((session) => ({ ...session, wanted: session.form.slots.length - plan.heldFor111 })),
  );
  const { rooms, names } = await rehouseSessions(tx, draft, found, retimed);
  await noteSteps(tx, draft, {
    title,
    sessions: retimed.map(({ session }) => ({ ...session, newRoomId: rooms.get(session.id) ?? session.roomId })),
  });
  const ids = changing.map(({ id }) => id);
  const ended = await restaffSessions(tx, draft, {
    title,
    staff: await staffAhead(tx.db, ids),
    retimed: new Map(retimed.map((each) => [each.session.id, each])),
    gonePosts: new Set(changing.flatMap(({ id, form }) => form.gonePosts.map((number) => `${id}/${number}`))),
  });
  await moveBookings(tx, draft, { title, plan, sessions: changing });
  if (!resized.ok) for (const { message } of resized.problems) draft.note('clashes', 'PLACES', message);
  if (draft.clashes.length > 0 || !resized.ok) return;

  const { bySession } = resized.value;
  const reason = `The series changes from ${from} on`;
  const forms = changing.map((session) => ({
    ...session,
    ...session.form,
    heldOn: session.sessionOn,
    siteId: session.ahead.siteId,
    roomId: rooms.get(session.id) ?? session.ahead.roomId,
    gonePlaces: bySession.get(session.id)?.gone ?? [],
    newPlaces: bySession.get(session.id)?.added ?? [],
  }));
  await endAssignments(tx.db, ended, reason);
  await keepHistory(tx.db, forms, reason);
  await writeForms(tx.db, clinic.pcnId, forms, plan.deliveryModes);
  await enterChanges(tx.db, resized.value.entries, reason);
  await changeShares(tx.db, clinic.pcnId, resized.value.shares);

  for (const session of changing) noteSession(draft, session, rooms, names, bySession.get(session.id));
  notePlaces(draft, changing, resized.value);
  await tellOfForm(tx, draft, found, changing, from);
}

function noteSession(
  draft: ReportDraft,
  session: ChangedSession,
  rooms: ReadonlyMap<string, string | null>,
  names: ReadonlyMap<string, string>,
  places: PlacesChange | undefined,
): void {
  const { ahead, form, standing } = session;
  const moved = rooms.get(ahead.id) ?? ahead.roomId;
  const room = (id: string | null) => (moved === ahead.roomId || id === null ? '' : `, ${names.get(id) ?? 'a room'}`);
  const held = (all: readonly { readonly heldFor111: boolean }[]) => {
    const count = all.filter((slot) => slot.heldFor111).length;
    return count === 0 ? '' : `, ${count} held for 111`;
  };
  const describe = (
    { startsAt, endsAt, to111At }: Pick<Reshaped, 'startsAt' | 'endsAt' | 'to111At'>,
    all: readonly { readonly heldFor111: boolean }[],
    id: string | null,
  ) =>
    `${londonTime(startsAt)} to ${londonTime(endsAt)}, ${many(all.length, 'slot')}${held(all)}${free111(
      to111At === null ? null : londonTime(to111At),
    )}${room(id)}`;
  const before = describe(standing, standing.slots, ahead.roomId);
  const after = describe(session, form.slots, moved);
  const same = before === after && places === undefined;
  const what = same ? `takes other slots within the same times: ${after}` : `becomes ${after}; it was ${before}`;
  draft.note('moves', 'SESSION', `The session on ${ahead.sessionOn} at ${ahead.siteName} ${what}.`, {
    on: ahead.sessionOn,
    about: { type: 'Session', key: ahead.id },
    before,
    after,
  });
}

function notePlaces(draft: ReportDraft, changing: readonly ChangedSession[], { bySession }: ResizedShares): void {
  let kept = 0;
  for (const { id, ahead, places } of changing) {
    const change = bySession.get(id);
    kept += places.length - (change?.gone.length ?? 0);
    if (change === undefined) continue;
    const left = places.length - change.gone.length + change.added.length;
    draft.note('moves', 'PLACES', `The session on ${ahead.sessionOn} has ${many(left, 'place')} to share.`, {
      count: Math.abs(left - places.length),
      on: ahead.sessionOn,
      about: { type: 'Session', key: id },
      before: many(places.length, 'place'),
      after: many(left, 'place'),
    });
  }
  draft.note('stays', 'PLACES', `${many(kept, 'place')} ${agreeing(kept, 'keeps', 'keep')} their practice.`, {
    count: kept,
  });
}

async function tellOfForm(
  tx: Tx,
  draft: ReportDraft,
  { clinic, plan, unusedTo111Defaults }: ClinicForChange,
  changing: readonly ChangedSession[],
  from: string,
): Promise<void> {
  const concerned = await practicesIn(
    tx.db,
    changing.map(({ id }) => id),
  );
  const members = (await membersOn(tx.db, clinic.pcnId, from)).map(({ practiceId }) => practiceId);
  const form = inWords(plan, defaultOn(unusedTo111Defaults, from));
  for (const id of new Set([...concerned, ...members])) {
    draft.tell(id, `“${clinic.title}” changes from ${from} on: ${form}.`);
  }
  const sites = new Set(changing.filter(({ retimed }) => retimed).map(({ ahead }) => ahead.siteId));
  for (const { operatorId } of await operationsOn(tx.db, [...sites], from)) {
    draft.tell(operatorId, `“${clinic.title}” uses your rooms at other times from ${from} on: ${form}.`);
  }
}
