import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId } from '../../../src/platform/ids/global-id.js';
import { bookDocument, bookInput, cancelDocument, moveDocument } from '../../support/booking/booking-documents.js';
import { changing } from '../../support/database/changes.js';
import { publishedClinic } from '../../support/sessions/clinics.js';
import { expectSound } from '../../support/booking/expect-sound.js';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { addPartner } from '../../support/booking/partner.js';
import { seedSession, type SeededSession } from '../../support/sessions/seed-session.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let [director, navigator, partner]: Ask[] = [];
beforeAll(async () => {
  app = await startTestApp({ now: '2026-10-05T08:00:00Z' });
  await seedLeighton(app.database);
  await addPartner(app.database);
  director = await app.as('clinical-director', 'U15644');
  navigator = await app.as('care-navigator', 'E81003');
  partner = await app.as('booking-partner', 'YGMC1');
});
afterAll(() => app.close());

async function seeded(to111At: string, scene: Parameters<typeof seedSession>[1]): Promise<SeededSession> {
  const session = await seedSession(app.database, scene);
  await app.database.sql(`update session set to_111_at = $2 where id = $1`, [session.id, to111At]);
  return session;
}
/** The numbers of the slots that are shown in a session of a day, and how many of them can be booked. */
async function shown(ask: Ask, session: string, on: string, practice = 'E81003') {
  const reply = await ask(
    `query ($practice: OdsCode!, $from: Date!, $to: Date!) {
      sharedAvailability(practice: $practice, from: $from, to: $to) {
        edges { node { session { id } bookableCount slots { number } } } } }`,
    { practice, from: on, to: new Date(Date.parse(on) + 86_400_000).toISOString().slice(0, 10) },
  );
  const found = reply.data.sharedAvailability.edges.find(({ node }: any) => node.session.id === session)?.node;
  return found === undefined ? null : [found.bookableCount, found.slots.map((slot: any) => slot.number)];
}
let references = 0;
async function book(ask: Ask, slot: string, channel: string, practice = 'E81003') {
  const reply = await ask(bookDocument, bookInput(slot, practice, `R-${(references += 1)}`, { channel }));
  return reply.data.bookSlot;
}
function by111(slot: string, practice?: string) {
  return book(partner!, slot, 'NHS_111', practice);
}
async function placeOf(booking: string) {
  const id = Buffer.from(booking, 'base64url').toString().split(':')[1];
  const [row] = await app.database.sql(
    `select p.owner_id as owner from booking b left join place p on (p.session_id, p.number) = (b.session_id, b.place_number)
     where b.id = $1`,
    [id],
  );
  return row?.['owner'];
}
function error(code: string, field: string[], message: unknown) {
  return {
    booking: null,
    userErrors: [{ code, field, message }],
  };
}

describe('free general slots of a session are also for NHS 111 from the time that its clinic sets', () => {
  // Clocks go back on the first of these days, and forward on the second: 14:00 is another instant than the day before.
  test.each([
    ['2026-10-25', '2026-10-25T14:00:00Z'],
    ['2027-03-28', '2027-03-28T13:00:00Z'],
  ])('to the second, on %s as on any day', async (on, at) => {
    const before = new Date(Date.parse(at) - 3_600_000).toISOString();
    await app.setClock(before);
    const scene = {
      startsAt: new Date(Date.parse(at) + 7_200_000).toISOString(),
      slots: 5,
      heldFor111: 1,
      shares: [
        { practiceId: leighton.bassettRoad, places: 1 },
        { practiceId: leighton.salisburyHouse, places: 2 },
      ],
    };
    const session = await seeded(at, scene);
    expect(await shown(partner!, session.globalId, on)).toEqual([1, [5]]);
    expect(await by111(session.slotId(1))).toEqual(
      error(
        'SLOT_NOT_FOR_111',
        ['what', 'slot'],
        `This slot is not one of those kept for NHS 111. If it is still free, NHS 111 can book it from 14:00 on ${on}. Until then choose one of \`sharedAvailability\`.`,
      ),
    );

    await app.setClock(at);
    // Bassett Road has one place of its own and one of the pool; Salisbury House's are its own still.
    expect(await shown(partner!, session.globalId, on)).toEqual([3, [1, 2, 3, 4, 5]]);
    expect(await shown(navigator!, session.globalId, on)).toEqual([2, [1, 2, 3, 4]]);
    const own = await by111(session.slotId(1));
    expect(own.userErrors).toEqual([]);
    expect(await placeOf(own.booking.id)).toBe(leighton.bassettRoad);
    // A practice may still have them, too, and what it takes is gone for NHS 111: only what is held for it is left.
    expect((await book(navigator!, session.slotId(2), 'PHONE')).userErrors).toEqual([]);
    expect(await shown(partner!, session.globalId, on)).toEqual([1, [5]]);
    expect(await by111(session.slotId(3))).toEqual(error('NO_PLACE_LEFT', ['what', 'slot'], expect.any(String)));
    expect((await by111(session.slotId(3), 'E81004')).userErrors).toEqual([]);
    const held = await by111(session.slotId(5));
    expect(held.userErrors).toEqual([]);
    expect(await placeOf(held.booking.id)).toBeNull();
    await expectSound(
      app.database,
      [session.id],
      (
        await app.database.sql<{ id: string }>(`select id from booking where session_id = $1 and state = 'CONFIRMED'`, [
          session.id,
        ])
      ).map(({ id }) => globalId('Booking', id)),
    );
  });

  test('and no slot of the next day, nor one that is not released yet', async () => {
    await app.setClock('2026-11-10T14:00:00Z');
    const places = { slots: 3, startsAt: '2026-11-11T09:00:00Z' };
    const tomorrow = await seeded('2026-11-11T14:00:00Z', places);
    expect(await shown(partner!, tomorrow.globalId, '2026-11-11')).toBeNull();
    const later = await seeded('2026-11-10T14:00:00Z', {
      slots: 3,
      startsAt: '2026-11-10T16:00:00Z',
      releasedAt: '2026-11-10T15:00:00Z',
    });
    expect(await shown(partner!, later.globalId, '2026-11-10')).toBeNull();
    expect((await by111(later.slotId(1))).userErrors.map(({ code }: any) => code)).toEqual(['SLOT_NOT_RELEASED']);
  });

  test('a booking of NHS 111 moves between held and general slots, and has a place in the general ones alone', async () => {
    await app.setClock('2026-11-12T14:00:00Z');
    const session = await seeded('2026-11-12T14:00:00Z', { slots: 3, heldFor111: 1, startsAt: '2026-11-12T16:00:00Z' });
    const { booking } = await by111(session.slotId(3));
    const move = async (number: number) =>
      (await navigator!(moveDocument, { input: { booking: booking.id, slot: session.slotId(number) } })).data
        .moveBooking.userErrors;
    const taken = () =>
      app.database.sql(`select count(*)::int as n from place where session_id = $1 and taken_until is not null`, [
        session.id,
      ]);
    expect([await move(1), await taken()]).toEqual([[], [{ n: 1 }]]);
    const back = await partner!(moveDocument, { input: { booking: booking.id, slot: session.slotId(3) } });
    expect([back.data.moveBooking.userErrors, await taken()]).toEqual([[], [{ n: 0 }]]);
  });

  test('where a practice and NHS 111 want the last slot, one of them has it, and it has one place', async () => {
    await app.setClock('2026-11-13T14:00:00Z');
    for (let round = 0; round < 4; round += 1) {
      const session = await seeded('2026-11-13T14:00:00Z', {
        slots: 1,
        slotMinutes: 20,
        startsAt: new Date(Date.parse('2026-11-13T15:00:00Z') + round * 1_200_000).toISOString(),
      });
      const both = await Promise.all([
        book(navigator!, session.slotId(1), 'PHONE'),
        by111(session.slotId(1), 'E81004'),
      ]);
      expect(both.flatMap(({ userErrors }) => userErrors.map(({ code }: any) => code))).toEqual(['SLOT_TAKEN']);
      const won = both.flatMap(({ booking }) => booking ?? []);
      await expectSound(
        app.database,
        [session.id],
        won.map(({ id }) => id),
      );
      await navigator!(cancelDocument, { input: { booking: won[0].id, reason: 'PATIENT_CANCELLED' } });
    }
  });
});

