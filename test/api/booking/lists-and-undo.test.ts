import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bookDocument, bookInput, cancelDocument, moveDocument } from '../../support/booking/booking-documents.js';
import { expectSound } from '../../support/booking/expect-sound.js';
import { addPartner } from '../../support/booking/partner.js';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';
import { seedSession, type SeededSession } from '../../support/sessions/seed-session.js';

let app: TestApp;
let reception: Ask;
let neighbour: Ask;
let director: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  await addPartner(app.database);
  reception = await app.as('care-navigator', 'E81003');
  neighbour = await app.as('care-navigator', 'E81004');
  director = await app.as('clinical-director', 'U15644');
});
afterAll(() => app.close());

let day = 0;
function session(more: object = {}): Promise<SeededSession> {
  const startsAt = new Date(Date.parse('2026-12-01T09:00:00Z') + day++ * 86_400_000).toISOString();
  const shares = [leighton.bassettRoad, leighton.salisburyHouse].map((practiceId) => ({ practiceId, places: 2 }));
  return seedSession(app.database, { startsAt, slots: 4, shares, ...more });
}
async function book(ask: Ask, slot: string, practice: string, reference: string, more: object = {}): Promise<string> {
  const { booking, userErrors } = (await ask(bookDocument, bookInput(slot, practice, reference, more))).data.bookSlot;
  if (booking === null) throw new Error(JSON.stringify(userErrors));
  return booking.id;
}
const cancel = (ask: Ask, booking: string) => ask(cancelDocument, { input: { booking, reason: 'PATIENT_CANCELLED' } });
const undoDocument = `mutation ($input: UndoCancelBookingInput!) {
  undoCancelBooking(input: $input) { booking { id state cancellation cancelledAt } userErrors { code field } } }`;
const undo = async (ask: Ask, booking: string) =>
  (await ask(undoDocument, { input: { booking } })).data.undoCancelBooking;
const can = async (ask: Ask, id: string) =>
  (await ask(`query ($id: ID!) { node(id: $id) { ... on Booking { cancellation viewerCanUndoCancel } } }`, { id })).data
    .node;

describe('undoCancelBooking', () => {
  test('the same booking is confirmed again with its slot and a place', async () => {
    const s = await session();
    const id = await book(reception, s.slotId(1), 'E81003', 'U-1');
    await cancel(reception, id);
    expect(await can(reception, id)).toEqual({ cancellation: 'PATIENT_CANCELLED', viewerCanUndoCancel: true });
    expect(await undo(reception, id)).toEqual({
      booking: { id, state: 'CONFIRMED', cancellation: null, cancelledAt: null },
      userErrors: [],
    });
    expect(await can(reception, id)).toEqual({ cancellation: null, viewerCanUndoCancel: false });
    await expectSound(app.database, [s.id], [id]);
  });

  test('not when somebody else has the slot, or the practice has no place left, or nothing was cancelled', async () => {
    const s = await session();
    const first = await book(reception, s.slotId(1), 'E81003', 'U-2');
    expect((await undo(reception, first)).userErrors).toEqual([{ code: 'WRONG_STATE', field: ['booking'] }]);
    await cancel(reception, first);
    const theirs = await book(neighbour, s.slotId(1), 'E81004', 'N-2');
    expect((await undo(reception, first)).userErrors).toEqual([{ code: 'SLOT_TAKEN', field: ['booking'] }]);
    await cancel(neighbour, theirs);
    await book(reception, s.slotId(2), 'E81003', 'U-3');
    await book(reception, s.slotId(3), 'E81003', 'U-4');
    expect((await undo(reception, first)).userErrors).toEqual([{ code: 'NO_PLACE_LEFT', field: ['booking'] }]);
  });

  test('not for another practice, nor for a booking that ended with its session', async () => {
    const s = await session();
    const id = await book(reception, s.slotId(1), 'E81003', 'U-5');
    await cancel(reception, id);
    expect((await undo(neighbour, id)).userErrors).toEqual([{ code: 'NOT_FOUND', field: ['booking'] }]);
    const other = await book(reception, s.slotId(2), 'E81003', 'U-6');
    await director(`mutation ($input: CancelSessionInput!) { cancelSession(input: $input) { userErrors { code } } }`, {
      input: { session: s.globalId, reason: 'The heating failed' },
    });
    expect(await can(reception, other)).toEqual({ cancellation: 'SESSION_CANCELLED', viewerCanUndoCancel: false });
    expect((await undo(reception, other)).userErrors).toEqual([{ code: 'WRONG_STATE', field: ['booking'] }]);
  });

  test('undoing races with a new booking of the slot: exactly one of the two has it', async () => {
    const s = await session();
    const id = await book(reception, s.slotId(1), 'E81003', 'U-7');
    for (let round = 0; round < 10; round += 1) {
      await cancel(reception, id);
      const [undone, booked] = await Promise.all([
        undo(reception, id),
        neighbour(bookDocument, bookInput(s.slotId(1), 'E81004', `N-7-${round}`)),
      ]);
      const { booking } = booked.data.bookSlot;
      expect([undone.booking, booking].filter((each) => each !== null)).toHaveLength(1);
      if (booking !== null) {
        await cancel(neighbour, booking.id);
        expect((await undo(reception, id)).userErrors).toEqual([]);
      }
    }
    await expectSound(app.database, [s.id], [id]);
  });
});

