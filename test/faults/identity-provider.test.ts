import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { follow, untilFollowing } from '../support/booking/follow.js';
import { fetchMayTakeMs } from '../../src/identity/remote-keys.js';
import { readConfig } from '../../src/config.js';
import { cloneDatabase, type TestDatabase } from '../support/database/test-database.js';
import { FaultScene, until } from '../support/server/fault-scene.js';
import { killServers } from '../support/server/server-process.js';
import { WaywardProvider, waywardIssuer } from '../support/server/wayward-provider.js';

interface Home {
  readonly scene: FaultScene;
  readonly provider: WaywardProvider;
  readonly database: TestDatabase;
}

let home: Home | undefined;
const open: Home[] = [];

/** A server of its own, and a provider of its own with the key `one`, which answers well unless it is told not to. */
async function startHome(env: Record<string, string>, before?: (provider: WaywardProvider) => unknown): Promise<Home> {
  const provider = new WaywardProvider();
  await provider.newKey('one');
  await provider.listen();
  await before?.(provider);
  const database = await cloneDatabase();
  const { app, owner, worker } = database.urls;
  const scene = new FaultScene(
    { DATABASE_URL: app, DATABASE_OWNER_URL: owner, DATABASE_WORKER_URL: worker, ...provider.env, ...env },
    () => owner,
    (role, code) => provider.token(role, code, 'one'),
  );
  await scene.start();
  const started = { scene, provider, database };
  open.push(started);
  return started;
}

async function closeHome({ scene, provider, database }: Home): Promise<void> {
  await scene.close();
  await provider.refuse();
  await database.drop();
}

afterAll(async () => {
  for (const each of open) await closeHome(each);
  await killServers();
});

const question = '{ pcn(by: {odsCode: "U15644"}) { name } }';
const name = 'Leighton Linslade PCN';

async function overHttp({ scene }: Home, token: string) {
  const response = await fetch(`${scene.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: question }),
  });
  const { data, errors } = (await response.json()) as { data: any; errors?: any[] };
  const [error] = errors ?? [];
  return error === undefined
    ? { status: response.status, name: data.pcn.name }
    : {
        status: response.status,
        code: error.extensions.code,
        message: error.message,
        requestId: error.extensions.requestId === response.headers.get('x-request-id'),
        retryAfter: response.headers.get('retry-after'),
      };
}

/** @param lazy whether it is there only as long as something is asked over it. */
function socketOf({ scene }: Home, token: string, lazy = false) {
  return createClient({
    url: `${scene.address.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    lazy,
    onNonLazyError: () => undefined,
  });
}

/** What one operation is answered, or with what code and words the socket is closed. */
async function over(client: ReturnType<typeof socketOf>) {
  const { promise, resolve } = Promise.withResolvers<any>();
  client.subscribe(
    { query: question },
    {
      next: ({ data, errors }: any) =>
        resolve(data?.pcn == null ? { code: errors[0].extensions.code, message: errors[0].message } : { name: data.pcn.name }),
      error: (error: any) =>
        resolve(
          Array.isArray(error)
            ? { code: error[0].extensions.code, message: error[0].message }
            : { closed: error.code, reason: error.reason },
        ),
      complete: () => undefined,
    },
  ); // prettier-ignore
  return promise;
}

async function overSocket(at: Home, token: string) {
  const client = socketOf(at, token, true);
  try {
    return await over(client);
  } finally {
    await client.dispose();
  }
}

async function metric({ scene }: Home, line: string): Promise<number> {
  const text = await (await fetch(`${scene.address}/metrics`)).text();
  const found = text.split('\n').find((each) => each.startsWith(`${line} `));
  return found === undefined ? 0 : Number(found.slice(line.length + 1).replace('+Inf', 'Infinity'));
}

function fetches(at: Home, outcome: string): Promise<number> {
  return metric(at, `identity_key_fetches_total{outcome="${outcome}"}`);
}

