import { codesOf } from '../../platform/problem-codes.js';

/** What needs attention after a session was staffed. */
export const sessionsWarningWords = {
  GP_ON_SITE_NEEDED: 'A GP must be at the site during the session, and nobody’s rota shows one there.',
  RELEASE_EXCEEDED: 'The clinician works more minutes in that week than are released to the network.',
} as const;

export const sessionsWarnings = codesOf(sessionsWarningWords);
