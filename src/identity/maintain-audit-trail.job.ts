import { z } from 'zod';
import type { Job } from '../platform/jobs/job.js';
import { maintainAuditTrail } from './maintain-audit-trail.js';

/** Every hour, so that a machine which is off at night does it too; mostly there is nothing to do. */
export const maintainAuditTrailJob: Job<object> = {
  name: 'maintain-audit-trail',
  payload: z.looseObject({}),
  at: '43 * * * *',
  async run(database) {
    await maintainAuditTrail(database.pool());
  },
};
