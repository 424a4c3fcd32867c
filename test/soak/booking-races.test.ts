import { afterAll, beforeAll, test } from '@jest/globals';
import { bookingRaces } from '../support/booking/booking-races.js';
import { seedLeighton } from '../support/network/leighton.js';
import { startTestApp, type TestApp } from '../support/server/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z', poolSize: 20 });
  await seedLeighton(app.database);
});
afterAll(() => app.close());

const races = bookingRaces(() => app, 200);

test('200 clients for the same 20 slots: each slot goes to one of them, and every confirmed booking is there', () =>
  races.sameSlots());
test('200 clients for a practice’s last own place: one gets it', () => races.lastOwnPlace());
test('200 moves across two sessions: every patient has exactly one slot afterwards', () => races.crossingMoves());
test('200 twins with one idempotency key: one booking, and all are told of it', () => races.twins());
