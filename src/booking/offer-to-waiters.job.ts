import { z } from 'zod';
import { pcnSystemViewer } from '../identity/system-viewer.js';
import type { Job } from '../platform/jobs/job.js';
import { offerFreedSlot, offerToWaitersTask } from './offer-freed-slot.js';
import { sessionsWaitedFor } from './waiting.queries.js';

/**
 * Looks every minute for slots that somebody waits for. Most come free without a command of their own: they are released,
 * a hold runs out, pool time comes, staff are assigned, a session is published.
 */
export const offerToWaitersJob: Job<object> = {
  name: offerToWaitersTask,
  payload: z.looseObject({}),
  at: '* * * * *',
  async run(database) {
    for (const { pcn, sessionId } of await sessionsWaitedFor(database.pool())) {
      const viewer = pcnSystemViewer(pcn, `job:${offerToWaitersTask}`);
      await database.command(viewer, (tx) => offerFreedSlot(tx, viewer, { pcn, sessionId }));
    }
  },
};
