import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId } from '../../../src/platform/ids/global-id.js';
import { bookDocument, bookInput } from '../../support/booking/booking-documents.js';
import { changing, type ChangeReply, checksums } from '../../support/database/changes.js';
import { type Snapshot, takeSnapshot } from '../../support/database/snapshot.js';
import { seedLeighton } from '../../support/network/leighton.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';
import { publishedClinic, publishUntil } from '../../support/sessions/clinics.js';

let app: TestApp;
let snapshot: Snapshot;
let director: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-10-05T08:00:00Z', poolSize: 20 });
  await seedLeighton(app.database);
  director = await app.as('clinical-director', 'U15644');
  snapshot = await takeSnapshot(app.database);
});
afterEach(() => snapshot.restore());
afterAll(async () => {
  await snapshot.close();
  await app.close();
});

const weekly = { startsOn: '2026-10-07', bookableUnstaffed: true };
function keyOf(id: string) {
  return Buffer.from(id, 'base64url').toString().split(':')[1] as string;
}
async function held(clinic: string): Promise<string[]> {
  const rows = await app.database.sql<{ day: string }>(
    `select session_on::text as day from session where clinic_id = $1 and state = 'PUBLISHED' order by 1`,
    [keyOf(clinic)],
  );
  return rows.map(({ day }) => day);
}
const shown = 'clinic { skippedDates addedDates viewerCanChangeDates }';
/** The change, after a dry run of it that wrote nothing and said the same. */
async function changed(mutation: string, input: object): Promise<ChangeReply & { clinic: any }> {
  const before = await checksums(app.database);
  const rehearsed = await changing(director, mutation, { ...input, dryRun: true }, shown);
  expect(await checksums(app.database)).toEqual(before);
  const reply = await changing(director, mutation, input, shown);
  expect({ ...reply.change, performed: false }).toEqual(rehearsed.change);
  return reply as ChangeReply & { clinic: any };
}
const skipped = (clinic: string, on: string, more: object = {}) =>
  changed('skipDate', { clinic, on, reason: 'Half term', ...more });
const added = (clinic: string, on: string) => changed('addDate', { clinic, on });
async function refusals(mutation: string, input: object) {
  return (await changing(director, mutation, input)).userErrors.map(({ code, field }) => [code, field?.join('.')]);
}

describe('a day is skipped', () => {
  test('that is not published yet: it never is, and it comes back when it is added', async () => {
    const { id } = await publishedClinic(director, '2026-10-22', weekly);
    const reply = await skipped(id, '2026-10-28');
    expect(reply).toMatchObject({
      userErrors: [],
      clinic: { skippedDates: ['2026-10-28'], viewerCanChangeDates: true },
    });
    await publishUntil(director, id, '2026-11-05');
    expect(await held(id)).toEqual(['2026-10-07', '2026-10-14', '2026-10-21', '2026-11-04']);
    expect((await added(id, '2026-10-28')).clinic).toMatchObject({ skippedDates: [], addedDates: [] });
    expect(await held(id)).toEqual(['2026-10-07', '2026-10-14', '2026-10-21', '2026-10-28', '2026-11-04']);
  });

  test('that is published: its session is cancelled, with its bookings only if they are to end', async () => {
    const { id, sessions } = await publishedClinic(director, '2026-10-22', weekly);
    const navigator = await app.as('care-navigator', 'E81003');
    const slot = globalId('Slot', `${keyOf(sessions[1].id)}/1`);
    expect((await navigator(bookDocument, bookInput(slot, 'E81003', 'S-1'))).data.bookSlot.userErrors).toEqual([]);
    const input = { clinic: id, on: '2026-10-14', reason: 'Half term' };
    expect(await refusals('skipDate', input)).toEqual([['CHANGE_CLASHES', undefined]]);
    const { change } = await skipped(id, '2026-10-14', { withBookings: true });
    expect(change?.moves.map(({ kind }) => kind)).toEqual(['CLINIC', 'SESSION', 'BOOKINGS', 'PLACES']);
    expect(change?.told.map(({ what }) => what)).toContain(
      'Ring the patients of 1 booking in “First-contact physiotherapy” on 2026-10-14: it is cancelled.',
    );
    expect(await held(id)).toEqual(['2026-10-07', '2026-10-21']);
    const back = await added(id, '2026-10-14');
    expect(back.change?.stays).toMatchObject([{ kind: 'SESSION', id: sessions[1].id }]);
    expect(await held(id)).toEqual(['2026-10-07', '2026-10-21']);
    const reinstate = { session: sessions[1].id, reason: 'Half term is another week' };
    expect((await changing(director, 'reinstateSession', reinstate)).userErrors).toEqual([]);
    expect(await held(id)).toEqual(['2026-10-07', '2026-10-14', '2026-10-21']);
  });

  test('not a day without a session, not a past one, not without a reason', async () => {
    const { id } = await publishedClinic(director, '2026-10-22', weekly);
    const skip = (more: object) => refusals('skipDate', { clinic: id, on: '2026-10-14', reason: 'Half term', ...more });
    expect(await skip({ on: '2026-10-15' })).toEqual([['INVALID_INPUT', 'on']]);
    expect(await skip({ on: '2026-09-30' })).toEqual([['INVALID_INPUT', 'on']]);
    expect(await skip({ reason: ' ' })).toEqual([['INVALID_INPUT', 'reason']]);
  });
});

