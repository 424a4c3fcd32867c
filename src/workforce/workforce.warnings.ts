import { codesOf } from '../platform/problem-codes.js';

/** What there is to see to after a change of jobs, or of who works when. */
export const workforceWarningWords = {
  OVER_WORKING_WEEK: 'The job alone is longer than the working week of the Working Time Regulations.',
  OUTSIDE_WORKING_PATTERN: 'The session is outside the weekly pattern of the clinician: ask whether that suits.',
} as const;

export const workforceWarnings = codesOf(workforceWarningWords);
