import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId } from '../../../src/platform/ids/global-id.js';
import { bookDocument, bookInput } from '../../support/booking/booking-documents.js';
import { changing, checksums, type Line } from '../../support/database/changes.js';
import { publishedClinic, publishUntil, sessionsOf } from '../../support/sessions/clinics.js';
import { expectSound } from '../../support/booking/expect-sound.js';
import { leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { type Snapshot, takeSnapshot } from '../../support/database/snapshot.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let snapshot: Snapshot;
let director: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-10-05T08:00:00Z' });
  await seedLeighton(app.database);
  director = await app.as('clinical-director', 'U15644');
  snapshot = await takeSnapshot(app.database);
});
afterEach(() => snapshot.restore());
afterAll(async () => {
  await snapshot.close();
  await app.close();
});

function keyOf(id: string) {
  return Buffer.from(id, 'base64url').toString().split(':')[1] as string;
}
const weekly = { recurrence: 'FREQ=WEEKLY;BYDAY=WE', startsOn: '2026-10-07', bookableUnstaffed: true };
const inTurn = {
  hosting: 'IN_TURN',
  hosts: [
    { place: { room: leightonIds.bassettRoadRoom } },
    { place: { room: leightonIds.salisburyHouseRoom } },
    { place: { room: leightonIds.leightonRoadRoom } },
  ],
};
async function book(session: { id: string }, number: number, practice = 'E81003', reference = `S-${number}`) {
  const navigator = await app.as('care-navigator', practice);
  const slot = globalId('Slot', `${keyOf(session.id)}/${number}`);
  const reply = await navigator(bookDocument, bookInput(slot, practice, reference));
  expect(reply.data.bookSlot.userErrors).toEqual([]);
  return reply.data.bookSlot.booking.id as string;
}
async function done(field: string, input: string, more = '') {
  const reply = await director(`mutation { ${field}(input: {${input}}) { ${more} userErrors { message } } }`);
  expect(reply.data[field].userErrors).toEqual([]);
  return reply.data[field];
}
async function assign(session: { id: string }, clinician: string = leightonIds.physiotherapist) {
  return (await done('assignClinician', `session: "${session.id}", clinician: "${clinician}"`, 'assignment { id }'))
    .assignment.id as string;
}
/** The change, after a dry run of it that wrote nothing and said the same. */
async function changed(input: object) {
  const before = await checksums(app.database);
  const rehearsed = await changing(director, 'changeSharedClinic', { ...input, dryRun: true });
  expect(await checksums(app.database)).toEqual(before);
  const reply = await changing(director, 'changeSharedClinic', input);
  expect({ ...reply, change: { ...reply.change, performed: false } }).toEqual(rehearsed);
  return reply;
}
function texts(lines: readonly Line[] | undefined, kind: string) {
  return lines?.filter((line) => line.kind === kind).map(({ text }) => text);
}

/** Everything of sessions that a change of time leaves alone. */
function untouched(sessions: any[]) {
  return sessions.map(({ id, on, site, room, posts, shares, pool, slots }) => ({
    ...{ id, on, site, room, posts, shares, pool },
    slots: slots.edges.map(({ node: { number, heldFor111, free } }: any) => ({ number, heldFor111, free })),
  }));
}
function ledger() {
  return app.database.sql(`select o.ods_code, sum(l.entitled - l.given)::float8 as balance, sum(l.given)::int as given,
    sum(l.returned)::int as returned from share_ledger l join organisation o on o.id = l.practice_id group by 1 order by 1`);
}
function rows() {
  return app.database.sql(`select count(*)::int as n from session`);
}

