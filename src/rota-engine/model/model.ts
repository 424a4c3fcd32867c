import type { Clinician, Instance, Interval, Session, StaffingLine, StaffRole } from './instance.js';
import type { Profile } from './profile.js';

/** A staffing line with everything about its time and place that rules often need. */
export interface Line extends Interval {
  index: number;
  sessionIndex: number;
  /** Its place in the session. */
  number: number;
  session: Session;
  staffing: StaffingLine;
  site: number;
  room: number;
  /** Minutes really passed since the start of the horizon, across clock changes. */
  startElapsed: number;
  endElapsed: number;
  /** Working minutes: elapsed, without the break inside. */
  minutes: number;
  /** The day it starts on, and the last day on which it is worked. */
  day: number;
  lastDay: number;
  week: number;
  weekday: number;
  evening: boolean;
  frozen: boolean;
}

/** Work elsewhere or before the horizon that counts as work, in minutes really passed, with its first and last day. */
export interface OtherWork {
  startElapsed: number;
  endElapsed: number;
  day: number;
  lastDay: number;
}

/** The instance with its indexes: lines in order of start, ids resolved, days and weeks counted. */
export interface Model {
  instance: Instance;
  profile: Profile;
  clinicians: readonly Clinician[];
  /**
   * By clinician: the work that could be too near to a line, which is what ends less than two days before the horizon,
   * or later.
   */
  otherWork: readonly (readonly OtherWork[])[];
  roleOf: (code: string) => StaffRole | undefined;
  lines: readonly Line[];
  /** Line numbers by day of start. */
  linesOfDay: readonly (readonly number[])[];
  /** Line number by session and place: `lineOf(sessionIndex, number)`. */
  lineOf: (sessionId: string, number: number) => number;
  days: number;
  weeks: number;
  /** Minutes from site to site; 0 when unknown. */
  travel: (from: number, to: number) => number;
  siteIndex: (siteId: string) => number;
  weekOf: (day: number) => number;
  /** 1 is Monday. Also of days before the horizon. */
  weekdayOf: (day: number) => number;
  elapsed: (wallMinute: number) => number;
  /** Whether a session of the one kind must not be followed, the next day, by one of the other. */
  mustNotFollow: (first: string, next: string) => boolean;
  /** Days `[from, to)` of the week that lie in the horizon. */
  daysOfWeek: (week: number) => Readonly<{ from: number; to: number }>;
  /** "Thu 3 Dec 2026", or "day 12" when days have no date. */
  dayName: (day: number) => string;
  timeName: (wallMinute: number) => string;
  lineName: (line: number) => string;
}

