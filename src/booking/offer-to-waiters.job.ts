import { z } from 'zod';
import type { Job } from '../platform/jobs/job.js';
import { offerToWaitersTask, offerWhatIsFree } from './offer-free-slots.js';
import { servicesWaitedFor } from './waiting-pass.queries.js';

/**
 * Looks every minute for slots that somebody waits for. Most become free without a command of their own: they are
 * released, a hold expires, pool time comes, staff are assigned, or a session is published.
 */
export const offerToWaitersJob: Job<object> = {
  name: offerToWaitersTask,
  payload: z.looseObject({}),
  at: '* * * * *',
  async run(database) {
    for (const waitedFor of await servicesWaitedFor(database.pool())) {
      await offerWhatIsFree(database, waitedFor, offerToWaitersTask);
    }
  },
};
