import { z } from 'zod';
import { pcnSystemViewer } from '../identity/system-viewer.js';
import type { Job } from '../platform/jobs/job.js';
import { ok } from '../platform/result.js';
import { offerFreedSlotTask, offerWhatIsFree } from './offer-free-slots.js';
import { serviceOfSession } from './waiting-pass.queries.js';

const payload = z.union([
  z.object({ pcn: z.string(), sessionId: z.uuid() }),
  z.object({ pcn: z.string(), serviceId: z.uuid() }),
]);

/** Offers a slot that became free to the waiting list of its service; running late or twice does no harm. */
export const offerFreedSlotJob: Job<z.infer<typeof payload>> = {
  name: offerFreedSlotTask,
  payload,
  async run(database, freed) {
    const { pcn } = freed;
    const viewer = pcnSystemViewer(pcn, `job:${offerFreedSlotTask}`);
    const service =
      'serviceId' in freed
        ? ok(freed.serviceId)
        : await database.command(viewer, async (tx) => ok(await serviceOfSession(tx.db, freed.sessionId)));
    if (!service.ok) throw new Error(service.problems.map((problem) => problem.code).join(', '));
    if (service.value === undefined) return; // another network's session
    await offerWhatIsFree(database, { pcn, serviceId: service.value }, offerFreedSlotTask);
  },
};
