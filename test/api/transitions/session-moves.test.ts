import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId } from '../../../src/platform/ids/global-id.js';
import { bookDocument, bookInput } from '../../support/booking/booking-documents.js';
import { expectSound } from '../../support/booking/expect-sound.js';
import { changing, type ChangeReply, checksums, type Line } from '../../support/database/changes.js';
import { type Snapshot, takeSnapshot } from '../../support/database/snapshot.js';
import { leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';
import { clinicInput, publishedClinic, sessionsOf } from '../../support/sessions/clinics.js';

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
const inTurn = {
  hosting: 'IN_TURN',
  hosts: [{ place: { room: leightonIds.bassettRoadRoom } }, { place: { room: leightonIds.leightonRoadRoom } }],
};
const { pcn, service, startTime, durationMinutes, staffing, sharing } = clinicInput();
const form = { pcn, service, startTime, durationMinutes, staffing, sharing };
function keyOf(id: string) {
  return Buffer.from(id, 'base64url').toString().split(':')[1] as string;
}
async function book(session: { id: string }, number: number, practice = 'E81003') {
  const navigator = await app.as('care-navigator', practice);
  const slot = globalId('Slot', `${keyOf(session.id)}/${number}`);
  return (await navigator(bookDocument, bookInput(slot, practice, `S-${number}`))).data.bookSlot;
}
async function assign(session: { id: string }, clinician: string) {
  const document = `mutation ($input: AssignClinicianInput!) { assignClinician(input: $input) { userErrors { message } } }`;
  const reply = await director(document, { input: { session: session.id, clinician } });
  expect(reply.data.assignClinician.userErrors).toEqual([]);
}
async function cancel(session: { id: string }, reason = 'The heating failed') {
  const document = `mutation ($input: CancelSessionInput!) { cancelSession(input: $input) { userErrors { message } } }`;
  const reply = await director(document, { input: { session: session.id, reason } });
  expect(reply.data.cancelSession.userErrors).toEqual([]);
}
const shown = 'session { id on startTime endTime state site { name } room { name } viewerCanMove viewerCanReinstate }';
type Reply = ChangeReply & { session: any };
/** The change, after a dry run of it that wrote nothing and said the same. */
async function changed(mutation: string, input: object): Promise<Reply> {
  const before = await checksums(app.database);
  const rehearsed = await changing(director, mutation, { ...input, dryRun: true }, shown);
  expect(await checksums(app.database)).toEqual(before);
  const reply = await changing(director, mutation, input, shown);
  expect({ ...reply.change, performed: false }).toEqual(rehearsed.change);
  return reply as Reply;
}
function moved(input: object): Promise<Reply> {
  return changed('moveSession', { reason: 'The boiler is mended', ...input });
}
function tryMove(input: object) {
  return changing(director, 'moveSession', { reason: 'The boiler is mended', ...input });
}
function texts(lines: readonly Line[] | undefined, kind: string) {
  return lines?.filter((line) => line.kind === kind).map(({ text }) => text);
}
/** What the ledgers owe, and whether they hold of each published session just the places that it has. */
async function ledgers() {
  const unequal = await app.database.sql(`select s.id, s.session_on from session s
    cross join lateral (select coalesce(sum(given), 0) as given, coalesce(sum(entitled), 0) as entitled,
      coalesce(sum(l.given) filter (where l.on_day <> s.session_on), 0) as elsewhen
      from share_ledger l where l.session_id = s.id) l
    cross join lateral (select count(given_to_id) as places from place p where p.session_id = s.id) p
    where l.elsewhen <> 0 or round(l.given) <> case s.state when 'PUBLISHED' then p.places else 0 end
      or abs(l.entitled - l.given) > 0.000001`);
  expect(unequal).toEqual([]);
  const turns = await app.database
    .sql(`select t.name, sum(l.entitled - l.hosted)::float8 as owed, sum(l.hosted)::int as hosted
    from hosting_ledger l join site t on t.id = l.site_id group by 1 order by 1`);
  const practices = await app.database.sql(`select o.ods_code, round(sum(l.entitled - l.given), 6)::float8 as owed
    from share_ledger l join organisation o on o.id = l.practice_id group by 1 order by 1`);
  return { turns, practices };
}
function untouched({ id, posts, shares, pool, slots }: any) {
  const numbers = slots.edges.map(({ node: { number, heldFor111, free } }: any) => ({ number, heldFor111, free }));
  return { id, posts, shares, pool, slots: numbers };
}

describe('a session moves', () => {
  test('to another time of its day: it keeps its id, slots, places, assignments, and all are told', async () => {
    const { id, sessions } = await publishedClinic(director, '2026-10-22', weekly);
    await assign(sessions[1], leightonIds.physiotherapist);
    const [before, owed] = [await sessionsOf(director, id), await ledgers()];
    const reply = await moved({ session: sessions[1].id, startTime: '13:30' });
    expect(reply.userErrors).toEqual([]);
    expect(reply.session).toMatchObject({ id: sessions[1].id, on: '2026-10-14', startTime: '13:30', endTime: '16:30' });
    expect(reply.change?.moves.find(({ kind }) => kind === 'SESSION')).toMatchObject({
      before: '2026-10-14, 09:00 to 12:00, Bassett Road Surgery',
      after: '2026-10-14, 13:30 to 16:30, Bassett Road Surgery, Room 1',
    });
    expect(texts(reply.change?.moves, 'ASSIGNMENT')).toHaveLength(1);
    expect(reply.change?.told.map(({ organisation }) => organisation.odsCode)).toEqual(
      expect.arrayContaining(['E81003', 'E81004', 'E81044']),
    );
    const after = await sessionsOf(director, id);
    expect(after.map(untouched)).toEqual(before.map(untouched));
    expect(after[1].slots.edges[0].node.startsAt).toBe('2026-10-14T12:30:00Z');
    expect(after[1].poolAt).toBe('2026-10-13T12:30:00Z');
    expect(await ledgers()).toEqual(owed);
    expect(await app.database.sql(`select starts_at from assignment where state = 'PUBLISHED'`)).toEqual([
      { starts_at: new Date('2026-10-14T12:30:00Z') },
    ]);
  });

  test('to another day, with its bookings: the ledger enters the new day, and who is not free is taken off', async () => {
    const { id, sessions } = await publishedClinic(director, '2026-10-22', weekly);
    const other = await publishedClinic(director, '2026-10-22', {
      ...weekly,
      recurrence: 'FREQ=WEEKLY;BYDAY=TH',
      hosts: [{ place: { room: leightonIds.leightonRoadRoom } }],
    });
    await assign(sessions[1], leightonIds.physiotherapist);
    await assign(other.sessions[1], leightonIds.physiotherapist);
    const booking = (await book(sessions[1], 2)).booking.id;
    const refused = await tryMove({ session: sessions[1].id, on: '2026-10-15' });
    expect(refused.userErrors.map(({ message }) => message)).toEqual([
      '1 slot is booked or held in the session on 2026-10-14. To move it with its bookings, set withBookings.',
    ]);
    const { change, session } = await moved({ session: sessions[1].id, on: '2026-10-15', withBookings: true });
    expect(session).toMatchObject({ on: '2026-10-15', startTime: '09:00' });
    expect(change?.moves.find(({ kind }) => kind === 'BOOKINGS')).toMatchObject({
      id: booking,
      before: '2026-10-14 09:20 to 09:40',
      after: '2026-10-15 09:20 to 09:40',
    });
    expect(texts(change?.moves, 'ASSIGNMENT')?.[0]).toMatch(/^A post on 2026-10-15 is open again\. /);
    expect(change?.told.map(({ what }) => what)).toContain(
      'Ring the patients of 1 booking in “First-contact physiotherapy”: 2026-10-15 09:20 to 09:40 instead of 2026-10-14 09:20 to 09:40.',
    );
    await ledgers();
    expect((await sessionsOf(director, id)).map(({ on }) => on)).toEqual(['2026-10-07', '2026-10-15', '2026-10-21']);
    await expectSound(app.database, [keyOf(sessions[1].id)], [booking]);
  });

  test('to another host: the ledger of turns enters who hosts it, and what is owed shifts by a turn', async () => {
    const { sessions } = await publishedClinic(director, '2026-10-22', { ...weekly, ...inTurn });
    const before = await ledgers();
    const from = sessions.findIndex(({ site }: any) => site.name === 'Bassett Road Surgery');
    const reply = await moved({ session: sessions[from].id, to: { site: leightonIds.leightonRoadSite } });
    expect(reply.session).toMatchObject({ site: { name: 'Leighton Road Surgery' }, room: { name: 'Room 1' } });
    const after = await ledgers();
    const shift = (name: string) =>
      (after.turns.find((row: any) => row.name === name) as any).owed -
      (before.turns.find((row: any) => row.name === name) as any).owed;
    expect([shift('Bassett Road Surgery'), shift('Leighton Road Surgery')]).toEqual([1, -1]);
    expect(after.practices).toEqual(before.practices);
    await cancel(sessions[from]);
    const rest = (await ledgers()).turns as any[];
    expect(rest.reduce((sum, row) => sum + row.hosted, 0)).toBe(sessions.length - 1);
  });

  test('not where the room is taken or not offered, not into the past, not when it is cancelled', async () => {
    const { sessions } = await publishedClinic(director, '2026-10-22', weekly);
    await publishedClinic(director, '2026-10-22', {
      ...weekly,
      startTime: '13:00',
      durationMinutes: 180,
    });
    const codes = async (input: object) =>
      (await tryMove({ session: sessions[1].id, ...input })).userErrors.map(({ code, field }) => [
        code,
        field?.join('.'),
      ]);
    expect(await codes({ startTime: '13:30' })).toEqual([['CHANGE_CLASHES', undefined]]);
    expect(await codes({ to: { site: leightonIds.otherSite } })).toEqual([['CHANGE_CLASHES', undefined]]);
    expect(await codes({ on: '2026-10-05', startTime: '08:30' })).toEqual([['INVALID_INPUT', 'on']]);
    expect(await codes({ on: '2028-10-05' })).toEqual([['INVALID_INPUT', 'on']]);
    expect(await codes({ startTime: '10:00', reason: '' })).toEqual([['INVALID_INPUT', 'reason']]);
    expect((await moved({ session: sessions[1].id, startTime: '09:00' })).change?.stays).toMatchObject([
      { kind: 'SESSION' },
    ]);
    await cancel(sessions[1]);
    expect(await codes({ startTime: '10:00' })).toEqual([['SESSION_CANCELLED', 'session']]);
    const other = await app.as('clinical-director', 'U27128');
    const foreign = { session: sessions[0].id, startTime: '10:00', reason: 'Why not' };
    expect((await changing(other, 'moveSession', foreign)).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });
});

describe('a cancelled session is reinstated', () => {
  const reinstated = (session: { id: string }) =>
    changed('reinstateSession', { session: session.id, reason: 'The heating works' });

  test('its places are given anew, and what ended with it is listed; then it can be cancelled and reinstated again', async () => {
    const { id, sessions } = await publishedClinic(director, '2026-10-22', weekly);
    const owed = await ledgers();
    await assign(sessions[1], leightonIds.physiotherapist);
    const booking = (await book(sessions[1], 2)).booking.id;
    await cancel(sessions[1]);
    const { change, session } = await reinstated(sessions[1]);
    expect(session).toMatchObject({ id: sessions[1].id, state: 'PUBLISHED', viewerCanMove: true });
    expect(change?.moves[0]).toMatchObject({ kind: 'SESSION', before: 'cancelled', after: 'published' });
    expect(change?.stays).toMatchObject([
      { kind: 'BOOKINGS', id: booking, on: '2026-10-14' },
      { kind: 'ASSIGNMENT', on: '2026-10-14' },
    ]);
    expect(change?.told.map(({ what }) => what)).toContain(
      '“First-contact physiotherapy” on 2026-10-14 takes place after all. Ask the patients of 1 booking that ended with it.',
    );
    expect(await ledgers()).toEqual(owed);
    const [, now] = await sessionsOf(director, id);
    expect(now.shares.map((share: any) => share.placesNow)).toEqual(
      sessions[1].shares.map((share: any) => share.placesNow),
    );
    expect((await book(sessions[1], 2)).userErrors).toEqual([]);
    await cancel(sessions[1], 'Again');
    expect((await reinstated(sessions[1])).change?.stays.filter(({ kind }) => kind === 'BOOKINGS')).toHaveLength(1);
    expect(await ledgers()).toEqual(owed);
    expect(await book(sessions[1], 2)).toMatchObject({ userErrors: [] });
  });

  test('in another room of its site or not at all while its own is taken, and not twice', async () => {
    const { sessions } = await publishedClinic(director, '2026-10-22', weekly);
    await cancel(sessions[1]);
    const session = { ...form, on: '2026-10-14', place: { room: leightonIds.bassettRoadRoom } };
    const added = await changing(director, 'addSession', session, 'session { id }');
    expect(added.userErrors).toEqual([]);
    const back = { session: sessions[1].id, reason: 'The heating works' };
    expect((await changing(director, 'reinstateSession', back)).userErrors).toMatchObject([{ code: 'CHANGE_CLASHES' }]);
    await cancel((added as Reply).session);
    expect((await reinstated(sessions[1])).userErrors).toEqual([]);
    expect((await changing(director, 'reinstateSession', back)).userErrors).toMatchObject([
      { code: 'SESSION_NOT_CANCELLED', field: ['session'] },
    ]);
    await ledgers();
  });
});

describe('a session of its own', () => {
  const one = { ...form, on: '2026-12-26', place: { room: leightonIds.bassettRoadRoom } };

  test('is published on its day, a bank holiday too, with places by the ledger', async () => {
    const reply = await changed('addSession', one);
    expect(reply.userErrors).toEqual([]);
    expect(reply.session).toMatchObject({
      on: '2026-12-26',
      startTime: '09:00',
      site: { name: 'Bassett Road Surgery' },
    });
    expect(texts(reply.change?.moves, 'PLACES')).toHaveLength(3);
    expect(reply.change?.told).toHaveLength(4);
    await ledgers();
    const state = await checksums(app.database);
    const twice = { ...one, on: '2026-12-27', idempotencyKey: 'extra' };
    const first = await changing(director, 'addSession', twice, 'session { id }');
    expect(await changing(director, 'addSession', twice, 'session { id }')).toEqual(first);
    expect(await checksums(app.database)).not.toEqual(state);
    expect(await app.database.sql('select count(*)::int as n from session')).toEqual([{ n: 2 }]);
  });

  test('is refused at its own fields', async () => {
    const fields = async (input: object) =>
      (await changing(director, 'addSession', { ...one, ...input })).userErrors.map(({ code, field }) => [
        code,
        field?.join('.'),
      ]);
    expect(await fields({ on: '2026-10-05', startTime: '08:30' })).toEqual([['INVALID_INPUT', 'on']]);
    expect(await fields({ on: '2027-12-26' })).toEqual([['HORIZON_TOO_FAR', 'on']]);
    expect(await fields({ startTime: '05:00' })).toEqual([['HOST_NOT_OFFERED', 'place']]);
    expect(await fields({ durationMinutes: 2 })).toEqual([['INVALID_INPUT', 'durationMinutes']]);
  });
});

describe('at once', () => {
  test('a move and bookings: each booking moves with the session, or is made in the moved one', async () => {
    const { sessions } = await publishedClinic(director, '2026-10-22', weekly);
    const [move, ...booked] = await Promise.all([
      tryMove({ session: sessions[1].id, startTime: '13:30', withBookings: true }),
      ...[1, 2, 3, 4].map((number) => book(sessions[1], number)),
    ]);
    expect(move.userErrors).toEqual([]);
    const kept = booked.filter(({ userErrors }: any) => userErrors.length === 0).map(({ booking }: any) => booking.id);
    await expectSound(app.database, [keyOf(sessions[1].id)], kept);
    expect(
      await app.database.sql(`select b.id from booking b join slot l on l.session_id = b.session_id
        and l.number = b.slot_number where b.starts_at <> l.starts_at`),
    ).toEqual([]);
  });

  test('of two sessions that move into one room at one time, one gets it', async () => {
    for (let round = 0; round < 3; round += 1) {
      const clinics = await Promise.all(
        ['09:00', '12:00'].map((startTime) =>
          publishedClinic(director, '2026-10-08', {
            ...weekly,
            startTime,
            title: `Round ${round}`,
            endsOn: '2026-10-08',
          }),
        ),
      );
      const replies = await Promise.all(
        clinics.map(({ sessions }) => tryMove({ session: sessions[0].id, startTime: '16:00' })),
      );
      expect(replies.map(({ userErrors }) => userErrors.length).toSorted()).toEqual([0, 1]);
      await snapshot.restore();
    }
  });

  test('of a session that is reinstated and a new one in its room, one gets it', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { sessions } = await publishedClinic(director, '2026-10-08', weekly);
      await cancel(sessions[0]);
      const replies = await Promise.all([
        changing(director, 'reinstateSession', { session: sessions[0].id, reason: 'The heating works' }),
        changing(director, 'addSession', { ...form, on: '2026-10-07', place: { room: leightonIds.bassettRoadRoom } }),
      ]);
      expect(replies.map(({ userErrors }) => userErrors.length).toSorted()).toEqual([0, 1]);
      await ledgers();
      await snapshot.restore();
    }
  });

  test('a session is reinstated once, however often it is asked', async () => {
    const { sessions } = await publishedClinic(director, '2026-10-08', weekly);
    await cancel(sessions[0]);
    const replies = await Promise.all(
      [1, 2, 3].map(() =>
        changing(director, 'reinstateSession', { session: sessions[0].id, reason: 'The heating works' }),
      ),
    );
    expect(replies.flatMap(({ userErrors }) => userErrors.map(({ code }) => code))).toEqual([
      'SESSION_NOT_CANCELLED',
      'SESSION_NOT_CANCELLED',
    ]);
    await ledgers();
  });
});
