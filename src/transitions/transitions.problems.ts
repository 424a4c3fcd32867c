import { codesOf } from '../platform/problem-codes.js';
import type { Problem } from '../platform/result.js';

/** Why a change by date is refused. */
export const transitionsProblemWords = {
  CHANGE_CLASHES: 'The change runs into something that must be settled first.',
  DAY_WITHOUT_HOLDER: 'The change would leave a day on which nobody holds the practice’s contract.',
  DAY_WITHOUT_OPERATOR: 'The change would leave a day on which nobody runs a site.',
  ALREADY_SUCCEEDED: 'Somebody else takes over from this organisation already.',
  SERIES_NOT_PUBLISHED: 'The series must be published up to the day of the change first.',
} as const;

export const transitionsProblems = codesOf(transitionsProblemWords);

/** What the database itself refuses, by the constraint's name. */
export const transitionsConstraints: Readonly<Record<string, Problem>> = {
  succession_once: {
    code: transitionsProblems.ALREADY_SUCCEEDED,
    message: 'Somebody else takes over from this organisation already.',
  },
};
