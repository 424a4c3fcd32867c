import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../src/time/london.js';
import { clinicInput, publishedClinic, publishUntil, scheduleClinic } from '../../support/sessions/clinics.js';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { runs } from '../../support/property-runs.js';
import { type Snapshot, takeSnapshot } from '../../support/database/snapshot.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let snapshot: Snapshot;
let director: Ask;
const today = '2026-10-05';
beforeAll(async () => {
  app = await startTestApp({ now: `${today}T08:00:00Z` });
  await seedLeighton(app.database);
  director = await app.as('clinical-director', 'U15644');
  // Two rooms that are not open every day, and lists that change: what decides about a session comes before it.
  await app.database.sql(`update accommodation_offer set weekdays = '{1,3,5,6}' where room_id = $1`, [
    leighton.salisburyHouseRoom,
  ]);
  await app.database.sql(`update accommodation_offer set valid_to = '2027-03-10' where room_id = $1`, [
    leighton.leightonRoadRoom,
  ]);
  await app.database.sql(
    `insert into population (organisation_id, basis, counted_on, value, source) values ($1, 'REGISTERED', '2027-01-15', 31000, 'test')`,
    [leighton.salisburyHouse],
  );
  await app.database.sql(
    `insert into unused_to_111_default (pcn_id, unused_to_111_from, valid_from, valid_to)
     values ($1, '15:00', '2026-10-01', '2026-12-08'), ($1, '10:30', '2027-01-20', null)`,
    [leighton.pcn],
  );
  snapshot = await takeSnapshot(app.database);
});
afterEach(() => snapshot.restore());
afterAll(async () => {
  await snapshot.close();
  await app.close();
});

const document = `query ($input: ScheduleSharedClinicInput, $clinic: ID, $from: Date, $to: Date) {
  sharedClinicPreview(input: $input, clinic: $clinic, from: $from, to: $to) {
    closedDays { on why movedTo } bankHolidaysKnownUntil userErrors { code field message } publicationErrors { code message }
    sessions { on occurrenceOn bankHolidaysKnown startsAt endsAt poolAt unusedTo111At site { name } room { name } postCount slotCount heldFor111
      shares { practice { odsCode } weight weightSource entitlement places } } } }`;
async function preview(variables: object) {
  const reply = await director(document, variables);
  expect(reply.errors).toBeUndefined();
  return reply.data.sharedClinicPreview;
}

/** Sessions whose day by the rule is in the window, as the owner reads them, in the form of a preview. */
function made(from: string, to: string) {
  return app.database.sql(
    `select s.session_on::text as on, s.occurrence_on::text as "occurrenceOn", s.starts_at as "startsAt",
      s.ends_at as "endsAt", s.pool_at as "poolAt", s.to_111_at as "unusedTo111At", t.name as site, r.name as room,
      (select count(*)::int from post p where p.session_id = s.id) as "postCount",
      (select count(*)::int from slot l where l.session_id = s.id) as "slotCount",
      (select count(*)::int from slot l where l.session_id = s.id and l.held_for_111) as "heldFor111",
      (select json_agg(json_build_array(o.ods_code, h.weight::float8, h.weight_source, h.entitlement::float8, h.places)
        order by o.ods_code) from session_share h join organisation o on o.id = h.practice_id where h.session_id = s.id) as shares
    from session s join shared_clinic c on c.id = s.clinic_id join site t on t.id = s.site_id join room r on r.id = s.room_id
    where c.title = 'The one' and s.occurrence_on >= $1 and s.occurrence_on < $2 order by s.occurrence_on`,
    [from, to],
  );
}
function shown(sessions: any[]) {
  return sessions.map(
    ({ startsAt, endsAt, poolAt, unusedTo111At, site, room, shares, bankHolidaysKnown: _, ...rest }) => ({
      ...rest,
      startsAt: new Date(startsAt),
      endsAt: new Date(endsAt),
      poolAt: new Date(poolAt),
      unusedTo111At: unusedTo111At === null ? null : new Date(unusedTo111At),
      site: site.name,
      room: room.name,
      shares: shares.map((share: any) => [
        share.practice.odsCode,
        share.weight,
        share.weightSource,
        share.entitlement,
        share.places,
      ]),
    }),
  );
}

