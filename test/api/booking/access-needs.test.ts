import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openDatabase } from '../../../src/app.js';
import { offerWhatIsFree } from '../../../src/booking/offer-free-slots.js';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { seedSession } from '../../support/sessions/seed-session.js';
import { startTestApp, type Ask, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let ask: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  ask = await app.as('care-navigator', 'E81003');
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.database.sql('truncate waiting_entry, booking, slot, place, post, assignment, session cascade');
  await app.database.sql(`update service set needs = '{}'`);
});

const rooms = { stepFree: leighton.bassettRoadRoom, steps: leighton.salisburyHouseRoom, unknown: null };
/** A session in a room of a kind, its slots given in some ways. */
async function session(day: string, room: keyof typeof rooms, modes: string, slots = 2) {
  const made = await seedSession(app.database, { startsAt: `${day}T09:00:00Z`, slots });
  await app.database.sql('update session set room_id = $2 where id = $1', [made.id, rooms[room]]);
  await app.database.sql('update slot set delivery_modes = $2 where session_id = $1', [made.id, modes.split(' ')]);
  return made;
}

async function listed(more: object): Promise<string[]> {
  const reply = await ask(
    `query ($needs: [AccessNeed!], $need: Need, $mode: DeliveryMode) {
      sharedAvailability(practice: "E81003", from: "2026-12-01", to: "2026-12-31", accessNeeds: $needs, need: $need,
        deliveryMode: $mode) { edges { node { on } } }
    }`,
    more,
  );
  if (reply.errors !== undefined) return reply.errors.map((error) => error.extensions.code);
  return reply.data.sharedAvailability.edges.map((edge: any) => edge.node.on);
}

async function book(slot: string, more: object) {
  const reply = await ask(
    `mutation ($input: BookSlotInput!) {
      bookSlot(input: $input) { booking { deliveryMode } warnings { code field } userErrors { code field } }
    }`,
    {
      input: { what: { slot }, practice: 'E81003', reference: 'P', channel: 'PHONE', need: 'MUSCULOSKELETAL', ...more },
    },
  );
  return reply.data.bookSlot;
}
function booked(deliveryMode: string, ...warnings: object[]) {
  return {
    booking: { deliveryMode },
    warnings,
    userErrors: [],
  };
}
function refused(code: string, ...field: string[]) {
  return { booking: null, warnings: [], userErrors: [{ code, field }] };
}

test('needs leave out the sessions that do not suit: rooms with steps or unknown, and ways that cannot be', async () => {
  await session('2026-12-01', 'stepFree', 'FACE_TO_FACE');
  await session('2026-12-02', 'steps', 'FACE_TO_FACE TELEPHONE');
  await session('2026-12-03', 'unknown', 'FACE_TO_FACE VIDEO');
  await session('2026-12-04', 'steps', 'HOME_VISIT');
  const [one, two, three, four] = ['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'];
  expect(await listed({})).toEqual([one, two, three, four]);
  expect(await listed({ needs: ['INTERPRETER', 'LONGER_APPOINTMENT'] })).toEqual([one, two, three, four]);
  expect(await listed({ needs: ['STEP_FREE'] })).toEqual([one]);
  expect(await listed({ needs: ['STEP_FREE', 'REMOTE_ONLY'] })).toEqual([two, three]);
  expect(await listed({ needs: ['STEP_FREE'], mode: 'TELEPHONE' })).toEqual([two]);
  expect(await listed({ needs: ['REMOTE_ONLY'] })).toEqual([two, three]);
  expect(await listed({ needs: ['IN_PERSON_ONLY'] })).toEqual([one, two, three, four]);
  expect(await listed({ needs: ['IN_PERSON_ONLY'], mode: 'HOME_VISIT' })).toEqual([four]);
  expect(await listed({ needs: ['REMOTE_ONLY', 'IN_PERSON_ONLY'] })).toEqual(['BAD_USER_INPUT']);
  expect(await listed({ needs: ['REMOTE_ONLY'], mode: 'FACE_TO_FACE' })).toEqual(['BAD_USER_INPUT']);
});

