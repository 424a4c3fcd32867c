import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId } from '../../../src/platform/ids/global-id.js';
import { bookDocument, bookInput, cancelDocument, moveDocument } from '../../support/booking/booking-documents.js';
import { changing, checksums } from '../../support/database/changes.js';
import { publishedClinic, publishUntil, sessionsOf } from '../../support/sessions/clinics.js';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { type Snapshot, takeSnapshot } from '../../support/database/snapshot.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let snapshot: Snapshot;
let icb: Ask;
let director: Ask;
let bassettRoad: Ask;
let salisburyHouse: Ask;
let clinic: string;

/** A clinic on Sundays, the day of the change of clocks among them, that may be booked without staff. */
const sundays = {
  recurrence: 'FREQ=WEEKLY;BYDAY=SU',
  bookableUnstaffed: true,
  startsOn: '2026-10-01',
  staffing: [{ role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 2, slotsPerPost: 9 }],
};
const clocksGoBack = '2026-10-25';

beforeAll(async () => {
  app = await startTestApp({ now: '2026-10-05T08:00:00Z', poolSize: 20 });
  await seedLeighton(app.database);
  [icb, director, bassettRoad, salisburyHouse] = await Promise.all([
    app.as('icb-contract-manager', 'QHG'),
    app.as('clinical-director', 'U15644'),
    app.as('care-navigator', 'E81003'),
    app.as('care-navigator', 'E81004'),
  ]);
  clinic = (await publishedClinic(director, '2026-11-16', sundays)).id;
  snapshot = await takeSnapshot(app.database);
});
afterEach(() => snapshot.restore());
afterAll(async () => {
  await snapshot.close();
  await app.close();
});

async function slotOn(day: string, number: number): Promise<string> {
  const [row] = await app.database.sql<{ id: string }>('select id from session where session_on = $1 and state = $2', [
    day,
    'PUBLISHED',
  ]);
  return globalId('Slot', `${row?.id}/${number}`);
}
async function book(ask: Ask, day: string, number: number, practice: string, reference: string) {
  const reply = await ask(bookDocument, bookInput(await slotOn(day, number), practice, reference));
  if (reply.errors !== undefined) throw new Error(reply.errors[0]?.message);
  return reply.data.bookSlot as { booking: { id: string } | null; userErrors: { code: string }[] };
}
function owners(day: string) {
  return app.database.sql(
    `select o.ods_code, count(*)::int as places from place p join session s on s.id = p.session_id
     left join organisation o on o.id = p.owner_id where s.session_on = $1 group by 1 order by 1`,
    [day],
  );
}
function asBranch(more: object = {}) {
  return {
    practice: 'E81004',
    from: clocksGoBack,
    to: { branchOf: 'E81003' },
    source: 'Synthetic hand-over',
    ...more,
  };
}