const accepted = { status: 200, name };
/** What is told of a provider that is to blame; nothing is said against the token. */
function unavailable(trouble: string) {
  const message = `The identity provider ${waywardIssuer} ${trouble}, so the token cannot be checked at the moment. Keep it, and try again in 5 s.`;
  return { status: 503, code: 'IDENTITY_UNAVAILABLE', message, requestId: true, retryAfter: '5' };
}
const tryAgain = { closed: 1013, reason: 'Tokens cannot be checked at the moment. Keep yours, and try again shortly.' };
function refused(message: string) {
  return { status: 401, code: 'UNAUTHENTICATED', message, requestId: true, retryAfter: null };
}
const unpublished = 'The token is signed with a key that the identity provider does not publish.';

const failures = [
  ['500', 'status', 'answers with an error'],
  ['redirect', 'status', 'answers with an error'],
  ['HTML', 'unreadable', 'answers with something that is no set of keys'],
  ['huge', 'too_long', 'answers with more than a set of keys holds'],
  ['hangs', 'timeout', 'does not answer in time'],
  ['trickles', 'timeout', 'does not answer in time'],
  ['refuses', 'unreachable', 'cannot be reached'],
] as const;

describe('a provider that fails while its keys are held', () => {
  beforeAll(async () => {
    home = await startHome({ AUTH_KEYS_REFRESH_SECONDS: '1' });
    await home.provider.newKey('unpublished', false);
  });

  test.each(failures)('that %s: good tokens are good, and a key that is new is told to come again', async (mood, outcome, trouble) => {
    const { provider, scene } = home!;
    const known = await provider.token('clinical-director', 'U15644', 'one');
    expect(await overHttp(home!, known)).toEqual(accepted);
    const before = await fetches(home!, outcome);
    if (mood === 'refuses') await provider.refuse();
    else provider.mood = mood;
    await until(async () => (await fetches(home!, outcome)) > before);
    expect(await overHttp(home!, known)).toEqual(accepted);
    const token = await provider.token('clinical-director', 'U15644', 'one');
    expect(await overHttp(home!, token)).toEqual(accepted);
    expect(await overSocket(home!, token)).toEqual({ name });
    expect((await scene.health('ready')).status).toBe(200);
    const stranger = await provider.token('clinical-director', 'U15644', 'unpublished');
    expect(await overHttp(home!, stranger)).toEqual(unavailable(trouble));
    expect(await overSocket(home!, stranger)).toEqual(tryAgain);
    // What is wrong with the token itself is told all the same.
    expect(await overHttp(home!, 'no.token')).toEqual(refused('The token is not valid: its signature or form is wrong.'));

    const good = await fetches(home!, 'good');
    provider.mood = 'well';
    if (mood === 'refuses') await provider.listen();
    await until(async () => (await fetches(home!, 'good')) > good);
    expect(await overHttp(home!, token)).toEqual(accepted);
  }); // prettier-ignore

  test('that signs with an RSA key that is too short: it is named, and other keys count', async () => {
    const { provider } = home!;
    await provider.newRsaKey('short', 1024);
    const token = provider.forged('short', 'RS256');
    await until(async () => (await overHttp(home!, token)).status === 503);
    expect(await overHttp(home!, token)).toEqual(unavailable('signs with an RSA key of fewer than 2048 bits'));
    expect(await overSocket(home!, token)).toEqual(tryAgain);
    expect(await overHttp(home!, await provider.token('clinical-director', 'U15644', 'one'))).toEqual(accepted);
    // Nor does one help that no token names.
    await provider.newRsaKey('short too', 1024);
    await until(async () => (await overHttp(home!, provider.forged('short too', 'RS256'))).status === 503);
    const unnamed = provider
      .forged('', 'RS256')
      .replace(/^[^.]+/, Buffer.from('{"alg":"RS256"}').toString('base64url'));
    expect(await overHttp(home!, unnamed)).toEqual(refused('The token is not valid: its signature or form is wrong.'));
    provider.withdraw('short');
    provider.withdraw('short too');
  });

  test.each(['an empty set', 'broken keys'] as const)('that publishes %s: it is named, until it publishes keys again', async (mood) => {
    const { provider, scene } = home!;
    const known = await provider.token('clinical-director', 'U15644', 'one');
    const client = socketOf(home!, known);
    expect([await overHttp(home!, known), await over(client)]).toEqual([accepted, { name }]);
    provider.mood = mood;
    await until(async () => (await overHttp(home!, known)).status !== 200);
    const trouble = 'publishes no key that signs tokens';
    expect(await overHttp(home!, known)).toEqual(unavailable(trouble));
    expect(await overSocket(home!, known)).toEqual(tryAgain);
    const { code, message } = unavailable(trouble);
    expect(await over(client)).toEqual({ code, message });
    expect(await scene.health('ready')).toEqual({
      status: 503,
      body: { status: 'not ready', waitingFor: [`the identity provider ${waywardIssuer}, which ${trouble}`] },
    });
    provider.mood = 'well';
    await until(async () => (await overHttp(home!, known)).status === 200);
    await scene.untilReady();
    await client.dispose();
  }); // prettier-ignore
});

