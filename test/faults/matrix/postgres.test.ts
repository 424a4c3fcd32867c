import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { bookDocument, bookInput } from '../../support/booking/booking-documents.js';
import { embeddedScene, type EmbeddedScene, until } from '../../support/server/fault-scene.js';
import { backendsOf, killServers } from '../../support/server/server-process.js';

const lost =
  '503 UNAVAILABLE: The database cannot be reached at the moment. Try again shortly; a change that you repeat with the same idempotencyKey happens only once.';

let home: EmbeddedScene;
beforeAll(async () => {
  home = await embeddedScene();
}, 60_000);
afterAll(async () => {
  await home.close();
  await killServers();
}, 60_000);

test('kill -9 of one backend under load: PostgreSQL starts over, and no booking is lost or doubled', async () => {
  const { scene } = home;
  const load = await scene.load(3, 30);
  const clients = load.run();
  for (const answered of [50, 150]) {
    await load.whenAnswered(answered);
    process.kill(backendsOf(home.postmaster())[0]!, 'SIGKILL');
    await scene.untilReady();
  }
  await clients;
  expect([...load.faults]).toEqual([lost]);
  await scene.expectWhole(load);
}, 240_000);

test('kill -9 of PostgreSQL, again and again: the server stays, and subscribers hear that they may have missed something', async () => {
  const { scene } = home;
  const token = await scene.token('care-navigator', 'E81003');
  const client = createClient({
    url: scene.address.replace('http', 'ws') + '/graphql',
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  const told: { sessionIds: string[]; version: string }[] = [];
  const events = client.iterate<{ availabilityChanged: { sessionIds: string[]; version: string } }>({
    query: 'subscription { availabilityChanged(pcn: "U15644") { sessionIds version } }',
  });
  const reading = (async () => {
    for await (const { data } of events) told.push(data!.availabilityChanged);
  })();

  const load = await scene.load(2);
  const clients = load.run();
  for (const answered of [30, 60, 120]) {
    await load.whenAnswered(answered);
    const killed = home.postmaster();
    const heard = told.length;
    process.kill(killed, 'SIGKILL');
    await until(() => home.postmaster() !== killed);
    await scene.untilReady();
    await until(() => told.slice(heard).some(({ sessionIds }) => sessionIds.length === 0));
  }
  await clients;
  expect([...load.faults]).toEqual([lost]);
  await scene.expectWhole(load);

  // The same subscription reports what is booked now.
  const session = await scene.session({ slots: 1 });
  await until(async () => {
    const ask = await scene.as('care-navigator', 'E81003');
    await ask(bookDocument, bookInput(session.slotId(1), 'E81003', 'AFTERWARDS', { idempotencyKey: 'afterwards' }));
    return told.some(({ sessionIds }) => sessionIds.includes(session.globalId));
  });
  const versions = told.map(({ version }) => Number(version));
  expect(Math.max(...versions)).toBe(versions.at(-1));
  await client.dispose();
  await reading;
}, 240_000);

/** A small disk of its own in memory, where this machine lets us mount one. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=200m,mode=711', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}

const disk = smallDisk();
(disk === undefined ? test.skip : test)(
  disk === undefined
    ? 'NOT RUN, as this user may not mount a small disk: a full disk'
    : 'a full disk under load: the server stays, goes on when there is room, and no booking is lost or doubled',
  async () => {
    const small = await embeddedScene(disk);
    const { scene } = small;
    try {
      const load = await scene.load(4);
      const ballast = join(disk!, 'ballast');
      const clients = load.run();
      await load.whenAnswered(30);
      const { bavail, bsize } = statfsSync(disk!);
      writeFileSync(ballast, Buffer.alloc(Math.floor(bavail * bsize * 0.97)));
      chmodSync(ballast, 0o600);
      // What fills the rest: the log of changes, which PostgreSQL cannot do without.
      await scene
        .sql(`select pg_logical_emit_message(false, 'full', repeat('x', 1000000)) from generate_series(1, 300)`)
        .catch(() => undefined);
      await until(async () => (await scene.health('ready')).status === 503);
      await until(() => load.faults.size > 0, 60_000);
      expect((await scene.health('live')).status).toBe(200);
      rmSync(ballast);
      await scene.untilReady();
      await clients;
      expect([...load.faults].filter((fault) => fault !== lost)).toEqual([]);
      await scene.expectWhole(load);
      await small.close();
    } finally {
      scene.server.kill('SIGKILL');
      await scene.server.exited;
      await until(() => {
        try {
          execFileSync('umount', [disk!], { stdio: 'ignore' });
          return true;
        } catch {
          return false; // the watchdog is still stopping PostgreSQL
        }
      });
      rmSync(disk!, { recursive: true });
    }
  },
  240_000,
);
