import type { Assignment, Clinician, Instance, Session, StaffingLine } from '../model/instance.js';
import type { Profile } from '../model/profile.js';

/** One assignment with what it is about. Times are wall minutes of the instance; days are counted from its first. */
export interface Held {
  clinician: Clinician;
  session: Session;
  line: StaffingLine;
  number: number;
  /** The session and the line's place in it. */
  post: string;
  day: number;
  lastDay: number;
  /** Minutes of work, the break inside left out. */
  minutes: number;
}

/**
 * A prohibition that a rota breaks. The pins alone may break it too: `key` says which breaches of two rotas are the
 * same. `shortage`: there is too little of something, which only more assignments can mend, so it is never inherited.
 */
export interface Breach {
  rule: string;
  key: string;
  amount: number;
  shortage: boolean;
  sentence: string;
}

/** What every part of the checker is given. */
export interface Case {
  instance: Instance;
  profile: Profile;
  held: readonly Held[];
  pins: ReadonlySet<string>;
}

/** The breach "rule: key" by an amount. */
export function breach(rule: string, key: string, amount: number, sentence: string, shortage = false): Breach {
  return { rule, key: `${rule}: ${key}`, amount, shortage, sentence };
}

/** Throws RangeError, naming it, when the instance has no such clinician, session or line. */
export function heldBy(instance: Instance, assignments: readonly Assignment[]): Held[] {
  const seen = new Set<string>();
  return assignments.flatMap((assignment): Held[] => {
    if (seen.has(nameOf(assignment))) return [];
    seen.add(nameOf(assignment));
    const clinician = instance.clinicians.find(({ id }) => id === assignment.clinicianId);
    if (clinician === undefined) throw new RangeError(`There is no clinician ${assignment.clinicianId}.`);
    const session = instance.sessions.find(({ id }) => id === assignment.sessionId);
    const line = session?.lines[assignment.line];
    if (session === undefined || line === undefined) {
      throw new RangeError(`There is no session ${assignment.sessionId} with a line ${assignment.line}.`);
    }
    return [heldOf(instance, clinician, session, assignment.line, line)];
  });
}

export function heldOf(
  instance: Instance,
  clinician: Clinician,
  session: Session,
  number: number,
  line: StaffingLine,
): Held {
  return {
    clinician,
    session,
    line,
    number,
    post: `${session.id} ${number}`,
    day: dayOf(session.start),
    lastDay: Math.max(dayOf(session.start), dayOf(session.end - 1)),
    minutes: passed(instance, session.start, session.end) - session.breakMinutes,
  };
}

export function nameOf({ clinicianId, sessionId, line }: Assignment): string {
  return `${clinicianId} ${sessionId} ${line}`;
}

export function dayOf(minute: number): number {
  return Math.floor(minute / 1440);
}

/** Minutes that really pass between two wall times; negative when the second comes first. */
export function passed(instance: Instance, from: number, to: number): number {
  if (to < from) return -passed(instance, to, from);
  const changes = instance.clockChanges.filter(({ at }) => from < at && at <= to);
  return to - from - changes.reduce((sum, { forward }) => sum + forward, 0);
}

/** The Monday of the week that holds the day. */
export function mondayOf(instance: Instance, day: number): number {
  return day - (weekdayOf(instance, day) - 1);
}

export function weekdayOf(instance: Instance, day: number): number {
  let weekday = instance.firstWeekday + (day % 7);
  if (weekday < 1) weekday += 7;
  if (weekday > 7) weekday -= 7;
  return weekday;
}

/** The Mondays of the weeks of the horizon, the first of which may lie before it. */
export function mondaysOf(instance: Instance): number[] {
  const mondays: number[] = [];
  for (let monday = mondayOf(instance, 0); monday < instance.days; monday += 7) mondays.push(monday);
  return mondays;
}

export function travelBetween(instance: Instance, from: string, to: string): number {
  if (from === to) return 0;
  const place = (siteId: string) => instance.sites.findIndex(({ id }) => id === siteId);
  return instance.travelMinutes[place(from)]?.[place(to)] ?? 0;
}

/** Each clinician's assignments, in order of time. */
export function byClinician({ instance, held }: Case): { clinician: Clinician; own: Held[] }[] {
  return instance.clinicians.map((clinician) => ({
    clinician,
    own: held
      .filter((each) => each.clinician === clinician)
      .sort((a, b) => a.session.start - b.session.start || a.session.end - b.session.end),
  }));
}
