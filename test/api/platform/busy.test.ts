import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { bookDocument, bookInput } from '../../support/booking/booking-documents.js';
import { whileTableLocked } from '../../support/database/while-table-locked.js';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { type Ask, type Reply, startTestApp, type TestApp } from '../../support/server/test-app.js';
import { type SeededSession, seedSession } from '../../support/sessions/seed-session.js';

const poolSize = 5; // three for reads, two for commands
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z', poolSize, connectionsPerPayer: 1 });
  await seedLeighton(app.database);
});
afterAll(() => app.close());

/** Reads of a table that nobody but the test can read for a while. */
const stuck = '{ pcn(by: {odsCode: "U15644"}) { populations { basis value } } }';
const quick = '{ pcn(by: {odsCode: "U15644"}) { name } }';
const codes = ({ status, errors }: Reply<unknown>) => [status, errors?.map(({ extensions }) => extensions.code)];

async function subjects(count: number) {
  const signed = Array.from({ length: count }, (_, n) =>
    app.signed({ sub: `person-${n}`, role: 'care-navigator', organisation: 'E81003' }),
  );
  return (await Promise.all(signed)).map((token) => app.withHeader(`Bearer ${token}`));
}

test('one payer who asks for much that takes long waits for itself; others are answered meanwhile', async () => {
  const [greedy, quiet] = await subjects(2);
  if (greedy === undefined || quiet === undefined) throw new Error('no clients');
  const answered: string[] = [];
  const slow = await whileTableLocked(app.database, 'population', async () => {
    const asked = Array.from({ length: 20 }, () =>
      greedy(stuck).then((reply) => {
        answered.push('greedy');
        return reply;
      }),
    );
    for (let times = 0; times < 5; times += 1) {
      expect((await quiet(quick)).errors).toBeUndefined();
      answered.push('quiet');
    }
    return { asked, meanwhile: [...answered] };
  });
  const replies = await Promise.all(slow.asked);
  expect(slow.meanwhile).toEqual(Array(5).fill('quiet'));
  expect(replies.filter(({ errors }) => errors === undefined)).toHaveLength(20);
});

test('what finds no room in time is told so with 503 and when to ask again; bookings go on, and it is no outage', async () => {
  const session = await seedSession(app.database, {
    startsAt: '2026-12-03T09:00:00Z',
    slots: 1,
    shares: [{ practiceId: leighton.bassettRoad, places: 1 }],
  });
  const many = await subjects(12);
  const before = await app.as('care-navigator', 'E81003');
  const token = await app.token('care-navigator', 'E81003');
  const { slow, turnedAway } = await whileTableLocked(app.database, 'population', async () => {
    const asked = many.map((ask) => ask(stuck));
    expect((await fetch(`${app.url}/health/ready`)).status).toBe(200);
    const shed = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: quick }),
    });
    const booked = await before(bookDocument, bookInput(session.slotId(1), 'E81003', 'BUSY-1'));
    expect(booked.data.bookSlot.booking.state).toBe('CONFIRMED');
    return { slow: asked, turnedAway: shed };
  });
  expect([turnedAway.status, turnedAway.headers.get('retry-after')]).toEqual([503, '5']);
  expect(await turnedAway.json()).toEqual({
    data: { pcn: null },
    errors: [
      {
        message: expect.stringMatching(/^The server has more to do than it can/),
        path: ['pcn'],
        locations: expect.anything(),
        extensions: { code: 'OVERLOADED', requestId: expect.any(String) },
      },
    ],
    extensions: { cost: expect.any(Number) },
  });
  const outcomes = (await Promise.all(slow)).map(codes);
  expect(outcomes.filter(([status]) => status === 200)).toHaveLength(3);
  expect(outcomes.filter(([status]) => status === 503)).toEqual(Array(9).fill([503, ['OVERLOADED']]));
  expect((await before(quick)).errors).toBeUndefined();
});

test('what a command did is read back in its own turn: nobody who waits for one stands between', async () => {
  const [first, second] = await Promise.all(
    ['2026-12-07T09:00:00Z', '2026-12-08T09:00:00Z'].map((startsAt) =>
      seedSession(app.database, { startsAt, slots: 4 }),
    ),
  );
  if (first === undefined || second === undefined) throw new Error('no sessions');
  const [one, two, ...others] = await subjects(6);
  const holding = async (sessionId: string) => {
    const client = new pg.Client({ connectionString: app.database.urls.owner });
    await client.connect();
    await client.query('begin');
    await client.query('select from session where id = $1 for update', [sessionId]);
    return client;
  };
  const book = (ask: Ask | undefined, session: SeededSession, slot: number) =>
    ask!(bookDocument, bookInput(session.slotId(slot), 'E81003', `TURN-${session.id.slice(0, 4)}-${slot}`));
  const waiting = async (count: number) => {
    for (;;) {
      const [there] = await app.database.sql<{ n: number }>(
        `select count(*)::int as n from pg_locks l join pg_stat_activity a using (pid)
         where not l.granted and a.datname = current_database()`,
      );
      if ((there?.n ?? 0) >= count) return;
      await sleep(10);
    }
  };
  const [before, behind] = [await holding(first.id), await holding(second.id)];
  const told = Promise.all([book(one, first, 1), book(two, first, 2)]); // both turns of commands
  await waiting(2);
  const later = Promise.all(others.map((ask, n) => book(ask, second, n + 1)));
  await sleep(200); // they wait for a turn, which nothing tells; were they not, the test would pass as well
  await before.end();
  const replies = await told;
  await behind.end();
  expect(replies.map(({ errors, data }) => [errors, data.bookSlot?.booking?.state])).toEqual(
    Array(2).fill([undefined, 'CONFIRMED']),
  );
  expect((await later).map(({ errors }) => errors)).toEqual(Array(4).fill(undefined));
});
