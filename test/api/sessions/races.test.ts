import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDays } from '../../../src/time/london.js';
import { bookDocument, bookInput } from '../../support/booking/booking-documents.js';
import { clinicInput, publishedClinic, publishUntil, scheduleClinic } from '../../support/sessions/clinics.js';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { globalId } from '../../../src/platform/ids/global-id.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let director: Ask;
let otherDirector: Ask;
let manager: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-10-05T08:00:00Z', poolSize: 30 });
  await seedLeighton(app.database);
  [director, otherDirector, manager] = await Promise.all([
    app.as('clinical-director', 'U15644'),
    app.as('clinical-director', 'U27128'),
    app.as('practice-manager', 'E81003'),
  ]);
});
afterAll(() => app.close());

let day = '2026-10-06';
function oneDay(changes: Record<string, unknown> = {}) {
  return {
    recurrence: 'FREQ=DAILY',
    startsOn: day,
    endsOn: addDays(day, 1),
    ...changes,
  };
}
function nextDay() {
  return (day = addDays(day, 1));
}
function codesOf(payloads: any[]) {
  return payloads.map((payload) => payload.userErrors[0]?.code ?? 'done').sort();
}

const assign = `mutation ($input: AssignClinicianInput!) { assignClinician(input: $input) { userErrors { code } } }`;
async function assigned(ask: Ask, session: string, clinician: string) {
  return (await ask(assign, { input: { session, clinician } })).data.assignClinician;
}

test('twelve publications at once publish each occurrence once', async () => {
  const id = await scheduleClinic(director, clinicInput({ recurrence: 'FREQ=DAILY', startTime: '18:00' }));
  const replies = await Promise.all(
    Array.from({ length: 12 }, (_, index) => publishUntil(director, id, addDays('2026-10-15', index % 3))),
  );
  expect(codesOf(replies)).toEqual(Array(12).fill('done'));
  expect(replies.reduce((sum, reply) => sum + reply.publishedCount, 0)).toBe(12);
  const rows = await app.database.sql(
    `select count(*)::int as sessions, count(distinct occurrence_on)::int as days,
      (select count(*)::int from place) as places, (select count(*)::int from slot) as slots from session`,
  );
  expect(rows).toEqual([{ sessions: 12, days: 12, places: 108, slots: 108 }]);
});

test('of clinics that publish into one room at one time, in two networks, one gets it and the others hear who is there', async () => {
  nextDay();
  await app.database.sql(
    `insert into accommodation_offer (pcn_id, offered_by_id, room_id, weekdays, from_time, to_time, valid_from)
     values ($1, $2, $3, '{1,2,3,4,5,6,7}', '07:00', '21:00', '2026-01-01')`,
    [leighton.otherPcn, leighton.leightonRoad, leighton.leightonRoadRoom],
  );
  const hosts = [{ place: { room: leightonIds.leightonRoadRoom } }];
  const clinics = await Promise.all([
    ...['09:00', '10:00', '11:00'].map((startTime) =>
      scheduleClinic(director, clinicInput(oneDay({ hosts, startTime }))),
    ),
    ...['09:30', '10:30', '11:30'].map((startTime) =>
      scheduleClinic(otherDirector, clinicInput(oneDay({ hosts, startTime, pcn: 'U27128' }))),
    ),
  ]);
  const replies = await Promise.all(
    clinics.map((id, index) => publishUntil(index < 3 ? director : otherDirector, id, addDays(day, 1))),
  );
  expect(codesOf(replies)).toEqual([...Array(5).fill('ROOM_TAKEN'), 'done']);
  for (const { userErrors } of replies)
    if (userErrors.length > 0) expect(userErrors[0].message).toMatch(/ is taken on /);
  expect(
    await app.database.sql('select count(*)::int as n from session where room_id = $1', [leighton.leightonRoadRoom]),
  ).toEqual([{ n: 1 }]);
});

test('of two overlapping sessions, in two networks, that want one clinician at once, one gets them', async () => {
  for (let round = 0; round < 5; round += 1) {
    nextDay();
    const ours = await publishedClinic(director, addDays(day, 1), oneDay());
    const theirs = await publishedClinic(otherDirector, addDays(day, 1), {
      ...oneDay({ startTime: '10:00', pcn: 'U27128' }),
      hosts: [{ place: { room: leightonIds.otherRoom } }],
    });
    const replies = await Promise.all([
      assigned(director, ours.sessions[0].id, leightonIds.sharedPhysiotherapist),
      assigned(otherDirector, theirs.sessions[0].id, leightonIds.sharedPhysiotherapist),
    ]);
    expect(codesOf(replies)).toEqual(['CLINICIAN_BUSY', 'done']);
  }
});

