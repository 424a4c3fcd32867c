import { constraintProblems, problemCodes } from '../platform/problem-codes.js';

/** Why a change by date is refused. */
export const transitionsProblems = problemCodes({
  CHANGE_CLASHES: 'The change runs into something that must be settled first.',
  DAY_WITHOUT_HOLDER: 'The change would leave a day on which nobody holds the practice’s contract.',
  DAY_WITHOUT_OPERATOR: 'The change would leave a day on which nobody runs a site.',
  ALREADY_SUCCEEDED: 'Somebody else takes over from this organisation already.',
  SERIES_NOT_PUBLISHED: 'The series must be published up to the day of the change first.',
});

constraintProblems({
  succession_once: {
    code: transitionsProblems.ALREADY_SUCCEEDED,
    message: 'Somebody else takes over from this organisation already.',
  },
});