test('slots are listed by start, though a slot that moved keeps its number, and a page goes on where the one before ended', async () => {
  const { id, sessions } = await publishedClinic(director, '2026-10-15', weekly);
  await book(sessions[1], 1);
  const staffing = (slotsPerPost: number) => [{ role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 1, slotsPerPost }];
  await changed({ clinic: id, from: '2026-10-13', staffing: staffing(3), withBookings: true });
  await changed({ clinic: id, from: '2026-10-13', startTime: '08:40', staffing: staffing(6), withBookings: true });
  const read = async (page: string) =>
    (
      await director(
        `query ($id: ID!) { session(id: $id) { slots(${page}) { edges { node { number startsAt } } pageInfo { endCursor } } } }`,
        { id: sessions[1].id },
      )
    ).data.session.slots;
  const all = (await read('first: 50')).edges.map(({ node }: any) => node);
  const numbers = all.map(({ number }: any) => number);
  expect(numbers).not.toEqual(numbers.toSorted((a: number, b: number) => a - b));
  const starts = all.map(({ startsAt }: any) => startsAt);
  expect(starts).toEqual(starts.toSorted());
  const first = await read('first: 4');
  const rest = await read(`first: 4, after: "${first.pageInfo.endCursor}"`);
  expect([...first.edges, ...rest.edges].map(({ node }: any) => node)).toEqual(all);
});

