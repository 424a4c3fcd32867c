import type { FastifyPluginAsync } from 'fastify';
import type { Database } from '../database/database.js';
import type { Metrics } from '../metrics/metrics.js';

export interface ProbesOptions {
  readonly metrics: Metrics;
  readonly database: Database;
  /** What is not ready yet, apart from the database, in words; empty when everything is. */
  readonly notReady: () => Promise<readonly string[]>;
}

/** Health and metrics. */
export function probes({ metrics: { registry }, database, notReady }: ProbesOptions): FastifyPluginAsync {
  return async (server) => {
    server.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
    server.get('/health/live', async () => ({ status: 'live' }));
    server.get('/health/ready', async (_request, reply) => {
      const waitingFor = [...(await database.readiness.troubles()), ...(await notReady())];
      return waitingFor.length === 0 ? { status: 'ready' } : reply.code(503).send({ status: 'not ready', waitingFor });
    });
  };
}
