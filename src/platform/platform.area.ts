import type { Area } from './areas/area.js';
import { NodeResolver } from './graphql/node.resolver.js';
import { purgeIdempotencyKeysJob } from './jobs/purge-idempotency-keys.job.js';
import { generalProblemWords } from './problem-codes.js';

export const platformArea: Area = {
  name: 'platform',
  resolvers: [NodeResolver],
  jobs: [purgeIdempotencyKeysJob],
  problems: generalProblemWords,
};