describe('a change of time', () => {
  test('keeps ids, hosts, places, overrides and assignments, and says of each session what it was and becomes', async () => {
    const { id, sessions } = await publishedClinic(director, '2026-11-19', { ...weekly, ...inTurn });
    await done('returnPlaces', `session: "${sessions[2].id}", practice: "E81003", count: 2`);
    await done('givePlacesTo', `session: "${sessions[3].id}", from: "E81044", to: "E81004", count: 1`);
    await done(
      'overrideShares',
      `session: "${sessions[4].id}", reason: "Agreed", shares: [{practice: "E81003", places: 5}, {practice: "E81004", places: 2}, {practice: "E81044", places: 2}]`,
    );
    const assignment = await assign(sessions[3]);
    const [before, owed] = [await sessionsOf(director, id), await ledger()];
    const { change, userErrors } = await changed({ clinic: id, from: '2026-10-21', startTime: '09:30' });
    expect(userErrors).toEqual([]);
    const after = await sessionsOf(director, id);
    expect(untouched(after)).toEqual(untouched(before));
    expect(await ledger()).toEqual(owed);
    expect(after.map(({ on, startTime, endTime }) => [on, startTime, endTime])).toEqual([
      ['2026-10-07', '09:00', '12:00'],
      ['2026-10-14', '09:00', '12:00'],
      ...['2026-10-21', '2026-10-28', '2026-11-04', '2026-11-11', '2026-11-18'].map((on) => [on, '09:30', '12:30']),
    ]);
    expect(after[3].slots.edges.map(({ node }: any) => node.startsAt)).toEqual(
      Array.from({ length: 9 }, (_, slot) =>
        new Date(Date.UTC(2026, 9, 28, 9, 30 + 20 * slot)).toISOString().replace('.000', ''),
      ),
    );
    expect(after[3].poolAt).toBe('2026-10-27T09:30:00Z');
    expect(change?.moves[0]).toMatchObject({
      kind: 'CLINIC',
      before: '09:00, 180 minutes, 9 slots of 20 minutes',
      after: '09:30, 180 minutes, 9 slots of 20 minutes',
    });
    expect(change?.moves.filter(({ kind }) => kind === 'SESSION')).toHaveLength(5);
    expect(change?.moves.find(({ kind }) => kind === 'SESSION')).toEqual({
      kind: 'SESSION',
      text: 'The session on 2026-10-21 at Leighton Road Surgery becomes 09:30 to 12:30, 9 slots; it was 09:00 to 12:00, 9 slots.',
      count: 1,
      on: '2026-10-21',
      id: sessions[2].id,
      before: '09:00 to 12:00, 9 slots',
      after: '09:30 to 12:30, 9 slots',
    });
    expect(change?.moves.filter(({ kind }) => kind === 'ASSIGNMENT')).toEqual([
      {
        kind: 'ASSIGNMENT',
        text: 'Synthetic Physiotherapist One works on 2026-10-28 from 09:30 to 12:30.',
        count: 1,
        on: '2026-10-28',
        id: assignment,
        before: '09:00 to 12:00',
        after: '09:30 to 12:30',
      },
    ]);
    expect(texts(change?.stays, 'PLACES')).toEqual(['45 places keep their practice.']);
    expect(change?.told.map(({ organisation, what }) => [organisation.odsCode, what])).toEqual([
      [
        'E81003',
        'Synthetic Physiotherapist One works in “First-contact physiotherapy” on 2026-10-28 from 09:30 to 12:30 instead of 09:00 to 12:00.',
      ],
      ...['E81003', 'E81004', 'E81044'].map((code) => [
        code,
        '“First-contact physiotherapy” changes from 2026-10-21 on: 09:30, 180 minutes, 9 slots of 20 minutes.',
      ]),
      ...['E81003', 'E81004', 'E81044'].map((code) => [
        code,
        '“First-contact physiotherapy” uses your rooms at other times from 2026-10-21 on: 09:30, 180 minutes, 9 slots of 20 minutes.',
      ]),
    ]);
    expect(await app.database.sql(`select starts_at from assignment`)).toEqual([
      { starts_at: new Date('2026-10-28T09:30:00Z') },
    ]);
    await publishUntil(director, id, '2026-11-26');
    expect((await sessionsOf(director, id)).at(-1)).toMatchObject({ on: '2026-11-25', startTime: '09:30' });
  });

  test('changes nothing and tells nobody where the series has this form, and six changes leave as many sessions', async () => {
    const { id } = await publishedClinic(director, '2026-11-05', weekly);
    const none = await changed({ clinic: id, from: '2026-10-21', startTime: '09:00', durationMinutes: 180 });
    expect(none.change).toMatchObject({
      moves: [],
      clashes: [],
      told: [],
      stays: [{ kind: 'CLINIC', text: 'Nothing changes: “First-contact physiotherapy” already has this form.' }],
    });
    const before = await rows();
    for (const startTime of ['10:00', '11:00', '12:00', '13:00', '10:00', '09:00']) {
      const { change } = await changing(director, 'changeSharedClinic', { clinic: id, from: '2026-10-21', startTime });
      expect(change).toMatchObject({ performed: true, clashes: [] });
    }
    expect(await rows()).toEqual(before);
  });

  test('opens the post of whoever is elsewhere at the new time, and says so to the employer', async () => {
    const { id, sessions } = await publishedClinic(director, '2026-10-29', weekly);
    await assign(sessions[2]);
    await assign(sessions[3]);
    const other = await publishedClinic(director, '2026-10-29', {
      ...weekly,
      startsOn: '2026-10-28',
      startTime: '14:00',
      title: 'Another clinic',
      hosts: [{ place: { room: leightonIds.leightonRoadRoom } }],
    });
    await assign(other.sessions[0]);
    const { change } = await changed({ clinic: id, from: '2026-10-21', startTime: '13:00' });
    expect(texts(change?.moves, 'ASSIGNMENT')).toEqual([
      'Synthetic Physiotherapist One works on 2026-10-21 from 13:00 to 16:00.',
      'A post on 2026-10-28 is open again. Synthetic Physiotherapist One is busy from 2026-10-28 14:00 to 17:00. Choose another clinician or another session.',
    ]);
    expect(change?.told[0]?.what).toBe(
      'Synthetic Physiotherapist One works in “First-contact physiotherapy” on 2026-10-21 from 13:00 to 16:00 instead of 09:00 to 12:00; no longer on 2026-10-28.',
    );
    expect(
      await app.database.sql(
        `select s.session_on::text as on, a.state from assignment a
        join session s on s.id = a.session_id where s.clinic_id = $1 order by 1`,
        [keyOf(id)],
      ),
    ).toEqual([
      { on: '2026-10-21', state: 'PUBLISHED' },
      { on: '2026-10-28', state: 'ENDED' },
    ]);
    const evening = await changing(director, 'changeSharedClinic', {
      clinic: id,
      from: '2026-10-21',
      startTime: '18:00',
    });
    expect(texts(evening.change?.moves, 'ASSIGNMENT')).toEqual([
      'Synthetic Physiotherapist One works on 2026-10-21 from 18:00 to 21:00. This is outside the weekly pattern.',
    ]);
  });

  test('is refused where the host has no room at the new time, and never moves to another host', async () => {
    const { id } = await publishedClinic(director, '2026-10-29', { ...weekly, ...inTurn });
    await publishedClinic(director, '2026-10-29', {
      ...weekly,
      startsOn: '2026-10-21',
      startTime: '14:00',
      hosts: [{ place: { room: leightonIds.leightonRoadRoom } }],
    });
    const before = await checksums(app.database);
    const taken = await changing(director, 'changeSharedClinic', {
      clinic: id,
      from: '2026-10-21',
      startTime: '13:00',
    });
    expect(taken.change?.clashes.map(({ text, on }) => [on, text])).toEqual([
      [
        '2026-10-21',
        'At Leighton Road Surgery on 2026-10-21 from 13:00 to 16:00 the room is taken. Move or cancel what is in it, or choose another time.',
      ],
    ]);
    const late = await changing(director, 'changeSharedClinic', { clinic: id, from: '2026-10-21', startTime: '20:00' });
    expect(late.change?.clashes.map(({ text }) => text)).toEqual([
      'At Leighton Road Surgery on 2026-10-21 from 20:00 to 23:00 no suitable room is offered. Its operator offers one with offerAccommodation.',
      'At Bassett Road Surgery on 2026-10-28 from 20:00 to 23:00 no suitable room is offered. Its operator offers one with offerAccommodation.',
    ]);
    expect(late.userErrors.map(({ code }) => code)).toEqual(['CHANGE_CLASHES', 'CHANGE_CLASHES']);
    expect(await checksums(app.database)).toEqual(before);
  });

  test('finds a session by the day on which it is held, though a bank holiday moved it there', async () => {
    const { id, sessions } = await publishedClinic(director, '2027-01-01', {
      ...weekly,
      recurrence: 'FREQ=WEEKLY;BYDAY=MO',
      startsOn: '2026-12-21',
      bankHolidayPolicy: 'MOVE',
    });
    expect(sessions.map(({ on }) => on)).toEqual(['2026-12-21', '2026-12-29']);
    const { change } = await changed({ clinic: id, from: '2026-12-29', startTime: '10:00' });
    expect(change?.moves.filter(({ kind }) => kind === 'SESSION').map(({ on }) => on)).toEqual(['2026-12-29']);
    const over = await changing(director, 'moveSharedClinicHost', {
      clinic: id,
      host: leightonIds.bassettRoadSite,
      to: { room: leightonIds.leightonRoadRoom },
      from: '2026-12-29',
    });
    expect(over.userErrors).toEqual([]);
    expect((await sessionsOf(director, id)).map(({ on, startTime, site }) => [on, startTime, site.name])).toEqual([
      ['2026-12-21', '09:00', 'Bassett Road Surgery'],
      ['2026-12-29', '10:00', 'Leighton Road Surgery'],
    ]);
  });
});

