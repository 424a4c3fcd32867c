import { codesOf } from '../platform/problem-codes.js';
import type { Problem } from '../platform/result.js';

/** Why a change by date is refused. */
export const transitionsProblemWords = {
  CHANGE_CLASHES: 'Something is in the way of the change and must be settled first.',
  DAY_WITHOUT_HOLDER: 'The change would leave a day on which nobody holds the practice’s contract.',
  DAY_WITHOUT_OPERATOR: 'The change would leave a day on which nobody runs a site.',
  ALREADY_SUCCEEDED: 'Another organisation already takes over from this one.',
  SERIES_NOT_PUBLISHED: 'The series must be published up to the day of the change first.',
} as const;

export const transitionsProblems = codesOf(transitionsProblemWords);

/** What the database itself refuses, by constraint name. */
export const transitionsConstraints: Readonly<Record<string, Problem>> = {
  succession_once: {
    code: transitionsProblems.ALREADY_SUCCEEDED,
    message: 'Another organisation already takes over from this one.',
  },
};
