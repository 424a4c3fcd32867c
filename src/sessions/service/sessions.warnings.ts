import { codesOf } from '../../platform/problem-codes.js';

/** What there is to see to after a session was staffed. */
export const sessionsWarningWords = {
  GP_ON_SITE_NEEDED: 'A GP must be at the site during the session, and none is known to be.',
  RELEASE_EXCEEDED: 'The clinician works more minutes in that week than is released to the network.',
} as const;

export const sessionsWarnings = codesOf(sessionsWarningWords);
