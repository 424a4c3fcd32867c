import { ok, type Problem, refuse, type Result } from '../../../platform/result.js';
import { dayAsInstants } from '../../../time/london.js';
import type { BankHolidayPolicy } from '../../../time/recurrence.js';
import type { Recurrence } from '../../../time/recurrence-rule.js';
import type { ClinicDate } from './clinic-dates.js';
import { checkHosting, type Hosting } from './hosting-turns.js';
import { type ReleaseWave, releaseTimes, slotsHeldFor111, type SlotTime, slotTimes } from './slot-times.js';
import type { UnusedTo111 } from './unused-to-111.js';

export type HostingMode = 'ONE' | 'IN_TURN' | 'CYCLE';
export type SharingPolicy = 'REGISTERED_LIST' | 'WEIGHTED_LIST' | 'EQUAL' | 'FIXED';

/**
 * Where a clinic is held when it is this site's turn. Without a room, in any of the site's rooms that is offered at
 * the time.
 */
export interface ClinicHost {
  readonly siteId: string;
  readonly roomId: string | null;
  readonly weight: number;
}

/** A number of posts of one role in every session, each with its own column of slots. */
export interface StaffingLine {
  readonly roleCode: string;
  readonly count: number;
  readonly slotsPerPost: number;
}

/**
 * Everything that decides what the sessions of a shared clinic look like. Days are London days, `[startsOn, endsOn)`.
 */
export interface ClinicPlan extends UnusedTo111 {
  readonly recurrence: Recurrence;
  readonly startTime: string;
  readonly durationMinutes: number;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly hosting: HostingMode;
  readonly hosts: readonly ClinicHost[];
  readonly lines: readonly StaffingLine[];
  readonly slotMinutes: number;
  readonly deliveryModes: readonly string[];
  readonly releases: readonly ReleaseWave[];
  readonly heldFor111: number;
  readonly sharingPolicy: SharingPolicy;
  /** Only for FIXED. */
  readonly fixedShares: readonly { readonly practiceId: string; readonly weight: number }[];
  readonly bankHolidayPolicy: BankHolidayPolicy;
  readonly poolMinutesBefore: number;
  readonly bookableUnstaffed: boolean;
  /** Days on which it differs from its rule; default none. */
  readonly dates?: readonly ClinicDate[];
}

/** What a service requires of a clinic. */
export interface ServiceDemands {
  readonly name: string;
  readonly roles: readonly string[];
  readonly deliveryModes: readonly string[];
}

export interface PlannedPost {
  readonly number: number;
  readonly line: number;
  readonly roleCode: string;
}

/** Instants are in milliseconds; `releasedAt: null` means at publication. */
export interface PlannedSlot {
  readonly number: number;
  readonly postNumber: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly releasedAt: number | null;
  readonly heldFor111: boolean;
}

const mostLines = 20;
const mostSlots = 300;
const mostWaves = 20;
const mostWeight = 1_000_000_000;
const furthestPoolMinutes = 28 * 24 * 60;
const minuteMs = 60_000;
/** Any day without a clock change: whether the slots fit does not depend on the day. */
const someDay = '2026-06-03';

/** The hosts in the form that the rule of turns takes. */
export function hostingOf(plan: Pick<ClinicPlan, 'hosting' | 'hosts'>): Hosting {
  const siteIds = plan.hosts.map(({ siteId }) => siteId);
  if (plan.hosting === 'ONE' && siteIds.length === 1) return { kind: 'ONE', siteId: siteIds[0] ?? '' };
  return plan.hosting === 'CYCLE' ? { kind: 'CYCLE', hosts: plan.hosts } : { kind: 'IN_TURN', siteIds };
}

/** The posts of a session, numbered: a staffing line with a count of n makes n posts. */
export function postsOf(lines: readonly StaffingLine[]): PlannedPost[] {
  return lines
    .flatMap((line, index) => Array.from({ length: line.count }, () => ({ line: index + 1, roleCode: line.roleCode })))
    .map((post, index) => ({ number: index + 1, ...post }));
}

/**
 * The slots of a session. Each post has a column of slots from the start of the session; slots are numbered by start,
 * then by post. Slots held for 111 are spread over the whole session and released at publication; the others are
 * released in the plan's waves. Refuses as `slotTimes`, `slotsHeldFor111` and `releaseTimes` do.
 */