describe('a session in which something is booked', () => {
  test('stays as it is and is named, until the caller says that its bookings move with it', async () => {
    const { id, sessions } = await publishedClinic(director, '2026-10-29', weekly);
    const bookings = [
      await book(sessions[3], 2),
      await book(sessions[3], 5, 'E81004'),
      await book(sessions[3], 6, 'E81004', 'S-5'),
    ];
    const input = { clinic: id, from: '2026-10-21', startTime: '09:20' };
    const apart = await changed(input);
    expect(texts(apart.change?.moves, 'SESSION')).toHaveLength(1);
    expect(apart.change?.stays.find(({ kind }) => kind === 'SESSION')).toMatchObject({
      on: '2026-10-28',
      text: 'The session on 2026-10-28, 09:00 to 12:00, stays as it is: 3 slots booked or held. To move it with its bookings, set withBookings.',
    });
    const together = await changed({ ...input, withBookings: true });
    expect(together.change?.moves.map(({ kind, before, after }) => [kind, before, after])).toEqual([
      ['SESSION', '09:00 to 12:00, 9 slots', '09:20 to 12:20, 9 slots'],
    ]);
    expect(texts(together.change?.stays, 'BOOKINGS')).toEqual([
      '3 booked slots in sessions that change keep their time.',
    ]);
    const later = await changed({ ...input, startTime: '13:00', withBookings: true });
    expect(later.change?.moves.filter(({ kind }) => kind === 'BOOKINGS')).toEqual(
      [
        ['E81003', '09:20 to 09:40', '13:00 to 13:20', bookings[0]],
        ['E81004', '10:20 to 10:40', '14:00 to 14:20', bookings[1]],
        ['E81004', '10:40 to 11:00', '14:20 to 14:40', bookings[2]],
      ].map(([practice, before, after, booking]) => ({
        kind: 'BOOKINGS',
        text: `A booking of ${practice} on 2026-10-28 moves to ${after}. Its practice rings the patient.`,
        count: 1,
        on: '2026-10-28',
        id: booking,
        before,
        after,
      })),
    );
    expect(
      later.change?.told
        .filter(({ what }) => what.startsWith('Ring'))
        .map(({ organisation, what }) => [organisation.odsCode, what]),
    ).toEqual([
      [
        'E81003',
        'Ring the patients of 1 booking in “First-contact physiotherapy”: 2026-10-28 13:00 to 13:20 instead of 09:20 to 09:40.',
      ],
      [
        'E81004',
        'Ring the patients of 2 bookings in “First-contact physiotherapy”: 2026-10-28 14:00 to 14:20 instead of 10:20 to 10:40; 2026-10-28 14:20 to 14:40 instead of 10:40 to 11:00.',
      ],
    ]);
    await expectSound(app.database, [keyOf(sessions[3].id)], bookings);
    expect(
      await app.database
        .sql(`select b.starts_at, l.starts_at = b.starts_at and l.ends_at = b.ends_at as same from booking b
        join slot l on (l.session_id, l.number) = (b.session_id, b.slot_number) order by 1`),
    ).toEqual(
      ['13:00', '14:00', '14:20'].map((time) => ({ starts_at: new Date(`2026-10-28T${time}:00Z`), same: true })),
    );
  });

  test('does not move where a patient has something else then, or where too few slots are left', async () => {
    const { id, sessions } = await publishedClinic(director, '2026-10-29', weekly);
    const other = await publishedClinic(director, '2026-10-29', {
      ...weekly,
      startTime: '13:00',
      hosts: [{ place: { room: leightonIds.leightonRoadRoom } }],
    });
    await book(sessions[3], 2, 'E81003', 'ANNE');
    await book(sessions[3], 3, 'E81003', 'BEA');
    await book(other.sessions[3], 2, 'E81003', 'ANNE');
    const before = await checksums(app.database);
    const input = { clinic: id, from: '2026-10-21', withBookings: true };
    const twice = await changing(director, 'changeSharedClinic', { ...input, startTime: '13:00' });
    expect(texts(twice.change?.clashes, 'BOOKINGS')).toEqual([
      'A patient of E81003 with a booking on 2026-10-28 from 09:20 to 09:40 already has another booking from 13:20, the new time. Move or cancel one of them first.',
    ]);
    const staffing = [{ role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 1, slotsPerPost: 1 }];
    const few = await changing(director, 'changeSharedClinic', { ...input, staffing });
    expect(texts(few.change?.clashes, 'BOOKINGS')).toEqual([
      'On 2026-10-28 1 booked slot would have no slot in the new form. Move or cancel them first, or leave withBookings out.',
    ]);
    expect(await checksums(app.database)).toEqual(before);
  });
});