const minutesOfDay = 1440;
const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Precondition: the ids the instance names exist in it; throws RangeError, naming the first that does not. */
export function modelOf(instance: Instance, profile: Profile): Model {
  const sites = indexOf(instance.sites.map(({ id }) => id));
  const rooms = indexOf(instance.rooms.map(({ id }) => id));
  const roles = new Map(instance.roles.map((role) => [role.code, role]));
  const changes = instance.clockChanges.toSorted((a, b) => a.at - b.at);
  const elapsed = (wall: number): number => {
    let minutes = wall;
    // Changes before the horizon have already shifted its first midnight: they count for what lies before them.
    for (const { at, forward } of changes) {
      if (at >= 0 && wall >= at) minutes -= forward;
      if (at < 0 && wall < at) minutes += forward;
    }
    return minutes;
  };
  const forbidden = new Map<string, Set<string>>();
  for (const { first, next } of instance.successions) {
    forbidden.set(first, (forbidden.get(first) ?? new Set()).add(next));
  }
  const weekdayOf = (day: number) => ((((instance.firstWeekday - 1 + day) % 7) + 7) % 7) + 1;
  const weekOf = (day: number) => Math.floor((instance.firstWeekday - 1 + day) / 7);
  const lines: Line[] = [];
  instance.sessions.forEach((session, sessionIndex) => {
    session.lines.forEach((staffing, number) => {
      const day = Math.floor(session.start / minutesOfDay);
      const startElapsed = elapsed(session.start);
      const endElapsed = elapsed(session.end);
      lines.push({
        index: 0,
        sessionIndex,
        number,
        session,
        staffing,
        start: session.start,
        end: session.end,
        site: known(sites, staffing.siteId, 'site'),
        room: staffing.roomId === null ? -1 : known(rooms, staffing.roomId, 'room'),
        startElapsed,
        endElapsed,
        minutes: endElapsed - startElapsed - session.breakMinutes,
        day,
        lastDay: Math.max(day, Math.floor((session.end - 1) / minutesOfDay)),
        week: weekOf(day),
        weekday: weekdayOf(day),
        evening: session.start - day * minutesOfDay >= profile.numbers.eveningFrom,
        frozen: instance.frozenUntil !== null && session.start < instance.frozenUntil,
      });
    });
  });
  lines.sort((a, b) => a.start - b.start || a.end - b.end || a.sessionIndex - b.sessionIndex || a.number - b.number);
  const bySession = new Map<string, number>();
  const linesOfDay: number[][] = Array.from({ length: instance.days }, () => []);
  lines.forEach((line, index) => {
    line.index = index;
    bySession.set(`${line.session.id} ${line.number}`, index);
    const ofDay = linesOfDay[line.day];
    if (ofDay === undefined) throw new RangeError(`Session ${line.session.id} starts outside the horizon`);
    ofDay.push(index);
  });
  const dayName = (day: number) => dayNameOf(instance.firstDay, day, weekdayOf(day));
  return {
    instance,
    profile,
    clinicians: instance.clinicians,
    otherWork: instance.clinicians.map((person) => otherWorkOf(person, elapsed)),
    roleOf: (code) => roles.get(code),
    lines,
    linesOfDay,
    lineOf: (sessionId, number) => known(bySession, `${sessionId} ${number}`, 'staffing line'),
    days: instance.days,
    weeks: instance.days === 0 ? 0 : weekOf(instance.days - 1) + 1,
    travel: (from, to) => (from === to ? 0 : (instance.travelMinutes[from]?.[to] ?? 0)),
    siteIndex: (siteId) => known(sites, siteId, 'site'),
    weekOf,
    weekdayOf,
    elapsed,
    mustNotFollow: (first, next) => forbidden.get(first)?.has(next) === true,
    daysOfWeek: (week) => {
      const monday = week * 7 - (instance.firstWeekday - 1);
      return { from: Math.max(0, monday), to: Math.min(instance.days, monday + 7) };
    },
    dayName,
    timeName,
    lineName: (index) => {
      const line = lines[index];
      if (line === undefined) throw new RangeError(`No line ${index}`);
      return `${line.session.title}, ${dayName(line.day)} ${timeName(line.start)}-${timeName(line.end)}`;
    },
  };
}

function timeName(wallMinute: number): string {
  const minute = ((wallMinute % minutesOfDay) + minutesOfDay) % minutesOfDay;
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function dayNameOf(firstDay: string | null, day: number, weekday: number): string {
  if (firstDay === null) return `day ${day}`;
  const date = new Date(Date.parse(`${firstDay}T00:00:00Z`) + day * 86_400_000);
  const month = date.toLocaleString('en-GB', { month: 'short', timeZone: 'UTC' });
  return `${names[weekday - 1] ?? ''} ${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`;
}

function otherWorkOf({ commitments, history }: Clinician, elapsed: (wall: number) => number): OtherWork[] {
  return [...commitments, ...history]
    .filter(({ end, minutes }) => minutes > 0 && end > -2 * minutesOfDay)
    .map(({ start, end }) => ({
      startElapsed: elapsed(start),
      endElapsed: elapsed(end),
      day: Math.floor(start / minutesOfDay),
      lastDay: Math.floor((end - 1) / minutesOfDay),
    }));
}

function indexOf(ids: readonly string[]): Map<string, number> {
  return new Map(ids.map((id, index) => [id, index]));
}

function known(index: ReadonlyMap<string, number>, id: string, noun: string): number {
  const found = index.get(id);
  if (found === undefined) throw new RangeError(`The instance has no ${noun} ${id}`);
  return found;
}
