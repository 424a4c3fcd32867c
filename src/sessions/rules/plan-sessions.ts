import { ok, type Problem, refuse, type Result } from '../../platform/result.js';
import { type InstantRange, overlaps } from '../../time/interval.js';
import { addDays, daysBetween, londonInstant, londonTime, weekdayOf } from '../../time/london.js';
import { type Occurrence, occurrenceDays, occurrences } from '../../time/recurrence.js';
import {
  type ClinicHost,
  type ClinicPlan,
  hostingOf,
  type PlannedPost,
  type PlannedSlot,
  postsOf,
  slotsOf,
} from './clinic-plan.js';
import { allocatePlaces } from './fair-shares.js';
import { hostingCycle, hostOf } from './hosting-turns.js';

/** A room of a hosting site; `suits` when it is fit for the service. */
export interface CandidateRoom {
  readonly roomId: string;
  readonly siteId: string;
  readonly name: string;
  readonly siteName: string;
  readonly suits: boolean;
}

/** A room that is offered to the network on the day, for the whole of the clinic's hours. */
export interface OfferedRoom {
  readonly day: string;
  readonly roomId: string;
}

/** A time at which a room is in use already; `what` only for a session of the same network. */
export interface BusyRoom extends InstantRange {
  readonly roomId: string;
  readonly what: string | null;
}

/** A practice that may share the service on a day, with the list its share goes by; null where there is none. */
export interface Sharer {
  readonly day: string;
  readonly practiceId: string;
  readonly odsCode: string;
  readonly list: { readonly value: number; readonly countedOn: string; readonly source: string } | null;
}

export interface PlanningFacts {
  /** In order of preference within a site. */
  readonly rooms: readonly CandidateRoom[];
  readonly offered: readonly OfferedRoom[];
  readonly busy: readonly BusyRoom[];
  /** In the order in which places are numbered. */
  readonly sharers: readonly Sharer[];
}

export interface PlannedShare {
  readonly practiceId: string;
  readonly odsCode: string;
  readonly weight: number;
  readonly weightSource: string;
  readonly entitlement: number;
  readonly places: number;
}

/** One day of a clinic and its place in the series, which decides whose turn it is to host. */
export interface PlannedDay extends Occurrence {
  readonly index: number;
}

/** A session as it would be published. With problems it cannot be, and what they concern is missing. */
export interface PlannedSession {
  readonly occurrenceOn: string;
  readonly sessionOn: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly poolAt: number;
  readonly siteId: string;
  readonly roomId: string | null;
  /** The site whose turn it was, where another stands in for it. */
  readonly standsInForSiteId: string | null;
  readonly posts: readonly PlannedPost[];
  readonly slots: readonly PlannedSlot[];
  readonly shares: readonly PlannedShare[];
  readonly problems: readonly Problem[];
}

const minuteMs = 60_000;
const window53Weeks = 53 * 7;

/**
 * The days of the clinic whose occurrence is in `[from, to)`. The index counts every day of the rule from the clinic's
 * first, bank holidays too, so that a turn to host neither depends on the window nor moves when a holiday is left out.
 * Refusals as `occurrences`.
 */
export function plannedDays(plan: ClinicPlan, window: { from: string; to: string }): Result<PlannedDay[]> {
  const from = window.from > plan.startsOn ? window.from : plan.startsOn;
  const to = plan.endsOn !== null && plan.endsOn < window.to ? plan.endsOn : window.to;
  if (from >= to) return ok([]);
  const { recurrence, startsOn } = plan;
  const held = occurrences(recurrence, { startsOn, from, to }, plan.bankHolidayPolicy);
  if (!held.ok) return held;
  const named = occurrenceDays(recurrence, { startsOn, from, to });
  if (!named.ok) return named;
  const before = countBefore(plan, from);
  const indexes = new Map(named.value.map((day, position) => [day, before + position]));
  return ok(held.value.map((occurrence) => ({ ...occurrence, index: indexes.get(occurrence.occurrenceOn) ?? 0 })));
}

function countBefore(plan: ClinicPlan, day: string): number {
  let count = 0;
  for (let from = plan.startsOn; from < day;) {
    const end = daysBetween(from, day) > window53Weeks ? addDays(from, window53Weeks) : day;
    const days = occurrenceDays(plan.recurrence, { startsOn: plan.startsOn, from, to: end });
    count += days.ok ? days.value.length : 0;
    from = end;
  }
  return count;
}

