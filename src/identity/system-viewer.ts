import type { Viewer } from './viewer.js';

/** The server itself, acting for one PCN: for jobs and for generating the example. */
export const pcnSystemViewer = (pcnCode: string, task: string): Viewer => ({
  role: 'system',
  organisationCode: pcnCode,
  subject: task,
  channels: [],
  tokenExpiresAt: Number.POSITIVE_INFINITY,
  requestId: task,
});

/** The operator's import of official files, acting for the ICB whose memberships they tell: no other may decide these. */
export const importViewer = (icbCode: string): Viewer => ({
  role: 'icb-contract-manager',
  organisationCode: icbCode,
  subject: 'import',
  channels: [],
  tokenExpiresAt: Number.POSITIVE_INFINITY,
  requestId: 'import',
});
