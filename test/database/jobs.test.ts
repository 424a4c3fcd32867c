import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { openDatabase } from '../../src/app.js';
import type { Database } from '../../src/platform/database/database.js';
import { purgeIdempotencyKeysJob } from '../../src/platform/jobs/purge-idempotency-keys.job.js';
import { enqueue } from '../../src/platform/jobs/enqueue.queries.js';
import type { Job } from '../../src/platform/jobs/job.js';
import { startWorker, type Worker, type WorkerOptions } from '../../src/platform/jobs/worker.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { ok, refuse } from '../../src/platform/result.js';
import { cloneDatabase, type TestDatabase } from '../support/database/test-database.js';

const viewer = { role: 'system', organisationCode: 'U15644', subject: 'test', requestId: 'r1' };
const ran: string[] = [];
let letGo = () => undefined as void;
const noteJob: Job<{ text: string }> = {
  name: 'test-note',
  payload: z.object({ text: z.string() }),
  async run(_database, { text }) {
    if (text === 'waits') await new Promise<void>((settle) => (letGo = settle));
    if (text === 'hangs') await new Promise(() => undefined);
    if (text === 'fails') throw new Error('the patient reference 12345 is wrong');
    ran.push(text);
  },
};

let home: TestDatabase;
let database: Database;
let superuser: pg.Client;
const started: Worker[] = [];
beforeAll(async () => {
  home = await cloneDatabase();
  await home.sql(`insert into job_task values ('test-note')`);
  const asSuperuser = new URL(process.env['TEST_SUPERUSER_URL'] ?? '');
  asSuperuser.pathname = new URL(home.urls.worker).pathname;
  superuser = new pg.Client({ connectionString: asSuperuser.href });
  await superuser.connect();
  database = await openDatabase(home.urls.app, { poolSize: 4, statementTimeoutMs: 5000 });
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((worker) => worker.stop()));
  await home.sql('delete from graphile_worker._private_jobs');
  ran.length = 0;
});
afterAll(async () => {
  await Promise.all([database.close(), superuser.end()]);
  await home.drop();
});

/** A worker until the end of the test. */
async function work(options: Partial<WorkerOptions> = {}): Promise<Worker> {
  const log = createLogger('silent');
  const queue = { connectionString: home.urls.worker, database, jobs: [noteJob], log, lookEveryMs: 50 };
  const worker = await startWorker({ ...queue, ...options });
  started.push(worker);
  return worker;
}

function queued() {
  return home.sql('select task_identifier, key, attempts, last_error from graphile_worker.jobs order by id');
}

async function until(condition: () => boolean | Promise<boolean>) {
  for (const since = performance.now(); !(await condition()); await sleep(10)) {
    if (performance.now() - since > 60_000) throw new Error(`not within a minute: ${condition}`);
  }
}

/** A job is gone from the queue a moment after it ran. */
function untilAllRan() {
  return until(async () => (await queued()).length === 0);
}

function locked() {
  return home.sql('select from graphile_worker.jobs where locked_at is not null');
}

function note(text: string) {
  return database.command(viewer, async ({ db }) => {
    await enqueue(db, 'test-note', { text });
    return ok(text);
  });
}

test('a job queued in a transaction runs after its commit, by the worker role that sees nothing but the queue', async () => {
  const worker = await work();
  await database.command(viewer, async ({ db }) => {
    await enqueue(db, 'test-note', { text: 'committed' });
    await sleep(300);
    expect(ran).toEqual([]);
    return ok(null);
  });
  await untilAllRan();
  expect(ran).toEqual(['committed']);
  expect(worker.running).toBe(true);
});

test('a job for later waits as long by a clock that is set back or forward: it is not due at once', async () => {
  for (const days of [-8, 8]) {
    await home.sql(`update app_clock set shift = make_interval(days => ${days})`);
    await database.command(viewer, async ({ db }) => {
      const [{ later } = { later: new Date() }] = await home.sql<{ later: Date }>(
        `select app_now() + interval '1 hour' as later`,
      );
      await enqueue(db, 'test-note', { text: 'later' }, { jobKey: 'later', runAt: later });
      return ok(null);
    });
    expect(
      await home.sql(`select round(extract(epoch from run_at - now()) / 60)::int as minutes from graphile_worker.jobs`),
    ).toEqual([{ minutes: 60 }]);
  }
  await home.sql(`update app_clock set shift = '0'`);
  await home.sql(`delete from graphile_worker._private_jobs where key = 'later'`);
});

test('a job queued by a command that is refused, or fails, never runs', async () => {
  await database.command(viewer, async ({ db }) => {
    await enqueue(db, 'test-note', { text: 'refused' });
    return refuse({ code: 'NOT_FOUND', message: '' });
  });
  await expect(
    database.command(viewer, async ({ db }) => {
      await enqueue(db, 'test-note', { text: 'failed' });
      throw new Error('a fault');
    }),
  ).rejects.toThrow('a fault');
  expect(await queued()).toEqual([]);
  await work();
  await note('the next');
  await untilAllRan();
  expect(ran).toEqual(['the next']);
});

test('a second job of one key takes the place of the first', async () => {
  await work();
  await database.command(viewer, async ({ db }) => {
    await enqueue(db, 'test-note', { text: 'first' }, { jobKey: 'one' });
    await enqueue(db, 'test-note', { text: 'second' }, { jobKey: 'one' });
    return ok(null);
  });
  await untilAllRan();
  expect(ran).toEqual(['second']);
});

test('only tasks that the database knows by name are queued', async () => {
  await expect(
    database.command(viewer, async ({ db }) => {
      await enqueue(db, 'drop-everything', {});
      return ok(null);
    }),
  ).rejects.toThrow('unknown task drop-everything');
});

