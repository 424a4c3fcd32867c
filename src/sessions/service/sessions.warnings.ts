import { codesOf } from '../../platform/problem-codes.js';

/** What there is to see to after a session was staffed. */
export const sessionsWarningWords = {
  OUTSIDE_WORKING_PATTERN: 'The session is outside the weekly pattern of the clinician: ask whether that suits.',
  GP_ON_SITE_NEEDED: 'A GP must be at the site during the session, and none is known to be.',
  RELEASE_EXCEEDED: 'The clinician works more minutes in that week than is released to the network.',
} as const;

export const sessionsWarnings = codesOf(sessionsWarningWords);
