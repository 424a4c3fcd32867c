import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import pg from 'pg';
import { readDemoKey } from '../../../src/identity/demo-key.js';
import { signDemoToken } from '../../../src/identity/demo-provider.js';
import type { Role } from '../../../src/identity/viewer.js';
import { BookingLoad } from '../booking/booking-load.js';
import { expectAudited, expectJobsDone, expectSound } from '../booking/expect-sound.js';
import { startIdentityProvider, type TestIdentityProvider } from './identity-provider.js';
import { seedLeighton } from '../network/leighton.js';
import { seedSession, type SessionScene } from '../sessions/seed-session.js';
import { processesOn, runServer, type ServerProcess } from './server-process.js';
import type { Ask } from './test-app.js';
import { cloneDatabase, type TestDatabase } from '../database/test-database.js';

/** The day of every scene: a Monday, nine o'clock in London, by the database's clock. */
export const sceneNow = '2026-11-23T09:00:00Z';
/** No request takes this long unless something hangs. */
const answerWithinMs = 15_000;

/**
 * A built server as a process of its own, which may end and be started again, and a scene in its database.
 */
export class FaultScene implements Pick<TestDatabase, 'sql'> {
  server!: ServerProcess;
  address = '';
  private owner: pg.Pool | undefined;
  private day = 0;

  constructor(
    private readonly env: Record<string, string>,
    private readonly ownerUrl: () => string,
    readonly token: (role: Role, organisationCode: string) => Promise<string>,
    private readonly seed: (database: Pick<TestDatabase, 'sql'>) => Promise<unknown> = seedLeighton,
  ) {}

  async start(env: Record<string, string> = {}): Promise<void> {
    this.server = runServer({ env: { LOG_LEVEL: 'warn', ...this.env, ...env } });
    this.address = await this.server.ready();
    if (this.owner !== undefined) return;
    this.owner = new pg.Pool({ connectionString: this.ownerUrl(), max: 2 });
    this.owner.on('error', () => undefined);
    await this.sql(`update app_clock set shift = $1::timestamptz - clock_timestamp()`, [sceneNow]);
    await this.seed(this);
  }