describe('a day is added', () => {
  test('in what is published: its session is published at once, with places by the ledger', async () => {
    const { id } = await publishedClinic(director, '2026-10-22', weekly);
    const { change, clinic } = await added(id, '2026-10-16');
    expect(clinic).toMatchObject({ skippedDates: [], addedDates: ['2026-10-16'] });
    expect(change?.moves.map(({ kind, count }) => [kind, count])).toEqual([
      ['CLINIC', 1],
      ['SESSION', 1],
      ['PLACES', expect.any(Number)],
      ['PLACES', expect.any(Number)],
      ['PLACES', expect.any(Number)],
    ]);
    expect(change?.told).toHaveLength(3);
    expect(await held(id)).toEqual(['2026-10-07', '2026-10-14', '2026-10-16', '2026-10-21']);
    expect((await skipped(id, '2026-10-16')).clinic).toMatchObject({ skippedDates: [], addedDates: [] });
    expect(await held(id)).toEqual(['2026-10-07', '2026-10-14', '2026-10-21']);
    const [ledger] = await app.database.sql<{ given: number }>('select sum(given)::int as given from share_ledger');
    expect(ledger).toEqual({ given: 27 });
  });

  test('later: it is published with the series, a bank holiday too', async () => {
    const { id } = await publishedClinic(director, '2026-10-22', weekly);
    expect((await added(id, '2026-12-28')).change?.stays).toMatchObject([{ kind: 'SESSION', on: '2026-12-28' }]);
    await publishUntil(director, id, '2027-01-02');
    expect((await held(id)).slice(-3)).toEqual(['2026-12-23', '2026-12-28', '2026-12-30']);
  });

  test('not twice, not a day of the rule, not outside the series, not where no room is offered or free', async () => {
    const { id } = await publishedClinic(director, '2026-10-22', { ...weekly, endsOn: '2026-11-05' });
    const add = (on: string, clinic = id) => refusals('addDate', { clinic, on });
    await added(id, '2026-10-16');
    expect(await add('2026-10-16')).toEqual([['INVALID_INPUT', 'on']]);
    expect(await add('2026-10-14')).toEqual([['INVALID_INPUT', 'on']]);
    expect(await add('2026-10-06')).toEqual([['INVALID_INPUT', 'on']]);
    expect(await add('2026-11-05')).toEqual([['INVALID_INPUT', 'on']]);
    const other = await publishedClinic(director, '2026-10-22', {
      ...weekly,
      recurrence: 'FREQ=WEEKLY;BYDAY=TH',
      startTime: '10:00',
    });
    expect(await add('2026-10-14', other.id)).toEqual([['ROOM_TAKEN', 'on']]);
  });

  test('once, when two add it at once, and never when one adds it and one skips it and nothing was there', async () => {
    const { id } = await publishedClinic(director, '2026-10-22', weekly);
    const replies = await Promise.all(
      [1, 2, 3].map(() => changing(director, 'addDate', { clinic: id, on: '2026-10-16' })),
    );
    expect(replies.map(({ userErrors }) => userErrors.length).toSorted()).toEqual([0, 1, 1]);
    await Promise.all([
      publishUntil(director, id, '2026-11-12'),
      changing(director, 'addDate', { clinic: id, on: '2026-11-06' }),
      changing(director, 'skipDate', { clinic: id, on: '2026-11-04', reason: 'Half term' }),
    ]);
    expect((await held(id)).slice(4)).toEqual(['2026-10-28', '2026-11-06', '2026-11-11']);
  });
});