test('a series that changes while it is booked leaves every booking at the time of its slot', async () => {
  const { id, sessions } = await publishedClinic(director, '2026-10-22', weekly);
  const navigator = await app.as('care-navigator', 'E81003');
  const staffing = [{ role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 1, slotsPerPost: 6 }];
  const change = (more: object) =>
    changing(director, 'changeSharedClinic', { clinic: id, from: '2026-10-21', withBookings: true, ...more });
  const [moved, fewer, ...booked] = await Promise.all([
    change({ startTime: '13:00' }),
    change({ staffing }),
    ...[1, 2, 9].map((number) =>
      navigator(
        bookDocument,
        bookInput(globalId('Slot', `${keyOf(sessions[2].id)}/${number}`), 'E81003', `S-${number}`),
      ),
    ),
  ]);
  expect([moved.userErrors, fewer.userErrors]).toEqual([[], []]);
  const codes = booked.map(({ data }) => data.bookSlot.userErrors.map(({ code }: { code: string }) => code));
  expect(codes.slice(0, 2)).toEqual([[], []]);
  const made = booked.flatMap(({ data }) => data.bookSlot.booking?.id ?? []);
  await expectSound(app.database, [keyOf(sessions[2].id)], made);
  expect(
    await app.database.sql(
      `select count(*)::int as slots, count(*) filter (where b.id is not null
        and (b.starts_at, b.ends_at) = (l.starts_at, l.ends_at))::int as booked, min(l.starts_at) as first
      from slot l left join booking b on (b.session_id, b.slot_number) = (l.session_id, l.number)
      where l.session_id = $1`,
      [keyOf(sessions[2].id)],
    ),
  ).toEqual([{ slots: 6, booked: made.length, first: new Date('2026-10-21T12:00:00Z') }]);
});