describe('the time of a clinic', () => {
  const asked = `query ($id: ID!) { node(id: $id) { ... on SharedClinic { slotPlan { unusedTo111From }
    sessions(first: 9) { edges { node { on unusedTo111At } } } } } }`;
  const times = async (id: string) => {
    const { slotPlan, sessions } = (await director!(asked, { id })).data.node;
    return [slotPlan.unusedTo111From, ...sessions.edges.map(({ node }: any) => [node.on, node.unusedTo111At])];
  };

  test('is each session’s by the clock in London, changes for those without bookings, and null takes it away', async () => {
    await app.setClock('2026-10-05T08:00:00Z');
    const weekly = { recurrence: 'FREQ=WEEKLY;BYDAY=WE', startsOn: '2026-10-14', bookableUnstaffed: true };
    const { id, sessions } = await publishedClinic(director!, '2026-10-29', {
      ...weekly,
      slotPlan: { unusedTo111From: '10:00' },
    });
    expect(await times(id)).toEqual([
      '10:00',
      ['2026-10-14', '2026-10-14T09:00:00Z'],
      ['2026-10-21', '2026-10-21T09:00:00Z'],
      ['2026-10-28', '2026-10-28T10:00:00Z'],
    ]);
    const first = Buffer.from(sessions[0].id, 'base64url').toString().split(':')[1];
    expect((await book(navigator!, globalId('Slot', `${first}/1`), 'PHONE')).userErrors).toEqual([]);
    const change = (more: object) =>
      changing(director!, 'changeSharedClinic', { clinic: id, from: '2026-10-12', ...more });
    const { change: report } = await change({ slotPlan: { unusedTo111From: '11:30' } });
    expect(report?.moves.find(({ kind }) => kind === 'SESSION')).toMatchObject({
      before: '09:00 to 12:00, 9 slots, free slots also for 111 from 10:00',
      after: '09:00 to 12:00, 9 slots, free slots also for 111 from 11:30',
    });
    expect(await times(id)).toEqual([
      '11:30',
      ['2026-10-14', '2026-10-14T09:00:00Z'],
      ['2026-10-21', '2026-10-21T10:30:00Z'],
      ['2026-10-28', '2026-10-28T11:30:00Z'],
    ]);
    // A change of something else leaves the time as it is.
    await change({ startTime: '08:30', withBookings: true });
    expect(await times(id)).toEqual([
      '11:30',
      ['2026-10-14', '2026-10-14T10:30:00Z'],
      ['2026-10-21', '2026-10-21T10:30:00Z'],
      ['2026-10-28', '2026-10-28T11:30:00Z'],
    ]);
    await change({ slotPlan: { unusedTo111From: null }, withBookings: true });
    expect(await times(id)).toEqual([null, ['2026-10-14', null], ['2026-10-21', null], ['2026-10-28', null]]);
  });
});
