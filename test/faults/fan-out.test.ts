import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { externalScene, until } from '../support/server/fault-scene.js';
import { follow, untilFollowing } from '../support/booking/follow.js';
import { killServers } from '../support/server/server-process.js';

type Scene = Awaited<ReturnType<typeof externalScene>>;

let home: Scene;
beforeAll(async () => {
  home = await externalScene((url) => url);
});
afterAll(async () => {
  await home.close();
  await killServers();
});

/** In one transaction: the server hears of all of them at one time. */
async function burst(sessionId: string, notices: number): Promise<number> {
  const { sql } = scene();
  const [last] = await sql<{ version: string }>(
    `with told as materialized (select notify_session($1) from generate_series(1, $2))
     select last_value::text as version from availability_version, (select count(*) from told) counted`,
    [sessionId, notices],
  );
  return Number(last?.version);
}
function scene() {
  return { ...home.scene, sql: home.scene.sql.bind(home.scene) };
}

async function answers() {
  const reply = await (await home.scene.as('care-navigator', 'E81003'))('{ pcn(by: {odsCode: "U15644"}) { id } }');
  return { status: reply.status, errors: reply.errors };
}
const answered = { status: 200, errors: undefined };

test('a burst of 3,000 notices with 30 subscribers: the server answers, and each hears of the last, in few words', async () => {
  const session = await home.scene.session({ slots: 1 });
  const followers = await Promise.all(
    ['E81003', 'E81004', 'E81044'].flatMap((practice) =>
      Array.from({ length: 10 }, async () =>
        follow(home.scene.address, await home.scene.token('care-navigator', practice), 'U15644'),
      ),
    ),
  );
  await untilFollowing(followers, () => burst(session.id, 1));
  const before = followers.map(({ told }) => told.length);
  const last = await burst(session.id, 3000);
  const versions = () => followers.map(({ told }) => Number(told.at(-1)?.version));
  await until(() => versions().every((version) => version === last));
  expect(await answers()).toEqual(answered);
  expect(followers.map(({ told }, n) => told.length - (before[n] ?? 0)).filter((heard) => heard > 100)).toEqual([]);
  await Promise.all(followers.map((follower) => follower.close()));
});

test('a subscriber that reads nothing for a while hears afterwards that it has to read all again, and what comes then', async () => {
  const session = await home.scene.session({ slots: 1 });
  const follower = follow(home.scene.address, await home.scene.token('care-navigator', 'E81003'), 'U15644');
  await untilFollowing([follower], () => burst(session.id, 1));
  follower.pause();
  const last = await burst(session.id, 3000);
  expect(await answers()).toEqual(answered);
  follower.resume();
  await until(() => Number(follower.told.at(-1)?.version) === last);
  await follower.close();
});

/** A WebSocket's handshake by hand, for a client that then behaves as no library would. */
async function rawSocket(): Promise<Socket> {
  const { hostname, port } = new URL(home.scene.address);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.write(
    [
      'GET /graphql HTTP/1.1',
      `Host: ${hostname}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}`,
      'Sec-WebSocket-Protocol: graphql-transport-ws',
      '\r\n',
    ].join('\r\n'),
  );
  await new Promise((upgraded) => socket.once('data', upgraded));
  return socket;
}

/** Client frames are masked; a mask of zeros changes nothing. */
function frame(opcode: number, payload: Buffer): Buffer {
  const length =
    payload.length < 126
      ? Buffer.from([0x80 | payload.length])
      : Buffer.from([0x80 | 126, payload.length >> 8, payload.length & 255]);
  return Buffer.concat([Buffer.from([0x80 | opcode]), length, Buffer.alloc(4), payload]);
}
function text(message: object) {
  return frame(1, Buffer.from(JSON.stringify(message)));
}

/** Writes for as long as the server reads. @returns how many bytes it took. */
async function flood(socket: Socket, piece: Buffer, most: number): Promise<number> {
  const pieces = Buffer.concat(Array<Buffer>(1000).fill(piece));
  while (socket.bytesWritten < most && !socket.destroyed) {
    if (socket.write(pieces)) continue;
    const drained = new Promise<boolean>((resolve) => socket.once('drain', () => resolve(true)));
    if (!(await Promise.race([drained, sleep(2000, false)]))) break;
  }
  expect(socket.destroyed).toBe(false);
  return socket.bytesWritten - socket.writableLength;
}

/** What the kernel holds for both directions of a connection, generously, and what the server lets wait. */
const mostBytesTaken = 40_000_000;

test.each([
  ['pings of the protocol', () => frame(9, Buffer.alloc(125))],
  ['pings of GraphQL', () => text({ type: 'ping', payload: { filler: 'x'.repeat(1000) } })],
] satisfies [string, () => Buffer][])(
  'a client that sends %s and reads no answer is read from no more, and costs bounded memory',
  async (_, piece) => {
    const socket = await rawSocket();
    socket.write(
      text({
        type: 'connection_init',
        payload: { authorization: `Bearer ${await home.scene.token('practice-manager', 'E81044')}` },
      }),
    );
    await new Promise((acknowledged) => socket.once('data', acknowledged));
    socket.pause();
    expect(await flood(socket, piece(), 4 * mostBytesTaken)).toBeLessThan(mostBytesTaken);
    expect(await answers()).toEqual(answered);
    socket.destroy();
  },
);

test('a stop does not wait for sockets that read nothing', async () => {
  const session = await home.scene.session({ slots: 1 });
  const follower = follow(home.scene.address, await home.scene.token('care-navigator', 'E81003'), 'U15644');
  await untilFollowing([follower], () => burst(session.id, 1));
  follower.pause();
  home.scene.server.kill('SIGTERM');
  expect(await home.scene.server.exited).toEqual({ code: 0, signal: null });
  expect(home.scene.server.errors()).not.toMatch(/left behind/);
  follower.resume();
  await home.scene.start();
});
