import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { bookDocument, bookInput } from '../../support/booking/booking-documents.js';
import { checksums } from '../../support/database/changes.js';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import {
  countsOf,
  epcnDetailsOf,
  epcnPartnersOf,
  epraccurOf,
  imported,
  importInto,
  listsOf,
} from '../../support/interchange/official-files.js';
import { seedSession, type SeededSession } from '../../support/sessions/seed-session.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let session: SeededSession;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  session = await seedSession(app.database, {
    startsAt: '2026-12-01T09:00:00Z',
    slots: 12,
    shares: [
      { practiceId: leighton.bassettRoad, places: 4 },
      { practiceId: leighton.salisburyHouse, places: 4 },
    ],
  });
});
afterAll(() => app.close());

function memberships(code: string) {
  return app.database.sql<{ pcn: string; from: string; to: string | null }>(
    `select n.ods_code as pcn, m.valid_from::text as "from", m.valid_to::text as "to" from membership m
     join organisation p on p.id = m.practice_id join organisation n on n.id = m.pcn_id
     where p.ods_code = $1 order by m.valid_from`,
    [code],
  );
}

describe('what people have worked with', () => {
  const moved = {
    'epcn-partners_2026-11-20.csv': epcnPartnersOf([
      ['E81003', 'U15644', '20200701'],
      ['E81004', 'U15644', '20200701', '20261031'],
      ['E81004', 'U27128', '20261101'],
    ]),
  };

  test('a move that the file dates back is made from tomorrow: booked stays booked, places go to the pool', async () => {
    const ask = await app.as('care-navigator', 'E81004');
    const booked = await ask(bookDocument, bookInput(session.slotId(1), 'E81004', 'BEFORE-1'));
    expect(booked.data.bookSlot.userErrors).toEqual([]);

    const { 'epcn-partners': report } = await imported(app.database, moved);
    const note =
      'What the file says about past days differs from our records, which people have worked with; our records stay.';
    expect(report && [countsOf(report), report.changes, report.refusals]).toEqual([
      [1, 1, 1, 0, 0],
      [
        {
          line: 12,
          code: 'E81004',
          what: `Now U15644 from 2020-07-01 until 2026-11-24 (was U15644 from 2020-07-01). ${note}`,
        },
      ],
      [],
    ]);
    expect(await memberships('E81004')).toEqual([
      { pcn: 'U15644', from: '2020-07-01', to: '2026-11-24' },
      { pcn: 'U27128', from: '2026-11-24', to: null },
    ]);
    expect(
      await app.database.sql(
        `select b.state, count(*)::int as n, (select count(*)::int from place p
        where p.session_id = b.session_id and p.owner_id = $1) as own from booking b where b.reference = 'BEFORE-1'
        group by b.session_id, b.state`,
        [leighton.salisburyHouse],
      ),
    ).toEqual([{ state: 'CONFIRMED', n: 1, own: 0 }]);
  });

  test('the same file again changes nothing', async () => {
    const before = await checksums(app.database);
    const { 'epcn-partners': report } = await imported(app.database, moved);
    expect(report && [countsOf(report), report.notes.map(({ line }) => line)]).toEqual([
      [0, 0, 3, 0, 0],
      [12, 13],
    ]);
    expect(await checksums(app.database)).toEqual(before);
  });

  test('a closing beyond which people’s work lies is refused with what lies there, and nothing of that row is done', async () => {
    const before = await checksums(app.database);
    const { epraccur } = await imported(app.database, {
      'epraccur_2026-11-20.csv': epraccurOf([
        { code: 'E81003', name: 'ANOTHER NAME', opened: '', closed: '20261130', status: 'C' },
      ]),
    });
    expect(epraccur && [countsOf(epraccur), epraccur.refusals]).toEqual([
      [0, 0, 0, 0, 1],
      [
        {
          line: 1,
          code: 'E81003',
          what:
            'According to the file it closes (2026-12-01 is the first day without it), but after that day we hold places in sessions (4), ' +
            'sessions at its sites (1), employments (2), contracts (1), signatures of a network agreement (1), room offers (1). ' +
            'Hand it over first (handOverPractice, leaveNetwork), then import again.',
        },
      ],
    ]);
    expect(await checksums(app.database)).toEqual(before);
  });

  test('nobody’s waiting, lent room, release, agreement, clinic, turn, fixed share or held contract is forgotten by a closing', async () => {
    await app.database.sql(
      `insert into waiting_entry (pcn_id, practice_id, service_id, reference, channel, need, from_on, to_on, state, created_at)
       values ($1, $2, $3, 'WAITS-1', 'PHONE', 'ROUTINE', '2026-12-01', '2027-02-01', 'WAITING', now())`,
      [leighton.pcn, leighton.leightonRoad, leighton.service],
    );
    await app.database.sql(`update contract set holder_id = $1 where practice_id = $2`, [
      leighton.leightonRoad,
      leighton.otherPractice,
    ]);
    await app.database.sql(
      `with clinic as (insert into shared_clinic (pcn_id, service_id, title, rrule, start_time, duration_minutes, starts_on,
         hosting, sharing_policy, bank_holiday_policy, slot_minutes, delivery_modes, pool_minutes_before, created_at)
       values ($1, $2, 'Planned', 'FREQ=WEEKLY', '09:00', 240, '2027-01-04', 'ONE', 'FIXED', 'SKIP', 20, '{FACE_TO_FACE}', 0, now())
       returning id)
       insert into clinic_fixed_share (clinic_id, pcn_id, practice_id, weight) select id, $1, $3, 1 from clinic`,
      [leighton.otherPcn, leighton.service, leighton.leightonRoad],
    );
    const report = await imported(app.database, {
      'epraccur_2026-11-20.csv': epraccurOf([
        { code: 'E81044', name: 'A', opened: '', closed: '20261130', status: 'C' },
      ]),
      'epcn-details_2026-11-20.csv': epcnDetailsOf([['U15644', 'A', '20190701', '20261130']]),
    });
    const held = Object.values(report).map(
      ({ refusals }) => /we hold (.*)\. Hand it over/.exec(refusals[0]?.what ?? '')?.[1],
    );
    expect(held).toEqual([
      'waiting patients (1), clinics with turns at its sites or a fixed share of its own (1), contracts (2), ' +
        'signatures of a network agreement (1), room offers (1)',
      'waiting patients (1), sessions of the network (1), clinics of the network (1), people released to it (3), ' +
        'network agreements (1), memberships of practices (2), room offers (2)',
    ]);
  });

  test('a PCN closes once the same files have moved its members', async () => {
    const files = (end: string) => ({
      'epcn-details_2026-11-20.csv': epcnDetailsOf([
        ['U44444', 'A PCN THAT CLOSES', '20250101', end],
        ['U55555', 'A PCN THAT GOES ON', '20250101'],
      ]),
    });
    const members = (rows: readonly (readonly [string, string, string, string?])[]) => ({
      'epcn-partners_2026-11-20.csv': epcnPartnersOf(rows),
      'epraccur_2026-11-20.csv': epraccurOf([{ code: 'E81999', name: 'NOBODY WORKS WITH IT' }]),
    });
    await imported(app.database, { ...files(''), ...members([['E81999', 'U44444', '20250101']]) });
    const early = await imported(app.database, files('20260930'));
    expect(early['epcn-details']?.refusals).toEqual([
      { line: 3, code: 'U44444', what: expect.stringContaining('memberships of practices (1)') },
    ]);
    const both = await imported(app.database, {
      ...files('20260930'),
      ...members([
        ['E81999', 'U44444', '20250101', '20260930'],
        ['E81999', 'U55555', '20261001'],
      ]),
    });
    expect([both['epcn-details'], both['epcn-partners']].map((it) => it && countsOf(it))).toEqual([
      [0, 1, 1, 0, 0],
      [1, 1, 0, 0, 0],
    ]);
    expect(await memberships('E81999')).toEqual([
      { pcn: 'U44444', from: '2025-01-01', to: '2026-10-01' },
      { pcn: 'U55555', from: '2026-10-01', to: null },
    ]);
  });

  test('what we have recorded to change after the file was made, we know better', async () => {
    await app.database.sql(`update membership set valid_to = '2027-01-01' where practice_id = $1`, [
      leighton.leightonRoad,
    ]);
    const { 'epcn-partners': report } = await imported(app.database, {
      'epcn-partners_2026-11-20.csv': epcnPartnersOf([['E81044', 'U15644', '20200701']]),
    });
    expect(report && countsOf(report)).toEqual([0, 0, 1, 0, 0]);
    expect(await memberships('E81044')).toEqual([{ pcn: 'U15644', from: '2020-07-01', to: '2027-01-01' }]);
  });
});

