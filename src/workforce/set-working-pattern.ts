import { randomUUID } from 'node:crypto';
import type { Viewer } from '../identity/viewer.js';
import type { Tx } from '../platform/database/scope.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, type Problem, refuse, type Result } from '../platform/result.js';
import { type Weekday, weekdays } from '../time/london.js';
import { lockClinician } from './eligibility.queries.js';
import { permittedEmployment } from './employment-for-change.js';
import { employmentById, endPattern } from './employment.queries.js';
import { checkWeeklyWindow, shownEndTime } from './rules/weekly-pattern.js';
import { WorkingWindow } from './working-pattern.entity.js';
import { workforceProblems } from './workforce.problems.js';

/** Far more than a real week needs; it keeps a mistaken client from filling the table. */
const mostWindows = 50;

/** London wall time `HH:MM`; `endTime` may be `24:00`. */
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
 * Replaces an employment's weekly pattern from a day on; earlier days keep theirs. No windows: not available.
 * Locks the clinician, so that two replacements do not both stay.
 */
export const setWorkingPattern = async (
  tx: Tx,
  viewer: Viewer,
  input: SetWorkingPattern,
): Promise<Result<{ employmentId: string }>> => {
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
      message: `The employment holds from ${employment.from}${employment.to === null ? ' on' : ` until before ${employment.to}`}. Choose a day within it.`,
    });
  }
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
  return ok({ employmentId: employment.id });
};

const windowProblems = (windows: readonly PatternWindow[]): Problem[] => {
  if (windows.length > mostWindows) {
    return [
      {
        code: generalProblems.INVALID_INPUT,
        field: ['windows'],
        message: `A week has at most ${mostWindows} windows.`,
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
};

const overlap = (a: PatternWindow, b: PatternWindow): boolean =>
  a.weekday === b.weekday && a.startTime < b.endTime && b.startTime < a.endTime;
