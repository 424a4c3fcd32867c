import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { seedLeighton } from '../../support/network/leighton.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

const poolSize = 2;
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ poolSize });
  await seedLeighton(app.database);
});
afterAll(() => app.close());

const query = '{ pcn(by: {odsCode: "U15644"}) { name } }';

/** Asks over a WebSocket, and goes without waiting for an answer. */
async function askAndGo(token: string, leave: 'complete' | 'terminate'): Promise<void> {
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const send = (message: object) => socket.send(JSON.stringify(message));
  socket.once('open', () => send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
  await new Promise((acknowledged) => socket.once('message', acknowledged));
  for (let id = 1; id <= 3 * poolSize; id += 1) {
    send({ type: 'subscribe', id: String(id), payload: { query } });
    if (leave === 'complete') send({ type: 'complete', id: String(id) });
  }
  if (leave === 'complete') send({ type: 'ping' });
  await (leave === 'complete' ? new Promise((answered) => socket.once('message', answered)) : sleep(5));
  socket.terminate();
}

test.each(['complete', 'terminate'] as const)(
  'whoever asks over a WebSocket and does not wait for the answer (%s) leaves no connection behind',
  async (leave) => {
    const token = await app.token('care-navigator', 'E81003');
    for (let times = 0; times < 3; times += 1) await askAndGo(token, leave);
    const ask = await app.as('care-navigator', 'E81003');
    const replies = await Promise.all(Array.from({ length: 2 * poolSize }, () => ask(query)));
    expect(replies.map(({ errors, data }) => [errors, data.pcn.name])).toEqual(
      Array(2 * poolSize).fill([undefined, 'Leighton Linslade PCN']),
    );
  },
);