/**
 * The sessions of these days: when, where, with which posts and slots, and whose places. Preview and publication both
 * call this, so that they cannot differ. Pure: everything it needs to know stands in `facts`, for all the days given.
 * Precondition: the plan passes `checkClinicPlan`.
 */
export function planSessions(plan: ClinicPlan, days: readonly PlannedDay[], facts: PlanningFacts): PlannedSession[] {
  const cycle = hostingCycle(hostingOf(plan));
  const roomsOf = roomsBy(facts);
  const sharers = Map.groupBy(facts.sharers, ({ day }) => day);
  return days.map((day) => {
    const start = londonInstant(day.heldOn, plan.startTime);
    const range = { start, end: start + plan.durationMinutes * minuteMs };
    const turn = cycle[day.index % cycle.length] ?? '';
    const host = placeOf(plan, day, range, facts, roomsOf);
    const slots = slotsOf(plan, { ...range, day: day.heldOn });
    const general = slots.ok ? slots.value.length - plan.heldFor111 : 0;
    const shares = sharesOf(plan, day.heldOn, general, sharers.get(day.heldOn) ?? []);
    const siteId = host.ok ? host.value.siteId : turn;
    return {
      occurrenceOn: day.occurrenceOn,
      sessionOn: day.heldOn,
      startsAt: range.start,
      endsAt: range.end,
      poolAt: range.start - plan.poolMinutesBefore * minuteMs,
      siteId,
      roomId: host.ok ? host.value.room.roomId : null,
      standsInForSiteId: siteId === turn ? null : turn,
      posts: postsOf(plan.lines),
      slots: slots.ok ? slots.value : [],
      shares: shares.ok ? shares.value : [],
      problems: [
        ...(host.ok ? clashOf(host.value.room, range, day.heldOn, facts) : host.problems),
        ...(slots.ok ? [] : slots.problems),
        ...(shares.ok ? [] : shares.problems),
      ],
    };
  });
}

/**
 * The hosts whose room is not offered on their own turns: one problem each, naming the site, the weekday and the times.
 * A turn is looked at once a weekday, at its first day in `days`, and not on days to which a holiday was moved.
 */
export function unofferedHosts(plan: ClinicPlan, days: readonly PlannedDay[], facts: PlanningFacts): Problem[] {
  const cycle = hostingCycle(hostingOf(plan));
  const roomsOf = roomsBy(facts);
  const seen = new Set<string>();
  return days.flatMap((day): Problem[] => {
    const siteId = cycle[day.index % cycle.length] ?? '';
    const key = `${siteId} ${weekdayOf(day.heldOn)}`;
    if (day.heldOn !== day.occurrenceOn || seen.has(key)) return [];
    seen.add(key);
    const start = londonInstant(day.heldOn, plan.startTime);
    const range = { start, end: start + plan.durationMinutes * minuteMs };
    const position = plan.hosts.findIndex((host) => host.siteId === siteId);
    const host = plan.hosts[position];
    if (host === undefined || roomsOf(host, day.heldOn).length > 0) return [];
    return [notOffered([siteName(facts, siteId)], day.heldOn, range, ['hosts', String(position)])];
  });
}

type Rooms = (host: ClinicHost, day: string) => readonly CandidateRoom[];

/** The rooms in which a host can hold the clinic on a day. */
function roomsBy(facts: PlanningFacts): Rooms {
  const offered = new Set(facts.offered.map(({ day, roomId }) => `${day} ${roomId}`));
  return (host, day) =>
    facts.rooms.filter(
      (room) =>
        room.siteId === host.siteId &&
        (host.roomId === null ? room.suits : room.roomId === host.roomId) &&
        offered.has(`${day} ${room.roomId}`),
    );
}

