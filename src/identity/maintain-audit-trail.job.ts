import { z } from 'zod';
import type { Job } from '../platform/jobs/job.js';
import { maintainAuditTrail } from './maintain-audit-trail.js';

/** Every hour, so that it also runs on a machine that is off at night; usually there is nothing to do. */
export const maintainAuditTrailJob: Job<object> = {
  name: 'maintain-audit-trail',
  payload: z.looseObject({}),
  at: '43 * * * *',
  async run(database) {
    await maintainAuditTrail(database.pool());
  },
};