describe('a key', () => {
  test('that is withdrawn counts no more, for tokens known already, open sockets and subscriptions too', async () => {
    const at = home!;
    const { provider, scene } = at;
    await provider.newKey('two');
    const known = await provider.token('care-navigator', 'E81003', 'two');
    const session = await scene.session({ slots: 1 });
    const change = () => scene.sql('select notify_session($1)', [session.id]);
    const follower = follow(scene.address, known, 'U15644');
    await untilFollowing([follower], change);
    const staying = follow(scene.address, await provider.token('care-navigator', 'E81003', 'one'), 'U15644');
    await untilFollowing([staying], change);
    const client = socketOf(at, known);
    expect([await overHttp(at, known), await over(client)]).toEqual([accepted, { name }]);

    provider.withdraw('two');
    // Long before a checked token is forgotten by itself.
    await until(async () => (await overHttp(at, known)).status !== 200);
    expect(await overHttp(at, known)).toEqual(refused(unpublished));
    expect(await over(client)).toEqual({ code: 'UNAUTHENTICATED', message: unpublished });
    // However many still hold one, all of them hear that it is over, and none that it might not be.
    const others = await Promise.all(
      Array.from({ length: 200 }, () => provider.token('care-navigator', 'E81003', 'two')),
    );
    expect(
      new Set((await Promise.all(others.map((token) => overHttp(at, token)))).map(({ status }) => status)),
    ).toEqual(new Set([401]));
    const heard = staying.told.length;
    await change();
    expect(await follower.ended).toBe('UNAUTHENTICATED');
    await until(() => staying.told.length > heard);
    await Promise.all([client.dispose(), follower.close(), staying.close()]);
  });

  test('that is new counts at once, and is fetched once for all who ask for it', async () => {
    const at = await startHome({ AUTH_KEYS_REFRESH_SECONDS: '45' });
    const { provider } = at;
    expect(await overHttp(at, await provider.token('clinical-director', 'U15644', 'one'))).toEqual(accepted);
    const before = provider.asked;
    await provider.newKey('next');
    const tokens = await Promise.all(
      Array.from({ length: 30 }, () => provider.token('clinical-director', 'U15644', 'next')),
    );
    const replies = await Promise.all(
      tokens.map((token, n) => (n % 2 === 0 ? overHttp(at, token) : overSocket(at, token))),
    );
    expect(replies).toEqual(tokens.map((_token, n) => (n % 2 === 0 ? accepted : { name })));
    // Once, and perhaps once more because the refresh came due meanwhile.
    expect(provider.asked - before).toBeLessThanOrEqual(2);

    // One that comes while the provider is asked for made-up ids has to wait for its turn, and is not refused.
    await provider.newKey('made up', false);
    const madeUp = await provider.token('clinical-director', 'U15644', 'made up');
    const waiting = overHttp(at, madeUp);
    await provider.newKey('third');
    expect(await overHttp(at, await provider.token('clinical-director', 'U15644', 'third'))).toEqual(accepted);
    expect(await waiting).toEqual(refused(unpublished));
  });

  test('whose id is made up: a flood of them has the provider asked a few times, and good tokens are answered', async () => {
    const at = open.at(-1)!;
    const { provider } = at;
    await provider.newKey('invented', false);
    const invented = await Promise.all(
      Array.from({ length: 1300 }, (_, n) =>
        provider.token('clinical-director', 'U15644', 'invented', { kid: `invented ${n}` }),
      ),
    );
    const before = provider.asked;
    const flood = Promise.all(invented.map((token) => overHttp(at, token)));
    expect(await overHttp(at, await provider.token('clinical-director', 'U15644', 'one'))).toEqual(accepted);
    const replies = await flood;
    const turnedAway = unavailable('is asked already for a key that is new here, by more tokens than may wait');
    const kinds = new Set(replies.map((reply) => JSON.stringify(reply)));
    expect(kinds).toEqual(new Set([JSON.stringify(refused(unpublished)), JSON.stringify(turnedAway)]));
    expect(provider.asked - before).toBeLessThanOrEqual(5);
  });

  test('that a token does not name is found among several', async () => {
    const at = open.at(-1)!;
    const { provider } = at;
    const nameless = await provider.token('clinical-director', 'U15644', 'third', {});
    expect(await overHttp(at, nameless)).toEqual(accepted);
    const forged = await provider.token('clinical-director', 'U15644', 'invented', {});
    expect(await overHttp(at, forged)).toEqual(refused('The token is not valid: its signature or form is wrong.'));
  });
});

