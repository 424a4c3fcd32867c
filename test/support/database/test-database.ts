import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

export interface TestDatabase {
  readonly urls: { readonly owner: string; readonly app: string; readonly worker: string };
  /** Runs SQL as the owner, past every policy: for setting a scene and for looking at what is really there. */
  sql<Row extends object = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

async function asSuperuser(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env['TEST_SUPERUSER_URL'] });
  await client.connect();
  await client.query(text).finally(() => client.end());
}

/** How long connections that have been closed may take to be gone, on a busy machine. */
const leavingMs = 2000;

/**
 * Drops a database when those who have closed their connections are gone: a pool whose last connection is on its way
 * would else be told that an administrator has ended it, which nobody listens for any more. Whoever stays is thrown
 * out.
 */
async function dropWhenLeft(name: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env['TEST_SUPERUSER_URL'] });
  await client.connect();
  try {
    for (const until = performance.now() + leavingMs; performance.now() < until;) {
      const { rowCount } = await client.query('select from pg_stat_activity where datname = $1', [name]);
      if (rowCount === 0) break;
      await sleep(20);
    }
    await client.query(`drop database ${name} with (force)`);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}

/** A database of its own for one test file, cloned from the migrated template in a fraction of a second. */
export async function cloneDatabase(template = 'pcn_template'): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asSuperuser(`create database ${name} template ${template} owner pcn_owner`);
  const base = JSON.parse(process.env['TEST_TEMPLATE_URLS'] ?? '{}') as TestDatabase['urls'];
  const urls = {
    owner: withDatabase(base.owner, name),
    app: withDatabase(base.app, name),
    worker: withDatabase(base.worker, name),
  };
  const pool = new pg.Pool({ connectionString: urls.owner, max: 2 });
  pool.on('error', () => undefined);
  return {
    urls,
    sql: async <Row extends object>(text: string, values?: unknown[]) => (await pool.query(text, values)).rows as Row[],
    async drop() {
      await pool.end();
      await dropWhenLeft(name);
    },
  };
}
