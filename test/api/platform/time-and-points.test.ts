import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bookDocument, bookInput } from '../../support/booking/booking-documents.js';
import { whileTableLocked } from '../../support/database/while-table-locked.js';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { seedSession } from '../../support/sessions/seed-session.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({
    now: '2026-11-23T09:00:00Z',
    limits: { requestMs: 1000, ratePoints: 12_000, ratePeriodSeconds: 3600 },
    logLevel: 'debug',
  });
  await seedLeighton(app.database);
});
afterAll(() => app.close());

function whileLocked<T>(table: string, run: () => Promise<T>): Promise<T> {
  return whileTableLocked(app.database, table, run);
}

/** Statements of the server that are still at work, or waiting. */
function running() {
  return app.database.sql(
    `select query from pg_stat_activity
     where datname = current_database() and usename = $1 and (state = 'active' or state like 'idle in transaction%')`,
    [new URL(app.database.urls.app).username],
  );
}

const stopped = {
  message: expect.stringContaining('took longer than one request may'),
  extensions: { code: 'RATE_LIMITED', limit: 'TIME', requestId: expect.any(String) },
};

describe('a request whose time is up', () => {
  test('is told so, and its statement is cancelled in PostgreSQL', async () => {
    const ask = await app.as('care-navigator', 'E81003');
    await whileLocked('session', async () => {
      const reply = await ask(
        '{ sharedAvailability(practice: "E81003", from: "2026-12-01", to: "2026-12-02") { totalCount edges { node { id } } } }',
      );
      expect(reply.status).toBe(200);
      expect(reply.errors?.map(({ message, extensions }) => ({ message, extensions }))).toContainEqual(stopped);
      expect(reply.data).toEqual({ sharedAvailability: null });
      expect(await running()).toEqual([]);
    });
  });

  test('leaves nothing of a booking behind, not even its key, and the same request then books', async () => {
    const session = await seedSession(app.database, {
      startsAt: '2026-12-03T09:00:00Z',
      slots: 1,
      shares: [{ practiceId: leighton.bassettRoad, places: 1 }],
    });
    const ask = await app.as('care-navigator', 'E81003');
    const input = bookInput(session.slotId(1), 'E81003', 'LATE-1', { idempotencyKey: 'late-1' });
    const written = () =>
      app.database.sql(
        `select (select count(*)::int from booking) as bookings, (select count(*)::int from idempotency_key) as keys,
           (select count(*)::int from slot where taken_until is not null) as slots`,
      );
    await whileLocked('booking', async () => {
      const reply = await ask(bookDocument, input);
      expect(reply.errors?.map(({ message, extensions }) => ({ message, extensions }))).toEqual([stopped]);
      expect(await running()).toEqual([]);
    });
    expect(await written()).toEqual([{ bookings: 0, keys: 0, slots: 0 }]);
    const again = await ask(bookDocument, input);
    expect(again.data.bookSlot.userErrors).toEqual([]);
    expect(await written()).toEqual([{ bookings: 1, keys: 1, slots: 1 }]);
  });

  test('does not wait for a free connection for longer, and the next one is served', async () => {
    const ask = await app.as('care-navigator', 'E81003');
    await whileLocked('session', async () => {
      const replies = await Promise.all(
        Array.from({ length: 30 }, () =>
          ask('{ sharedAvailability(practice: "E81003", from: "2026-12-01", to: "2026-12-02") { totalCount } }'),
        ),
      );
      for (const reply of replies) {
        expect(reply.errors?.map(({ extensions }) => extensions.code)).toContain('RATE_LIMITED');
      }
    });
    expect((await ask('{ pcn(by: {odsCode: "U15644"}) { name } }')).errors).toBeUndefined();
  });
});

describe('a token that has spent its points', () => {
  const post = (authorization: string | undefined, query: string) =>
    fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
      body: JSON.stringify({ query }),
    });

  const spent = {
    errors: [
      {
        message: expect.stringMatching(/^The points of this token are used up\. Ask again in \d+ s\.$/),
        extensions: { code: 'RATE_LIMITED', limit: 'POINTS', requestId: expect.any(String) },
      },
    ],
    extensions: { cost: expect.any(Number) },
  };

  test('is refused with 429 and told when to ask again, whatever it asks, renewed or not; others are served', async () => {
    const lifetimes = ['1h', '2h'];
    const [token, renewed] = await Promise.all(
      lifetimes.map(async (lifetime) => `Bearer ${await app.token('clinical-director', 'U15644', lifetime)}`),
    );
    const dear = '{ pcns(first: 100) { edges { node { members(first: 50) { edges { node { id } } } } } } }';
    expect(await (await post(token, dear)).json()).toMatchObject({ extensions: { cost: 10 + 1 + 100 * (1 + 1 + 50) } });
    expect((await post(token, dear)).status).toBe(200);
    for (const [bearer, query] of [
      [token, dear],
      [token, '{ __typename }'],
      [renewed, '{ __typename }'],
      [token, '{ nothing'],
    ]) {
      const reply = await post(bearer, query ?? '');
      expect([reply.status, await reply.json()]).toEqual([429, spent]);
      expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(3000);
    }
    const other = await post(`Bearer ${await app.token('care-navigator', 'E81004')}`, '{ __typename }');
    expect(other.status).toBe(200);
    expect(await (await fetch(`${app.url}/metrics`)).text()).toMatch(/graphql_refused_total\{reason="points"\} [1-9]/);
  });

  test('has paid for the reading of each document that was new, and not again for one that is known', async () => {
    const token = `Bearer ${await app.token('rota-manager', 'U15644')}`;
    const long = (comment: number) => `#${comment}\n{ ${'... {'.repeat(600)} __typename ${'}'.repeat(600)} }`;
    const known: number[] = [];
    for (let times = 0; times < 20; times += 1) known.push((await post(token, long(0))).status);
    expect(new Set(known)).toEqual(new Set([200]));
    const fresh: number[] = [];
    for (let times = 1; times < 20; times += 1) fresh.push((await post(token, long(times))).status);
    expect(fresh.slice(0, 2)).toEqual([200, 200]);
    expect(fresh.at(-1)).toBe(429);
  });

  test('is known by its address where there is none, and pays for documents that are refused', async () => {
    const wrong = `{ ${'nothing '.repeat(900)} }`;
    const statuses: number[] = [];
    for (let tries = 0; tries < 9; tries += 1) statuses.push((await post(undefined, wrong)).status);
    expect(statuses.slice(0, 2)).toEqual([200, 200]);
    expect(statuses.at(-1)).toBe(429);
    // Who brings a token is not held for it.
    const token = `Bearer ${await app.token('care-navigator', 'E81044')}`;
    expect((await post(token, '{ __typename }')).status).toBe(200);
    // A token that is none, and a body that is none, count for their address too.
    expect((await post('Bearer nonsense', '{ __typename }')).status).toBe(429);
    const unread = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect([unread.status, await unread.json()]).toEqual([429, spent]);
  });
});

test('the log says what each request cost, and neither its document nor its token', async () => {
  const lines = await app.log();
  const answered = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ cost }) => cost === 5211);
  expect(answered[0]).toEqual(
    expect.objectContaining({ msg: 'answered', method: 'POST', path: '/graphql', status: 200, cost: 5211 }),
  );
  const everything = lines.join('');
  for (const secret of ['Bearer', 'eyJ', 'sharedAvailability', 'LATE-1']) expect(everything).not.toContain(secret);
});
