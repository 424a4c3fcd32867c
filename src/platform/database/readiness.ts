import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { connectionOf } from './connection-settings.js';
import { sqlStateOf } from './database-error.js';

const answersWithinMs = 2000;
const noRoom = '53100';
const wordsForNoRoom = 'room on the database’s disk';
const wordsForNoAnswer = 'the database';

/**
 * Whether the database can serve. It asks on a connection of its own: however long the line for the others, that is no
 * outage, and a server that is only busy must not be taken out of service.
 */
export class Readiness {
  private pool: pg.Pool | undefined;
  private full = false;

  constructor(private readonly url: string) {}

  /** Looks at an error that a command met: a full disk lets reads go on, so that nobody else would notice it. */
  note(error: unknown): void {
    if (sqlStateOf(error)?.code === noRoom) this.full = true;
  }

  /** @returns what the database lacks, in words; empty when it can serve. */
  async troubles(): Promise<readonly string[]> {
    const answer = this.ask().catch(() => [wordsForNoAnswer]);
    return Promise.race([answer, delay(answersWithinMs, [wordsForNoAnswer], { ref: false })]);
  }

  private async ask(): Promise<readonly string[]> {
    const pool = (this.pool ??= this.connect());
    if (!this.full) {
      await pool.query('select 1');
      return [];
    }
    this.full = !(await hasRoom(pool));
    return this.full ? [wordsForNoRoom] : [];
  }

  private connect(): pg.Pool {
    const pool = new pg.Pool({
      connectionTimeoutMillis: answersWithinMs,
      query_timeout: answersWithinMs,
      keepAlive: true,
      ...connectionOf(this.url),
      max: 1,
    });
    pool.on('error', () => undefined); // the next question connects anew
    return pool;
  }

  async close(): Promise<void> {
    await this.pool?.end();
  }
}

/** Whether a table can grow again. What is written for this is taken back. */
async function hasRoom(pool: pg.Pool): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(
      `create temporary table room_on_disk as select repeat(md5(n::text), 100) from generate_series(1, 1000) n`,
    );
    await client.query('rollback');
    client.release();
    return true;
  } catch (error) {
    client.release(error as Error);
    if (sqlStateOf(error)?.code === noRoom) return false;
    throw error;
  }
}
