import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { committedSchema } from '../../support/graphql/committed-schema.js';
import { HistoryRun } from '../../support/history/history.js';
import { judge } from '../../support/history/judge.js';
import { notDrawn, operations } from '../../support/history/operations.js';
import { seedHistory } from '../../support/history/scene.js';
import { networksNow } from '../../support/network/networks.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let run: HistoryRun;
const seed = Number(process.env['HISTORY_SEED'] ?? Date.now() % 100_000);
beforeAll(async () => {
  app = await startTestApp({ now: networksNow, poolSize: 20 });
  await seedHistory(app.database);
  run = new HistoryRun(
    {
      address: () => app.url,
      token: (role, code) => app.token(role, code),
      sql: (text, values) => app.database.sql(text, values),
    },
    seed,
  );
});
afterAll(() => app.close());

test('every mutation of the schema is drawn in histories, or is on the list of those that are not, with why', () => {
  const mutations = Object.keys(committedSchema().getMutationType()?.getFields() ?? {});
  expect([...Object.keys(operations), ...Object.keys(notDrawn)].toSorted()).toEqual(mutations.toSorted());
});

// The whole of it, with kills: test/soak/random-history.test.ts.
test('after some of anything that ten clients may do, all is as they were told, and nothing is there twice', async () => {
  await run.run(10, 1000, 60);
  expect({ seed, found: await judge(app.database, run) }).toEqual({ seed, found: {} });
});

/** What is done to a sound database, and what has to be found then. */
const damages: Readonly<Record<string, string>> = {
  'a slot or a place with two live bookings': `drop index booking_slot_once, booking_place_once; alter table booking disable trigger user;
     insert into booking select (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid(), 'reference', 'X'))).*
     from booking b where state = 'CONFIRMED' limit 1`,
  'a slot or a place that is taken by nobody, or free and taken': `update slot set taken_until = 'infinity' where (session_id, number) in (select l.session_id, l.number from slot l
     join session s on s.id = l.session_id where l.taken_until is null and s.state = 'PUBLISHED'
     and not exists (select from booking b where b.session_id = s.id) limit 1)`,
  'a live booking of a session that was cancelled': `alter table session disable trigger user; update session set state = 'CANCELLED', cancelled_reason = 'x'
     where id = (select session_id from booking where state = 'CONFIRMED' limit 1)`,
  'a session whose places and held slots are not its slots': `alter table slot disable trigger user; update slot set held_for_111 = true where (session_id, number) in (select
     l.session_id, l.number from slot l join session s on s.id = l.session_id where not held_for_111
     and s.state = 'PUBLISHED' limit 1)`,
  'a person in two places': `alter table leave disable trigger user; delete from leave; insert into leave (clinician_id, kind, starts_at, ends_at,
     state) select clinician_id, 'SICK', starts_at, ends_at, 'APPROVED' from assignment where state = 'PUBLISHED' limit 1`,
  'a room with two sessions at one time': `alter table session drop constraint session_room_free; alter table session disable trigger user;
     insert into session select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(),
     'occurrence_on', '2030-01-01'))).* from session s where state = 'PUBLISHED' and room_id is not null limit 1`,
  'a session whose ledger is not what its practices own': `alter table place disable trigger user; update place set owner_id = null where (session_id, number) in (select
     p.session_id, p.number from place p join session s on s.id = p.session_id where s.state = 'PUBLISHED'
     and p.owner_id is not null limit 1)`,
  'a day without a holder, of which nobody had notice': `alter table contract disable trigger user; update contract set valid_to = '2029-01-01' where id = (select id from
     contract where valid_to is null and notice_ends_on is null limit 1)`,
  'a site without an operator on a day that it is open': `alter table site_operation disable trigger user; update site_operation set valid_to = '2029-01-01'
     where id = (select x.id from site_operation x join site t on t.id = x.site_id where x.valid_to is null
     and t.closed_on is null limit 1)`,
  'an audit trail that is not what happened': `select`,
};

test('the judge finds each thing that can be wrong with the rows', async () => {
  const client = new pg.Client({ connectionString: app.database.urls.owner });
  await client.connect();
  try {
    await client.query(`begin; ${Object.values(damages).join(';')}`);
    const sql = async (text: string, values?: unknown[]) => (await client.query(text, values)).rows as never[];
    const found = await judge({ sql }, run);
    expect(Object.keys(damages).filter((what) => found[what] === undefined)).toEqual([]);
    const tables = (found['an audit trail that is not what happened'] as { table: string; what: string }[]).map(
      ({ table, what }) => `${table}: ${what}`,
    );
    expect(tables).toEqual(expect.arrayContaining(['booking: count', 'contract: another state', 'leave: count']));
  } finally {
    await client.end();
  }
});

test('the judge finds a reply that is not so: a booking that was refused, and a change that was confirmed', async () => {
  const [booked] = run.outcomes.filter(({ mutation, kind }) => mutation === 'bookSlot' && kind === 'done');
  const outcomes = [
    { ...booked!, kind: 'refused' as const },
    { ...booked!, mutation: 'cancelBooking', requestId: 'never heard of' },
  ];
  const found = await judge(app.database, { outcomes, twins: [] });
  expect(found['a reply that is not so']?.length).toBeGreaterThanOrEqual(3);
});
