import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bookDocument, bookInput } from '../../support/booking/booking-documents.js';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { seedSession } from '../../support/sessions/seed-session.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
});
afterAll(() => app.close());

const cancel = `mutation ($input: CancelSessionInput!) {
  cancelSession(input: $input) {
    session { state cancelledReason }
    cancelledBookings { booking { reference state cancelledReason } nearestOffers { slot startsAt site { name } } }
    userErrors { code field }
  }
}`;

test('a cancelled session takes its bookings along, each with the three nearest offers', async () => {
  const shares = [{ practiceId: leighton.bassettRoad, places: 2 }];
  const called = await seedSession(app.database, { startsAt: '2026-12-02T09:00:00Z', slots: 4, shares });
  const other = await seedSession(app.database, { startsAt: '2026-12-03T09:00:00Z', slots: 4, shares });
  const asReception = await app.as('care-navigator', 'E81003');
  await asReception(bookDocument, bookInput(called.slotId(2), 'E81003', 'C-1'));
  const asDirector = await app.as('clinical-director', 'U15644');
  const reply = await asDirector(cancel, { input: { session: called.globalId, reason: 'The boiler has failed.' } });
  expect(reply.data.cancelSession).toEqual({
    session: { state: 'CANCELLED', cancelledReason: 'The boiler has failed.' },
    cancelledBookings: [
      {
        booking: { reference: 'C-1', state: 'CANCELLED', cancelledReason: 'SESSION_CANCELLED' },
        nearestOffers: [1, 2, 3].map((number) => ({
          slot: other.slotId(number),
          startsAt: `2026-12-03T09:${String((number - 1) * 20).padStart(2, '0')}:00Z`,
          site: { name: 'Bassett Road Surgery' },
        })),
      },
    ],
    userErrors: [],
  });
  const again = await asDirector(cancel, { input: { session: called.globalId, reason: 'Twice' } });
  expect(again.data.cancelSession.userErrors).toEqual([{ code: 'SESSION_CANCELLED', field: ['session'] }]);
});

test('bookings made while a session is being cancelled are cancelled with it or refused: none is left behind', async () => {
  const session = await seedSession(app.database, { startsAt: '2026-12-09T09:00:00Z', slots: 20 });
  const asReception = await app.as('care-navigator', 'E81003');
  const asDirector = await app.as('clinical-director', 'U15644');
  const booked = Array.from({ length: 20 }, (_, i) =>
    asReception(bookDocument, bookInput(session.slotId(i + 1), 'E81003', `RACE-${i}`)),
  );
  const cancelled = await asDirector(cancel, { input: { session: session.globalId, reason: 'Race' } });
  const confirmed = (await Promise.all(booked)).filter((reply) => reply.data.bookSlot.booking !== null).length;
  expect(cancelled.data.cancelSession.cancelledBookings).toHaveLength(confirmed);
  expect(
    await app.database.sql(`select from booking where session_id = $1 and state = 'CONFIRMED'`, [session.id]),
  ).toEqual([]);
});

test('a receptionist, and another network’s director, may not cancel a session', async () => {
  const session = await seedSession(app.database, { startsAt: '2026-12-10T09:00:00Z', slots: 2 });
  const input = { session: session.globalId, reason: 'No' };
  const barred = await (await app.as('care-navigator', 'E81003'))(cancel, { input });
  expect(barred.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const unseen = await (await app.as('clinical-director', 'U27128'))(cancel, { input });
  expect(unseen.data.cancelSession.userErrors).toEqual([{ code: 'NOT_FOUND', field: ['session'] }]);
});