export function slotsOf(plan: ClinicPlan, session: { start: number; end: number; day: string }): Result<PlannedSlot[]> {
  const columns: { post: number; slot: SlotTime }[] = [];
  for (const post of postsOf(plan.lines)) {
    const count = plan.lines[post.line - 1]?.slotsPerPost ?? 0;
    if (count === 0) continue;
    const times = slotTimes(session, plan.slotMinutes, count);
    if (!times.ok) return times;
    columns.push(...times.value.map((slot) => ({ post: post.number, slot })));
  }
  columns.sort((a, b) => a.slot.start - b.slot.start || a.post - b.post);
  const slots = columns.map(({ slot }, index) => ({ ...slot, slotNumber: index + 1 }));
  const held = slotsHeldFor111(slots, plan.heldFor111);
  if (!held.ok) return held;
  const heldNumbers = new Set(held.value);
  const general = slots.filter(({ slotNumber }) => !heldNumbers.has(slotNumber));
  const released = releaseTimes(general, session.day, plan.releases);
  if (!released.ok) return released;
  const releases = new Map(released.value.map(({ slotNumber, releaseAt }) => [slotNumber, releaseAt]));
  return ok(
    slots.map(({ slotNumber, start, end }, index) => ({
      number: slotNumber,
      postNumber: columns[index]?.post ?? 0,
      startsAt: start,
      endsAt: end,
      releasedAt: releases.get(slotNumber) ?? null,
      heldFor111: heldNumbers.has(slotNumber),
    })),
  );
}

/**
 * Returns the plan with each delivery mode once, or everything that is wrong with the plan itself: dates, times,
 * staffing against the service, slots against the session, hosting and shares. Whether rooms are offered and who may
 * share is for `planSessions` to check. Refuses `INVALID_INPUT`, `SESSION_PAST_MIDNIGHT`, `ROLE_NOT_PERMITTED`,
 * `MODE_NOT_OF_SERVICE`, `SHARES_WITHOUT_WEIGHT` and whatever `checkHosting` and `slotsOf` refuse.
 */
export function checkClinicPlan(plan: ClinicPlan, service: ServiceDemands): Result<ClinicPlan> {
  const problems = [
    ...timeProblems(plan),
    ...staffingProblems(plan, service),
    ...hostingProblems(plan),
    ...sharingProblems(plan),
  ];
  if (problems.length === 0) problems.push(...slotProblems(plan, service));
  const [first, ...rest] = problems;
  if (first !== undefined) return refuse(first, ...rest);
  return ok({ ...plan, deliveryModes: [...new Set(plan.deliveryModes)] });
}

function timeProblems(plan: ClinicPlan): Problem[] {
  const problems: Problem[] = [];
  if (plan.endsOn !== null && plan.endsOn <= plan.startsOn) {
    problems.push(invalid(['endsOn'], 'The first day without the clinic must come after its first day.'));
  }
  if (!within(plan.durationMinutes, 5, 1440)) {
    problems.push(invalid(['durationMinutes'], 'A session lasts from 5 minutes to 24 hours.'));
  } else if (minuteOfDay(plan.startTime) + plan.durationMinutes > 1440) {
    problems.push({
      code: 'SESSION_PAST_MIDNIGHT',
      field: ['durationMinutes'],
      message: 'The session would run past midnight, and rooms are offered by the day. Schedule two clinics instead.',
    });
  }
  if (!within(plan.poolMinutesBefore, 0, furthestPoolMinutes)) {
    problems.push(
      invalid(['poolHoursBefore'], 'Places return to the pool between 0 and 672 hours (28 days) before the session.'),
    );
  }
  return problems;
}

function staffingProblems(plan: ClinicPlan, service: ServiceDemands): Problem[] {
  if (!within(plan.lines.length, 1, mostLines)) {
    return [invalid(['staffing'], `A clinic has from 1 to ${mostLines} staffing lines.`)];
  }
  const problems = plan.lines.flatMap((line, index): Problem[] => {
    const field = ['staffing', String(index)];
    const found: Problem[] = [];
    if (!service.roles.includes(line.roleCode)) {
      const message = `${service.name} may not be staffed by ${line.roleCode}. Its roles: ${service.roles.join(', ')}.`;
      found.push({ code: 'ROLE_NOT_PERMITTED', field: [...field, 'role'], message });
    }
    if (!within(line.count, 1, 50)) found.push(invalid([...field, 'count'], 'A line has from 1 to 50 posts.'));
    if (!within(line.slotsPerPost, 0, 200)) {
      found.push(invalid([...field, 'slotsPerPost'], 'A post has from 0 to 200 slots in a session.'));
    }
    return found;
  });
  const total = plan.lines.reduce((sum, line) => sum + line.count * line.slotsPerPost, 0);
  if (problems.length === 0 && !within(total, 1, mostSlots)) {
    problems.push({
      code: 'SLOTS_COUNT',
      field: ['staffing'],
      message: `A session has from 1 to ${mostSlots} slots; these lines make ${total}.`,
    });
  }
  return problems;
}

