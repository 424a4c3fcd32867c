import { codesOf } from '../platform/problem-codes.js';

/** What to check after a change to jobs, or to who works when. */
export const workforceWarningWords = {
  OVER_WORKING_WEEK: 'This job alone is longer than the working week of the Working Time Regulations.',
  OUTSIDE_WORKING_PATTERN: 'The session is outside the weekly pattern of the clinician: ask whether that suits.',
} as const;

export const workforceWarnings = codesOf(workforceWarningWords);