function placeOf(
  plan: ClinicPlan,
  day: PlannedDay,
  range: InstantRange,
  facts: PlanningFacts,
  roomsOf: Rooms,
): Result<{ siteId: string; room: CandidateRoom }> {
  const rooms = new Map(plan.hosts.map((host) => [host.siteId, roomsOf(host, day.heldOn)]));
  const host = hostOf(hostingOf(plan), {
    index: day.index,
    day: day.heldOn,
    canHost: (_day, siteId) => (rooms.get(siteId) ?? []).length > 0,
  });
  const possible = host.ok ? (rooms.get(host.value) ?? []) : [];
  const room = possible.find((each) => busyTimes(each, range, facts).length === 0) ?? possible[0];
  if (!host.ok || room === undefined) {
    const names = plan.hosts.map(({ siteId }) => siteName(facts, siteId));
    return refuse(notOffered(names, day.heldOn, range));
  }
  return ok({ siteId: host.value, room });
}

function busyTimes(room: CandidateRoom, range: InstantRange, facts: PlanningFacts): BusyRoom[] {
  return facts.busy.filter((busy) => busy.roomId === room.roomId && overlaps(busy, range));
}

function clashOf(room: CandidateRoom, range: InstantRange, day: string, facts: PlanningFacts): Problem[] {
  const clashes = busyTimes(room, range, facts);
  if (clashes.length === 0) return [];
  const times = clashes.map(({ start, end, what }) => `${hours(start, end)} (${what ?? 'another network'})`);
  const message = `${room.name} at ${room.siteName} is taken on ${day} from ${times.join(' and ')}. Choose another room, time or day.`;
  return [{ code: 'ROOM_TAKEN', message }];
}

function sharesOf(plan: ClinicPlan, day: string, places: number, sharers: readonly Sharer[]): Result<PlannedShare[]> {
  if (sharers.length === 0) {
    const message = `No practice may share this service on ${day}. A practice shares it once the network agreement is in force and it takes part.`;
    return refuse({ code: 'NO_MEMBERS', message });
  }
  const weighed = sharers.map((sharer) => ({ sharer, ...weightOf(plan, sharer) }));
  const missing = weighed.filter(({ weight }) => weight === null).map(({ sharer }) => sharer.odsCode);
  if (missing.length > 0) {
    const list = plan.sharingPolicy === 'WEIGHTED_LIST' ? 'weighted list' : 'registered list';
    const message = `There is no ${list} counted on or before ${day} for ${missing.join(', ')}. Record it with recordPopulation, or share by another policy.`;
    return refuse({ code: 'LIST_MISSING', message });
  }
  const weights = weighed.map(({ sharer, weight }) => ({ practiceId: sharer.practiceId, weight: weight ?? 0 }));
  const shares = allocatePlaces({ places, weights });
  if (!shares.ok) return shares;
  return ok(
    shares.value.map((share, index) => ({
      practiceId: share.practiceId,
      odsCode: weighed[index]?.sharer.odsCode ?? '',
      weight: weights[index]?.weight ?? 0,
      weightSource: weighed[index]?.source ?? '',
      entitlement: share.entitlement,
      places: share.places,
    })),
  );
}

function weightOf(plan: ClinicPlan, { practiceId, list }: Sharer): { weight: number | null; source: string } {
  switch (plan.sharingPolicy) {
    case 'EQUAL':
      return { weight: 1, source: 'Equal shares' };
    case 'FIXED': {
      const fixed = plan.fixedShares.find((share) => share.practiceId === practiceId);
      return { weight: fixed?.weight ?? 0, source: fixed ? 'Fixed by the clinic' : 'Not among the fixed shares' };
    }
    default: {
      const basis = plan.sharingPolicy === 'WEIGHTED_LIST' ? 'Weighted list' : 'Registered list';
      if (list === null) return { weight: null, source: '' };
      return { weight: list.value, source: `${basis} of ${list.countedOn}: ${list.source}` };
    }
  }
}

function notOffered(names: readonly string[], day: string, range: InstantRange, field?: readonly string[]): Problem {
  const weekday = `${weekdayOf(day).charAt(0)}${weekdayOf(day).slice(1).toLowerCase()}`;
  const message = `No suitable room of ${names.join(' or ')} is offered on ${weekday} ${day} from ${hours(range.start, range.end)}. Its practice offers one with offerAccommodation.`;
  return { code: 'HOST_NOT_OFFERED', message, ...(field === undefined ? {} : { field }) };
}

function siteName(facts: PlanningFacts, siteId: string): string {
  return facts.rooms.find((room) => room.siteId === siteId)?.siteName ?? 'the site';
}

function hours(start: number, end: number): string {
  return `${londonTime(start)} to ${londonTime(end)}`;
}
