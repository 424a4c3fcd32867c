import { randomUUID } from 'node:crypto';
import type { Viewer } from '../identity/viewer.js';
import type { Tx } from '../platform/database/scope.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, type Problem, refuse, type Result, type Warning } from '../platform/result.js';
import type { InstantRange } from '../time/interval.js';
import { addDays, startOfDay, type Weekday, weekdays } from '../time/london.js';
import { assignmentsBetween, horizonDays } from './absence.queries.js';
import { lockClinician, patternsOf } from './eligibility.queries.js';
import { permittedEmployment } from './employment-for-change.js';
import { employmentById, endPattern } from './employment.queries.js';
import { rangeInWords } from './rules/clash-wording.js';
import { checkWeeklyWindow, patternCovers, shownEndTime } from './rules/weekly-pattern.js';
import { WorkingWindow } from './working-pattern.entity.js';
import { workforceProblems } from './workforce.problems.js';
import { workforceWarnings } from './workforce.warnings.js';

/** Far more than a real week needs; it stops a faulty client from filling the table. */
const mostWindows = 50;

/** How many sessions outside a new pattern are named one by one. */
const mostNamed = 20;

/** London time `HH:MM`; `endTime` may be `24:00`. */
export interface PatternWindow {
  readonly weekday: Weekday;
  readonly startTime: string;
  readonly endTime: string;
}

export interface SetWorkingPattern {
  readonly employmentId: string;
  readonly from: string;
  readonly windows: readonly PatternWindow[];
}

/**
 * Replaces an employment's weekly pattern from a day on; earlier days keep theirs. No windows means not available.
 * Whatever the clinician is assigned to stays: each session that was within a pattern and no longer is gives a warning.
 * A session that was already outside had its warning, or belongs to a job that the viewer does not see. Locks the
 * clinician, so that two replacements cannot both stay, and nobody is assigned by the old pattern in the meantime.
 */
export async function setWorkingPattern(
  tx: Tx,
  viewer: Viewer,
  input: SetWorkingPattern,
): Promise<Result<{ employmentId: string; warnings: readonly Warning[] }>> {
  const permitted = await permittedEmployment(tx, viewer, 'setWorkingPattern', input.employmentId);
  if (!permitted.ok) return permitted;
  const problems = windowProblems(input.windows);
  if (problems.length > 0) return { ok: false, problems };

  await lockClinician(tx.db, permitted.value.clinicianId);
  const employment = await employmentById(tx.db, input.employmentId);
  if (employment === undefined) throw new Error('an employment vanished under its clinician’s lock');
  if (input.from < employment.from || (employment.to !== null && input.from >= employment.to)) {
    return refuse({
      code: workforceProblems.EMPLOYMENT_ENDED,
      field: ['from'],
      message: `The employment runs from ${employment.from}${employment.to === null ? ' on' : ` until before ${employment.to}`}. Choose a day within it.`,
    });
  }
  const before = await sessionsWithin(tx, employment.clinicianId, input.from);
  await endPattern(tx.db, employment.id, input.from);
  for (const { weekday, startTime, endTime } of input.windows) {
    tx.em.create(WorkingWindow, {
      id: randomUUID(),
      employmentId: employment.id,
      clinicianId: employment.clinicianId,
      weekday: weekdays.indexOf(weekday) + 1,
      fromTime: startTime,
      toTime: endTime,
      validFrom: input.from,
      validTo: employment.to,
    });
  }
  await tx.em.flush();
  const within = new Set((await sessionsWithin(tx, employment.clinicianId, input.from)).map(({ start }) => start));
  const left = before.filter(({ start }) => !within.has(start));
  return ok({ employmentId: employment.id, warnings: outsideInWords(left) });
}

/** What the clinician is assigned to from a day on, within the weekly patterns of all jobs that the viewer sees. */
async function sessionsWithin(tx: Tx, clinicianId: string, from: string): Promise<InstantRange[]> {
  const since = from > tx.scope.today ? from : tx.scope.today;
  const [first, beyond] = [startOfDay(from), startOfDay(addDays(since, horizonDays))];
  const [start, end] = [new Date(first).toISOString(), new Date(beyond).toISOString()];
  const assigned = await assignmentsBetween(tx.db, clinicianId, start, end);
  const pattern = (await patternsOf(tx.db, [clinicianId])).get(clinicianId) ?? [];
  return assigned.filter((range) => range.start >= first && patternCovers(pattern, range));
}

function outsideInWords(ranges: readonly InstantRange[]): Warning[] {
  const named = ranges.slice(0, mostNamed).map((range): Warning => ({
    code: workforceWarnings.OUTSIDE_WORKING_PATTERN,
    field: ['windows'],
    message: `The clinician stays assigned on ${rangeInWords(range)}, outside the new pattern. Ask whether that suits, or have someone else assigned.`,
  }));
  const more = ranges.length - named.length;
  if (more === 0) return named;
  const message = `${more} later ${more === 1 ? 'session is' : 'sessions are'} also outside the new pattern. See the rota.`;
  return [...named, { code: workforceWarnings.OUTSIDE_WORKING_PATTERN, field: ['windows'], message }];
}

function windowProblems(windows: readonly PatternWindow[]): Problem[] {
  if (windows.length > mostWindows) {
    return [
      {
        code: generalProblems.INVALID_INPUT,
        field: ['windows'],
        message: `A week can have at most ${mostWindows} windows.`,
      },
    ];
  }
  const always = { from: '2000-01-01', to: null };
  const malformed = windows.flatMap((window, index) => {
    const checked = checkWeeklyWindow({ ...window, effective: always });
    return checked.ok ? [] : checked.problems.map((problem) => ({ ...problem, field: ['windows', String(index)] }));
  });
  if (malformed.length > 0) return malformed;
  return windows.flatMap((window, index) =>
    windows.slice(0, index).some((other) => overlap(other, window))
      ? [
          {
            code: workforceProblems.WEEKLY_WINDOWS_OVERLAP,
            field: ['windows', String(index)],
            message: `${window.weekday} ${window.startTime} to ${shownEndTime(window.endTime)} overlaps an earlier window of the list.`,
          },
        ]
      : [],
  );
}

function overlap(a: PatternWindow, b: PatternWindow): boolean {
  return a.weekday === b.weekday && a.startTime < b.endTime && b.startTime < a.endTime;
}
