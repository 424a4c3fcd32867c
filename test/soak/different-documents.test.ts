import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { type EmbeddedScene, embeddedScene } from '../support/server/fault-scene.js';
import { collecting, heldMb } from '../support/server/held-memory.js';
import { killServers } from '../support/server/server-process.js';

let home: EmbeddedScene;
let authorization: string;
beforeAll(async () => {
  home = await embeddedScene(undefined, {
    ...collecting,
    RATE_LIMIT_POINTS: '1000000000',
  });
  authorization = `Bearer ${await home.scene.token('clinical-director', 'U15644')}`;
});
afterAll(async () => {
  await home.close();
  await killServers();
});

/** Two documents have no field in common; each reads one row, as it is not the database that is tried here. */
function documentOf(number: number): string {
  const fields = Array.from({ length: 25 }, (_, at) => `a${at}_${number}: ${at % 2 === 0 ? 'name' : 'odsCode'}`);
  return `query D${number}($by: OrganisationBy!) { pcn(by: $by) { ${fields.join(' ')} } }`;
}
const variables = { by: { odsCode: 'U15644' } };

/** Asks until it is answered: a busy server says that it is, and means that one should come again. */
async function ask(number: number): Promise<void> {
  for (;;) {
    const response = await fetch(`${home.scene.address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: documentOf(number), variables }),
    });
    const { errors = [] } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
    if (errors.length === 0) return;
    if (errors.some(({ extensions }) => extensions.code !== 'OVERLOADED')) throw new Error(JSON.stringify(errors));
    await sleep(100);
  }
}

/** Documents of a range, ten at a time; every tenth comes four times, and so is compiled where there is room. */
async function askAll(from: number, to: number): Promise<void> {
  let next = from;
  const askOn = async () => {
    while (next < to) {
      const number = next++;
      for (let times = number % 10 === 0 ? 4 : 1; times > 0; times -= 1) await ask(number);
    }
  };
  await Promise.all(Array.from({ length: 10 }, askOn));
}

/** The same over a WebSocket. */
async function askOverSocket(from: number, to: number): Promise<void> {
  const socket = new WebSocket(`${home.scene.address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const send = (message: object) => socket.send(JSON.stringify(message));
  socket.once('open', () => send({ type: 'connection_init', payload: { authorization } }));
  let next = from;
  await new Promise<void>((done, fail) => {
    socket.on('error', fail);
    socket.on('message', (data: Buffer) => {
      const { type } = JSON.parse(data.toString()) as { type: string };
      if (type === 'error') return fail(new Error(data.toString()));
      if (type !== 'connection_ack' && type !== 'complete') return;
      if (next === to) return done();
      send({ type: 'subscribe', id: String(next), payload: { query: documentOf(next), variables } });
      next += 1;
    });
  });
  socket.terminate();
}

test('20,000 documents that are all different leave no more behind than a few hundred do', async () => {
  const held: Record<string, number> = {};
  const note = async (when: string) => (held[when] = Math.round(await heldMb(home.scene)));
  await ask(0);
  const start = await note('at the start');
  await askAll(1, 2000);
  await note('after 2,000');
  await askAll(2000, 10_000);
  const half = await note('after 10,000');
  await askAll(10_000, 18_000);
  await askOverSocket(18_000, 20_000);
  const end = await note('after 20,000');
  console.info(`megabytes held: ${JSON.stringify(held)}`);
  expect(end - half).toBeLessThan(20);
  expect(end - start).toBeLessThan(200);
}, 1_800_000);
