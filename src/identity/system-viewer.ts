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
