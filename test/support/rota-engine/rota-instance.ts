import type {
  Clinician,
  Employment,
  Instance,
  Limits,
  Preference,
  Session,
  StaffingLine,
  Work,
} from '../../../src/rota-engine/model/instance.js';
import { networkProfile } from '../../../src/rota-engine/model/network-profile.js';
import type { Profile, ProfileNumbers, RuleSetting } from '../../../src/rota-engine/model/profile.js';
import { compile } from '../../../src/rota-engine/scoring/compile.js';
import { charges } from '../../../src/rota-engine/scoring/evaluate.js';
import { inherited } from '../../../src/rota-engine/scoring/inherited.js';

/**
 * A small network of invented people, whose parts each test overrides as it needs. Monday 30 November 2026 is day 0.
 */

const noLimits: Limits = {
  minutesPerDay: null,
  minutesPerWeek: null,
  minimumMinutes: null,
  maximumMinutes: null,
  dailyRestMinutes: null,
  consecutiveDays: null,
  shortestRunOfWork: null,
  shortestRunOff: null,
  saturdays: null,
  weekends: null,
  perKind: null,
};

export function at(day: number, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return day * 1440 + hours * 60 + minutes;
}

export function employment(over: Partial<Employment> = {}): Employment {
  return {
    id: 'job',
    from: null,
    to: null,
    contractedMinutesPerWeek: 1000,
    maximumMinutesPerWeek: null,
    worker: true,
    ...over,
  };
}

export function clinician(
  id: string,
  over: Partial<Omit<Clinician, 'limits'>> & { limits?: Partial<Limits> } = {},
): Clinician {
  return {
    id,
    name: `Dr ${id}`,
    roles: ['GP'],
    skills: [],
    registrations: [{ from: null, to: null }],
    supervisedBy: [],
    employments: [employment()],
    pattern: null,
    leave: [],
    commitments: [],
    history: [],
    homeMinutes: null,
    preferences: [],
    optedOut: false,
    ...over,
    limits: { ...noLimits, ...over.limits },
  };
}

export function line(over: Partial<StaffingLine> = {}): StaffingLine {
  return {
    roles: ['GP'],
    skills: [],
    count: 1,
    siteId: 'high-street',
    roomId: null,
    supervisedBy: [],
    priority: 1,
    contacts: 0,
    underWeight: 1,
    overWeight: 1,
    ...over,
  };
}

export function session(
  id: string,
  day: number,
  from: string,
  to: string,
  over: Partial<Omit<Session, 'lines'>> & { lines?: Partial<StaffingLine>[] } = {},
): Session {
  return {
    id,
    title: id,
    kind: 'clinic',
    seriesId: null,
    start: at(day, from),
    end: at(day, to),
    breakMinutes: 0,
    ...over,
    lines: (over.lines ?? [{}]).map((each) => line(each)),
  };
}

export function work(day: number, from: string, to: string, over: Partial<Work> = {}): Work {
  return {
    start: at(day, from),
    end: at(day, to),
    minutes: at(day, to) - at(day, from),
    siteId: null,
    kind: null,
    seriesId: null,
    ...over,
  };
}

export function preference(over: Partial<Preference>): Preference {
  return {
    want: true,
    weight: 1,
    sessionIds: null,
    weekdays: null,
    siteIds: null,
    kinds: null,
    within: null,
    ...over,
  };
}

export function instance(over: Partial<Instance>): Instance {
  return {
    id: 'test',
    firstDay: '2026-11-30',
    firstWeekday: 1,
    days: 7,
    clockChanges: [],
    now: null,
    frozenUntil: null,
    historyDays: 0,
    roles: [
      { code: 'GP', name: 'General practitioner', registered: true, supervisedBy: [] },
      { code: 'PA', name: 'Physician associate', registered: true, supervisedBy: ['GP'] },
      { code: 'COORDINATOR', name: 'Care coordinator', registered: false, supervisedBy: [] },
    ],
    sites: [
      { id: 'high-street', name: 'High Street' },
      { id: 'mill-lane', name: 'Mill Lane' },
      { id: 'hub', name: 'The Hub' },
    ],
    rooms: [],
    travelMinutes: [
      [0, 20, 40],
      [20, 0, 30],
      [40, 30, 0],
    ],
    sessions: [],
    clinicians: [],
    pins: [],
    inForce: null,
    presences: [],
    standardHours: [],
    successions: [],
    ...over,
  };
}

/** `'ann@mon'` is Ann in the first line of session mon, `'ann@mon.1'` in its second. */
export function assignments(list: string) {
  return list
    .split(' ')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [clinicianId = '', place = ''] = entry.split('@');
      const [sessionId = '', number = '0'] = place.split('.');
      return { clinicianId, sessionId, line: Number(number) };
    });
}

export interface Policy {
  rules?: Record<string, Partial<RuleSetting>>;
  numbers?: Partial<ProfileNumbers>;
}

export function profile({ rules = {}, numbers = {} }: Policy = {}): Profile {
  const network = networkProfile('2026-11-30');
  return { ...network, rules, numbers: { ...network.numbers, ...numbers } };
}

/**
 * What the rule finds in the rota that holds the assignments: amounts and sentences, prohibitions and all others alike.
 */
export function findings(ruleId: string, given: Instance, rota: string, policy?: Policy): string[] {
  const problem = compile({ ...given, pins: assignments(rota) }, profile(policy));
  const rule = problem.rules.findIndex(({ id }) => id === ruleId);
  const soft = charges(problem, problem.pins).filter(
    ({ level, monotone, sort }) => level > 0 || !(monotone || sort === 'SUPPORT'),
  );
  return [...inherited(problem), ...soft]
    .filter((charge) => charge.rule === rule)
    .map(({ amount, subject }) => `${amount}: ${problem.rules[rule]?.sentence(problem.model, subject, amount)}`);
}