test('a stop waits for jobs at work', async () => {
  const patient = await work({ stopWithinMs: 60_000 });
  await note('waits');
  await until(async () => (await locked()).length === 1);
  let stopped = false;
  const stop = patient.stop().then(() => (stopped = true));
  await sleep(200);
  expect([stopped, ran]).toEqual([false, []]);
  letGo();
  await stop;
  expect([ran, await queued()]).toEqual([['waits'], []]);
});

test('a stop waits a little and no longer; what it cuts off is in the queue again', async () => {
  const stubborn = await work({ stopWithinMs: 100 });
  await note('hangs');
  await until(async () => (await locked()).length === 1);
  await stubborn.stop();
  expect(await locked()).toEqual([]);
  expect(await queued()).toMatchObject([{ task_identifier: 'test-note', attempts: 1 }]);
});

test('a job whose worker died without a word runs again, one of a living worker does not', async () => {
  for (const text of ['of the dead', 'of the living']) await note(text);
  const living = new pg.Client({ connectionString: home.urls.worker, application_name: 'pool-living' });
  living.on('error', () => undefined);
  await living.connect();
  await home.sql(`update graphile_worker._private_jobs set locked_at = now() - interval '1 minute',
    locked_by = case payload->>'text' when 'of the dead' then 'pool-dead' else 'pool-living' end`);
  await work();
  await until(async () => (await queued()).length === 1);
  await sleep(200); // it has looked again since
  expect(ran).toEqual(['of the dead']);
  expect(await home.sql(`select locked_by from graphile_worker.jobs`)).toEqual([{ locked_by: 'pool-living' }]);
  await living.end();
  await untilAllRan();
  expect(ran).toEqual(['of the dead', 'of the living']);
});

test('a job that the queue handed out in a reply which was lost runs again; one at work does not', async () => {
  await work();
  await note('waits');
  await until(async () => (await locked()).length === 1);
  await home.sql(`update graphile_worker._private_jobs set locked_at = now() - interval '1 minute'`);
  // As PostgreSQL is left when a connection ends between handing a job out and saying so.
  await home.sql(`insert into graphile_worker._private_jobs (task_id, payload, locked_at, locked_by)
    select task_id, '{"text": "of a lost reply"}', locked_at, locked_by from graphile_worker._private_jobs`);
  await until(() => ran.length > 0);
  await sleep(200); // it has looked again since
  expect(ran).toEqual(['of a lost reply']);
  letGo();
  await untilAllRan();
  expect(ran).toEqual(['of a lost reply', 'waits']);
});

test('a periodic job is queued once a minute for all workers, also after one whose clock ran ahead', async () => {
  const everyMinute = {
    ...noteJob,
    payload: z.looseObject({}),
    at: '* * * * *',
    run: async () => void ran.push('now'),
  };
  await home.sql(`insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
    values ('test-note', now(), now() + interval '1 hour')`);
  // In the last seconds of a minute the next one might be due as well before all is seen.
  const [clock] = await home.sql<{ left: number }>(`select 60 - extract(second from now())::float8 as left`);
  if (clock!.left < 10) await sleep(clock!.left * 1000);
  await work({ jobs: [everyMinute] });
  await work({ jobs: [everyMinute] });
  await until(() => ran.length > 0);
  await sleep(300); // both have looked again since
  await untilAllRan();
  expect(
    await home.sql(`select date_trunc('minute', last_execution) = last_execution and last_execution <= now() as due
    from graphile_worker._private_known_crontabs where identifier = 'test-note'`),
  ).toEqual([{ due: true }]);
  expect(ran).toEqual(['now']);
});

/** Ends every connection of the queue's workers. */
function cut() {
  return superuser.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'pcn_worker' and datname = $1`,
    [new URL(home.urls.worker).pathname.slice(1)],
  );
}

test('a worker goes on after all connections of the queue were cut', async () => {
  await work();
  await cut();
  await note('after the cut');
  await untilAllRan();
  expect(ran).toEqual(['after the cut']);
});

test('a worker goes on that lost its connections while it first looked for a job', async () => {
  await superuser.query('begin; lock table graphile_worker._private_tasks in share mode');
  await work();
  await until(async () => (await home.sql('select from pg_locks where not granted')).length > 0);
  await cut();
  await superuser.query('rollback');
  await note('after the cut');
  await untilAllRan();
  expect(ran).toEqual(['after the cut']);
});

test('a job that fails, or whose payload is not of its form, is kept for another try, and its words are not', async () => {
  const worker = await work();
  await note('fails');
  await database.command(viewer, async ({ db }) => {
    await enqueue(db, 'test-note', { text: 12345 });
    return ok(null);
  });
  await until(async () => (await queued()).every(({ last_error }) => last_error !== null));
  const kept = await queued();
  expect(kept.map(({ last_error }) => last_error)).toEqual([
    expect.stringMatching(/^test-note failed: see the log for job \d+/),
    expect.stringMatching(/^test-note failed: see the log for job \d+/),
  ]);
  expect(JSON.stringify(kept)).not.toContain('12345');
  expect(ran).toEqual([]);
  expect(worker.running).toBe(true);
});

test('the nightly purge deletes idempotency keys older than 24 hours, whoever’s they are, and no younger one', async () => {
  await home.sql(`insert into idempotency_key (subject, organisation_code, mutation, key, input_hash, created_at) values
    ('a', 'E81003', 'bookSlot', 'old', 'x', app_now() - interval '25 hours'),
    ('b', 'E81004', 'bookSlot', 'young', 'x', app_now() - interval '23 hours')`);
  await purgeIdempotencyKeysJob.run(database, {});
  expect(await home.sql('select key from idempotency_key')).toEqual([{ key: 'young' }]);
});