describe('a change of slots', () => {
  test('gives and takes places by the ledger, keeps what is booked, and puts ended history on record', async () => {
    const { id, sessions } = await publishedClinic(director, '2026-10-29', weekly);
    const [kept, ended] = [await book(sessions[2], 9, 'E81044'), await book(sessions[2], 8)];
    const navigator = await app.as('care-navigator', 'E81003');
    await navigator(
      `mutation { cancelBooking(input: {booking: "${ended}", reason: PATIENT_CANCELLED}) { userErrors { message } } }`,
    );
    await done('returnPlaces', `session: "${sessions[3].id}", practice: "E81003", count: 1`);
    const line = { role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 1 };
    const fewer = await changed({
      clinic: id,
      from: '2026-10-21',
      staffing: [{ ...line, slotsPerPost: 6 }],
      withBookings: true,
    });
    expect(fewer.userErrors).toEqual([]);
    const smaller = (await sessionsOf(director, id)).slice(2);
    expect(smaller.map((session) => session.slots.totalCount)).toEqual([6, 6]);
    expect(smaller.map(({ shares, pool }) => [...shares.map((share: any) => share.placesNow), pool.placesNow])).toEqual(
      [
        [2, 2, 2, 0],
        [3, 1, 2, 0],
      ],
    );
    expect(
      fewer.change?.moves.filter(({ kind }) => kind === 'PLACES').map(({ before, after }) => [before, after]),
    ).toEqual([
      ['9 places', '6 places'],
      ['9 places', '6 places'],
    ]);
    await expectSound(app.database, [keyOf(sessions[2].id)], [kept]);
    expect(
      await app.database.sql(`select b.state, s.replaced, s.state as session from booking b
      join session s on s.id = b.session_id order by 1`),
    ).toEqual([
      { state: 'CANCELLED', replaced: true, session: 'CANCELLED' },
      { state: 'CONFIRMED', replaced: false, session: 'PUBLISHED' },
    ]);
    const more = await changed({
      clinic: id,
      from: '2026-10-21',
      staffing: [{ ...line, slotsPerPost: 12 }],
      slotPlan: { slotMinutes: 15 },
      withBookings: true,
    });
    expect(more.userErrors).toEqual([]);
    const larger = (await sessionsOf(director, id)).slice(2);
    expect(larger.map(({ id: session }) => session)).toEqual([sessions[2].id, sessions[3].id]);
    expect(larger.map((session) => session.slots.totalCount)).toEqual([12, 12]);
    await expectSound(app.database, [keyOf(sessions[2].id)], [kept]);
    // Whatever was given and taken, the ledgers hold what is now true, and everybody is within a place of what is due.
    const sums = await app.database.sql<{ entitled: number; given: number; furthest: number; owned: number }>(
      `
      select a.slot_minutes as length, sum(x.entitled)::float8 as entitled, sum(x.given)::int as given,
        max(abs(x.entitled - x.given))::float8 as furthest,
        (select count(*)::int from place p join session s on s.id = p.session_id where s.clinic_id = $1
          and (s.session_on >= '2026-10-21') = (a.slot_minutes = 15) and p.owner_id is not null and not s.replaced) as owned
      from (select account_id, practice_id, sum(entitled) as entitled, sum(given) as given from share_ledger group by 1, 2) x
      join share_account a on a.id = x.account_id group by a.slot_minutes order by 1`,
      [keyOf(id)],
    );
    expect(sums.map(({ furthest, ...sum }) => ({ ...sum, within: furthest < 1 }))).toEqual([
      { length: 15, entitled: 24, given: 24, owned: 24, within: true },
      { length: 20, entitled: 18, given: 18, owned: 18, within: true },
    ]);
    const cancelled = await director(
      `mutation { cancelSession(input: {session: "${sessions[3].id}", reason: "Closed"}) { userErrors { message } } }`,
    );
    expect(cancelled.data.cancelSession.userErrors).toEqual([]);
  });

  test('keeps posts by their role and whoever fills them, and ends the assignment of a post that is no more', async () => {
    const two = [{ role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 2, slotsPerPost: 9 }];
    const { id, sessions } = await publishedClinic(director, '2026-10-22', { ...weekly, staffing: two });
    const post = globalId('Post', `${keyOf(sessions[2].id)}/2`);
    await done(
      'assignClinician',
      `session: "${sessions[2].id}", clinician: "${leightonIds.physiotherapist}", post: "${post}"`,
    );
    const input = { clinic: id, from: '2026-10-21' };
    const one = await changed({ ...input, staffing: [{ ...two[0], count: 1 }] });
    expect(texts(one.change?.stays, 'ASSIGNMENT')).toEqual(['1 assignment does not change.']);
    expect((await sessionsOf(director, id))[2].posts).toEqual([
      { number: 2, open: false, role: { code: 'FIRST_CONTACT_PHYSIOTHERAPIST' } },
    ]);
    await changed({ ...input, staffing: two });
    await assign((await sessionsOf(director, id))[2], leightonIds.sharedPhysiotherapist);
    await changed({ ...input, staffing: [{ ...two[0], count: 1 }] });
    const [session] = (await sessionsOf(director, id)).slice(2);
    expect(session.posts).toEqual([{ number: 2, open: false, role: { code: 'FIRST_CONTACT_PHYSIOTHERAPIST' } }]);
    expect(
      await app.database.sql(`select a.post_number, a.state, s.replaced from assignment a
      join session s on s.id = a.session_id order by 1`),
    ).toEqual([
      { post_number: 2, state: 'PUBLISHED', replaced: false },
      { post_number: 3, state: 'ENDED', replaced: true },
    ]);
  });

  test('a form that cannot be is refused', async () => {
    const { id } = await publishedClinic(director, '2026-11-05', weekly);
    const before = await checksums(app.database);
    const { userErrors } = await changing(director, 'changeSharedClinic', {
      clinic: id,
      from: '2026-10-21',
      durationMinutes: 60,
    });
    expect(userErrors.map(({ code, field }) => [code, field])).toEqual([
      ['SLOTS_DO_NOT_FIT', ['slotPlan', 'slotMinutes']],
    ]);
    expect(await checksums(app.database)).toEqual(before);
  });
});
