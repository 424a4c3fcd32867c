import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId } from '../../../src/platform/ids/global-id.js';
import { bookDocument, bookInput } from '../../support/booking/booking-documents.js';
import { expectSound } from '../../support/booking/expect-sound.js';
import { changing, checksums, type Line } from '../../support/database/changes.js';
import { type Snapshot, takeSnapshot } from '../../support/database/snapshot.js';
import { leightonIds, seedLeighton } from '../../support/network/leighton.js';
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
async function book(session: { id: string }, number: number) {
  const navigator = await app.as('care-navigator', 'E81003');
  const slot = globalId('Slot', `${keyOf(session.id)}/${number}`);
  return (await navigator(bookDocument, bookInput(slot, 'E81003', `S-${number}`))).data.bookSlot;
}
async function ending(input: object) {
  return changing(director, 'endSharedClinic', { reason: 'The pilot is over', ...input }, 'clinic { endsOn }');
}
function texts(lines: readonly Line[] | undefined, kind: string) {
  return lines?.filter((line) => line.kind === kind).map(({ text }) => text);
}
async function held(clinic: string): Promise<string[]> {
  const rows = await app.database.sql<{ day: string }>(
    `select session_on::text as day from session where clinic_id = $1 and state = 'PUBLISHED' order by 1`,
    [keyOf(clinic)],
  );
  return rows.map(({ day }) => day);
}
function owed() {
  return app.database.sql(`select (select coalesce(sum(entitled), 0)::float8 from share_ledger) as entitled,
    (select coalesce(sum(given), 0)::int from share_ledger) as given,
    (select count(*)::int from place p join session s on s.id = p.session_id where s.state = 'PUBLISHED') as places`);
}

describe('a series ends on a day', () => {
  test('its sessions from then on are cancelled, their places are owed again, and nothing more is published', async () => {
    const { id, sessions } = await publishedClinic(director, '2026-11-05', weekly);
    const dry = { clinic: id, from: '2026-10-22' };
    const before = await checksums(app.database);
    const rehearsed = await ending({ ...dry, dryRun: true });
    expect(await checksums(app.database)).toEqual(before);
    const reply = await ending(dry);
    expect({ ...reply, clinic: null, change: { ...reply.change, performed: false } }).toEqual({
      ...rehearsed,
      clinic: null,
    });
    expect(reply).toMatchObject({ userErrors: [], clinic: { endsOn: '2026-10-22' } });
    expect(reply.change?.moves[0]).toMatchObject({ kind: 'CLINIC', id, before: 'no end', after: '2026-10-22' });
    expect(reply.change?.moves.filter(({ kind }) => kind === 'SESSION').map((line) => [line.on, line.id])).toEqual([
      ['2026-10-28', sessions[3].id],
      ['2026-11-04', sessions[4].id],
    ]);
    expect(reply.change?.told.map(({ organisation, what }) => [organisation.odsCode, what])).toEqual(
      ['E81003', 'E81004', 'E81044'].map((code) => [
        code,
        '“First-contact physiotherapy” ends: 2026-10-22 is the first day without it: The pilot is over.',
      ]),
    );
    expect(await held(id)).toEqual(['2026-10-07', '2026-10-14', '2026-10-21']);
    expect(await owed()).toEqual([{ entitled: 27, given: 27, places: 27 }]);
    expect(await publishUntil(director, id, '2026-12-01')).toMatchObject({ publishedCount: 0, userErrors: [] });
  });

  test('one with bookings is in the way, and with them each booking is named and its practice rings', async () => {
    const { id, sessions } = await publishedClinic(director, '2026-11-05', weekly);
    const booking = (await book(sessions[3], 2)).booking.id;
    const assign = `mutation ($input: AssignClinicianInput!) { assignClinician(input: $input) { userErrors { code } } }`;
    await director(assign, { input: { session: sessions[4].id, clinician: leightonIds.physiotherapist } });
    const refused = await ending({ clinic: id, from: '2026-10-22' });
    expect(refused.userErrors.map(({ code, message }) => [code, message])).toEqual([
      [
        'CHANGE_CLASHES',
        'In the session on 2026-10-28, 09:00 to 12:00, 1 slot is booked or held. Move or cancel them first. To cancel them with the session, set withBookings.',
      ],
    ]);
    expect(await held(id)).toHaveLength(5);
    const { change } = await ending({ clinic: id, from: '2026-10-22', withBookings: true });
    expect(change?.moves.filter(({ kind }) => kind === 'BOOKINGS')).toMatchObject([
      {
        id: booking,
        on: '2026-10-28',
        text: 'A booking of E81003 on 2026-10-28 ends with its session. Its practice rings the patient.',
      },
    ]);
    expect(texts(change?.moves, 'ASSIGNMENT')).toEqual(['Synthetic Physiotherapist One no longer works there.']);
    expect(change?.told.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'Ring the patients of 1 booking in “First-contact physiotherapy” on 2026-10-28: it is cancelled.',
        'Synthetic Physiotherapist One no longer works in “First-contact physiotherapy” on 2026-11-04: it is cancelled.',
      ]),
    );
    expect(await app.database.sql(`select state, cancelled_reason from booking`)).toEqual([
      { state: 'CANCELLED', cancelled_reason: 'SESSION_CANCELLED' },
    ]);
  });

  test('or on a later one: it goes on, and what was never published is published then', async () => {
    const { id } = await publishedClinic(director, '2026-12-01', { ...weekly, endsOn: '2026-10-22' });
    const reply = await ending({ clinic: id, from: '2026-11-05' });
    expect(reply.change?.moves).toMatchObject([{ kind: 'CLINIC', before: '2026-10-22', after: '2026-11-05' }]);
    expect(await publishUntil(director, id, '2026-12-01')).toMatchObject({ publishedCount: 2, userErrors: [] });
    expect((await held(id)).slice(3)).toEqual(['2026-10-28', '2026-11-04']);
  });

  test('before its first: it never begins', async () => {
    const { id } = await publishedClinic(director, '2026-12-01', { ...weekly, startsOn: '2026-11-04' });
    expect(await ending({ clinic: id, from: '2026-10-20' })).toMatchObject({ clinic: { endsOn: '2026-11-04' } });
    expect(await held(id)).toEqual([]);
    expect(await owed()).toEqual([{ entitled: 0, given: 0, places: 0 }]);
  });

  test('not in the past, not without a reason, not of another network, and once for one key', async () => {
    const { id } = await publishedClinic(director, '2026-11-05', weekly);
    const refusals = async (ask: Ask, input: object) =>
      (
        await changing(ask, 'endSharedClinic', { clinic: id, from: '2026-10-22', reason: 'Over', ...input })
      ).userErrors.map(({ code, field }) => [code, field?.join('.')]);
    expect(await refusals(director, { from: '2026-10-05' })).toEqual([['INVALID_INPUT', 'from']]);
    expect(await refusals(director, { reason: ' ' })).toEqual([['INVALID_INPUT', 'reason']]);
    expect(await refusals(await app.as('clinical-director', 'U27128'), {})).toEqual([['NOT_FOUND', 'clinic']]);
    const once = { clinic: id, from: '2026-10-22', idempotencyKey: 'end' };
    const first = await ending(once);
    const state = await checksums(app.database);
    expect(await ending(once)).toEqual(first);
    expect(await checksums(app.database)).toEqual(state);
  });
});