describe('as a branch within one network, on the day the clocks go back', () => {
  test('a dry run answers what the change answers, and changes nothing', async () => {
    await book(salisburyHouse, '2026-11-01', 1, 'E81004', '12345');
    const before = await checksums(app.database);
    const rehearsed = await changing(icb, 'handOverPractice', asBranch({ dryRun: true }));
    expect(await checksums(app.database)).toEqual(before);
    expect(rehearsed.userErrors).toEqual([]);
    const done = await changing(icb, 'handOverPractice', asBranch());
    const kinds = (reply: typeof done) => [
      reply.change?.moves.map(({ kind, text, count }) => [kind, text, count]),
      reply.change?.stays,
      reply.change?.offered,
      reply.change?.clashes,
      reply.change?.told,
    ];
    expect(kinds(done)).toEqual(kinds(rehearsed));
    expect([rehearsed.change?.performed, done.change?.performed]).toEqual([false, true]);
    expect(done.change?.moves.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      'CONTRACT: The GMS contract of E81004 ends.',
      'SITE: Salisbury House Surgery is run by E81003 as a branch surgery.',
      'MEMBERSHIP: The membership of E81004 ends.',
      'ROOM_OFFER: 1 room offer continues as offers of E81003.',
      'ORGANISATION: E81004 closes; E81003 acts for its patients.',
      expect.stringMatching(
        /^PLACES: \d+ places of E81004 in 4 published sessions pass to E81003; 1 of them stays booked\.$/,
      ),
      'POPULATION: The registered list of E81003 becomes 33772 with the branch, until it is counted again.',
      'POPULATION: The weighted list of E81003 becomes 29294.14 with the branch, until it is counted again.',
      ...(done.change?.moves
        .filter(({ kind }) => kind === 'SHARE_BALANCE')
        .map(({ text }) => `SHARE_BALANCE: ${text}`) ?? []),
    ]);
    expect(done.change?.stays.map(({ kind, count }) => [kind, count])).toEqual([
      ['BOOKINGS', 1],
      ['STAFF', 1],
    ]);
    expect(new Set(done.change?.told.map(({ organisation }) => organisation.odsCode))).toEqual(
      new Set(['E81003', 'E81004', 'U15644']),
    );
  });

  test('holder, operator, network, places and lists change on the day itself, and history stays', async () => {
    const [before, after] = [await owners('2026-10-18'), await owners('2026-10-25')];
    await changing(icb, 'handOverPractice', asBranch({ newName: 'Bassett Road & Salisbury House' }));
    expect(await owners('2026-10-18')).toEqual(before);
    const places = (rows: typeof after, code: string) =>
      (rows as { ods_code: string; places: number }[]).find((row) => row.ods_code === code)?.places ?? 0;
    expect(await owners('2026-10-25')).toEqual([
      { ods_code: 'E81003', places: places(after, 'E81003') + places(after, 'E81004') },
      { ods_code: 'E81044', places: places(after, 'E81044') },
    ]);
    const reply = await icb(`{
      old: practice(by: {odsCode: "E81004"}, asOf: "2026-10-24") { sites { name kind } network { odsCode } contract { type } closedOn }
      gone: practice(by: {odsCode: "E81004"}, asOf: "2026-10-25") { sites { name } network { odsCode } contract { type } }
      before: practice(by: {odsCode: "E81003"}, asOf: "2026-10-24") { name sites { name kind } }
      after: practice(by: {odsCode: "E81003"}, asOf: "2026-10-25") { name sites { name kind } }
      pcn(by: {odsCode: "U15644"}, asOf: "2026-10-25") { members(first: 9) { totalCount } populations { basis value } } }`);
    expect(reply.errors).toBeUndefined();
    expect(reply.data).toEqual({
      old: {
        sites: [{ name: 'Salisbury House Surgery', kind: 'MAIN' }],
        network: { odsCode: 'U15644' },
        contract: { type: 'GMS' },
        closedOn: '2026-10-25',
      },
      gone: { sites: [], network: null, contract: null },
      before: { name: 'Bassett Road Surgery', sites: [{ name: 'Bassett Road Surgery', kind: 'MAIN' }] },
      after: {
        name: 'Bassett Road & Salisbury House',
        sites: [
          { name: 'Bassett Road Surgery', kind: 'MAIN' },
          { name: 'Salisbury House Surgery', kind: 'BRANCH' },
        ],
      },
      pcn: {
        members: { totalCount: 2 },
        populations: [
          { basis: 'REGISTERED', value: 53287 },
          { basis: 'WEIGHTED', value: 46529.23 },
          { basis: 'PCN_ADJUSTED', value: null },
        ],
      },
    });
    await publishUntil(director, clinic, '2026-11-30');
    const sessions = await sessionsOf(director, clinic);
    expect(
      sessions
        .at(-1)
        ?.shares.map((share: { practice: { odsCode: string }; weight: number }) => [
          share.practice.odsCode,
          share.weight,
        ]),
    ).toEqual([
      ['E81003', 33772],
      ['E81044', 19515],
    ]);
  });

  test('“12345” of the old and of the new practice stay two people, and the new one acts for both', async () => {
    const own = await book(bassettRoad, '2026-11-01', 1, 'E81003', '12345');
    const theirs = await book(salisburyHouse, '2026-11-01', 10, 'E81004', '12345'); // at the same time
    const second = await book(salisburyHouse, '2026-11-08', 2, 'E81004', '12345');
    expect([own, theirs, second].map(({ userErrors }) => userErrors)).toEqual([[], [], []]);
    await changing(icb, 'handOverPractice', asBranch());
    const list = `query ($practice: OdsCode!) { practice(by: {odsCode: $practice}) {
      bookings(from: "2026-10-20", to: "2026-11-20", reference: "12345", first: 10) { edges { node {
        reference practice { odsCode } session { on } viewerCanMove viewerCanCancel } } } } }`;
    const early = await bassettRoad(list, { practice: 'E81004' });
    expect(early.errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);

    await app.setClock('2026-10-25T00:30:00Z'); // 01:30 in London, for the second time soon
    const read = await bassettRoad(list, { practice: 'E81004' });
    const may = { viewerCanMove: true, viewerCanCancel: true };
    expect(read.data.practice.bookings.edges.map(({ node }: { node: unknown }) => node)).toEqual([
      { reference: '12345', practice: { odsCode: 'E81004' }, session: { on: '2026-11-01' }, ...may },
      { reference: '12345', practice: { odsCode: 'E81004' }, session: { on: '2026-11-08' }, ...may },
    ]);
    const moved = await bassettRoad(moveDocument, {
      input: { booking: second.booking?.id, slot: await slotOn('2026-11-15', 3) },
    });
    expect(moved.data.moveBooking).toMatchObject({ booking: { state: 'CONFIRMED', slotNumber: 3 }, userErrors: [] });
    const more = await book(bassettRoad, '2026-11-08', 4, 'E81004', '12345');
    expect(more.userErrors).toEqual([]);
    const cancelled = await bassettRoad(cancelDocument, {
      input: { booking: theirs.booking?.id, reason: 'PATIENT_CANCELLED' },
    });
    expect(cancelled.data.cancelBooking).toMatchObject({ booking: { state: 'CANCELLED' }, userErrors: [] });
    expect(
      await app.database.sql(`select o.ods_code, b.state, count(*)::int as n from booking b
        join organisation o on o.id = b.practice_id where b.reference = '12345' group by 1, 2 order by 1, 2`),
    ).toEqual([
      { ods_code: 'E81003', state: 'CONFIRMED', n: 1 },
      { ods_code: 'E81004', state: 'CANCELLED', n: 1 },
      { ods_code: 'E81004', state: 'CONFIRMED', n: 2 },
    ]);
    const found =
      await bassettRoad(`{ sharedAvailability(practice: "E81004", from: "2026-10-25", to: "2026-11-20", first: 9) {
      totalCount } }`);
    expect(found.data?.sharedAvailability.totalCount).toBe(4);
  });

  test('until the day the old practice books beyond it, from the places that passed', async () => {
    await changing(icb, 'handOverPractice', asBranch());
    expect((await book(salisburyHouse, '2026-10-18', 1, 'E81004', 'A')).userErrors).toEqual([]);
    const beyond = await book(salisburyHouse, '2026-10-25', 1, 'E81004', 'B');
    expect(beyond.userErrors).toEqual([]);
    expect(
      await app.database.sql(`select s.session_on::text, i.ods_code as issued, o.ods_code as place from booking b
        join session s on s.id = b.session_id join place p on (p.session_id, p.number) = (b.session_id, b.place_number)
        join organisation i on i.id = b.practice_id join organisation o on o.id = p.owner_id order by 1`),
    ).toEqual([
      { session_on: '2026-10-18', issued: 'E81004', place: 'E81004' },
      { session_on: '2026-10-25', issued: 'E81004', place: 'E81003' },
    ]);
  });
});