test('the way is chosen by the needs, and what cannot suit is refused', async () => {
  const steps = await session('2026-12-02', 'steps', 'FACE_TO_FACE TELEPHONE', 6);
  const only = await session('2026-12-03', 'stepFree', 'FACE_TO_FACE', 6);
  expect(await book(steps.slotId(1), { accessNeeds: ['REMOTE_ONLY'], reference: 'A' })).toEqual(booked('TELEPHONE'));
  expect(await book(steps.slotId(2), { accessNeeds: ['IN_PERSON_ONLY'], reference: 'B' })).toEqual(
    booked('FACE_TO_FACE'),
  );
  expect(await book(steps.slotId(3), { accessNeeds: ['STEP_FREE'] })).toEqual(
    refused('ACCESS_NEED_NOT_MET', 'accessNeeds'),
  );
  expect(await book(steps.slotId(3), { accessNeeds: ['STEP_FREE'], deliveryMode: 'TELEPHONE' })).toEqual(
    booked('TELEPHONE'),
  );
  expect(await book(only.slotId(1), { accessNeeds: ['STEP_FREE'], reference: 'C' })).toEqual(booked('FACE_TO_FACE'));
  expect(await book(only.slotId(2), { accessNeeds: ['REMOTE_ONLY'], reference: 'D' })).toEqual(
    refused('ACCESS_NEED_NOT_MET', 'accessNeeds'),
  );
  expect(await book(only.slotId(2), { accessNeeds: ['REMOTE_ONLY', 'IN_PERSON_ONLY'] })).toEqual(
    refused('INVALID_INPUT', 'accessNeeds'),
  );
  expect(await book(only.slotId(2), { accessNeeds: ['REMOTE_ONLY'], deliveryMode: 'FACE_TO_FACE' })).toEqual(
    refused('INVALID_INPUT', 'deliveryMode'),
  );
});

test('what nobody knows, or has to see to, is a warning beside the booking', async () => {
  const unknown = await session('2026-12-03', 'unknown', 'FACE_TO_FACE TELEPHONE', 4);
  expect(await book(unknown.slotId(1), { accessNeeds: ['STEP_FREE', 'INTERPRETER', 'LONGER_APPOINTMENT'] })).toEqual(
    booked(
      'FACE_TO_FACE',
      { code: 'STEP_FREE_UNKNOWN', field: ['accessNeeds', '0'] },
      { code: 'ACCESS_NEED_TO_ARRANGE', field: ['accessNeeds', '1'] },
      { code: 'LONGER_APPOINTMENT_NOT_MADE', field: ['accessNeeds', '2'] },
    ),
  );
  expect(
    await book(unknown.slotId(2), { accessNeeds: ['STEP_FREE'], deliveryMode: 'TELEPHONE', reference: 'Q' }),
  ).toEqual(booked('TELEPHONE'));
});

test('a service that names what it serves is found by need, and booked for another with a warning', async () => {
  const made = await session('2026-12-03', 'stepFree', 'FACE_TO_FACE');
  await app.database.sql(`update service set needs = '{MUSCULOSKELETAL,FOLLOW_UP}'`);
  expect(await listed({ need: 'MUSCULOSKELETAL' })).toEqual(['2026-12-03']);
  expect(await listed({ need: 'MENTAL_HEALTH' })).toEqual([]);
  expect(await book(made.slotId(1), { reference: 'A' })).toEqual(booked('FACE_TO_FACE'));
  expect(await book(made.slotId(2), { need: 'MENTAL_HEALTH', reference: 'B' })).toEqual(
    booked('FACE_TO_FACE', { code: 'NEED_NOT_SERVED', field: ['need'] }),
  );
  await app.database.sql(`update service set needs = '{}'`);
  expect(await listed({ need: 'MENTAL_HEALTH' })).toEqual([]); // both slots are taken
});

test('a network names the needs that a service of its own serves', async () => {
  const reply = await (
    await app.as('rota-manager', 'U15644')
  )(
    `mutation ($input: DefineServiceInput!) {
      defineService(input: $input) { service { code needs } userErrors { code field } }
    }`,
    {
      input: {
        pcn: 'U15644',
        code: 'ear-microsuction',
        name: 'Ear microsuction',
        roles: ['FIRST_CONTACT_PHYSIOTHERAPIST'],
        slotMinutes: 20,
        deliveryModes: ['FACE_TO_FACE'],
        appointmentCategory: 'PLANNED_CLINICAL_PROCEDURE',
        needs: ['TEST_OR_PROCEDURE', 'FOLLOW_UP', 'FOLLOW_UP'],
      },
    },
  );
  expect(reply.data.defineService).toEqual({
    service: { code: 'ear-microsuction', needs: ['TEST_OR_PROCEDURE', 'FOLLOW_UP'] },
    userErrors: [],
  });
});

