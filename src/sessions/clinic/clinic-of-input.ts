import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { findNetwork, findPractice } from '../../organisation/directory/known-organisation.js';
import { checkPlainText } from '../../organisation/directory/rules/plain-text.js';
import { type RoomRow, roomsByIds, sitesByIds } from '../../organisation/site/site.queries.js';
import type { Db, Scope } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, type Problem, refuse, type Result } from '../../platform/result.js';
import { planningHorizon, seriesHorizon } from '../../time/horizon.js';
import { addDays, daysBetween } from '../../time/london.js';
import { type BankHolidayPolicy, occurrenceDays, yieldsSomething } from '../../time/recurrence.js';
import { parseRecurrence, type Recurrence } from '../../time/recurrence-rule.js';
import { suits } from '../service/suits.js';
import {
  checkClinicPlan,
  type ClinicHost,
  type ClinicPlan,
  type HostingMode,
  type SharingPolicy,
} from './rules/clinic-plan.js';
import { type UnusedTo111Policy, unusedTo111Of, unusedTo111Unsaid } from './rules/unused-to-111.js';
import { type ServiceRow, servicesByIds } from '../service/service.queries.js';
import { sessionsProblems } from '../service/sessions.problems.js';

export interface ScheduleSharedClinic {
  readonly pcn: string;
  readonly service: string;
  readonly title?: string | undefined;
  readonly recurrence: string;
  readonly startTime: string;
  readonly durationMinutes: number;
  readonly startsOn: string;
  readonly endsOn?: string | undefined;
  readonly hosting: HostingMode;
  readonly hosts: readonly {
    readonly place: { readonly room?: string | undefined; readonly site?: string | undefined };
    readonly weight?: number | undefined;
  }[];
  readonly staffing: readonly { readonly role: string; readonly count: number; readonly slotsPerPost: number }[];
  readonly slotPlan?:
    | {
        readonly slotMinutes?: number | undefined;
        readonly deliveryModes?: readonly string[] | undefined;
        readonly releases?:
          readonly { readonly slots: number; readonly daysBefore: number; readonly time: string }[] | undefined;
        readonly heldFor111?: number | undefined;
        readonly unusedTo111From?: string | null | undefined;
        readonly unusedTo111Policy?: UnusedTo111Policy | null | undefined;
      }
    | undefined;
  readonly sharing: {
    readonly policy: SharingPolicy;
    readonly fixedShares?: readonly { readonly practice: string; readonly weight: number }[] | undefined;
  };
  readonly bankHolidayPolicy?: BankHolidayPolicy | undefined;
  readonly poolHoursBefore?: number | undefined;
  readonly bookableUnstaffed?: boolean | undefined;
}

/**
 * A clinic as requested, checked on its own. Whether rooms are offered and who may share is checked when its sessions
 * are planned.
 */
export interface AskedClinic {
  readonly pcnId: string;
  readonly title: string;
  readonly service: ServiceRow;
  readonly plan: ClinicPlan;
}

const mostHosts = 30;
const mostShares = 100;
const defaultPoolHours = 24;

/**
 * Reads a clinic from its input, for scheduling and for previewing. Authorises by `scheduleSharedClinic`. Refuses
 * everything that is wrong with the clinic itself, whatever rooms are offered and whoever may share.
 */
export async function clinicOfInput(
  db: Db,
  scope: Scope,
  viewer: Viewer,
  input: ScheduleSharedClinic,
): Promise<Result<AskedClinic>> {
  const network = await findNetwork(db, input.pcn, scope.today);
  const barred = refusalOf(viewer, scope, 'scheduleSharedClinic', { pcnId: network.ok ? network.value.id : null });
  if (barred !== undefined) return refuse(barred);
  if (!network.ok) return network;
  const pcnId = network.value.id;
  const service = await serviceOf(db, input.service, pcnId);
  if (!service.ok) return service;
  const hosts = await hostsOf(db, input.hosts, service.value);
  const shares = await fixedSharesOf(db, input.sharing.fixedShares ?? [], scope.today);
  const title = input.title == null ? ok(service.value.name) : checkPlainText(input.title, 200, 'title');
  const days = daysOf(input, scope.today);
  const unused = unusedTo111Of(input.slotPlan, unusedTo111Unsaid);
  const problems = [hosts, shares, title, days, unused].flatMap((part) => (part.ok ? [] : part.problems));
  const [first, ...rest] = problems;
  if (first !== undefined) return refuse(first, ...rest);
  if (!hosts.ok || !shares.ok || !title.ok || !days.ok || !unused.ok)
    throw new Error('a part without problems is there');
  const plan: ClinicPlan = {
    recurrence: days.value,
    startTime: input.startTime,
    durationMinutes: input.durationMinutes,
    startsOn: input.startsOn,
    endsOn: input.endsOn ?? null,
    hosting: input.hosting,
    hosts: hosts.value,
    lines: input.staffing.map(({ role, count, slotsPerPost }) => ({ roleCode: role, count, slotsPerPost })),
    slotMinutes: input.slotPlan?.slotMinutes ?? service.value.slotMinutes,
    deliveryModes: input.slotPlan?.deliveryModes ?? service.value.deliveryModes,
    releases: (input.slotPlan?.releases ?? []).map(({ slots, daysBefore, time }) => ({
      count: slots,
      daysBefore,
      localTime: time,
    })),
    heldFor111: input.slotPlan?.heldFor111 ?? 0,
    ...unused.value,
    sharingPolicy: input.sharing.policy,
    fixedShares: shares.value,
    bankHolidayPolicy: input.bankHolidayPolicy ?? 'SKIP',
    poolMinutesBefore: (input.poolHoursBefore ?? defaultPoolHours) * 60,
    bookableUnstaffed: input.bookableUnstaffed ?? false,
  };
  const checked = checkClinicPlan(plan, service.value);
  return checked.ok ? ok({ pcnId, title: title.value, service: service.value, plan: checked.value }) : checked;
}