describe('with bookings being made meanwhile', () => {
  test('500 bookings around a hand-over: none lost, none doubled, none refused that had a place', async () => {
    const wide = await publishedClinic(director, '2026-11-16', {
      ...sundays,
      startTime: '13:00',
      durationMinutes: 300,
      hosts: [{ place: { room: leightonIds.leightonRoadRoom } }],
      staffing: [{ role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 3, slotsPerPost: 28 }],
      slotPlan: { slotMinutes: 10 },
    });
    const sessions = await app.database.sql<{ id: string }>(
      `select id from session where clinic_id = $1 order by starts_at`,
      [Buffer.from(wide.id, 'base64url').toString().split(':')[1]],
    );
    const leightonRoad = await app.as('care-navigator', 'E81044');
    const clients: [Ask, string][] = [
      [bassettRoad, 'E81003'],
      [salisburyHouse, 'E81004'],
      [leightonRoad, 'E81044'],
    ];
    const wanted = sessions
      .flatMap(({ id }) => Array.from({ length: 84 }, (_, i) => globalId('Slot', `${id}/${i + 1}`)))
      .slice(0, 500);
    expect(wanted).toHaveLength(500);
    let handed: Promise<unknown> = Promise.resolve();
    const answers: { id: string | undefined; codes: string[] }[] = [];
    let next = 0;
    const worker = async () => {
      for (;;) {
        const i = next;
        next += 1;
        const slot = wanted[i];
        if (slot === undefined) return;
        if (i === 150) handed = changing(icb, 'handOverPractice', asBranch());
        const [ask, code] = clients[i % 3] as [Ask, string];
        const reply = await ask(bookDocument, bookInput(slot, code, `R${i}`));
        if (reply.errors !== undefined) throw new Error(JSON.stringify(reply.errors));
        const { booking, userErrors } = reply.data.bookSlot;
        answers.push({ id: booking?.id, codes: userErrors.map((error: { code: string }) => error.code) });
      }
    };
    await Promise.all(Array.from({ length: 16 }, worker));
    expect(await handed).toMatchObject({ userErrors: [], change: { performed: true } });
    const confirmed = answers.flatMap(({ id }) => (id === undefined ? [] : [id]));
    expect(new Set(answers.flatMap(({ codes }) => codes))).toEqual(
      new Set(answers.length === confirmed.length ? [] : ['NO_PLACE_LEFT']),
    );
    const stored = await app.database.sql<{ id: string }>(`select id from booking where state = 'CONFIRMED'`);
    expect(stored.map(({ id }) => globalId('Booking', id)).sort()).toEqual([...confirmed].sort());
    expect(confirmed.length).toBeGreaterThan(400);
    expect(
      await app.database
        .sql(`select b.session_id, b.slot_number from booking b where b.state = 'CONFIRMED' group by 1, 2 having count(*) > 1
        union all select b.session_id, b.place_number from booking b where b.state = 'CONFIRMED' group by 1, 2 having count(*) > 1`),
    ).toEqual([]);
    // Nobody sits on a place that is another practice's, and nothing from the day on is the closed practice's.
    expect(
      await app.database
        .sql(`select distinct i.ods_code as issued, o.ods_code as place, s.session_on >= '2026-10-25' as after
        from booking b join session s on s.id = b.session_id
        join place p on (p.session_id, p.number) = (b.session_id, b.place_number)
        join organisation i on i.id = b.practice_id join organisation o on o.id = p.owner_id order by 1, 2, 3`),
    ).toEqual([
      { issued: 'E81003', place: 'E81003', after: false },
      { issued: 'E81003', place: 'E81003', after: true },
      { issued: 'E81004', place: 'E81003', after: true },
      { issued: 'E81004', place: 'E81004', after: false },
      { issued: 'E81044', place: 'E81044', after: false },
      { issued: 'E81044', place: 'E81044', after: true },
    ]);
  });
});