test('an end and bookings at once: every booking either ends with its session or keeps it', async () => {
  const { id, sessions } = await publishedClinic(director, '2026-11-05', weekly);
  const [ended, ...booked] = await Promise.all([
    ending({ clinic: id, from: '2026-10-22', withBookings: true }),
    ...[1, 2, 3, 4].map((number) => book(sessions[3], number)),
  ]);
  expect(ended.userErrors).toEqual([]);
  const won = booked.filter(({ userErrors }: any) => userErrors.length === 0);
  for (const { userErrors } of booked) {
    if (userErrors.length > 0) expect(userErrors[0].code).toBe('SESSION_CANCELLED');
  }
  expect(
    ended.change?.moves
      .filter(({ kind }) => kind === 'BOOKINGS')
      .map((line) => line.id)
      .toSorted(),
  ).toEqual(won.map(({ booking }: any) => booking.id).toSorted());
  await expectSound(app.database, [keyOf(sessions[3].id)], []);
});

test('an end and a publication at once leave no session after the end', async () => {
  for (const from of ['2026-10-22', '2026-10-29', '2026-11-05']) {
    const { id } = await publishedClinic(director, '2026-10-15', { ...weekly, title: `Until ${from.slice(5)}` });
    const [ended] = await Promise.all([ending({ clinic: id, from }), publishUntil(director, id, '2026-12-01')]);
    expect(ended.userErrors).toEqual([]);
    expect((await held(id)).every((day) => day < from)).toBe(true);
    expect((await ending({ clinic: id, from: '2026-10-06' })).userErrors).toEqual([]);
  }
  expect(await owed()).toEqual([{ entitled: 0, given: 0, places: 0 }]);
});

test('a clinic gets another title at once, for its sessions of every day', async () => {
  const { id, sessions } = await publishedClinic(director, '2026-11-05', weekly);
  const rename = (input: object) => changing(director, 'renameClinic', { clinic: id, ...input }, 'clinic { title }');
  const before = await checksums(app.database);
  const rehearsed = await rename({ title: 'Backs and necks', dryRun: true });
  expect(await checksums(app.database)).toEqual(before);
  const reply = await rename({ title: ' Backs and necks ' });
  expect(reply).toMatchObject({
    clinic: { title: 'Backs and necks' },
    userErrors: [],
    change: {
      performed: true,
      moves: [{ kind: 'NAME', id, before: 'First-contact physiotherapy', after: 'Backs and necks' }],
    },
  });
  expect(rehearsed.change).toEqual({ ...reply.change, performed: false });
  const read = await director(
    `query ($id: ID!) { session(id: $id) { clinic { title viewerCanRename viewerCanEnd } } }`,
    {
      id: sessions[0].id,
    },
  );
  expect(read.data.session.clinic).toEqual({ title: 'Backs and necks', viewerCanRename: true, viewerCanEnd: true });
  expect((await rename({ title: 'Backs and necks' })).change?.stays).toMatchObject([{ kind: 'NAME' }]);
  expect((await rename({ title: '' })).userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['title'] }]);
});

test('a clinic gets a break and a priority for plans of the rota, within their limits', async () => {
  const { id } = await publishedClinic(director, '2026-10-15', weekly);
  const set = (input: object) =>
    changing(director, 'setClinicPlanning', { clinic: id, ...input }, 'clinic { breakMinutes priority }');
  const rehearsed = await set({ breakMinutes: 20, dryRun: true });
  expect(rehearsed).toMatchObject({ clinic: { breakMinutes: 0, priority: 1 }, change: { performed: false } });
  const reply = await set({ breakMinutes: 20, priority: 3 });
  expect(reply).toMatchObject({
    clinic: { breakMinutes: 20, priority: 3 },
    change: { moves: [{ before: 'a break of 0 minutes, priority 1', after: 'a break of 20 minutes, priority 3' }] },
  });
  expect((await set({ priority: 3 })).change?.stays).toHaveLength(1);
  expect((await set({ breakMinutes: 180, priority: 0 })).userErrors.map(({ field }) => field?.join())).toEqual([
    'breakMinutes',
    'priority',
  ]);
});
