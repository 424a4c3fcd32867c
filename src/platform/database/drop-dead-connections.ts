import type { Pool, PoolClient } from 'pg';

/**
 * Has a pool let go of a connection that died while somebody used it. Kysely gives a transaction's connection back only
 * after its rollback, which on a dead one fails: the pool would count it for ever, until all it may have are dead and every
 * request waits for a connection that never comes.
 */
export function dropDeadConnections(pool: Pool): void {
  pool.on('connect', (client: PoolClient) => {
    client.once('end', () => {
      const release = client.release?.bind(client);
      client.release = () => undefined; // whoever still holds it may give it back in vain
      try {
        release?.(true);
      } catch {
        // It had been given back already: the pool has dropped it by itself.
      }
    });
  });
}