describe('to a practice of another network', () => {
  const across = { practice: 'E81004', from: '2027-03-28', to: { branchOf: 'E81063' } };
  test('places return to the pool, bookings stay, sessions there go on as guests, the rest is offered', async () => {
    await app.setClock('2027-03-15T08:00:00Z');
    const guest = await publishedClinic(director, '2027-04-19', {
      recurrence: 'FREQ=WEEKLY;BYDAY=SU',
      startTime: '14:00',
      startsOn: '2027-03-21',
      bookableUnstaffed: true,
      hosts: [{ place: { room: leightonIds.salisburyHouseRoom } }],
    });
    const booked = await book(salisburyHouse, '2027-04-04', 1, 'E81004', '12345');
    const stays = await book(salisburyHouse, '2027-04-11', 1, 'E81004', '12345');
    const done = await changing(icb, 'handOverPractice', across);
    expect(done.userErrors).toEqual([]);
    expect(done.change?.moves.filter(({ kind }) => kind === 'PLACES').map(({ text }) => text)).toEqual([
      expect.stringMatching(/return to the pool; 2 of them stay booked\.$/),
    ]);
    expect(done.change?.stays.map(({ kind, count }) => [kind, count])).toContainEqual(['SESSION', 4]);
    expect(done.change?.offered.map(({ kind, on, id }) => [kind, on, id])).toEqual([
      ['CLINIC', '2027-04-19', guest.id],
    ]);
    expect(await owners('2027-03-28')).toEqual([
      { ods_code: 'E81003', places: expect.any(Number) },
      { ods_code: 'E81044', places: expect.any(Number) },
      { ods_code: null, places: expect.any(Number) },
    ]);
    const luton = await app.as('care-navigator', 'E81063');
    await app.setClock('2027-03-28T00:30:00Z'); // the hour before the clocks go forward
    const read =
      await luton(`{ practice(by: {odsCode: "E81004"}) { bookings(from: "2027-03-28", to: "2027-05-01", first: 9) {
      edges { node { id session { on site { name } } viewerCanCancel } } } } }`);
    expect(read.data.practice.bookings.edges).toEqual([
      {
        node: {
          id: booked.booking?.id,
          session: { on: '2027-04-04', site: { name: 'Salisbury House Surgery' } },
          viewerCanCancel: true,
        },
      },
      {
        node: {
          id: stays.booking?.id,
          session: { on: '2027-04-11', site: { name: 'Salisbury House Surgery' } },
          viewerCanCancel: true,
        },
      },
    ]);
    const cancelled = await luton(cancelDocument, {
      input: { booking: booked.booking?.id, reason: 'PATIENT_CANCELLED' },
    });
    expect(cancelled.data.cancelBooking.userErrors).toEqual([]);
    expect(
      (await luton(bookDocument, bookInput(await slotOn('2027-04-04', 2), 'E81004', 'X'))).data.bookSlot.userErrors.map(
        (e: { code: string }) => e.code,
      ),
    ).toEqual(['MAY_NOT_SHARE']);
    const [row] = await app.database.sql('select state from booking where id = $1', [
      Buffer.from(stays.booking?.id ?? '', 'base64url')
        .toString()
        .split(':')[1],
    ]);
    expect(row).toEqual({ state: 'CONFIRMED' });
  });

  test('a booking can be moved into the other network, and keeps its practice', async () => {
    await app.setClock('2027-03-15T08:00:00Z');
    await publishedClinic(director, '2027-04-19', {
      recurrence: 'FREQ=WEEKLY;BYDAY=SU',
      startTime: '14:00',
      startsOn: '2027-03-21',
      bookableUnstaffed: true,
    });
    const stays = await book(salisburyHouse, '2027-04-11', 1, 'E81004', '12345');
    await changing(icb, 'handOverPractice', across);
    await app.setClock('2027-03-29T08:00:00Z');
    const lutonDirector = await app.as('clinical-director', 'U27128');
    const there = await publishedClinic(lutonDirector, '2027-04-19', {
      pcn: 'U27128',
      recurrence: 'FREQ=WEEKLY;BYDAY=SA',
      startsOn: '2027-04-01',
      bookableUnstaffed: true,
      hosts: [{ place: { room: leightonIds.otherRoom } }],
    });
    expect(
      there.sessions[0].shares.map((share: { practice: { odsCode: string }; weight: number }) => [
        share.practice.odsCode,
        share.weight,
      ]),
    ).toEqual([['E81063', 21423]]);
    const luton = await app.as('care-navigator', 'E81063');
    const moved = await luton(moveDocument, {
      input: { booking: stays.booking?.id, slot: await slotOn('2027-04-03', 2) },
    });
    expect(moved.data.moveBooking).toMatchObject({ booking: { state: 'CONFIRMED', slotNumber: 2 }, userErrors: [] });
    expect(
      await app.database.sql(`select i.ods_code as issued, n.ods_code as network, o.ods_code as place from booking b
        join organisation i on i.id = b.practice_id join organisation n on n.id = b.pcn_id
        join place p on (p.session_id, p.number) = (b.session_id, b.place_number) join organisation o on o.id = p.owner_id`),
    ).toEqual([{ issued: 'E81004', network: 'U27128', place: 'E81063' }]);
  });
});

