import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { expectJobsDone } from '../support/booking/expect-sound.js';
import { type Snapshot, takeSnapshot } from '../support/database/snapshot.js';
import { DocumentRun } from '../support/graphql/document-run.js';
import { seedNetworks } from '../support/network/networks.js';
import { type ExternalScene, externalScene } from '../support/server/fault-scene.js';
import { collecting, heldMb } from '../support/server/held-memory.js';
import { killServers } from '../support/server/server-process.js';

const seed = Number(process.env['DOCUMENT_SEED'] ?? Date.now() % 100_000);
const rounds = Math.ceil(Number(process.env['DOCUMENTS'] ?? 5000) / 250);

let home: ExternalScene;
let snapshot: Snapshot;
beforeAll(async () => {
  const env = {
    ...collecting,
    // Documents that are refused for what they ask for try nothing but the counter.
    RATE_LIMIT_POINTS: '1000000000',
    QUERY_COST_LIMIT: '1000000000',
  };
  home = await externalScene((url) => url, env, seedNetworks);
  snapshot = await takeSnapshot(home.database);
});
afterAll(async () => {
  await snapshot.close();
  await home.close();
  await killServers();
});

test('5,000 documents that nobody would write, by everybody: each is answered in form, nobody reads what is others’, and the server is what it was', async () => {
  console.info(`DOCUMENT_SEED=${seed}`);
  const { scene } = home;
  const run = new DocumentRun({ address: scene.address, token: (role, code) => scene.token(role, code) }, seed);
  const held: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    await run.round(150, 8, false);
    await run.round(100, 8, true);
    await expectJobsDone(scene);
    await snapshot.restore();
    if (round % 5 === 0) held.push(Math.round(await heldMb(scene)));
  }
  console.info(JSON.stringify({ seed, held, counts: run.counts }, null, 1));
  expect({ seed, found: run.found }).toEqual({ seed, found: {} });
  const passing = ['OVERLOADED', 'RATE_LIMITED', 'UNAVAILABLE'].map((code) => run.counts[`error ${code}`] ?? 0);
  expect(Math.max(...passing)).toBeLessThan(rounds * 2.5); // one in a hundred
  expect((await scene.health('ready')).status).toBe(200);
  // It keeps what it has read up to a bound, and nothing else.
  expect(Math.max(...held) - held[0]!).toBeLessThan(150);
}, 3_600_000);
