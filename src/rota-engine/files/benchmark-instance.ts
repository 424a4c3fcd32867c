import { ok, type Problem, refuse, type Result } from '../../platform/result.js';
import type { Clinician, Instance, Limits, Preference, Session, Succession } from '../model/instance.js';

interface Row {
  number: number;
  cells: string[];
}

const sections = [
  'HORIZON',
  'SHIFTS',
  'STAFF',
  'DAYS_OFF',
  'SHIFT_ON_REQUESTS',
  'SHIFT_OFF_REQUESTS',
  'COVER',
] as const;
type Section = (typeof sections)[number];
type Rows = Record<Section, Row[]>;

interface Shift {
  id: string;
  minutes: number;
  notBefore: string[];
}

/** Throws this inside the parser; `readBenchmark` turns it into a refusal. */
class Unreadable extends Error {}

/**
 * A Shift Scheduling Benchmark file (Curtois and Qu 2014) as an instance for `benchmarkProfile`: each shift type of
 * each day is a session of its length from midnight on, so that nobody has two in a day; days off are leave; requests
 * are wishes. Sections may come in any order, be empty, and hold comments. Refuses BENCHMARK_UNREADABLE, naming the
 * line.
 */
export function readBenchmark(id: string, text: string): Result<Instance> {
  try {
    return ok(instanceOf(id, rowsOf(text)));
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const problem: Problem = { code: 'BENCHMARK_UNREADABLE', message: error.message };
    return refuse(problem);
  }
}

function rowsOf(text: string): Rows {
  const rows: Rows = {
    HORIZON: [],
    SHIFTS: [],
    STAFF: [],
    DAYS_OFF: [],
    SHIFT_ON_REQUESTS: [],
    SHIFT_OFF_REQUESTS: [],
    COVER: [],
  };
  let section: Section | undefined;
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const line = raw.replace(/#.*/, '').trim();
    if (line === '') continue;
    if (line.startsWith('SECTION_')) {
      section = sections.find((name) => line === `SECTION_${name}`);
      if (section === undefined) throw new Unreadable(`Line ${index + 1}: there is no section ${line}.`);
      continue;
    }
    if (section === undefined)
      throw new Unreadable(`Line ${index + 1}: the file starts with a section, such as SECTION_HORIZON.`);
    rows[section].push({ number: index + 1, cells: line.split(',').map((cell) => cell.trim()) });
  }
  return rows;
}

function instanceOf(id: string, rows: Rows): Instance {
  const [horizon] = rows.HORIZON;
  if (horizon === undefined) throw new Unreadable('SECTION_HORIZON gives no number of days.');
  const days = whole(horizon, 0, 'the number of days', 1);
  const shifts = shiftsOf(rows.SHIFTS);
  const clinicians = staffOf(rows, shifts, days);
  return {
    id,
    firstDay: null,
    firstWeekday: 1,
    days,
    clockChanges: [],
    now: null,
    frozenUntil: null,
    historyDays: 0,
    roles: [],
    sites: [{ id: 'site', name: 'Site' }],
    rooms: [],
    travelMinutes: [[0]],
    sessions: sessionsOf(rows.COVER, shifts, days),
    clinicians,
    pins: [],
    inForce: null,
    presences: [],
    standardHours: [],
    successions: [...shifts.values()].flatMap((shift): Succession[] =>
      shift.notBefore.map((next) => ({ first: shift.id, next })),
    ),
  };
}

function shiftsOf(rows: readonly Row[]): Map<string, Shift> {
  const shifts = new Map<string, Shift>();
  for (const row of rows) {
    const id = text(row, 0, 'the shift’s id');
    if (shifts.has(id)) throw new Unreadable(`Line ${row.number}: shift ${id} is there twice.`);
    const minutes = whole(row, 1, 'the shift’s length', 1);
    if (minutes > 1440) throw new Unreadable(`Line ${row.number}: a shift is at most a day long.`);
    const notBefore = (row.cells[2] ?? '')
      .split('|')
      .map((next) => next.trim())
      .filter((next) => next !== '');
    shifts.set(id, { id, minutes, notBefore });
  }
  return shifts;
}