describe('to another holder', () => {
  const whole = {
    practice: 'E81004',
    from: '2026-12-01',
    to: { holder: { holder: { odsCode: 'E81044' }, type: 'APMS' } },
  };
  test('only the holder changes; a term is half-open', async () => {
    const before = await owners('2026-11-08');
    const done = await changing(icb, 'handOverPractice', whole);
    expect(done.userErrors).toEqual([]);
    expect(done.change?.moves.map(({ kind }) => kind)).toEqual(['CONTRACT', 'CONTRACT']);
    expect(done.change?.stays.map(({ kind }) => kind)).toEqual(['SITE', 'MEMBERSHIP', 'STAFF', 'ROOM_OFFER']);
    expect(await owners('2026-11-08')).toEqual(before);
    const read =
      await icb(`{ practice(by: {odsCode: "E81004"}) { last: contract(asOf: "2026-11-30") { type holder { odsCode } to }
      first: contract(asOf: "2026-12-01") { type holder { odsCode } to } } }`);
    expect(read.data.practice).toEqual({
      last: { type: 'GMS', holder: { odsCode: 'E81004' }, to: '2026-12-01' },
      first: { type: 'APMS', holder: { odsCode: 'E81044' }, to: '2031-12-01' },
    });
  });

  test('what is wrong with the new holder or its term is told at its place in the input', async () => {
    const fields = async (holder: object) =>
      (await changing(icb, 'handOverPractice', { ...whole, to: { holder } })).userErrors.map(({ code, field }) => [
        code,
        field?.join('.'),
      ]);
    const by = { odsCode: 'E81044' };
    expect(await fields({ holder: { odsCode: 'QHG' }, type: 'APMS' })).toEqual([['NOT_FOUND', 'to.holder.holder']]);
    expect(await fields({ holder: by, type: 'GMS', until: '2027-06-01' })).toEqual([
      ['CONTRACT_TERM', 'to.holder.until'],
    ]);
    expect(await fields({ holder: by, type: 'GMS', caretaker: true })).toEqual([['CONTRACT_TERM', 'to.holder.type']]);
  });

  test('what would leave a day without a holder, or has been arranged for later, is refused and changes nothing', async () => {
    await icb(`mutation { giveNotice(input: {practices: ["E81004"], endsOn: "2026-11-30"}) { userErrors { code } } }`);
    const before = await checksums(app.database);
    expect((await changing(icb, 'handOverPractice', whole)).userErrors).toEqual([
      {
        code: 'DAY_WITHOUT_HOLDER',
        field: ['from'],
        message: expect.stringContaining('E81004 has no contract on 2026-11-30'),
      },
    ]);
    await app.database.sql(
      `insert into contract (practice_id, type, holder_id, valid_from, source)
      values ($1, 'GMS', $1, '2027-01-01', 'test')`,
      [leighton.salisburyHouse],
    );
    const ended = { ...whole, from: '2026-11-30' };
    const clashing = await changing(icb, 'handOverPractice', ended);
    expect(clashing.userErrors).toEqual([
      { code: 'CHANGE_CLASHES', field: null, message: 'E81004 already has a contract from 2027-01-01 on.' },
    ]);
    expect(clashing.change).toMatchObject({ performed: false, clashes: [{ kind: 'CONTRACT', on: '2027-01-01' }] });
    const branch = await changing(icb, 'handOverPractice', asBranch({ from: '2026-11-30' }));
    expect(branch.userErrors.map(({ code }) => code)).toEqual(['CHANGE_CLASHES']);
    await app.database.sql(`delete from contract where valid_from = '2027-01-01'`);
    // the trail keeps what this test itself wrote
    const trail = { audit_entry: expect.anything() };
    expect(await checksums(app.database)).toEqual({ ...before, ...trail });
    expect((await changing(icb, 'handOverPractice', ended)).change?.performed).toBe(true);
  });
});

