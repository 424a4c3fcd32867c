import type { Viewer } from './viewer.js';

/** The server itself, acting for one PCN: for jobs and for loading the example. */
export function pcnSystemViewer(pcnCode: string, task: string): Viewer {
  return {
    role: 'system',
    organisationCode: pcnCode,
    subject: task,
    channels: [],
    tokenExpiresAt: Number.POSITIVE_INFINITY,
    requestId: task,
  };
}

/**
 * The operator's import of official files, acting for the ICB whose memberships the files give; it cannot decide those
 * of any other ICB.
 */
export function importViewer(icbCode: string): Viewer {
  return {
    role: 'icb-contract-manager',
    organisationCode: icbCode,
    subject: 'import',
    channels: [],
    tokenExpiresAt: Number.POSITIVE_INFINITY,
    requestId: 'import',
  };
}