describe('rows that cannot be used', () => {
  test('are refused by line with their reason; a practice’s history is taken whole or not', async () => {
    const report = await imported(app.database, {
      'epcn-partners_2026-11-20.csv': epcnPartnersOf([
        ['E81063', 'U27128', '2.02E+07'],
        ['E8106', 'U27128', '20200701'],
        ['E81998', 'U27128', '20200701'],
        ['E81999', 'U44444', '20250101', '20260930'],
        ['E81999', 'U55555', '20260901'],
        ['E81999', 'U27128', '20240101', '20240131'],
      ]),
      'gp-reg-pat-prac-all.csv': `${listsOf('NEW', [
        ['E81003', '2026-10-01', '0'],
        ['E81003', '2026-09-01', '21,400'],
        ['E81004', '2026-09-01', '12400'],
        ['E81004', '2026-09-01', '12401'],
        ['E81044', '2026-09-01', '19500'],
        ['E81044', '2026-09-01', '19500'],
        ['E81044', '2027-09-01', '19500'],
        ['E81998', '2026-09-01', '100'],
      ])}GP_PRAC_PAT_LIST,2026-09-01,GP\r\n`,
    });
    const { 'epcn-partners': partners, lists } = report;
    expect(partners && [countsOf(partners), partners.refusals]).toEqual([
      [0, 0, 0, 0, 6],
      [
        {
          line: 11,
          code: 'E81063',
          what: '"2.02E+07" is what a spreadsheet makes of a date. Use the file as it was published.',
        },
        {
          line: 12,
          code: 'E8106',
          what: 'The code of a practice is a letter and five digits, such as E81003. "E8106" is not a valid code.',
        },
        { line: 13, code: 'E81998', what: 'The practice is not in our directory. Load it with --epraccur.' },
        { line: 14, code: 'E81999', what: 'Line 15 has the practice in a PCN on the same days.' },
        { line: 15, code: 'E81999', what: 'Line 14 has the practice in a PCN on the same days.' },
        { line: 16, code: 'E81999', what: 'Line 14 of the same practice is refused.' },
      ],
    ]);
    expect(lists && [countsOf(lists), lists.refusals]).toEqual([
      [2, 0, 1, 0, 6],
      [
        { line: 2, code: 'E81003', what: 'A list of no patients cannot be used as a measure.' },
        { line: 4, code: 'E81004', what: 'Line 5 says otherwise about the same thing.' },
        { line: 5, code: 'E81004', what: 'Line 4 says otherwise about the same thing.' },
        {
          line: 8,
          code: 'E81044',
          what: 'The count is dated in the future. Give the day of counting, today at the latest.',
        },
        { line: 9, code: 'E81998', what: 'The practice is not in our directory. Load it with --epraccur.' },
        { line: 10, code: '', what: 'It has 3 fields, and the file has 10 columns.' },
      ],
    ]);
  });
});

