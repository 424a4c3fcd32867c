import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { seedSession } from '../../support/sessions/seed-session.js';
import { cloneDatabase, type TestDatabase } from '../../support/database/test-database.js';

/** What the tables hold whatever the program does: raw SQL as the owner, past every use case. */
let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await seedLeighton(database);
});
afterAll(() => database.drop());

let day = 0;
let startsAt: string;
beforeEach(() => {
  day += 1;
  startsAt = `2026-12-${String(day).padStart(2, '0')}T09:00:00Z`;
});
function plus(minutes: number) {
  return new Date(Date.parse(startsAt) + minutes * 60_000).toISOString();
}
function open(at: string) {
  return seedSession(database, { startsAt: at, slots: 3, staffed: false });
}
function assign(session: string, clinician: string) {
  return database.sql(
    `insert into assignment (pcn_id, session_id, post_number, starts_at, ends_at, clinician_id, state, assigned_at, assigned_by)
     select pcn_id, id, 1, starts_at, ends_at, $2, 'PUBLISHED', now(), 'test' from session where id = $1`,
    [session, clinician],
  );
}
function constraintOf(work: Promise<unknown>) {
  return work.then(
    () => null,
    (error: { constraint?: string }) => error.constraint,
  );
}

describe('an assignment', () => {
  test('cannot overlap another of the same clinician, and may follow it at once', async () => {
    const [first, second, third] = [await open(startsAt), await open(plus(30)), await open(plus(60))];
    await assign(first.id, leighton.physiotherapist);
    expect(await constraintOf(assign(second.id, leighton.physiotherapist))).toBe('assignment_one_place_at_a_time');
    expect(await constraintOf(assign(third.id, leighton.physiotherapist))).toBeNull();
  });

  test('may be swapped within one transaction, since overlaps are looked at in the end', async () => {
    const [first, second] = [await open(startsAt), await open(startsAt)];
    await assign(first.id, leighton.physiotherapist);
    await assign(second.id, leighton.sharedPhysiotherapist);
    const swap = database.sql(
      `update assignment set clinician_id = case clinician_id when '${leighton.physiotherapist}'::uuid
         then '${leighton.sharedPhysiotherapist}'::uuid else '${leighton.physiotherapist}'::uuid end
       where session_id in ('${first.id}', '${second.id}')`,
    );
    expect(await constraintOf(swap)).toBeNull();
    const posts = await database.sql(
      `select clinician_id from post where session_id = any($1::uuid[]) order by session_id = $2 desc`,
      [[first.id, second.id], first.id],
    );
    expect(posts).toEqual([
      { clinician_id: leighton.sharedPhysiotherapist },
      { clinician_id: leighton.physiotherapist },
    ]);
  });

  test('keeps the time of its session, which moves it along', async () => {
    const session = await open(startsAt);
    await assign(session.id, leighton.physiotherapist);
    expect(
      await constraintOf(
        database.sql(`update assignment set ends_at = ends_at + interval '1 hour' where session_id = $1`, [session.id]),
      ),
    ).toBe('assignment_time_is_session_time');
    await database.sql(
      `update session set starts_at = starts_at + interval '2 hours', ends_at = ends_at + interval '2 hours' where id = $1`,
      [session.id],
    );
    const [row] = await database.sql<{ moved: boolean }>(
      `select a.starts_at = $2::timestamptz as moved from assignment a where a.session_id = $1`,
      [session.id, plus(120)],
    );
    expect(row?.moved).toBe(true);
  });

  test('fills its post alone, and ended it leaves the post open', async () => {
    const session = await open(startsAt);
    await assign(session.id, leighton.physiotherapist);
    expect(await constraintOf(assign(session.id, leighton.sharedPhysiotherapist))).toBe('assignment_post_once');
    await database.sql(`update assignment set state = 'ENDED' where session_id = $1`, [session.id]);
    expect(await database.sql(`select clinician_id from post where session_id = $1`, [session.id])).toEqual([
      { clinician_id: null },
    ]);
  });
});

test('two transactions that never saw each other cannot put one clinician in two places', async () => {
  const [first, second] = [await open(startsAt), await open(startsAt)];
  const clients = [0, 1].map(() => new pg.Client({ connectionString: database.urls.owner }));
  await Promise.all(clients.map((client) => client.connect()));
  const insert = `insert into assignment (pcn_id, session_id, post_number, starts_at, ends_at, clinician_id, state, assigned_at, assigned_by)
    select pcn_id, id, 1, starts_at, ends_at, $2, 'PUBLISHED', now(), 'test' from session where id = $1`;
  for (const [index, client] of clients.entries()) {
    await client.query('begin');
    await client.query(insert, [[first, second][index]?.id, leighton.physiotherapist]);
  }
  const outcomes = await Promise.allSettled(clients.map((client) => client.query('commit')));
  await Promise.all(clients.map((client) => client.end()));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a room holds one published session at a time, and a cancelled one gives it back', async () => {
  const [first, second] = [await open(startsAt), await open(plus(20))];
  const take = (id: string) =>
    database.sql(`update session set room_id = $2 where id = $1`, [id, leighton.bassettRoadRoom]);
  await take(first.id);
  expect(await constraintOf(take(second.id))).toBe('session_room_free');
  await database.sql(`update session set state = 'CANCELLED', cancelled_reason = 'test' where id = $1`, [first.id]);
  expect(await constraintOf(take(second.id))).toBeNull();
});

test('an occurrence of a clinic has one session', async () => {
  const { id } = await open(startsAt);
  const copy = database.sql(
    `insert into session select ($2::uuid), pcn_id, clinic_id, service_id, occurrence_on, session_on, starts_at, ends_at,
       site_id, null, state, cancelled_reason, pool_at, bookable_unstaffed, published_at from session where id = $1`,
    [id, randomUUID()],
  );
  expect(await constraintOf(copy)).toBe('session_once_per_occurrence');
});
