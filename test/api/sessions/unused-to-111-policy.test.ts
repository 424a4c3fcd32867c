import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { changing } from '../../support/database/changes.js';
import { clinicInput, publishedClinic, refusalsOf } from '../../support/sessions/clinics.js';
import { seedLeighton } from '../../support/network/leighton.js';
import { type Snapshot, takeSnapshot } from '../../support/database/snapshot.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';
import { setUnusedTo111, threeWednesdays, unusedTimesOf } from '../../support/booking/unused-to-111.js';

let app: TestApp;
let snapshot: Snapshot;
let director: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-10-05T08:00:00Z' });
  await seedLeighton(app.database);
  snapshot = await takeSnapshot(app.database);
  director = await app.as('clinical-director', 'U15644');
});
beforeEach(() => snapshot.restore());
afterAll(async () => {
  await snapshot.close();
  await app.close();
});

async function published(slotPlan?: object): Promise<string> {
  return (await publishedClinic(director, '2026-10-29', { ...threeWednesdays, slotPlan })).id;
}
function times(id: string) {
  return unusedTimesOf(director, id);
}
async function onlyTimes(id: string) {
  return (await times(id)).sessions.map(([, at]) => at);
}

test('a clinic follows its network unless it says otherwise, by the clock in London, in preview as in publication', async () => {
  await setUnusedTo111(director, '14:00', '2026-10-20');
  const preview = async (slotPlan?: object) =>
    (
      await director(
        `query ($input: ScheduleSharedClinicInput) { sharedClinicPreview(input: $input, to: "2026-10-29") {
            sessions { on unusedTo111At } } }`,
        { input: clinicInput({ ...threeWednesdays, slotPlan }) },
      )
    ).data.sharedClinicPreview.sessions.map(({ on, unusedTo111At }: any) => [on, unusedTo111At]);
  // The clocks go back between the second and the third.
  const days = (...at: (string | null)[]) =>
    ['2026-10-14', '2026-10-21', '2026-10-28'].map((on, index) => [on, at[index] ?? null]);
  const network = days(null, '2026-10-21T13:00:00Z', '2026-10-28T14:00:00Z');
  const own = days('2026-10-14T10:00:00Z', '2026-10-21T10:00:00Z', '2026-10-28T11:00:00Z');
  const never = days();
  const cases = [
    [undefined, ['NETWORK_DEFAULT', null], network],
    [{}, ['NETWORK_DEFAULT', null], network],
    [{ unusedTo111Policy: null }, ['NETWORK_DEFAULT', null], network],
    [{ unusedTo111Policy: 'NETWORK_DEFAULT', unusedTo111From: null }, ['NETWORK_DEFAULT', null], network],
    [{ unusedTo111From: '11:00' }, ['CLINIC_TIME', '11:00'], own],
    [{ unusedTo111From: '11:00', unusedTo111Policy: 'CLINIC_TIME' }, ['CLINIC_TIME', '11:00'], own],
    [{ unusedTo111From: null }, ['NEVER', null], never],
    [{ unusedTo111Policy: 'NEVER' }, ['NEVER', null], never],
  ] as const;
  for (const [slotPlan, says, sessions] of cases) {
    expect(await preview(slotPlan)).toEqual(sessions);
    const id = await published(slotPlan);
    expect(await times(id)).toEqual({ says, sessions });
    await app.database.sql(`update session set state = 'CANCELLED', cancelled_reason = 'test', room_id = null`);
  }
});

test('a clinic has a time of its own with CLINIC_TIME, and then only', async () => {
  const field = 'slotPlan.unusedTo111From';
  const refused = async (slotPlan: object) => refusalsOf(director, clinicInput({ slotPlan }));
  expect(await refused({ unusedTo111Policy: 'CLINIC_TIME' })).toEqual([['INVALID_INPUT', field]]);
  expect(await refused({ unusedTo111Policy: 'CLINIC_TIME', unusedTo111From: null })).toEqual([['INVALID_INPUT', field]]); // prettier-ignore
  expect(await refused({ unusedTo111Policy: 'NEVER', unusedTo111From: '14:00' })).toEqual([['INVALID_INPUT', field]]);
  expect(await refused({ unusedTo111Policy: 'NETWORK_DEFAULT', unusedTo111From: '14:00' })).toEqual([['INVALID_INPUT', field]]); // prettier-ignore
});

test('a clinic can leave the default and follow it again, and another change leaves that as it is', async () => {
  await setUnusedTo111(director, '14:00', '2026-10-05');
  const id = await published();
  const change = async (slotPlan: object, more: object = {}) =>
    changing(director, 'changeSharedClinic', { clinic: id, from: '2026-10-12', slotPlan, ...more });
  const at = (...hours: string[]) =>
    ['2026-10-14', '2026-10-21', '2026-10-28'].map((on, index) => `${on}T${hours[index]}:00Z`);
  const away = await change({ unusedTo111From: '16:00' });
  expect(away.change?.moves.find(({ kind }) => kind === 'CLINIC')).toMatchObject({
    before: '09:00, 180 minutes, 9 slots of 20 minutes, free slots also for 111 from 14:00, by the network’s default',
    after: '09:00, 180 minutes, 9 slots of 20 minutes, free slots also for 111 from 16:00',
  });
  expect(await onlyTimes(id)).toEqual(at('15:00', '15:00', '16:00'));
  await change({ unusedTo111Policy: 'CLINIC_TIME', heldFor111: 1 });
  expect((await times(id)).says).toEqual(['CLINIC_TIME', '16:00']);
  await change({ unusedTo111Policy: 'NETWORK_DEFAULT' });
  expect(await onlyTimes(id)).toEqual(at('13:00', '13:00', '14:00'));
  const moved = await change({}, { startTime: '09:30' });
  expect(moved.change?.moves.find(({ kind }) => kind === 'SESSION')).toMatchObject({
    before: '09:00 to 12:00, 9 slots, 1 held for 111, free slots also for 111 from 14:00',
    after: '09:30 to 12:30, 9 slots, 1 held for 111, free slots also for 111 from 14:00',
  });
  expect((await times(id)).says).toEqual(['NETWORK_DEFAULT', null]);
  expect(await onlyTimes(id)).toEqual(at('13:00', '13:00', '14:00'));
  await change({ unusedTo111From: null });
  expect(await times(id)).toEqual({
    says: ['NEVER', null],
    sessions: [
      ['2026-10-14', null],
      ['2026-10-21', null],
      ['2026-10-28', null],
    ],
  });
  // Where the network says nothing, to follow it changes the clinic all the same.
  await setUnusedTo111(director, null, '2026-10-05');
  const again = await change({ unusedTo111Policy: 'NETWORK_DEFAULT' });
  expect(again.change?.moves.map(({ kind }) => kind)).toEqual(['CLINIC']);
  expect((await times(id)).says).toEqual(['NETWORK_DEFAULT', null]);
  const back = await change({ unusedTo111Policy: 'CLINIC_TIME' });
  expect(back.userErrors.map(({ code, field }) => [code, field])).toEqual([['INVALID_INPUT', ['slotPlan', 'unusedTo111From']]]); // prettier-ignore
});