const list = `query ($from: Date!, $to: Date!, $pcn: OdsCode, $practice: OdsCode, $session: ID, $service: ID, $site: ID,
    $clinician: ID, $states: [BookingState!], $channels: [BookingChannel!], $outcomeMissing: Boolean, $reference: String) {
  bookings(from: $from, to: $to, pcn: $pcn, practice: $practice, session: $session, service: $service, site: $site,
    clinician: $clinician, states: $states, channels: $channels, outcomeMissing: $outcomeMissing, reference: $reference) {
    totalCount edges { node { reference } } } }`;
const days = { from: '2026-11-01', to: '2027-06-01' };
const references = async (ask: Ask, asked: object) => {
  const { data, errors } = await ask(list, { ...days, ...asked });
  if (data.bookings === null) return errors?.map(({ extensions }) => extensions.code);
  expect(data.bookings.totalCount).toBe(data.bookings.edges.length);
  return data.bookings.edges.map(({ node }: any) => node.reference);
};

test('a list that is narrowed by null is not narrowed: of bookings of a practice, services, clinicians, a preview', async () => {
  const s = await session();
  await book(reception, s.slotId(1), 'E81003', 'NARROWED');
  const ofPractice = `query ($from: Date!, $to: Date!, $states: [BookingState!], $reference: String) {
    practice(by: { odsCode: "E81003" }) { bookings(from: $from, to: $to, states: $states, reference: $reference) {
      totalCount edges { node { reference } } } } }`;
  const all = await reception(ofPractice, days);
  expect(all.data.practice.bookings.totalCount).toBeGreaterThan(0);
  expect(await reception(ofPractice, { ...days, states: null, reference: null })).toEqual(all);

  const others = `query ($pcn: OdsCode, $role: String, $asOf: Date) { services(pcn: $pcn) { totalCount }
    clinicians(pcn: $pcn, role: $role, asOf: $asOf) { totalCount } }`;
  const manager = await app.as('practice-manager', 'E81003');
  const nothing = await manager(others, {});
  expect(nothing.data.clinicians.totalCount).toBeGreaterThan(0);
  expect(await manager(others, { pcn: null, role: null, asOf: null })).toEqual(nothing);

  const preview = `query ($clinic: ID, $input: ScheduleSharedClinicInput) {
    sharedClinicPreview(clinic: $clinic, input: $input) { userErrors { code message } } }`;
  expect(await director(preview, { clinic: null, input: null })).toEqual(await director(preview, {}));
});

