import { ok, type Problem, type Result } from '../../../platform/result.js';
import { type InstantRange, overlaps } from '../../../time/interval.js';
import { closedFor } from '../../../time/bank-holidays.js';
import { seriesHorizon } from '../../../time/horizon.js';
import { addDays, daysBetween, endOfDay, londonInstant, londonTime, weekdayOf } from '../../../time/london.js';
import { type Occurrence, occurrenceDays, occurrences } from '../../../time/recurrence.js';
import {
  type ClinicHost,
  type ClinicPlan,
  hostingOf,
  type PlannedPost,
  type PlannedSlot,
  postsOf,
  slotsOf,
} from '../../clinic/rules/clinic-plan.js';
import { skippedDays, withDates } from '../../clinic/rules/clinic-dates.js';
import { hostingCycle } from '../../clinic/rules/hosting-turns.js';
import { to111At, type UnusedTo111Default } from '../../clinic/rules/unused-to-111.js';
import type { Balances } from '../../ledger/rules/ledger-step.js';
import { planHosts } from './plan-hosts.js';
import { type PlannedShare, planShares, type Sharer } from './plan-shares.js';

/** A room of a hosting site; `suits` is true when it is fit for the service. */
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

/** A time at which a room is already in use; `what` only for a session of the same network. */
export interface BusyRoom extends InstantRange {
  readonly roomId: string;
  readonly what: string | null;
}

export interface PlanningFacts {
  /** In order of preference within a site. */
  readonly rooms: readonly CandidateRoom[];
  readonly offered: readonly OfferedRoom[];
  readonly busy: readonly BusyRoom[];
  /** In the order in which places are numbered. */
  readonly sharers: readonly Sharer[];
  /** What the practices are owed of the service's places, and the sites of the clinic's turns to host, by id. */
  readonly balances: { readonly places: Balances; readonly turns: Balances };
  /** The network's settings for unused slots, for clinics that follow it. */
  readonly unusedTo111Defaults: readonly UnusedTo111Default[];
}

/** One day of a clinic and its position in the series. */
export interface PlannedDay extends Occurrence {
  readonly index: number;
}

/** A session as it would be published. With problems it cannot be, and the values they concern are missing. */
export interface PlannedSession {
  readonly occurrenceOn: string;
  readonly sessionOn: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly poolAt: number;
  /** From when its free slots open to NHS 111 as well; null for never. */
  readonly to111At: number | null;
  readonly siteId: string;
  readonly roomId: string | null;
  /** The site whose turn it was, where another site stands in for it. */
  readonly standsInForSiteId: string | null;
  /** What each host is entitled to of this turn, in parts of one. */
  readonly hostClaims: readonly { readonly siteId: string; readonly parts: number }[];
  readonly posts: readonly PlannedPost[];
  readonly slots: readonly PlannedSlot[];
  readonly shares: readonly PlannedShare[];
  readonly problems: readonly Problem[];
}

const minuteMs = 60_000;

/**
 * The days of the clinic whose occurrence is in `[from, to)`. A session on a bank holiday is never moved past the
 * clinic's end; it is left out where no day is left before the end. The index counts every day of the rule from the
 * clinic's first, bank holidays too. Refuses as `occurrences` does.
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
  return ok(
    withDates(held.value, plan.dates ?? [], { from, to })
      .filter(({ heldOn }) => plan.endsOn === null || heldOn < plan.endsOn)
      .map((occurrence) => ({ ...occurrence, index: indexes.get(occurrence.occurrenceOn) ?? 0 })),
  );
}

/** A closed day in the rule, why it is closed, and the day to which its session was moved, if any. */
export interface ClosedDay {
  readonly on: string;
  readonly why: string;
  readonly movedTo: string | null;
}

/** The closed days of the rule in `[from, to)` on which no session is held. Refuses as above. */
export function closedDays(plan: ClinicPlan, window: { from: string; to: string }): Result<ClosedDay[]> {
  const from = window.from > plan.startsOn ? window.from : plan.startsOn;
  const to = plan.endsOn !== null && plan.endsOn < window.to ? plan.endsOn : window.to;
  if (from >= to) return ok([]);
  const named = occurrenceDays(plan.recurrence, { startsOn: plan.startsOn, from, to });
  const planned = plannedDays(plan, window);
  if (!named.ok) return named;
  if (!planned.ok) return planned;
  const held = new Map(planned.value.map(({ occurrenceOn, heldOn }) => [occurrenceOn, heldOn]));
  const skipped = skippedDays(plan.dates ?? []);
  return ok(
    named.value.flatMap((on) => {
      const why = closedFor(on);
      return why === undefined || held.get(on) === on || skipped.has(on)
        ? []
        : [{ on, why, movedTo: held.get(on) ?? null }];
    }),
  );
}

