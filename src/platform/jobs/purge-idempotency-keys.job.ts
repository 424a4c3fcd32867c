import { z } from 'zod';
import type { Job } from './job.js';
import { purgeIdempotencyKeys } from '../idempotency/idempotency.queries.js';

/**
 * Once a night. A key past its 24 hours is ignored anyway, because the time is compared: this only keeps the table
 * small.
 */
export const purgeIdempotencyKeysJob: Job<object> = {
  name: 'purge-idempotency-keys',
  payload: z.looseObject({}),
  at: '17 3 * * *',
  async run(database) {
    await purgeIdempotencyKeys(database.pool());
  },
};
