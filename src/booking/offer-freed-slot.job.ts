import { z } from 'zod';
import { pcnSystemViewer } from '../identity/system-viewer.js';
import type { Job } from '../platform/jobs/job.js';
import { offerFreedSlot, offerFreedSlotTask } from './offer-freed-slot.js';

/** Offers what came free to the waiting list; late is fine, and twice does no harm. */
export const offerFreedSlotJob: Job<{ pcn: string; sessionId: string }> = {
  name: offerFreedSlotTask,
  payload: z.object({ pcn: z.string(), sessionId: z.uuid() }),
  async run(database, { pcn, sessionId }) {
    const viewer = pcnSystemViewer(pcn, `job:${offerFreedSlotTask}`);
    const result = await database.command(viewer, (tx) => offerFreedSlot(tx, viewer, { pcn, sessionId }));
    if (!result.ok) throw new Error(result.problems.map((problem) => problem.code).join(', '));
  },
};