function hostingProblems(plan: ClinicPlan): Problem[] {
  if (plan.hosting === 'ONE' && plan.hosts.length > 1) {
    return [invalid(['hosts'], 'With hosting ONE name one host; choose IN_TURN or CYCLE for several.')];
  }
  const checked = checkHosting(hostingOf(plan));
  return checked.ok ? [] : [...checked.problems];
}

function sharingProblems(plan: ClinicPlan): Problem[] {
  const field = ['sharing', 'fixedShares'];
  if (plan.sharingPolicy !== 'FIXED') {
    return plan.fixedShares.length === 0
      ? []
      : [invalid(field, 'Fixed shares are for the policy FIXED only. Choose that policy, or leave them out.')];
  }
  const at = (index: number, name: string) => [...field, String(index), name];
  const wrong = plan.fixedShares.findIndex(({ weight }) => !(weight >= 0 && weight <= mostWeight));
  if (wrong >= 0) {
    return [{ code: 'SHARES_WEIGHT', field: at(wrong, 'weight'), message: 'A weight is a number, zero or more.' }];
  }
  const practices = plan.fixedShares.map(({ practiceId }) => practiceId);
  const twice = practices.findIndex((id, index) => practices.indexOf(id) < index);
  if (twice >= 0) {
    return [
      {
        code: 'SHARES_PRACTICE_TWICE',
        field: at(twice, 'practice'),
        message: 'This practice is already among the shares. Name each practice once.',
      },
    ];
  }
  // The database keeps four decimals: a weight that rounds to zero counts as zero.
  if (plan.fixedShares.every(({ weight }) => weight < 0.00005)) {
    const message = 'With the policy FIXED, give at least one practice a weight above zero.';
    return [{ code: 'SHARES_WITHOUT_WEIGHT', field, message }];
  }
  return [];
}

function slotProblems(plan: ClinicPlan, service: ServiceDemands): Problem[] {
  if (!within(plan.slotMinutes, 5, 240)) {
    return [invalid(['slotPlan', 'slotMinutes'], 'A slot lasts from 5 minutes to 4 hours.')];
  }
  if (plan.releases.length > mostWaves) {
    return [invalid(['slotPlan', 'releases'], `Slots are released in at most ${mostWaves} waves.`)];
  }
  const foreign = plan.deliveryModes.findIndex((mode) => !service.deliveryModes.includes(mode));
  if (plan.deliveryModes.length === 0 || foreign >= 0) {
    const message = `${service.name} is given as ${service.deliveryModes.join(', ')}. Choose from these.`;
    const field = ['slotPlan', 'deliveryModes', ...(foreign < 0 ? [] : [String(foreign)])];
    return [{ code: 'MODE_NOT_OF_SERVICE', field, message }];
  }
  const start = dayAsInstants(someDay).start + minuteOfDay(plan.startTime) * minuteMs;
  const slots = slotsOf(plan, { start, end: start + plan.durationMinutes * minuteMs, day: someDay });
  if (slots.ok) return [];
  return slots.problems.map((problem) => ({ ...problem, field: ['slotPlan', ...slotField(problem)] }));
}

function slotField({ code, field: [, ...wave] = [] }: Problem): string[] {
  if (code.startsWith('RELEASE_')) return ['releases', ...wave];
  return code === 'SLOTS_HELD' ? ['heldFor111'] : ['slotMinutes'];
}

function minuteOfDay(localTime: string): number {
  return Number(localTime.slice(0, 2)) * 60 + Number(localTime.slice(3, 5));
}

function within(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}

function invalid(field: readonly string[], message: string): Problem {
  return { code: 'INVALID_INPUT', field, message };
}
