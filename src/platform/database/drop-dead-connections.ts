import type { Pool, PoolClient } from 'pg';

/**
 * Makes a pool release a connection that died while in use. Kysely returns a transaction's connection only after its
 * rollback, which fails on a dead one. The pool would count it for ever, until all its connections are dead and every
 * request waits for one that never comes.
 */
export function dropDeadConnections(pool: Pool): void {
  pool.on('connect', (client: PoolClient) => {
    client.once('end', () => {
      const release = client.release?.bind(client);
      client.release = () => undefined; // its holder may still return it, with no effect
      try {
        release?.(true);
      } catch {
        // It had already been returned: the pool has dropped it itself.
      }
    });
  });
}