const rooms = [leightonIds.bassettRoadRoom, leightonIds.salisburyHouseRoom, leightonIds.leightonRoadRoom];
const clinic = fc.record({
  recurrence: fc.constantFrom(
    'FREQ=WEEKLY;BYDAY=MO',
    'FREQ=WEEKLY;BYDAY=WE,FR',
    'FREQ=WEEKLY;BYDAY=SA',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH',
    'FREQ=DAILY;INTERVAL=3',
    'FREQ=MONTHLY;BYDAY=1FR',
    'FREQ=WEEKLY;BYDAY=MO;COUNT=20',
  ),
  startTime: fc.constantFrom('09:00', '14:00', '14:00'),
  starts: fc.integer({ min: -30, max: 120 }),
  lasts: fc.option(fc.integer({ min: 60, max: 300 }), { nil: null }),
  hosting: fc.constantFrom('ONE', 'IN_TURN', 'CYCLE'),
  order: fc.shuffledSubarray([0, 1, 2], { minLength: 2 }),
  weights: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 3, maxLength: 3 }),
  slotsPerPost: fc.integer({ min: 2, max: 9 }),
  count: fc.integer({ min: 1, max: 2 }),
  heldFor111: fc.integer({ min: 0, max: 2 }),
  unusedTo111: fc.constantFrom(
    {},
    { unusedTo111From: null },
    { unusedTo111From: '01:30' },
    { unusedTo111From: '14:00' },
  ),
  policy: fc.constantFrom('REGISTERED_LIST', 'WEIGHTED_LIST', 'EQUAL', 'FIXED'),
  fixed: fc.array(fc.double({ min: 0.001, max: 3, noNaN: true }), { minLength: 3, maxLength: 3 }),
  bankHolidayPolicy: fc.constantFrom('SKIP', 'KEEP', 'MOVE'),
  poolHoursBefore: fc.integer({ min: 0, max: 48 }),
});
const windows = fc.record({
  after: fc.integer({ min: 0, max: 150 }),
  length: fc.integer({ min: 1, max: 120 }),
  more: fc.integer({ min: 1, max: 90 }),
});
type Clinic = typeof clinic extends fc.Arbitrary<infer T> ? T : never;

function inputOf(random: Clinic) {
  const startsOn = addDays(today, random.starts);
  const hosts = random.order.map((room, index) => ({
    place: { room: rooms[room] },
    ...(random.hosting === 'CYCLE' ? { weight: random.weights[index] } : {}),
  }));
  const fixedShares = ['E81003', 'E81004', 'E81044'].map((practice, index) => ({
    practice,
    weight: random.fixed[index],
  }));
  return clinicInput({
    title: 'The one',
    recurrence: random.recurrence,
    startTime: random.startTime,
    startsOn,
    ...(random.lasts === null ? {} : { endsOn: addDays(startsOn, random.lasts) }),
    hosting: random.hosting,
    hosts: random.hosting === 'ONE' ? hosts.slice(0, 1) : hosts,
    staffing: [{ role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: random.count, slotsPerPost: random.slotsPerPost }],
    slotPlan: { heldFor111: random.heldFor111, ...random.unusedTo111 },
    sharing: random.policy === 'FIXED' ? { policy: 'FIXED', fixedShares } : { policy: random.policy },
    bankHolidayPolicy: random.bankHolidayPolicy,
    poolHoursBefore: random.poolHoursBefore,
  });
}
function codes(errors: { code: string; message: string }[]) {
  return errors.map(({ code, message }) => ({ code, message }));
}

