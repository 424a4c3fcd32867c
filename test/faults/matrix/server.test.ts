import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { resolve } from 'node:path';
import { bookDocument, bookInput, holdDocument } from '../../support/booking/booking-documents.js';
import { embeddedScene, type EmbeddedScene, until } from '../../support/server/fault-scene.js';
import { killServers, processesOn } from '../../support/server/server-process.js';

let home: EmbeddedScene;
beforeAll(async () => {
  home = await embeddedScene();
}, 60_000);
afterAll(async () => {
  await home.close();
  await killServers();
}, 60_000);

test('kill -9 of the server during 500 bookings: after a restart all are there once', async () => {
  const { scene } = home;
  const load = await scene.load(5, 50);
  const clients = load.run();
  await load.whenAnswered(150);
  scene.server.kill('SIGKILL');
  await scene.server.exited;
  await scene.start();
  await clients;
  await scene.expectWhole(load);
}, 240_000);

test('SIGTERM under load: what was accepted is answered, PostgreSQL is stopped, and nothing is left behind', async () => {
  const { scene, folder } = home;
  for (const after of [20, 100, 180]) {
    const load = await scene.load(2);
    const clients = load.run();
    await load.whenAnswered(after);
    scene.server.kill('SIGTERM');
    load.ended = true;
    await clients;
    expect(await scene.server.exited).toEqual({ code: 0, signal: null });
    expect(processesOn(folder)).toEqual([]);
    expect(scene.server.errors()).toBe('');

    await scene.start();
    const ids = load.sessions.map(({ id }) => id);
    const kept = await scene.sql<{ reference: string }>('select reference from booking where session_id = any($1)', [
      ids,
    ]);
    expect(kept.filter(({ reference }) => load.unanswered.has(reference))).toEqual([]);
    expect(kept).toHaveLength(load.confirmed.size);
    await load.resume();
    await scene.expectWhole(load);
  }
}, 240_000);

test('a stop at any moment after a start is clean', async () => {
  const { scene, folder } = home;
  for (const afterMs of [0, 0, 50, 150, 400]) {
    await new Promise((settle) => setTimeout(settle, afterMs));
    scene.server.kill('SIGTERM');
    expect(await scene.server.exited).toEqual({ code: 0, signal: null });
    expect([scene.server.errors(), processesOn(folder)]).toEqual(['', []]);
    await scene.start();
  }
}, 120_000);

test.each([3600_000, -3600_000])(
  'the host’s clock off by %i ms: rules go by the database’s clock',
  async (shiftMs) => {
    const { scene } = home;
    scene.server.kill('SIGTERM');
    await scene.server.exited;
    await scene.start({
      NODE_OPTIONS: `--import ${resolve('test/support/server/shifted-clock.js')}`,
      TEST_CLOCK_SHIFT_MS: String(shiftMs),
    });
    const at = async (minutes: number) =>
      scene.session({
        slots: 3,
        startsAt: (await scene.sql<{ at: string }>(`select to_char((app_now() + make_interval(mins => $1)) at time zone 'UTC',
        'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at`, [minutes]))[0]!.at, // prettier-ignore
      });
    const [soon, begun] = shiftMs > 0 ? [await at(30), await at(-60)] : [await at(120), await at(-30)];
    const ask = await scene.as('care-navigator', 'E81003');
    const codesOf = async (document: string, input: object) =>
      Object.values(
        (await ask(document, input)).data as Record<string, { userErrors: { code: string }[] }>,
      )[0]!.userErrors.map(({ code }) => code);
    const key = `clock${shiftMs}`;
    expect(await codesOf(bookDocument, bookInput(soon.slotId(1), 'E81003', `${key}-1`))).toEqual([]);
    expect(await codesOf(bookDocument, bookInput(begun.slotId(1), 'E81003', `${key}-2`))).toEqual(['SLOT_PAST']);

    const held = await ask(holdDocument, { input: { slot: soon.slotId(2), practice: 'E81003', channel: 'PHONE' } });
    const { input } = bookInput('', 'E81003', `${key}-3`);
    expect(await codesOf(bookDocument, { input: { ...input, what: { hold: held.data.holdSlot.hold.id } } })).toEqual(
      [],
    );
    // A job that is due every minute runs in this minute, and not in an hour.
    await until(
      async () =>
        (
          await scene.sql(`select from graphile_worker._private_known_crontabs where identifier = 'offer-to-waiters'
        and last_execution between now() - interval '2 minutes' and now()
        and not exists (select from graphile_worker.jobs where task_identifier = identifier and run_at > now())`)
        ).length === 1,
    );
  },
  120_000,
);

test('of a token the host’s clock tells the end, and of nothing else', async () => {
  const { scene } = home;
  scene.server.kill('SIGTERM');
  await scene.server.exited;
  await scene.start({
    NODE_OPTIONS: `--import ${resolve('test/support/server/shifted-clock.js')}`,
    TEST_CLOCK_SHIFT_MS: String(31 * 86_400_000),
  });
  const ask = await scene.as('care-navigator', 'E81003');
  expect(await ask('{ pcns { totalCount } }')).toMatchObject({
    status: 401,
    errors: [{ message: 'The token has expired. Sign in again.' }],
  });
}, 60_000);
