import { warningCodes } from '../platform/warning-codes.js';

/** What there is to see to after a change of jobs. */
export const workforceWarnings = warningCodes({
  OVER_WORKING_WEEK: 'The job alone is longer than the working week of the Working Time Regulations.',
});