test('a withdrawn key is gone within a minute, however the refresh is set', () => {
  // At worst the key is withdrawn while a fetch that still holds it takes all its time, and so does the next one.
  function worstSeconds(env: Record<string, string>): number {
    return readConfig(env).AUTH_KEYS_REFRESH_SECONDS + (2 * fetchMayTakeMs) / 1000;
  }
  expect([{}, { AUTH_KEYS_REFRESH_SECONDS: '45' }].map((env) => worstSeconds(env) < 60)).toEqual([true, true]);
  expect(() => readConfig({ AUTH_KEYS_REFRESH_SECONDS: '46' })).toThrow('AUTH_KEYS_REFRESH_SECONDS');
  expect(() => readConfig({ AUTH_KEYS_KEPT_SECONDS: '59' })).toThrow('twice AUTH_KEYS_REFRESH_SECONDS');
});

describe('without good keys', () => {
  test('a server starts, says whom it waits for, and serves as soon as they are there', async () => {
    const at = await startHome({}, (provider) => provider.refuse());
    const { provider, scene } = at;
    const token = await provider.token('clinical-director', 'U15644', 'one');
    expect(await overHttp(at, token)).toEqual(unavailable('cannot be reached'));
    expect(await overSocket(at, token)).toEqual(tryAgain);
    expect((await scene.health('live')).status).toBe(200);
    expect(await scene.health('ready')).toEqual({
      status: 503,
      body: { status: 'not ready', waitingFor: [`the identity provider ${waywardIssuer}, which cannot be reached`] },
    });
    expect(await metric(at, 'identity_keys_age_seconds')).toBe(Infinity);
    const schema = await fetch(`${scene.address}/graphql?query={__typename}`, {
      headers: { 'apollo-require-preflight': 'yes' },
    });
    expect([schema.status, await schema.json()]).toMatchObject([200, { data: { __typename: 'Query' } }]);

    await provider.listen();
    await scene.untilReady();
    expect([await overHttp(at, token), await overSocket(at, token)]).toEqual([accepted, { name }]);
    expect(Number.isFinite(await metric(at, 'identity_keys_age_seconds'))).toBe(true);
  });

  test('the last good ones count for as long as was set, and then the provider is named', async () => {
    const at = await startHome({ AUTH_KEYS_REFRESH_SECONDS: '1', AUTH_KEYS_KEPT_SECONDS: '2' });
    const { provider, scene } = at;
    const token = await provider.token('clinical-director', 'U15644', 'one');
    provider.mood = '500';
    await until(async () => (await overHttp(at, token)).status !== 200);
    expect(await overHttp(at, token)).toEqual(unavailable('answers with an error'));
    expect((await scene.health('ready')).body.waitingFor).toEqual([
      `the identity provider ${waywardIssuer}, which answers with an error`,
    ]);
    provider.mood = 'well';
    await scene.untilReady();
    await until(async () => (await overHttp(at, token)).status === 200);
    // A provider that hangs holds up no stop: see that this server ends well.
    const before = provider.asked;
    provider.mood = 'hangs';
    await until(() => provider.asked > before);
  });
});
