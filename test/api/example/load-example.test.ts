import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDatabase } from '../../../src/app.js';
import { exampleState, loadExample } from '../../../src/example/load-example.js';
import type { Database } from '../../../src/platform/database/database.js';
import {
  BookSlotDocument,
  NetworkDocument,
  SharedAvailabilityDocument,
  WeekDocument,
} from '../../generated/graphql.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

const around = '2026-11-23';
const log = { info: () => undefined };

let app: TestApp;
let database: Database;
beforeAll(async () => {
  app = await startTestApp({ now: `${around}T09:00:00Z` });
  database = await openDatabase(app.database.urls.app, { poolSize: 2, statementTimeoutMs: 20_000 });
  await loadExample({ database, ownerUrl: app.database.urls.owner, around, log });
});
afterAll(async () => {
  await database.close();
  await app.close();
});

function rows<Row extends object>(text: string) {
  return app.database.sql<Row>(text);
}

describe('the story of Leighton Buzzard', () => {
  test('the network, its members and their lists, each basis by itself', async () => {
    const ask = await app.as('clinical-director', 'U15644');
    const reply = await ask(NetworkDocument, { pcn: 'U15644' });
    expect(reply.errors).toBeUndefined();
    expect(reply.data.pcn).toMatchObject({
      name: 'Leighton Linslade Health Connections PCN',
      commissioner: { odsCode: 'M1J4Y' },
      members: {
        totalCount: 3,
        edges: [
          { node: { odsCode: 'E81003', name: 'Dr JL Henderson & Partners' } },
          { node: { odsCode: 'E81004', name: 'Salisbury House Surgery' } },
          { node: { odsCode: 'E81044', name: 'Leighton Road Surgery' } },
        ],
      },
      populations: [
        { basis: 'REGISTERED', value: 53287, reason: null },
        { basis: 'WEIGHTED', value: 46529.23, reason: null },
        { basis: 'PCN_ADJUSTED', value: null, reason: expect.any(String) },
      ],
      agreements: [{ state: 'IN_FORCE' }],
    });
  });

  test('a receptionist finds shared sessions of the next fortnight and books one for a patient', async () => {
    const ask = await app.as('care-navigator', 'E81003');
    const fortnight = { practice: 'E81003', from: '2026-11-24', to: '2026-12-08', first: 100 };
    const reply = await ask(SharedAvailabilityDocument, fortnight);
    expect(reply.errors).toBeUndefined();
    const found = (reply.data.sharedAvailability?.edges ?? []).map(({ node }) => node);
    expect(new Set(found.map(({ service }) => service.code)).size).toBeGreaterThanOrEqual(6);
    const slot = found.find(({ bookableCount }) => bookableCount > 0)?.slots[0]?.id ?? '';
    const booked = await ask(BookSlotDocument, {
      input: { what: { slot }, practice: 'E81003', reference: 'STORY-1', channel: 'PHONE', need: 'MUSCULOSKELETAL' },
    });
    expect(booked.data.bookSlot).toEqual({
      booking: expect.objectContaining({ state: 'CONFIRMED', reference: 'STORY-1' }),
      userErrors: [],
    });
  });

  test('the director sees the rota of the week with what is open, and capacity on a named basis', async () => {
    const ask = await app.as('clinical-director', 'U15644');
    const week = (from: string, to: string) => ask(WeekDocument, { pcn: 'U15644', from, to, basis: 'REGISTERED' });
    const reply = await week('2026-11-23', '2026-11-30');
    expect(reply.errors).toBeUndefined();
    expect(reply.data.rota).toMatchObject({ totalCount: 19, postCount: 21, openPostCount: 0 });
    expect(reply.data.capacity?.population).toMatchObject({ value: 53287, countedFrom: '2026-04-01', missing: null });
    const [figures] = reply.data.capacity?.weeks ?? [];
    expect(figures?.published.appointments).toBe(figures?.staffed.appointments);
    expect(figures?.booked.appointments).toBeGreaterThan(0);

    const next = await week('2026-12-02', '2026-12-03');
    const open = next.data.rota?.edges.flatMap(({ node }) =>
      node.posts.some((post) => post.open) ? [node.clinic.title] : [],
    );
    expect(open).toEqual(['Diabetes nurse clinic, in turn']);
  });

  test('Salisbury House opts out of social prescribing, so it has no place there', async () => {
    const places = await rows<{ ods_code: string }>(`select o.ods_code, count(*)::int as places from place p
      join organisation o on o.id = p.owner_id join session s on s.id = p.session_id
      join shared_clinic c on c.id = s.clinic_id join organisation n on n.id = c.pcn_id
      where c.title = 'Social prescribing at the hub' group by 1 order by 1`);
    expect(places.map((row) => row.ods_code)).toEqual(['E81003', 'E81044']);
  });
});

