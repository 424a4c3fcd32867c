import { ViewerResolver } from './asking/viewer.resolver.js';
import { maintainAuditTrailJob } from './maintain-audit-trail.job.js';
import type { Area } from '../platform/areas/area.js';

export const identityArea: Area = {
  name: 'identity',
  resolvers: [ViewerResolver],
  jobs: [maintainAuditTrailJob],
};