describe('it is refused', () => {
  const errors = async (input: object) =>
    (await changing(icb, 'handOverPractice', asBranch(input))).userErrors.map(({ code, field }) => [
      code,
      field?.join('.'),
    ]);
  test('for what cannot be', async () => {
    const before = await checksums(app.database);
    expect(await errors({ from: '2026-10-05' })).toEqual([['INVALID_INPUT', 'from']]);
    expect(await errors({ from: '2046-10-05' })).toEqual([['INVALID_INPUT', 'from']]);
    expect(await errors({ practice: 'E99999' })).toEqual([['NOT_FOUND', 'practice']]);
    expect(await errors({ to: { branchOf: 'U15644' } })).toEqual([['NOT_FOUND', 'to.branchOf']]);
    expect(await errors({ to: { branchOf: 'E81004' } })).toEqual([['INVALID_INPUT', 'to.branchOf']]);
    expect(await errors({ newName: 'a\u0000b' })).toEqual([['INVALID_INPUT', 'newName']]);
    expect(await errors({ source: '' })).toEqual([['INVALID_INPUT', 'source']]);
    expect(await checksums(app.database)).toEqual(before);
  });

  test('a second time, and for practices and other commissioners', async () => {
    expect((await changing(icb, 'handOverPractice', asBranch())).change?.performed).toBe(true);
    expect(await errors({ from: '2026-12-01', to: { branchOf: 'E81044' } })).toEqual([
      ['ALREADY_SUCCEEDED', 'practice'],
    ]);
    await expect(changing(bassettRoad, 'handOverPractice', asBranch())).rejects.toThrow(
      'A care-navigator may not hand over a practice. Roles that may: icb-contract-manager.',
    );
    await app.database.sql(`insert into organisation (ods_code, kind, source) values ('QXX', 'ICB', 'test')`);
    const other = await app.as('icb-contract-manager', 'QXX');
    await expect(changing(other, 'handOverPractice', asBranch())).rejects.toThrow(
      'As icb-contract-manager of QXX you may hand over a practice only where your ICB commissions.',
    );
  });

  test('of two hand-overs of one practice at once, one is done', async () => {
    const replies = await Promise.all([
      changing(icb, 'handOverPractice', asBranch()),
      changing(icb, 'handOverPractice', asBranch({ to: { branchOf: 'E81044' } })),
    ]);
    expect(replies.map(({ change, userErrors }) => userErrors[0]?.code ?? change?.performed).sort()).toEqual([
      'ALREADY_SUCCEEDED',
      true,
    ]);
  });
});
