import pg from 'pg';
import { connectionOf } from './connection-settings.js';

const connectWithinMs = 10_000;

/** One connection without a scope, not yet connected. Its next query reports a lost connection. */
export function plainClient(url: string): pg.Client {
  const client = new pg.Client({ connectionTimeoutMillis: connectWithinMs, keepAlive: true, ...connectionOf(url) });
  client.on('error', () => undefined);
  return client;
}

type Connected = Parameters<pg.Pool['connect']>[0];

/**
 * A pool to which a connection may be returned twice. The job queue does so with one that is lost while it is being
 * returned, in a promise that nobody awaits: an error there would end the process.
 */
class PatientPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(connected: Connected): void;
  override connect(connected?: Connected): Promise<pg.PoolClient> | void {
    if (connected === undefined) return super.connect();
    super.connect((error, client, release) => {
      let isBack = false;
      connected(error, client, (why) => {
        if (isBack) return;
        isBack = true;
        release(why);
      });
    });
  }
}

/** Connections without a scope, for example for the job queue, which returns dead ones itself. The caller ends them. */
export function plainPool(url: string, max: number, onLost: (error: Error) => void): pg.Pool {
  const pool = new PatientPool({
    // The job queue returns a connection that is lost while it still waits for an answer on it.
    pipeline: true,
    max,
    connectionTimeoutMillis: connectWithinMs,
    keepAlive: true,
    ...connectionOf(url),
  });
  pool.on('error', onLost);
  pool.on('connect', (client) => client.on('error', onLost));
  return pool;
}