test('a wait is offered only what suits, and one that nothing could suit is refused', async () => {
  await session('2026-12-01', 'steps', 'FACE_TO_FACE TELEPHONE', 4);
  await session('2026-12-02', 'unknown', 'FACE_TO_FACE', 4);
  await session('2026-12-03', 'stepFree', 'FACE_TO_FACE TELEPHONE', 4);
  await app.database.sql(`update service set needs = '{MUSCULOSKELETAL}'`);
  const wait = async (reference: string, more: object) => {
    const reply = await ask(
      `mutation ($input: WaitForSlotInput!) {
        waitForSlot(input: $input) { waitingEntry { reference } warnings { code field } userErrors { code field } }
      }`,
      {
        input: {
          service: leightonIds.service,
          practice: 'E81003',
          reference,
          channel: 'PHONE',
          need: 'MUSCULOSKELETAL',
          from: '2026-12-01',
          to: '2026-12-31',
          ...more,
        },
      },
    );
    return reply.data.waitForSlot;
  };
  const waiting = (reference: string, ...warnings: object[]) => ({
    waitingEntry: { reference },
    warnings,
    userErrors: [],
  });
  expect(await wait('STEPS', { accessNeeds: ['STEP_FREE'] })).toEqual(waiting('STEPS'));
  expect(await wait('REMOTE', { accessNeeds: ['REMOTE_ONLY'] })).toEqual(waiting('REMOTE'));
  expect(await wait('PERSON', { accessNeeds: ['IN_PERSON_ONLY'], need: 'MENTAL_HEALTH' })).toEqual(
    waiting('PERSON', { code: 'NEED_NOT_SERVED', field: ['need'] }),
  );
  expect(await wait('LONG', { accessNeeds: ['LONGER_APPOINTMENT'] })).toEqual(
    waiting('LONG', { code: 'LONGER_APPOINTMENT_NOT_MADE', field: ['accessNeeds', '0'] }),
  );
  expect(await wait('NEVER', { accessNeeds: ['REMOTE_ONLY', 'IN_PERSON_ONLY'] })).toEqual({
    waitingEntry: null,
    warnings: [],
    userErrors: [{ code: 'INVALID_INPUT', field: ['accessNeeds'] }],
  });
  const database = await openDatabase(app.database.urls.app, { poolSize: 1, statementTimeoutMs: 10_000 });
  await offerWhatIsFree(database, { pcn: 'U15644', serviceId: leighton.service }, 'test');
  await database.close();
  expect(
    await app.database
      .sql(`select w.reference, b.starts_at::date::text as "on", b.slot_number as slot, b.delivery_mode as mode
      from waiting_entry w join booking b on b.id = w.offered_booking_id order by w.created_at`),
  ).toEqual([
    { reference: 'STEPS', on: '2026-12-03', slot: 1, mode: 'FACE_TO_FACE' },
    { reference: 'REMOTE', on: '2026-12-01', slot: 1, mode: 'TELEPHONE' },
    { reference: 'PERSON', on: '2026-12-01', slot: 2, mode: 'FACE_TO_FACE' },
    { reference: 'LONG', on: '2026-12-01', slot: 3, mode: 'FACE_TO_FACE' },
  ]);
});

test('a hold and a move keep to the needs of the patient they are for', async () => {
  const steps = await session('2026-12-01', 'steps', 'FACE_TO_FACE TELEPHONE', 4);
  const free = await session('2026-12-03', 'stepFree', 'FACE_TO_FACE', 4);
  const held = await ask(`mutation ($input: HoldSlotInput!) { holdSlot(input: $input) { hold { id } } }`, {
    input: { slot: steps.slotId(1), practice: 'E81003', channel: 'PHONE' },
  });
  const hold = { what: { hold: held.data.holdSlot.hold.id } };
  for (const need of ['STEP_FREE', 'REMOTE_ONLY']) {
    expect(await book('', { ...hold, accessNeeds: [need] })).toEqual(refused('ACCESS_NEED_NOT_MET', 'accessNeeds'));
  }
  expect(await book('', { ...hold, accessNeeds: ['CHAPERONE'] })).toEqual(
    booked('FACE_TO_FACE', { code: 'ACCESS_NEED_TO_ARRANGE', field: ['accessNeeds', '0'] }),
  );
  await book(free.slotId(1), { accessNeeds: ['STEP_FREE', 'LONGER_APPOINTMENT'], reference: 'MOVES' });
  const [{ id } = { id: '' }] = await app.database.sql<{ id: string }>(
    `select id from booking where reference = 'MOVES'`,
  );
  const move = async (slot: string) => {
    const reply = await ask(
      `mutation ($input: MoveBookingInput!) {
        moveBooking(input: $input) { booking { deliveryMode } warnings { code field } userErrors { code field } }
      }`,
      { input: { booking: Buffer.from(`Booking:${id}`).toString('base64url'), slot } },
    );
    return reply.data.moveBooking;
  };
  expect(await move(steps.slotId(2))).toEqual(refused('ACCESS_NEED_NOT_MET', 'slot'));
  expect(await move(free.slotId(2))).toEqual(
    booked('FACE_TO_FACE', { code: 'LONGER_APPOINTMENT_NOT_MADE', field: ['slot'] }),
  );
});