  async sql<Row extends object = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]> {
    return (await this.owner!.query(text, values)).rows as Row[];
  }

  async session(scene: Partial<SessionScene> & { slots: number }) {
    const startsAt = new Date(Date.parse('2026-12-01T08:00:00Z') + this.day++ * 86_400_000).toISOString();
    return { ...(await seedSession(this, { startsAt, slotMinutes: 5, ...scene })), slots: scene.slots };
  }

  /** Asks the server wherever it is by then. */
  async as(role: Role, organisationCode: string): Promise<Ask> {
    const authorization = `Bearer ${await this.token(role, organisationCode)}`;
    return async (query, variables) => {
      const response = await fetch(`${this.address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(answerWithinMs),
      });
      return { status: response.status, ...((await response.json()) as object) } as never;
    };
  }

  /** Locks a table until it is released, so that a command that needs it waits in mid-transaction. */
  async holdTable(table: string, mode: 'exclusive' | 'access exclusive'): Promise<HeldTable> {
    const client = new pg.Client({ connectionString: this.ownerUrl() });
    await client.connect();
    await client.query(`begin; lock table ${table} in ${mode} mode`);
    const pids = async () =>
      (await client.query<{ pid: number }>('select distinct pid from pg_locks where not granted')).rows.map(
        ({ pid }) => pid,
      );
    return {
      async waiters() {
        await until(async () => (await pids()).length > 0);
        return pids();
      },
      async letGo() {
        await client.query('rollback');
        await client.end();
      },
    };
  }

  async load(sessions: number, rivals = 0): Promise<BookingLoad> {
    const wanted = [];
    for (let n = 0; n < sessions; n += 1) wanted.push(await this.session({ slots: 100 }));
    const asks = new Map<string, Promise<Ask>>();
    return new BookingLoad(
      (practice) => asks.get(practice) ?? asks.set(practice, this.as('care-navigator', practice)).get(practice)!,
      wanted,
      rivals,
    );
  }

  async health(probe: 'live' | 'ready'): Promise<{ status: number; body: { waitingFor?: string[] } }> {
    const response = await fetch(`${this.address}/health/${probe}`, { signal: AbortSignal.timeout(answerWithinMs) });
    return { status: response.status, body: (await response.json()) as { waitingFor?: string[] } };
  }

  async untilReady(limitMs = 60_000): Promise<void> {
    await until(async () => (await this.health('ready')).status === 200, limitMs);
  }

  /** What must hold after every fault, once the load's clients have all had their answers. */
  async expectWhole(load: BookingLoad): Promise<void> {
    expect(await load.contradictions()).toEqual([]);
    const sessionIds = load.sessions.map(({ id }) => id);
    await expectSound(this, sessionIds, [...load.confirmed.values()]);
    expect(load.confirmed.size).toBe(load.sessions.reduce((sum, { slots }) => sum + slots, 0));
    expect([...new Set(load.refused.values())].filter((code) => code !== 'SLOT_TAKEN')).toEqual([]);
    await expectAudited(this);
    await expectJobsDone(this);
  }

  async close(): Promise<void> {
    await this.owner?.end();
    this.server.kill('SIGTERM');
    expect(await this.server.exited).toEqual({ code: 0, signal: null });
  }
}

interface HeldTable {
  /** The backends that wait for it; waits for the first. */
  waiters(): Promise<number[]>;
  letGo(): Promise<void>;
}

export async function until(condition: () => boolean | Promise<boolean>, limitMs = 30_000): Promise<void> {
  for (const since = performance.now(); !(await condition()); await sleep(20)) {
    if (performance.now() - since > limitMs) throw new Error(`not within ${limitMs} ms: ${condition}`);
  }
}

export interface EmbeddedScene {
  readonly scene: FaultScene;
  readonly folder: string;
  /** The process number of PostgreSQL's postmaster. */
  postmaster(): number;
  /** Ends it, and sees that nothing is left behind. */
  close(): Promise<void>;
}

/** A scene on the embedded PostgreSQL, in a data folder of its own: the Leighton scene, unless another is laid. */
export async function embeddedScene(
  home = mkdtempSync(join(tmpdir(), 'faults-')),
  env: Record<string, string> = {},
  seed?: (database: Pick<TestDatabase, 'sql'>) => Promise<unknown>,
): Promise<EmbeddedScene> {
  chmodSync(home, 0o711);
  const folder = join(home, '.data');
  const urls = () => JSON.parse(readFileSync(join(folder, 'database-urls.json'), 'utf8')) as { owner: string };
  const scene = new FaultScene(
    { PCN_DATA_DIR: folder, EXAMPLE: 'none' },
    () => urls().owner,
    (role, code) => signDemoToken(readDemoKey(folder)!, 'pcn-rota', role, code),
    seed,
  );
  await scene.start(env);
  return {
    scene,
    folder,
    postmaster() {
      const file = join(folder, 'postgres', 'postmaster.pid');
      return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
    },
    async close() {
      await scene.close();
      expect(processesOn(folder)).toEqual([]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface ExternalScene {
  readonly scene: FaultScene;
  readonly database: TestDatabase;
  readonly identity: TestIdentityProvider;
  close(): Promise<void>;
}

/**
 * A scene on a database of the test run's own PostgreSQL, which the server reaches through an address of the caller's:
 * the Leighton scene, unless another is laid.
 */
export async function externalScene(
  reach: (appUrl: string) => string,
  env: Record<string, string> = {},
  seed?: (database: Pick<TestDatabase, 'sql'>) => Promise<unknown>,
): Promise<ExternalScene> {
  const [database, identity] = [await cloneDatabase(), await startIdentityProvider()];
  const { app, owner, worker } = database.urls;
  const scene = new FaultScene(
    { DATABASE_URL: reach(app), DATABASE_OWNER_URL: owner, DATABASE_WORKER_URL: worker, ...identity.env },
    () => owner,
    (role, code) => identity.token(role, code),
    seed,
  );
  await scene.start(env);
  return {
    scene,
    database,
    identity,
    async close() {
      await scene.close();
      identity.close();
      await database.drop();
    },
  };
}
