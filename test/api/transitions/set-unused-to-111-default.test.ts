import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { globalId } from '../../../src/platform/ids/global-id.js';
import { bookDocument, bookInput, cancelDocument, holdDocument } from '../../support/booking/booking-documents.js';
import { checksums } from '../../support/database/changes.js';
import { clinicInput, publishedClinic, publishUntil, scheduleClinic } from '../../support/sessions/clinics.js';
import { leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { addPartner } from '../../support/booking/partner.js';
import { type Snapshot, takeSnapshot } from '../../support/database/snapshot.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';
import { setUnusedTo111, threeWednesdays, unusedTimesOf } from '../../support/booking/unused-to-111.js';

let app: TestApp;
let snapshot: Snapshot;
let [director, manager, navigator, partner]: Ask[] = [];
beforeAll(async () => {
  app = await startTestApp({ now: '2026-10-05T08:00:00Z' });
  await seedLeighton(app.database);
  await addPartner(app.database);
  snapshot = await takeSnapshot(app.database);
  director = await app.as('clinical-director', 'U15644');
  manager = await app.as('rota-manager', 'U15644');
  navigator = await app.as('care-navigator', 'E81003');
  partner = await app.as('booking-partner', 'YGMC1');
});
beforeEach(async () => {
  await snapshot.restore();
  await app.setClock('2026-10-05T08:00:00Z');
});
afterAll(async () => {
  await snapshot.close();
  await app.close();
});

function set(time: string | null, from: string, more: object = {}) {
  return setUnusedTo111(director!, time, from, more);
}
async function published(slotPlan?: object, changes: object = {}): Promise<string> {
  return (await publishedClinic(director!, '2026-10-29', { ...threeWednesdays, slotPlan, ...changes })).id;
}
async function onlyTimes(id: string) {
  return (await unusedTimesOf(director!, id)).sessions.map(([, at]) => at);
}
async function slotOf(clinic: string, on: string, number = 1) {
  const key = Buffer.from(clinic, 'base64url').toString().split(':')[1];
  const [row] = await app.database.sql(`select id from session where clinic_id = $1 and session_on = $2`, [key, on]);
  return globalId('Slot', `${row?.['id']}/${number}`);
}
let references = 0;
async function by111(slot: string) {
  const input = bookInput(slot, 'E81003', `R-${(references += 1)}`, { channel: 'NHS_111' });
  const { booking, userErrors } = (await partner!(bookDocument, input)).data.bookSlot;
  return booking?.state ?? userErrors[0];
}

describe('what a network says', () => {
  test('holds from a day on until what was said for a later day, and null is no default', async () => {
    expect((await set('14:00', '2027-01-01')).unusedTo111Default).toEqual({
      unusedTo111From: '14:00',
      from: '2027-01-01',
      to: null,
    });
    await set(null, '2027-06-01');
    await set('12:00', '2026-12-01');
    await set('13:00', '2027-01-01'); // the same day again: a correction
    await set('13:00', '2027-02-01'); // the same again: nothing changes
    const report = await set('16:00', '2027-03-01');
    expect(report.change.stays.map(({ text }: any) => text)).toEqual([
      'What was set for 2027-06-01 and later does not change: never.',
    ]);
    const read = await director!(`query { pcn(by: {odsCode: "U15644"}) {
      now: unusedTo111Default { from }
      december: unusedTo111Default(asOf: "2026-12-31") { unusedTo111From from to }
      january: unusedTo111Default(asOf: "2027-01-01") { unusedTo111From from to }
      march: unusedTo111Default(asOf: "2027-03-01") { unusedTo111From from to }
      june: unusedTo111Default(asOf: "2030-06-01") { unusedTo111From from to } } }`);
    expect(read.data.pcn).toEqual({
      now: null,
      december: { unusedTo111From: '12:00', from: '2026-12-01', to: '2027-01-01' },
      january: { unusedTo111From: '13:00', from: '2027-01-01', to: '2027-03-01' },
      march: { unusedTo111From: '16:00', from: '2027-03-01', to: '2027-06-01' },
      june: { unusedTo111From: null, from: '2027-06-01', to: null },
    });
  });

  test('is the director’s to say, of their own network, for today or later', async () => {
    await app.database.sql(`insert into organisation (ods_code, kind, source) values ('U99999', 'PCN', 'test')`);
    const document = `mutation ($input: SetUnusedTo111DefaultInput!) { setUnusedTo111Default(input: $input) {
      sessionCount change { performed } userErrors { code field message } } }`;
    const ask = async (who: Ask, changes: object = {}) => {
      const input = { pcn: 'U15644', unusedTo111From: '14:00', from: '2026-10-05', ...changes };
      const { data, errors } = await who(document, { input });
      return errors?.[0]?.extensions.code ?? data.setUnusedTo111Default;
    };
    expect(await ask(manager!)).toBe('FORBIDDEN');
    expect(await ask(navigator!)).toBe('FORBIDDEN');
    expect(await ask(partner!)).toBe('FORBIDDEN');
    expect(await ask(director!, { pcn: 'U99999' })).toBe('FORBIDDEN');
    const refused = (code: string, field: string, message: string) => ({
      sessionCount: null,
      change: null,
      userErrors: [{ code, field: [field], message }],
    });
    expect(await ask(director!, { pcn: 'E81003' })).toEqual(
      refused('NOT_FOUND', 'pcn', 'There is no PCN with the ODS code E81003. Please check the code.'),
    );
    expect(await ask(director!, { from: '2026-10-04' })).toEqual(
      refused('INVALID_INPUT', 'from', 'Choose today or a later day within ten years. The past is not rewritten.'),
    );
    expect(await app.database.sql('select count(*)::int as n from unused_to_111_default')).toEqual([{ n: 0 }]);
    expect(await ask(director!)).toEqual({ sessionCount: 0, change: { performed: true }, userErrors: [] });
    const [network] = await app.database.sql<{ id: string }>(`select id from organisation where ods_code = 'U15644'`);
    const object = globalId('PrimaryCareNetwork', network?.id ?? '');
    const trail = await director!(
      `query ($object: ID!) { auditTrail(object: $object, kinds: [UNUSED_TO_111_DEFAULT]) { edges { node {
        action object { id } changes { field after } } } } }`,
      { object },
    );
    expect(trail.data.auditTrail.edges.map(({ node }: any) => node)).toEqual([
      {
        action: 'CREATED',
        object: { id: object },
        changes: [
          { field: 'unusedTo111From', after: '14:00' },
          { field: 'from', after: '2026-10-05' },
        ],
      },
    ]);
  });
});

describe('a default that changes after publication', () => {
  test('is taken by published sessions that have not begun; what NHS 111 has booked stays booked', async () => {
    await set('10:00', '2026-10-05');
    const rooms = [leightonIds.bassettRoadRoom];
    const id = await published(undefined, { title: 'Follows', hosts: [{ place: { room: rooms[0] } }] });
    const own = await published({ unusedTo111From: '11:00' }, { title: 'Own', startTime: '13:00' });
    const never = await published({ unusedTo111From: null }, { title: 'Never', startTime: '17:00' });
    // It begins at 08:00Z, when the first session has begun; the second is open to 111 from 09:00Z of its day.
    await app.setClock('2026-10-14T08:00:00Z');
    const firstAt = await onlyTimes(id);
    await app.setClock('2026-10-21T07:30:00Z');
    await set('08:15', '2026-10-21');
    expect(await by111(await slotOf(id, '2026-10-21', 4))).toBe('CONFIRMED');
    const hold = (
      await partner!(holdDocument, {
        input: { slot: await slotOf(id, '2026-10-21', 5), practice: 'E81003', channel: 'NHS_111' },
      })
    ).data.holdSlot;
    expect(hold.userErrors).toEqual([]);

    const before = await checksums(app.database);
    const rehearsed = await set('14:30', '2026-10-21', { dryRun: true });
    expect(await checksums(app.database)).toEqual(before);
    const done = await set('14:30', '2026-10-21');
    expect(done).toEqual({
      sessionCount: 2,
      unusedTo111Default: { unusedTo111From: '14:30', from: '2026-10-21', to: null },
      change: { ...rehearsed.change, performed: true },
      userErrors: [],
    });
    expect(rehearsed).toMatchObject({ sessionCount: 2, unusedTo111Default: null, change: { performed: false } });
    const line = { count: 1, on: null, id: null, before: null, after: null };
    expect(done.change).toMatchObject({
      from: '2026-10-21',
      moves: [
        {
          ...line,
          kind: 'CLINIC',
          text: 'Clinics that follow the network open free slots from 14:30; it was from 08:15.',
          before: 'from 08:15',
          after: 'from 14:30',
        },
        {
          kind: 'SESSION',
          text: '2 sessions of “Follows”, the first on 2026-10-21: free slots are also for NHS 111 from 14:30; it was from 08:15.',
          count: 2,
          on: '2026-10-21',
          id,
          before: 'from 08:15',
          after: 'from 14:30',
        },
      ],
      stays: [
        { ...line, kind: 'BOOKINGS', text: '2 bookings of NHS 111 in these sessions keep slot and place.', count: 2 },
        { ...line, kind: 'CLINIC', text: '“Never” keeps its own time: never.', id: never },
        { ...line, kind: 'CLINIC', text: '“Own” keeps its own time: from 11:00.', id: own },
      ],
      clashes: [],
    });
    expect(done.change.told.map(({ organisation }: any) => organisation.odsCode)).toEqual([
      'U15644',
      'E81003',
      'E81004',
      'E81044',
    ]);
    expect(await onlyTimes(id)).toEqual([firstAt[0], '2026-10-21T13:30:00Z', '2026-10-28T14:30:00Z']);
    expect(await onlyTimes(own)).toEqual(['2026-10-14T10:00:00Z', '2026-10-21T10:00:00Z', '2026-10-28T11:00:00Z']);
    expect(await onlyTimes(never)).toEqual([null, null, null]);

    // What was open is closed again for new bookings, and what was taken stays theirs: the hold is confirmed.
    expect(await by111(await slotOf(id, '2026-10-21', 6))).toMatchObject({ code: 'SLOT_NOT_FOR_111' });
    const { reference, need } = bookInput('', 'E81003', `R-${(references += 1)}`, {}).input as any;
    const kept = await partner!(bookDocument, {
      input: { what: { hold: hold.hold.id }, practice: 'E81003', reference, need, channel: 'NHS_111' },
    });
    expect(kept.data.bookSlot).toMatchObject({ booking: { state: 'CONFIRMED' }, userErrors: [] });
    const bookings = await app.database.sql(`select state from booking order by slot_number`);
    expect(bookings).toEqual([{ state: 'CONFIRMED' }, { state: 'CONFIRMED' }]);
    const cancelled = await partner!(cancelDocument, { input: { booking: kept.data.bookSlot.booking.id, reason: 'PATIENT_CANCELLED' } }); // prettier-ignore
    expect(cancelled.data.cancelBooking.userErrors).toEqual([]);
  });

  test('opens slots to NHS 111 to the second, on the day before the clocks change as after', async () => {
    const id = await published(undefined, { recurrence: 'FREQ=WEEKLY;BYDAY=FR,MO', startTime: '13:00' });
    await set('13:30', '2026-10-23');
    for (const [on, instant] of [
      ['2026-10-23', '2026-10-23T12:30:00Z'],
      ['2026-10-26', '2026-10-26T13:30:00Z'],
    ] as const) {
      await app.setClock(new Date(Date.parse(instant) - 60_000).toISOString());
      expect(await by111(await slotOf(id, on, 4))).toMatchObject({ code: 'SLOT_NOT_FOR_111' });
      await app.setClock(instant);
      expect(await by111(await slotOf(id, on, 4))).toBe('CONFIRMED');
    }
  });

  test('leaves days before it and days of what was said for later', async () => {
    const id = await published();
    await set('16:00', '2026-10-28');
    const { sessionCount } = await set('14:00', '2026-10-15');
    expect(sessionCount).toBe(1);
    expect(await onlyTimes(id)).toEqual([null, '2026-10-21T13:00:00Z', '2026-10-28T16:00:00Z']);
    expect((await set(null, '2026-10-21')).sessionCount).toBe(1);
    expect(await onlyTimes(id)).toEqual([null, null, '2026-10-28T16:00:00Z']);
    const again = await set(null, '2026-10-22');
    expect([again.sessionCount, again.change.moves, again.change.told]).toEqual([0, [], []]);
    expect(again.change.stays.map(({ text }: any) => text)).toEqual([
      'Nothing changes: on 2026-10-22 the network says never already.',
      'What was set for 2026-10-28 and later does not change: from 16:00.',
    ]);
  });

  test('and a publication at the same moment end with one time in all sessions', async () => {
    for (let round = 0; round < 6; round += 1) {
      await snapshot.restore();
      const id = await scheduleClinic(director!, clinicInput(threeWednesdays));
      const [first] = await Promise.all([
        publishUntil(director!, id, '2026-10-29'),
        set('15:00', '2026-10-05'),
        publishUntil(manager!, id, '2026-10-29'),
      ]);
      expect(first.userErrors).toEqual([]);
      expect(await onlyTimes(id)).toEqual(['2026-10-14T14:00:00Z', '2026-10-21T14:00:00Z', '2026-10-28T15:00:00Z']);
    }
  });
});