describe('the story of Luton', () => {
  test('Kingsway took Bramingham as a branch and its name, and later got another holder, day by day', async () => {
    const ask = await app.as('icb-viewer', 'QHG');
    const reply = await ask(`{
      before: practice(by: {odsCode: "Y02332"}, asOf: "2025-02-28") { name sites { name kind } contract { type } }
      after: practice(by: {odsCode: "Y02332"}, asOf: "2025-03-01") { name sites { name kind } formerNames { name } }
      closed: practice(by: {odsCode: "E81064"}, asOf: "2025-02-28") { name sites { name kind } network { odsCode } } }`);
    expect(reply.errors).toBeUndefined();
    expect(reply.data).toEqual({
      before: {
        name: 'Kingsway Health Centre',
        sites: [{ name: 'Kingsway Health Centre', kind: 'MAIN' }],
        contract: { type: 'APMS' },
      },
      after: {
        name: 'Kingsway & Bramingham Surgery',
        sites: expect.arrayContaining([
          { name: 'Kingsway Health Centre', kind: 'MAIN' },
          { name: 'Bramingham Park Medical Centre', kind: 'BRANCH' },
        ]),
        formerNames: [expect.objectContaining({ name: 'Kingsway Health Centre' })],
      },
      closed: {
        name: 'Bramingham Park Medical Centre',
        sites: [{ name: 'Bramingham Park Medical Centre', kind: 'MAIN' }],
        network: { odsCode: 'U27128' },
      },
    });
  });

  test('where one member has not signed, only the pilot’s practices share', async () => {
    const sharers =
      await rows(`select distinct o.ods_code from session_share h join organisation o on o.id = h.practice_id
      join organisation n on n.id = h.pcn_id where n.ods_code = 'U62122' order by 1`);
    expect(sharers).toEqual([{ ods_code: 'E81026' }, { ods_code: 'E81028' }]);
  });

  test('a director of one network sees nothing of another’s rota', async () => {
    const ask = await app.as('clinical-director', 'U27128');
    const reply = await ask(`{ rota(pcn: "U15644", from: "2026-11-23", to: "2026-11-30") { totalCount } }`);
    expect(reply.errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
  });
});

describe('what the load leaves', () => {
  test('four weeks of history in which every booking has ended, and a fortnight begun', async () => {
    const states = await rows<{
      state: string;
      past: boolean;
      count: number;
    }>(`select state, starts_at < app_now() as past,
      count(*)::int as count from booking where reference like 'EX-%' group by 1, 2`);
    const of = (state: string) =>
      states.filter((row) => row.state === state).map(({ past, count }) => past && count > 0);
    expect(['ATTENDED', 'DID_NOT_ATTEND', 'LEFT_UNSEEN', 'CANCELLED'].map(of)).toEqual([
      [true],
      [true],
      [true],
      [true],
    ]);
    expect(states.filter(({ state, past }) => state === 'CONFIRMED' && !past)).toHaveLength(1);
    expect(states.filter(({ state }) => ['HELD', 'EXPIRED'].includes(state))).toEqual([]);
  });

  test('bookings that keep the rules: places of the practice’s own, released slots, the partner’s channel', async () => {
    const broken = await rows(`select b.reference from booking b
      join slot s on (s.session_id, s.number) = (b.session_id, b.slot_number)
      join session x on x.id = b.session_id
      left join place p on (p.session_id, p.number) = (b.session_id, b.place_number)
      where b.created_at < s.released_at or b.created_at >= b.starts_at or b.created_at < x.published_at
        or (b.starts_at, b.ends_at) <> (s.starts_at, s.ends_at) or not b.delivery_mode = any(s.delivery_modes)
        or s.held_for_111 <> (b.channel = 'NHS_111') or s.held_for_111 <> (p.number is null)
        or p.owner_id <> b.practice_id
        or not practice_may_share(b.practice_id, b.pcn_id, x.service_id, x.session_on)`);
    expect(broken).toEqual([]);
  });

  test('the clock where it was, and a trail that counts rows instead of copying them', async () => {
    expect(
      await rows(`select abs(extract(epoch from app_now() - '${around}T09:00:00Z'::timestamptz)) < 300 as right`),
    ).toEqual([{ right: true }]);
    const copied = await rows<{ table_name: string }>(`select distinct table_name from audit_entry
      where batch_id is null and request_id = 'example' order by 1`);
    expect(copied.map((row) => row.table_name)).toEqual([
      'clinic_fixed_share',
      'clinic_host',
      'clinic_release_wave',
      'clinic_staffing_line',
      'shared_clinic',
    ]);
  });

  test('every clinician synthetic, released to the network, of the post’s role, and not on leave or at work elsewhere', async () => {
    expect(await rows(`select count(*)::int as n, bool_and(synthetic) as synthetic from clinician`)).toEqual([
      { n: 60, synthetic: true },
    ]);
    const assigned = await rows(`select count(*) filter (where a.starts_at < app_now())::int > 100 as past,
        count(*) filter (where a.starts_at > app_now())::int > 100 as coming, count(*) filter (where
          c.role_code <> p.role_code or p.clinician_id is distinct from a.clinician_id
          or not exists (select from pool_release r where r.clinician_id = a.clinician_id and r.pcn_id = a.pcn_id)
          or exists (select from leave l where l.clinician_id = a.clinician_id and l.state = 'APPROVED'
            and l.starts_at < a.ends_at and l.ends_at > a.starts_at)
          or exists (select from commitment m, lateral (select a.starts_at at time zone 'Europe/London' as at,
              a.ends_at at time zone 'Europe/London' as till) w where m.clinician_id = a.clinician_id
              and case m.kind when 'RANGE' then m.starts_at < a.ends_at and m.ends_at > a.starts_at
                else m.weekday = extract(isodow from w.at) and m.from_time < w.till::time and m.to_time > w.at::time end)
        )::int as wrong
      from assignment a join clinician c on c.id = a.clinician_id
      join post p on (p.session_id, p.number) = (a.session_id, a.post_number) where a.state = 'PUBLISHED'`);
    expect(assigned).toEqual([{ past: true, coming: true, wrong: 0 }]);
  });

  test('a load that is complete is not done again', async () => {
    expect(await exampleState(database)).toBe('complete');
    const count = () =>
      rows(`select (select count(*) from session) as sessions, (select count(*) from booking) as bookings`);
    const before = await count();
    await loadExample({ database, ownerUrl: app.database.urls.owner, around: '2027-01-11', log });
    expect(await count()).toEqual(before);
  });
});

test('a database with somebody else’s organisations is refused and left as it was', async () => {
  const other = await startTestApp();
  try {
    await other.database.sql(`insert into organisation (ods_code, kind, source) values ('E81999', 'PRACTICE', 'test')`);
    const elsewhere = await openDatabase(other.database.urls.app, { poolSize: 2, statementTimeoutMs: 20_000 });
    const load = loadExample({ database: elsewhere, ownerUrl: other.database.urls.owner, around, log });
    await expect(load.finally(() => elsewhere.close())).rejects.toThrow('The database already holds organisations.');
    expect(await other.database.sql('select ods_code from organisation')).toEqual([{ ods_code: 'E81999' }]);
    expect(await other.database.sql('select from example_load')).toEqual([]);
  } finally {
    await other.close();
  }
});

test.each(['2025-06-30', '2026-02-30', 'today'])(
  'an example around %s is refused before anything is opened',
  async (day) => {
    const load = loadExample({ database, ownerUrl: app.database.urls.owner, around: day, log });
    await expect(load).rejects.toThrow('The example can be placed around a day from 2025-07-01 on');
  },
);