function countBefore(plan: ClinicPlan, day: string): number {
  let count = 0;
  for (let from = plan.startsOn; from < day;) {
    const end = daysBetween(from, day) > seriesHorizon.days ? addDays(from, seriesHorizon.days) : day;
    const days = occurrenceDays(plan.recurrence, { startsOn: plan.startsOn, from, to: end });
    count += days.ok ? days.value.length : 0;
    from = end;
  }
  return count;
}

/**
 * The sessions of these days: when, where, with which posts and slots, and who gets the places. Preview and
 * publication both call this, so that they cannot differ. Pure: everything it needs to know is in `facts`, for all the
 * days given. Gives places and turns to host in the order of the days, from the balances of the ledger, leaving out
 * days with problems. Precondition: the plan passes `checkClinicPlan`.
 */
export function planSessions(plan: ClinicPlan, days: readonly PlannedDay[], facts: PlanningFacts): PlannedSession[] {
  const roomsOf = roomsBy(facts);
  const hosts = planHosts(
    hostingOf(plan),
    days.map((day) => new Set(plan.hosts.filter((host) => roomsOf(host, day.heldOn).length > 0).map(siteOf))),
    facts.balances.turns,
  );
  const times = days.map((day) => {
    const start = londonInstant(day.heldOn, plan.startTime);
    const range = { start, end: start + plan.durationMinutes * minuteMs };
    return { range, slots: slotsOf(plan, { ...range, day: day.heldOn }) };
  });
  const sharers = Map.groupBy(facts.sharers, ({ day }) => day);
  const shared = planShares(
    plan,
    days.map(({ heldOn: day }, index) => {
      const slots = times[index]?.slots;
      return { day, places: slots?.ok ? slots.value.length - plan.heldFor111 : 0, sharers: sharers.get(day) ?? [] };
    }),
    facts.balances.places,
  );
  return times.map(({ range, slots }, index) => {
    const day = days[index] as PlannedDay;
    const shares = shared[index] as Result<PlannedShare[]>;
    const turn = hosts[index] ?? null;
    const host = plan.hosts.find(({ siteId }) => siteId === turn?.siteId);
    const rooms = host === undefined ? [] : roomsOf(host, day.heldOn);
    const room = rooms.find((each) => busyTimes(each, range, facts).length === 0) ?? rooms[0];
    return {
      occurrenceOn: day.occurrenceOn,
      sessionOn: day.heldOn,
      startsAt: range.start,
      endsAt: range.end,
      poolAt: range.start - plan.poolMinutesBefore * minuteMs,
      to111At: to111At(plan, day.heldOn, facts.unusedTo111Defaults),
      siteId: turn?.siteId ?? plan.hosts[0]?.siteId ?? '',
      roomId: room?.roomId ?? null,
      standsInForSiteId: turn?.insteadOfSiteId ?? null,
      hostClaims: turn?.claims ?? [],
      posts: postsOf(plan.lines),
      slots: slots.ok ? slots.value : [],
      shares: shares.ok ? shares.value : [],
      problems: [
        ...(room === undefined
          ? [
              notOffered(
                plan.hosts.map((each) => siteName(facts, each.siteId)),
                day.heldOn,
                range,
              ),
            ]
          : clashOf(room, range, day.heldOn, facts)),
        ...overMidnight(range, day.heldOn),
        ...(slots.ok ? [] : slots.problems),
        ...(shares.ok ? [] : shares.problems),
      ],
    };
  });
}

/**
 * The hosts whose room is not offered on their own turns: one problem each, naming the site, the weekday and the
 * times. Checks a turn once for each weekday, at its first day in `days`, and not on days to which a holiday was
 * moved.
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

/** A plan ends by midnight in clock time; on the day of 23 hours the same minutes may end an hour later. */
export function overMidnight({ end }: InstantRange, day: string): Problem[] {
  if (end <= endOfDay(day)) return [];
  const message = `On ${day} the clocks go forward, and the session would run past midnight. Leave that day out, or make the session an hour shorter.`;
  return [{ code: 'SESSION_PAST_MIDNIGHT', message }];
}

function notOffered(names: readonly string[], day: string, range: InstantRange, field?: readonly string[]): Problem {
  const weekday = `${weekdayOf(day).charAt(0)}${weekdayOf(day).slice(1).toLowerCase()}`;
  const message = `No suitable room of ${names.join(' or ')} is offered on ${weekday} ${day} from ${hours(range.start, range.end)}. Its practice offers one with offerAccommodation.`;
  return { code: 'HOST_NOT_OFFERED', message, ...(field === undefined ? {} : { field }) };
}

function siteOf({ siteId }: ClinicHost): string {
  return siteId;
}

function siteName(facts: PlanningFacts, siteId: string): string {
  return facts.rooms.find((room) => room.siteId === siteId)?.siteName ?? 'the site';
}

function hours(start: number, end: number): string {
  return `${londonTime(start)} to ${londonTime(end)}`;
}
