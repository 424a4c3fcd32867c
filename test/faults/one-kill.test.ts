import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { embeddedScene, type EmbeddedScene, until } from '../support/server/fault-scene.js';
import { killServers } from '../support/server/server-process.js';

// The other faults take minutes: test/faults/matrix, run by `npm run test:soak`.
let home: EmbeddedScene;
beforeAll(async () => {
  home = await embeddedScene();
});
afterAll(killServers);

test('kill -9 of PostgreSQL under load: the server brings it back, and no booking is lost or doubled', async () => {
  const { scene } = home;
  const load = await scene.load(1, 10);
  const clients = load.run();
  await load.whenAnswered(20);
  const killed = home.postmaster();
  process.kill(killed, 'SIGKILL');

  await until(async () => (await scene.health('ready')).status === 503);
  expect((await scene.health('ready')).body.waitingFor).toEqual(['the database']);
  expect((await scene.health('live')).status).toBe(200);
  await scene.untilReady();
  expect(home.postmaster()).not.toBe(killed);
  await clients;

  expect([...load.faults]).toEqual([
    '503 UNAVAILABLE: The database cannot be reached at the moment. Try again shortly; a change that you repeat with the same idempotencyKey happens only once.',
  ]);
  await scene.expectWhole(load);
  await home.close();
});
