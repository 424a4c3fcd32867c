import { codesOf } from '../platform/problem-codes.js';

/** What there is to see to after a change of jobs. */
export const workforceWarningWords = {
  OVER_WORKING_WEEK: 'The job alone is longer than the working week of the Working Time Regulations.',
} as const;

export const workforceWarnings = codesOf(workforceWarningWords);
