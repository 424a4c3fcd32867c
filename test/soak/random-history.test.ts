import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { expectJobsDone } from '../support/booking/expect-sound.js';
import { HistoryRun } from '../support/history/history.js';
import { judge } from '../support/history/judge.js';
import { seedHistory } from '../support/history/scene.js';
import { embeddedScene, type EmbeddedScene, until } from '../support/server/fault-scene.js';
import { backendsOf, killServers } from '../support/server/server-process.js';

const clients = 100;
const historyMs = Number(process.env['HISTORY_MS'] ?? 60_000);

let home: EmbeddedScene;
beforeAll(async () => {
  home = await embeddedScene(undefined, unlimited, seedHistory);
}, 120_000);
afterAll(async () => {
  await home.close();
  await killServers();
}, 60_000);

/** Not what is tried here. */
const unlimited = { RATE_LIMIT_POINTS: '1000000000' };

/** What goes wrong meanwhile, one after the other. */
const kills: readonly (() => Promise<void>)[] = [
  async () => {
    for (const pid of backendsOf(home.postmaster()).slice(0, 5)) process.kill(pid, 'SIGTERM');
  },
  async () => {
    home.scene.server.kill('SIGKILL');
    await home.scene.server.exited;
    await home.scene.start(unlimited);
  },
  async () => {
    process.kill(backendsOf(home.postmaster())[0]!, 'SIGKILL');
  },
  async () => {
    const killed = home.postmaster();
    process.kill(killed, 'SIGKILL');
    await until(() => home.postmaster() !== killed);
  },
  async () => {
    home.scene.server.kill('SIGTERM');
    await home.scene.server.exited;
    await home.scene.start(unlimited);
  },
];

test('a minute of anything that 100 clients may do, with kills: all is as they were told, and nothing is there twice', async () => {
  const { scene } = home;
  const seed = Number(process.env['HISTORY_SEED'] ?? Date.now() % 100_000);
  console.info(`HISTORY_SEED=${seed}`);
  const run = new HistoryRun(
    { address: () => scene.address, token: (role, code) => scene.token(role, code), sql: scene.sql.bind(scene) },
    seed,
  );
  const history = run.run(clients, historyMs, 500);
  const killing = (async () => {
    for (const kill of kills) {
      await sleep(historyMs / (kills.length + 1));
      await scene.untilReady();
      await kill();
    }
    await scene.untilReady();
  })();
  await Promise.all([history, killing]);
  const found = await judge(scene, run);
  const kinds = Map.groupBy(run.outcomes, ({ kind }) => kind);
  const counts = Object.fromEntries([...kinds].map(([kind, { length }]) => [kind, length]));
  console.info(JSON.stringify({ seed, ...counts, twins: run.twins.length, each: run.summary() }, null, 1));
  expect({ seed, found }).toEqual({ seed, found: {} });
  await expectJobsDone(scene);
}, 400_000);