describe('a preview is what publication makes', () => {
  test('over random clinics and windows, and again for the next publication of a clinic that is there', async () => {
    await fc.assert(
      fc.asyncProperty(clinic, windows, async (random, { after, length, more }) => {
        await snapshot.restore();
        await publishedClinic(director, '2026-11-20', { recurrence: 'FREQ=WEEKLY;BYDAY=MO', startsOn: today });
        const input = inputOf(random);
        const from = addDays(today, after);
        const to = addDays(from, length);
        const first = await preview({ input, from, to });
        if (first.userErrors.length > 0) {
          await expect(scheduleClinic(director, input)).rejects.toThrow(JSON.stringify(first.userErrors[0].message));
          return;
        }
        const id = await scheduleClinic(director, input);
        const published = await publishUntil(director, id, to);
        expect(codes(published.userErrors)).toEqual(first.publicationErrors);
        if (published.userErrors.length > 0) return;
        expect(await made(from, to)).toEqual(shown(first.sessions));
        const until = addDays(to, more);
        const next = await preview({ clinic: id, to: until });
        expect(next.userErrors).toEqual([]);
        const republished = await publishUntil(director, id, until);
        expect(codes(republished.userErrors)).toEqual(next.publicationErrors);
        if (republished.userErrors.length === 0) expect(await made(to, until)).toEqual(shown(next.sessions));
      }),
      { numRuns: runs(12) },
    );
  });

  test('names each closed day that is left out or moved, and where it is moved to', async () => {
    const closed = async (changes: Record<string, unknown>, from: string, to: string) =>
      (await preview({ input: clinicInput(changes), from, to })).closedDays;
    const fridays = { recurrence: 'FREQ=WEEKLY;BYDAY=FR', startTime: '14:00' };
    expect(await closed({ ...fridays, bankHolidayPolicy: 'MOVE' }, '2026-12-20', '2027-04-01')).toEqual([
      { on: '2026-12-25', why: 'Christmas Day', movedTo: '2026-12-29' },
      { on: '2027-01-01', why: "New Year's Day", movedTo: '2027-01-04' },
      { on: '2027-03-26', why: 'Good Friday', movedTo: '2027-03-30' },
    ]);
    expect(await closed(fridays, '2026-12-20', '2026-12-31')).toEqual([
      { on: '2026-12-25', why: 'Christmas Day', movedTo: null },
    ]);
    expect(
      await closed({ ...fridays, bankHolidayPolicy: 'MOVE', endsOn: '2026-12-28' }, '2026-12-20', '2026-12-31'),
    ).toEqual([{ on: '2026-12-25', why: 'Christmas Day', movedTo: null }]);
    expect(await closed({ ...fridays, bankHolidayPolicy: 'KEEP' }, '2026-12-20', '2026-12-31')).toEqual([]);
    const saturdays = { recurrence: 'FREQ=WEEKLY;BYDAY=SA', startTime: '14:00', startsOn: '2027-12-01' };
    expect(await closed(saturdays, '2027-12-20', '2028-01-02')).toEqual([
      { on: '2027-12-25', why: 'Christmas Day', movedTo: null },
    ]);
  });

  test('marks the days whose bank holidays are not known yet', async () => {
    const { sessions, bankHolidaysKnownUntil } = await preview({
      input: clinicInput({ startsOn: '2028-12-15', startTime: '14:00', recurrence: 'FREQ=WEEKLY;BYDAY=MO' }),
      to: '2029-01-20',
    });
    expect(bankHolidaysKnownUntil).toBe('2029-01-01');
    expect(sessions.map((session: any) => [session.on, session.bankHolidaysKnown])).toEqual([
      ['2028-12-18', true],
      ['2029-01-01', false],
      ['2029-01-08', false],
      ['2029-01-15', false],
    ]);
  });

  test('is of exactly one clinic, of those that the viewer may publish, and of days that can be published', async () => {
    const errors = async (variables: object) =>
      (await preview(variables)).userErrors.map(({ code, field }: any) => [code, field]);
    const id = await scheduleClinic(director, clinicInput({ startTime: '14:00' }));
    expect(await errors({})).toEqual([['INVALID_INPUT', ['clinic']]]);
    expect(await errors({ clinic: id, input: clinicInput() })).toEqual([['INVALID_INPUT', ['clinic']]]);
    expect(
      (await director(document, { clinic: leightonIds.bassettRoadRoom })).errors?.map(
        ({ extensions }) => extensions.code,
      ),
    ).toEqual(['BAD_USER_INPUT']);
    expect(await errors({ clinic: id, from: '2027-10-01', to: '2027-10-20' })).toEqual([['HORIZON_TOO_FAR', ['to']]]);
    expect(await errors({ clinic: id, from: '2026-11-01', to: '2026-11-01' })).toEqual([['RECURRENCE_WINDOW', ['to']]]);
    const other = await app.as('clinical-director', 'U27128');
    expect((await other(document, { clinic: id })).data.sharedClinicPreview.userErrors).toMatchObject([
      { code: 'NOT_FOUND', field: ['clinic'] },
    ]);
    const receptionist = await app.as('care-navigator', 'E81003');
    expect((await receptionist(document, { clinic: id })).errors?.map(({ extensions }) => extensions.code)).toEqual([
      'FORBIDDEN',
    ]);
    await publishUntil(director, id, '2027-10-11');
    expect(await errors({ clinic: id })).toEqual([['HORIZON_TOO_FAR', ['to']]]);
    expect((await preview({ clinic: id, from: '2026-11-01', to: '2026-11-20' })).sessions).toEqual([]);
  });
});