describe('lists of bookings', () => {
  let s: SeededSession;
  beforeAll(async () => {
    s = await session({ heldFor111: 1, slots: 5 });
    await book(reception, s.slotId(1), 'E81003', 'L-1');
    await book(neighbour, s.slotId(2), 'E81004', 'L-2');
    const partner = await app.as('booking-partner', 'YGMC1');
    await book(partner, s.slotId(5), 'E81003', 'L-111', { channel: 'NHS_111' });
  });

  test('a network, a practice and a partner each list what is theirs', async () => {
    const at = { session: s.globalId };
    expect(await references(director, { ...at, pcn: 'U15644' })).toEqual(['L-1', 'L-2', 'L-111']);
    expect(await references(director, at)).toEqual(['L-1', 'L-2', 'L-111']);
    expect(await references(director, { ...at, practice: 'E81004' })).toEqual(['L-2']);
    expect(await references(reception, at)).toEqual(['L-1', 'L-111']);
    expect(await references(reception, { ...at, pcn: 'U15644' })).toEqual(['FORBIDDEN']);
    expect(await references(reception, { ...at, practice: 'E81004' })).toEqual(['FORBIDDEN']);
    expect(await references(await app.as('booking-partner', 'YGMC1'), {})).toEqual(['L-111']);
    expect(await references(await app.as('icb-viewer', 'QHG'), {})).toEqual(['FORBIDDEN']);
  });

  test('limits are by service, site, clinician, state, channel and own reference', async () => {
    const at = { session: s.globalId };
    expect(await references(director, { ...at, service: leightonIds.service })).toHaveLength(3);
    expect(await references(director, { ...at, site: leightonIds.leightonRoadSite })).toEqual([]);
    expect(await references(director, { ...at, clinician: leightonIds.physiotherapist })).toHaveLength(3);
    expect(await references(director, { ...at, clinician: leightonIds.gp })).toEqual([]);
    expect(await references(director, { ...at, states: ['CANCELLED'] })).toEqual([]);
    expect(await references(director, { ...at, channels: ['NHS_111'] })).toEqual(['L-111']);
    expect(await references(director, { ...at, reference: 'L-2' })).toEqual(['L-2']);
    expect(await references(director, { outcomeMissing: true })).toEqual([]);
  });

  test('at most a year is listed at once', async () => {
    expect(await references(director, { from: '2025-12-01', to: '2026-12-02', reference: 'L-1' })).toEqual([]);
    expect(await references(director, { from: '2025-11-30', to: '2026-12-02' })).toEqual(['BAD_USER_INPUT']);
  });

  test('a day list: a session’s bookings and each slot’s own, in one statement for all', async () => {
    const document = `query ($id: ID!) { node(id: $id) { ... on Session {
      bookings(states: [CONFIRMED]) { totalCount edges { node { reference on startTime endTime bookedBy { odsCode } slot { number } } } }
      slots(first: 5) { edges { node { number booking { reference } } } } } } }`;
    const day = async (ask: Ask) => (await ask(document, { id: s.globalId })).data.node;
    const all = await day(director);
    expect(all.bookings.edges[0].node).toEqual({
      reference: 'L-1',
      on: expect.stringMatching(/^2026-12-\d\d$/),
      startTime: '09:00',
      endTime: '09:20',
      bookedBy: { odsCode: 'E81003' },
      slot: { number: 1 },
    });
    expect(all.slots.edges.map(({ node }: any) => node.booking?.reference ?? null)).toEqual([
      'L-1',
      'L-2',
      null,
      null,
      'L-111',
    ]);
    const theirs = await day(neighbour);
    expect(theirs.bookings.totalCount).toBe(1);
    expect(theirs.slots.edges.map(({ node }: any) => node.booking?.reference ?? null)).toEqual([
      null,
      'L-2',
      null,
      null,
      null,
    ]);
    const statements = await app.statementsOf(() => day(director));
    expect(statements.filter((name) => name === 'bookingsOfSessions')).toHaveLength(1);
  });

  test('a booking tells from where it was moved', async () => {
    const [from, to] = [await session(), await session()];
    const booking = await book(reception, from.slotId(1), 'E81003', 'M-1');
    await reception(moveDocument, { input: { booking, slot: to.slotId(3) } });
    const { data } = await reception(
      `query ($id: ID!) { node(id: $id) { ... on Booking { startTime movedFrom { at startsAt session { id } } } } }`,
      { id: booking },
    );
    expect(data.node).toEqual({
      startTime: '09:40',
      movedFrom: {
        at: expect.any(String),
        startsAt: expect.stringMatching(/T09:00:00Z$/),
        session: { id: from.globalId },
      },
    });
  });
});