async function serviceOf(db: Db, id: string, pcnId: string): Promise<Result<ServiceRow>> {
  const [service] = await servicesByIds(db, [id]);
  const usable = service !== undefined && (service.pcnId === null || service.pcnId === pcnId);
  return usable ? ok(service) : refuse(notFound(['service'], 'service'));
}

async function hostsOf(
  db: Db,
  hosts: ScheduleSharedClinic['hosts'],
  service: ServiceRow,
): Promise<Result<ClinicHost[]>> {
  if (hosts.length > mostHosts) return refuse(invalid(['hosts'], `A clinic has at most ${mostHosts} hosts.`));
  const named = (kind: 'room' | 'site') => hosts.flatMap(({ place }) => place[kind] ?? []);
  const rooms = new Map((await roomsByIds(db, named('room'))).map((room) => [room.id, room]));
  const sites = new Set((await sitesByIds(db, named('site'))).map((site) => site.id));
  const problems: Problem[] = [];
  const found = hosts.flatMap(({ place, weight = 1 }, index): ClinicHost[] => {
    const field = ['hosts', String(index), 'place', place.room == null ? 'site' : 'room'];
    if (place.room == null) {
      if (place.site != null && sites.has(place.site)) return [{ siteId: place.site, roomId: null, weight }];
      problems.push(notFound(field, 'site'));
      return [];
    }
    const room = rooms.get(place.room);
    if (room !== undefined && suits(room, service)) return [{ siteId: room.siteId, roomId: room.id, weight }];
    problems.push(room === undefined ? notFound(field, 'room') : unsuitable(field, room, service));
    return [];
  });
  const [first, ...rest] = problems;
  return first === undefined ? ok(found) : refuse(first, ...rest);
}

function unsuitable(field: readonly string[], room: RoomRow, service: ServiceRow): Problem {
  const kind = service.roomKind === null ? '' : ` of kind ${service.roomKind}`;
  const equipment = service.equipment.length === 0 ? '' : ` with ${service.equipment.join(', ')}`;
  return {
    code: sessionsProblems.ROOM_UNSUITABLE,
    field,
    message: `${service.name} needs a room${kind}${equipment}. ${room.name} is of kind ${room.kind}${
      room.equipment.length === 0 ? '' : ` with ${room.equipment.join(', ')}`
    }.`,
  };
}

async function fixedSharesOf(
  db: Db,
  shares: readonly { readonly practice: string; readonly weight: number }[],
  today: string,
): Promise<Result<{ practiceId: string; weight: number }[]>> {
  if (shares.length > mostShares) {
    return refuse(invalid(['sharing', 'fixedShares'], `At most ${mostShares} practices have a share.`));
  }
  const found: { practiceId: string; weight: number }[] = [];
  for (const [index, { practice, weight }] of shares.entries()) {
    const row = await findPractice(db, practice, today, 'sharing', 'fixedShares', String(index), 'practice');
    if (!row.ok) return row;
    // As many decimals as the database keeps, so that a preview uses the same weights as publication.
    found.push({ practiceId: row.value.id, weight: Math.round(weight * 10_000) / 10_000 });
  }
  return ok(found);
}

function daysOf(input: ScheduleSharedClinic, today: string): Result<Recurrence> {
  const parsed = parseRecurrence(input.recurrence, input.startTime);
  if (!parsed.ok) return refuseAt(['recurrence'], parsed.problems);
  const { startsOn, endsOn } = input;
  const ahead = daysBetween(today, startsOn);
  if (ahead < -seriesHorizon.days || ahead > planningHorizon.days) {
    return refuse(
      invalid(['startsOn'], `A clinic starts at most ${seriesHorizon.words} ago and ${planningHorizon.words} ahead.`),
    );
  }
  // An end before the start is reported by the plan's own check.
  if (endsOn != null && endsOn <= startsOn) return parsed;
  return yieldsBefore(parsed.value, startsOn, endsOn)
    ? parsed
    : refuse({
        code: sessionsProblems.RECURRENCE_WITHOUT_DAYS,
        field: ['recurrence'],
        message: 'This rule gives no day between the clinic’s first day and its last. Check the rule and the dates.',
      });
}

function yieldsBefore(recurrence: Recurrence, startsOn: string, endsOn: string | undefined): boolean {
  if (endsOn == null) return yieldsSomething(recurrence, startsOn);
  const length = daysBetween(startsOn, endsOn);
  if (length > seriesHorizon.days) return yieldsSomething(recurrence, startsOn, Math.min(length / 365.25, 100));
  const days = occurrenceDays(recurrence, { startsOn, from: startsOn, to: addDays(startsOn, length) });
  return days.ok && days.value.length > 0;
}

function refuseAt(field: readonly string[], problems: readonly Problem[]): Result<never> {
  return {
    ok: false,
    problems: problems.map((problem) => ({ ...problem, field })),
  };
}

function notFound(field: readonly string[], what: string): Problem {
  return {
    code: generalProblems.NOT_FOUND,
    field,
    message: `There is no such ${what}, or you may not see it.`,
  };
}

function invalid(field: readonly string[], message: string): Problem {
  return {
    code: generalProblems.INVALID_INPUT,
    field,
    message,
  };
}