function staffOf(rows: Rows, shifts: ReadonlyMap<string, Shift>, days: number): Clinician[] {
  const staff = new Map<string, { limits: Limits; off: number[]; preferences: Preference[] }>();
  for (const row of rows.STAFF) {
    const id = text(row, 0, 'the employee’s id');
    if (staff.has(id)) throw new Unreadable(`Line ${row.number}: employee ${id} is there twice.`);
    staff.set(id, { limits: limitsOf(row, shifts), off: [], preferences: [] });
  }
  const employee = (row: Row) => {
    const found = staff.get(row.cells[0] ?? '');
    if (found === undefined) throw new Unreadable(`Line ${row.number}: there is no employee ${row.cells[0] ?? ''}.`);
    return found;
  };
  for (const row of rows.DAYS_OFF) {
    const { off } = employee(row);
    row.cells.slice(1).forEach((cell, at) => {
      if (cell !== '') off.push(dayIn(row, at + 1, days));
    });
  }
  for (const [want, requests] of [
    [true, rows.SHIFT_ON_REQUESTS],
    [false, rows.SHIFT_OFF_REQUESTS],
  ] as const) {
    for (const row of requests) {
      const session = `${dayIn(row, 1, days)}:${shiftIn(row, 2, shifts)}`;
      const weight = whole(row, 3, 'the weight', 0);
      employee(row).preferences.push({
        want,
        weight,
        sessionIds: [session],
        weekdays: null,
        siteIds: null,
        kinds: null,
        within: null,
      });
    }
  }
  return [...staff].map(([id, { limits, off, preferences }]) => ({
    id,
    name: id,
    roles: [],
    skills: [],
    registrations: [],
    supervisedBy: [],
    employments: [],
    pattern: null,
    leave: off.map((day) => ({ start: day * 1440, end: (day + 1) * 1440 })),
    commitments: [],
    history: [],
    homeMinutes: null,
    preferences,
    optedOut: false,
    limits,
  }));
}

function limitsOf(row: Row, shifts: ReadonlyMap<string, Shift>): Limits {
  const perKind: Record<string, number> = {};
  for (const part of (row.cells[1] ?? '').split('|')) {
    if (part.trim() === '') continue;
    const [id = '', count = ''] = part.split('=').map((side) => side.trim());
    if (!shifts.has(id) || !/^\d+$/.test(count)) {
      throw new Unreadable(`Line ${row.number}: ${part} is not a shift and how many of it at most.`);
    }
    perKind[id] = Number(count);
  }
  return {
    minutesPerDay: null,
    minutesPerWeek: null,
    maximumMinutes: whole(row, 2, 'the most minutes', 0),
    minimumMinutes: whole(row, 3, 'the fewest minutes', 0),
    dailyRestMinutes: null,
    consecutiveDays: whole(row, 4, 'the most shifts in a row', 1),
    shortestRunOfWork: whole(row, 5, 'the fewest shifts in a row', 0),
    shortestRunOff: whole(row, 6, 'the fewest days off in a row', 0),
    saturdays: null,
    weekends: { count: whole(row, 7, 'the most weekends', 0), weeks: null },
    perKind,
  };
}

function sessionsOf(rows: readonly Row[], shifts: ReadonlyMap<string, Shift>, days: number): Session[] {
  const cover = new Map<string, Row>();
  for (const row of rows) {
    const id = `${dayIn(row, 0, days)}:${shiftIn(row, 1, shifts)}`;
    if (cover.has(id)) throw new Unreadable(`Line ${row.number}: the cover of this day and shift is there twice.`);
    cover.set(id, row);
  }
  return Array.from({ length: days }, (_, day) => day).flatMap((day) =>
    [...shifts.values()].map(({ id: kind, minutes }): Session => {
      const id = `${day}:${kind}`;
      const row = cover.get(id);
      // A shift without cover needs nobody and may be worked by anybody.
      const [count, underWeight, overWeight] =
        row === undefined
          ? [0, 0, 0]
          : [
              whole(row, 2, 'the requirement', 0),
              whole(row, 3, 'the weight for under', 0),
              whole(row, 4, 'the weight for over', 0),
            ];
      const line = {
        roles: [],
        skills: [],
        count,
        siteId: 'site',
        roomId: null,
        supervisedBy: [],
        priority: 1,
        contacts: 0,
        underWeight,
        overWeight,
      };
      const start = day * 1440;
      return { id, title: kind, kind, seriesId: null, start, end: start + minutes, breakMinutes: 0, lines: [line] };
    }),
  );
}

function text(row: Row, at: number, what: string): string {
  const cell = row.cells[at];
  if (cell === undefined || cell === '') throw new Unreadable(`Line ${row.number}: ${what} is missing.`);
  return cell;
}

function whole(row: Row, at: number, what: string, least: number): number {
  const cell = text(row, at, what);
  const value = Number(cell);
  if (!/^\d+$/.test(cell) || value < least || value > 1_000_000) {
    throw new Unreadable(`Line ${row.number}: ${what} is a whole number from ${least} on, not ${cell}.`);
  }
  return value;
}

function dayIn(row: Row, at: number, days: number): number {
  const day = whole(row, at, 'the day', 0);
  if (day >= days) throw new Unreadable(`Line ${row.number}: day ${day} is outside the horizon of ${days} days.`);
  return day;
}

function shiftIn(row: Row, at: number, shifts: ReadonlyMap<string, Shift>): string {
  const id = text(row, at, 'the shift');
  if (!shifts.has(id)) throw new Unreadable(`Line ${row.number}: there is no shift ${id}.`);
  return id;
}
