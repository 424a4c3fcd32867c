import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

const arrivalMs = 1500;
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ limits: { arrivalMs }, logLevel: 'debug' });
});
afterAll(() => app.close());

async function wire(): Promise<Socket> {
  const { hostname, port } = new URL(app.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** All that the server answers until it hangs up: status, headers and body. */
async function answerOn(socket: Socket) {
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  const [head = '', body = ''] = text.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(lines.map((line) => line.toLowerCase().split(': ') as [string, string]));
  return {
    status: Number(statusLine.split(' ')[1]),
    headers,
    body: body === '' ? undefined : (JSON.parse(body) as object),
  };
}

async function expectRefusal(socket: Socket, status: number, message: string, limit?: string) {
  const answer = await answerOn(socket);
  expect(answer).toEqual({
    status,
    headers: expect.objectContaining({
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'close',
    }),
    body: {
      errors: [
        {
          message,
          extensions: {
            code: 'BAD_USER_INPUT',
            ...(limit === undefined ? {} : { limit }),
            requestId: answer.headers['x-request-id'],
          },
        },
      ],
      extensions: { cost: 0 },
    },
  });
}

/** What the server takes for a fault of its own. */
async function faults() {
  return (await app.log()).filter((line) => (JSON.parse(line) as { level: number }).level >= 50);
}

const head = (length: number) =>
  `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`;
const notInTime = 'The request did not arrive within 1.5 s. Send it in one go.';

test('a body that trickles in is cut when its time is up, with 408 in the form of every error', async () => {
  const socket = await wire();
  socket.write(head(1000));
  let sent = 0;
  const trickle = setInterval(() => {
    sent += 1;
    socket.write(' ');
  }, 50);
  socket.once('close', () => clearInterval(trickle));
  await expectRefusal(socket, 408, notInTime, 'TIME');
  clearInterval(trickle);
  expect(sent).toBeLessThan(1000);
  expect(await faults()).toEqual([]);
});

test('so are headers that trickle in, and a connection that asks nothing at all is let go', async () => {
  const slow = await wire();
  slow.write('POST /graphql HTTP/1.1\r\nhost: x\r\n');
  const trickle = setInterval(() => slow.write('a: b\r\n'), 50);
  await expectRefusal(slow, 408, notInTime, 'TIME');
  clearInterval(trickle);
  const silent = await wire();
  await expectRefusal(silent, 408, notInTime, 'TIME');
});

test('the time is each request’s own: a connection that lives on may ask again and again', async () => {
  const socket = await wire();
  const body = '{"query":"{ __typename }"}';
  let replies = 0;
  socket.on('data', (data: Buffer) => (replies += data.toString().split('HTTP/1.1 200').length - 1));
  for (let asked = 1; asked <= 5; asked += 1) {
    socket.write(head(body.length) + body);
    await sleep(arrivalMs / 2);
    while (replies < asked && !socket.destroyed) await sleep(10);
    expect(replies).toBe(asked);
  }
  socket.destroy();
});

test('headers that are too large are refused with 431, and what is no HTTP with 400, in words', async () => {
  const large = await wire();
  large.write(`GET /graphql HTTP/1.1\r\nhost: x\r\ncookie: ${'x'.repeat(200_000)}\r\n\r\n`);
  const words = 'The headers are larger than 16 KB. Leave out what the API does not need, such as cookies.';
  await expectRefusal(large, 431, words, 'HEADERS');
  const unreadable = [
    'nonsense\r\n\r\n',
    'GET /graphql HTTP/9.9\r\n\r\n',
    'GET /graphql HTTP/1.1\r\nhost: x\r\nno colon\r\n\r\n',
    'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello!',
    'POST /graphql HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\ncontent-length: 6\r\n\r\nhello!',
    '\u0016\u0003\u0001\u0002\u0000\u0001\u0000', // TLS, where there is none
  ];
  for (const bytes of unreadable) {
    const socket = await wire();
    socket.write(bytes);
    await expectRefusal(socket, 400, 'What was sent is no HTTP request that can be read.');
  }
  const chunked = await wire();
  chunked.write(
    'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n' +
      `1;${'x'.repeat(30_000)}\r\n{\r\n0\r\n\r\n`,
  );
  await expectRefusal(chunked, 413, 'The body’s chunks carry more than their data. Send it plain.', 'BODY');
  expect(await faults()).toEqual([]);
  const metrics = await (await fetch(`${app.url}/metrics`)).text();
  for (const reason of ['time', 'headers', 'request']) {
    expect(metrics).toMatch(new RegExp(`graphql_refused_total\\{reason="${reason}"\\} [1-9]`));
  }
});

test('a packed body is refused in words before it is read, and one that says it is not packed is read', async () => {
  const body = '{"query":"{ __typename }"}';
  const post = (encoding: string, bytes: BodyInit) =>
    fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': encoding },
      body: bytes,
    });
  for (const encoding of ['gzip', 'br', 'deflate, gzip', 'x-unheard-of']) {
    const reply = await post(encoding, gzipSync(body));
    expect([reply.status, reply.headers.get('accept-encoding'), await reply.json()]).toEqual([
      415,
      'identity',
      {
        errors: [
          {
            message: 'Send the body as it is: a packed one, with a header "Content-Encoding", is not read.',
            extensions: { code: 'BAD_USER_INPUT', requestId: reply.headers.get('x-request-id') },
          },
        ],
        extensions: { cost: 10 },
      },
    ]);
  }
  expect(await (await post('Identity', body)).json()).toMatchObject({ data: { __typename: 'Query' } });
});