test('of two clinicians for one post at once, one gets it', async () => {
  for (let round = 0; round < 5; round += 1) {
    nextDay();
    const { sessions } = await publishedClinic(director, addDays(day, 1), oneDay());
    const replies = await Promise.all(
      [leightonIds.physiotherapist, leightonIds.sharedPhysiotherapist].map((clinician) =>
        assigned(director, sessions[0].id, clinician),
      ),
    );
    const [lost, won] = codesOf(replies);
    expect([['NO_OPEN_POST', 'POST_FILLED'].includes(lost ?? ''), won]).toEqual([true, 'done']);
  }
});

test('of leave and an assignment at one time, decided at once, one loses', async () => {
  const approve = `mutation ($input: ApproveLeaveInput!) { approveLeave(input: $input) { userErrors { code } } }`;
  for (let round = 0; round < 5; round += 1) {
    nextDay();
    const { sessions } = await publishedClinic(director, addDays(day, 1), oneDay());
    const [leave] = await app.database.sql<{ id: string }>(
      `insert into leave (clinician_id, kind, starts_at, ends_at, state)
       values ($1, 'ANNUAL', $2::date, $2::date + 1, 'REQUESTED') returning id`,
      [leighton.physiotherapist, day],
    );
    const replies = await Promise.all([
      assigned(director, sessions[0].id, leightonIds.physiotherapist),
      manager(approve, { input: { leave: globalId('Leave', leave?.id ?? '') } }).then(
        (reply) => reply.data.approveLeave,
      ),
    ]);
    const [lost, won] = codesOf(replies);
    expect([['CLINICIAN_BUSY', 'LEAVE_CLASHES'].includes(lost ?? ''), won]).toEqual([true, 'done']);
  }
});

test('places returned at once are never more than were owned', async () => {
  nextDay();
  const { sessions } = await publishedClinic(director, addDays(day, 1), oneDay());
  const session = sessions[0].id;
  const back = `mutation ($input: ReturnPlacesInput!) { returnPlaces(input: $input) { userErrors { code } } }`;
  const own: number = sessions[0].shares.find(({ practice }: any) => practice.odsCode === 'E81003').placesGiven;
  const replies = await Promise.all(
    Array.from({ length: 10 }, () => manager(back, { input: { session, practice: 'E81003', count: 1 } })),
  );
  expect(codesOf(replies.map((reply) => reply.data.returnPlaces))).toEqual([
    ...Array(10 - own).fill('NOT_ENOUGH_PLACES'),
    ...Array(own).fill('done'),
  ]);
});

test('a place that is booked and returned at once is one or the other', async () => {
  nextDay();
  const { sessions } = await publishedClinic(director, addDays(day, 1), oneDay({ poolHoursBefore: 0 }));
  const { id: session, slots } = sessions[0];
  await assigned(director, session, leightonIds.physiotherapist);
  const back = `mutation ($input: ReturnPlacesInput!) { returnPlaces(input: $input) { userErrors { code } } }`;
  const key = Buffer.from(session, 'base64url').toString().split(':')[1] ?? '';
  expect(slots.edges).toHaveLength(9);
  const bookings = Array.from({ length: 4 }, (_, index) =>
    manager(bookDocument, bookInput(globalId('Slot', `${key}/${index + 1}`), 'E81003', `race-${index}`)).then(
      (reply) => reply.data?.bookSlot ?? { userErrors: [{ code: JSON.stringify(reply) }] },
    ),
  );
  const returns = Array.from({ length: 4 }, () =>
    manager(back, { input: { session, practice: 'E81003', count: 1 } }).then((reply) => reply.data.returnPlaces),
  );
  const outcomes = [...(await Promise.all(bookings)), ...(await Promise.all(returns))];
  const unexpected = codesOf(outcomes).filter((code) => !['done', 'NOT_ENOUGH_PLACES', 'NO_PLACE_LEFT'].includes(code));
  expect(unexpected).toEqual([]);
  const [counted] = await app.database.sql<{ places: number; taken: number; booked: number }>(
    `select (select count(*)::int from place where session_id = $1) as places,
      (select count(*)::int from place where session_id = $1 and taken_until is not null) as taken,
      (select count(*)::int from booking where session_id = $1 and state = 'CONFIRMED') as booked`,
    [key],
  );
  expect(counted?.places).toBe(9);
  expect(counted?.taken).toBe(counted?.booked);
});