describe('beside others', () => {
  test('bookings go on while an import moves a practice: each is confirmed and kept', async () => {
    const busy = await seedSession(app.database, { startsAt: '2026-12-02T09:00:00Z', slots: 24 });
    const ask = await app.as('care-navigator', 'E81003');
    const [report, ...replies] = await Promise.all([
      imported(app.database, {
        'epcn-partners_2026-11-21.csv': epcnPartnersOf([['E81063', 'U15644', '20261124']]),
        'gp-reg-pat-prac-all.csv': listsOf('NEW', [['E81003', '2026-08-01', '21300']]),
      }),
      ...Array.from({ length: 24 }, (_, index) =>
        ask(bookDocument, bookInput(busy.slotId(index + 1), 'E81003', `BESIDE-${index}`)),
      ),
    ]);
    expect(replies.flatMap(({ data }) => data.bookSlot.userErrors)).toEqual([]);
    expect(Object.values(report).map(countsOf)).toEqual([
      [1, 0, 0, 0, 0],
      [1, 0, 0, 0, 0],
    ]);
    expect(await memberships('E81063')).toEqual([
      { pcn: 'U27128', from: '2020-07-01', to: '2026-11-24' },
      { pcn: 'U15644', from: '2026-11-24', to: null },
    ]);
    expect(
      await app.database.sql(
        `select count(*)::int as n from booking where reference like 'BESIDE-%' and state = 'CONFIRMED'`,
      ),
    ).toEqual([{ n: 24 }]);
  });

  test('a second import waits for the first, and says so', async () => {
    const first = new pg.Client({ connectionString: app.database.urls.owner });
    await first.connect();
    await first.query('begin; select pg_advisory_xact_lock(4700011)');
    const waiting = Promise.withResolvers<void>();
    const files = { 'gp-reg-pat-prac-all.csv': listsOf('OLD', [['E81003', '01JUL2026', '21200']]) };
    const second = importInto(app.database, files, { waiting: waiting.resolve });
    await waiting.promise;
    await first.query('commit');
    await first.end();
    const report = await second;
    expect(report.ok && report.value.files.map(countsOf)).toEqual([[1, 0, 0, 0, 0]]);
  });
});
