import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { changing, checksums } from '../../support/database/changes.js';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { seedSession } from '../../support/sessions/seed-session.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

const clinician = leightonIds.sharedPhysiotherapist;
const clinicianId = leighton.sharedPhysiotherapist;
const entry = { clinician, body: 'HCPC', number: 'ph 000002' };
const ending = { ...entry, from: '2026-12-01', reason: 'Struck off' };
const shown = 'clinician { name skills languages registrations { number from to endReason } }';

let app: TestApp;
let employer: Ask;
beforeEach(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  employer = await app.as('practice-manager', 'E81004');
});
afterEach(() => app.close());

function work(startsAt: string, pcnId?: string) {
  return seedSession(app.database, { startsAt, slots: 6, clinicianId, ...(pcnId !== undefined && { pcnId }) });
}
async function add(ask: Ask, input: object) {
  const document = `mutation ($input: AddRegistrationInput!) { addRegistration(input: $input) {
    clinician { registrations { number from to } } userErrors { code field } } }`;
  return (await ask(document, { input })).data.addRegistration;
}

test('a name, skills and languages are corrected; the dry run says the same and changes nothing', async () => {
  const input = { clinician, name: 'Synthetic Zoe', skills: ['Spirometry'], languages: ['ur', 'en'] };
  const before = await checksums(app.database);
  const tried = await changing(employer, 'changeClinician', { ...input, dryRun: true }, shown);
  expect(await checksums(app.database)).toEqual(before);
  const done = await changing(employer, 'changeClinician', input, shown);
  expect(done.change).toEqual({ ...tried.change, performed: true });
  expect(done).toMatchObject({
    clinician: { name: 'Synthetic Zoe', skills: ['spirometry'], languages: ['en', 'ur'] },
    userErrors: [],
  });
  expect(done.change?.moves.map(({ before: was, after }) => [was, after])).toEqual([
    ['Synthetic Physiotherapist Two', 'Synthetic Zoe'],
    ['none', 'spirometry'],
    ['en', 'en, ur'],
  ]);
  const wrong = await changing(employer, 'changeClinician', { clinician, name: ' ', languages: ['english'] });
  expect(wrong.userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`)).toEqual([
    'INVALID_INPUT name',
    'INVALID_INPUT languages.0',
  ]);
});

test('a skill that published work needs does not go unless that work is opened, in every network', async () => {
  await app.database.sql(`update clinician set skills = '{injections,spirometry}' where id = $1`, [clinicianId]);
  const own = await work('2026-12-09T09:00:00Z');
  await work('2026-12-10T09:00:00Z', leighton.otherPcn);
  await app.database.sql(`update service set skills = '{spirometry}' where id = $1`, [leighton.service]);
  const harmless = await changing(employer, 'changeClinician', { clinician, skills: ['spirometry'] });
  expect(harmless).toMatchObject({ userErrors: [], change: { performed: true, told: [] } });

  const refused = await changing(employer, 'changeClinician', { clinician, skills: [] }, shown);
  expect(refused.userErrors.map(({ code }) => code)).toEqual(['CHANGE_CLASHES', 'CHANGE_CLASHES']);
  expect(refused.change?.clashes.map(({ on, id }) => [on, id])).toEqual([
    ['2026-12-09', own.globalId],
    ['2026-12-10', null],
  ]);
  expect(refused.change?.told.map(({ organisation, what }) => [organisation.odsCode, what])).toEqual([
    ['U15644', 'Someone else is needed on 2026-12-09 09:00 to 11:00; nothing is booked there.'],
    ['U27128', 'Someone else is needed on 2026-12-10 09:00 to 11:00; nothing is booked there.'],
  ]);
  const open = { clinician, skills: [], affectedAssignments: 'OPEN' };
  const done = await changing(employer, 'changeClinician', open, shown);
  expect(done).toMatchObject({ userErrors: [], clinician: { skills: [] }, change: { performed: true, clashes: [] } });
  expect(done.change?.moves.filter(({ kind }) => kind === 'ASSIGNMENT')).toHaveLength(2);
  const left = await app.database.sql(`select from assignment where clinician_id = $1 and state = 'PUBLISHED'`, [
    clinicianId,
  ]);
  expect(left).toEqual([]);
});

test('a registration ends on a day; work from then on is in the way or opened, work before stays', async () => {
  await work('2026-11-24T09:00:00Z');
  const after = await work('2026-12-09T09:00:00Z');
  const refused = await changing(employer, 'endRegistration', ending);
  expect(refused.change?.clashes.map(({ id }) => id)).toEqual([after.globalId]);
  const done = await changing(employer, 'endRegistration', { ...ending, affectedAssignments: 'OPEN' }, shown);
  expect(done).toMatchObject({
    userErrors: [],
    clinician: { registrations: [{ number: 'PH000002', to: '2026-12-01', endReason: 'Struck off' }] },
  });
  expect(await app.database.sql(`select state, ended_reason from assignment order by starts_at`)).toEqual([
    { state: 'PUBLISHED', ended_reason: null },
    { state: 'ENDED', ended_reason: 'Registration ended' },
  ]);
  const again = await changing(employer, 'endRegistration', { ...ending, from: '2027-01-01' });
  expect(again.userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['from'] }]);
});

test('what another registration covers is not in the way, and the same person has the number again', async () => {
  await work('2026-12-09T09:00:00Z');
  await work('2026-12-02T09:00:00Z');
  await changing(employer, 'endRegistration', { ...ending, affectedAssignments: 'OPEN' });
  expect((await add(employer, { ...entry, from: '2026-11-30' })).userErrors).toEqual([
    { code: 'REGISTRATION_OVERLAPS', field: ['from'] },
  ]);
  const added = await add(employer, { ...entry, from: '2026-12-03' });
  expect(added).toMatchObject({
    userErrors: [],
    clinician: {
      registrations: [
        { number: 'PH000002', from: '2015-01-01', to: '2026-12-01' },
        { number: 'PH000002', from: '2026-12-03', to: null },
      ],
    },
  });
  const other = await app.as('practice-manager', 'E81003');
  expect((await add(other, { ...entry, clinician: leightonIds.gp })).userErrors).toEqual([
    { code: 'REGISTRATION_TAKEN', field: ['number'] },
  ]);
});

test('a registration that was a mistake is taken off the record, and the number is free for whose it is', async () => {
  const other = await app.as('practice-manager', 'E81003');
  const mistake = { clinician: leightonIds.gp, body: 'HCPC', number: 'PH555555' };
  expect((await add(other, mistake)).userErrors).toEqual([]);
  const done = await changing(other, 'endRegistration', { ...mistake, from: '2026-11-23', reason: 'Mistyped' });
  expect(done).toMatchObject({ userErrors: [], change: { performed: true } });
  await changing(employer, 'endRegistration', ending);
  expect((await add(employer, { ...mistake, clinician, from: '2026-12-01' })).userErrors).toEqual([]);
});

test('of two people who are given one number at once, one has it', async () => {
  const other = await app.as('practice-manager', 'E81003');
  const number = { body: 'GPHC', number: '2012345' };
  const replies = await Promise.all([
    add(employer, { clinician, ...number }),
    add(other, { clinician: leightonIds.gp, ...number }),
  ]);
  expect(replies.flatMap(({ userErrors }) => userErrors)).toEqual([{ code: 'REGISTRATION_TAKEN', field: ['number'] }]);
  expect(await app.database.sql(`select from registration where number = '2012345'`)).toHaveLength(1);
});

test('nobody is assigned on a registration that ends at the same time', async () => {
  const session = await seedSession(app.database, { startsAt: '2026-12-09T09:00:00Z', slots: 6 });
  await app.database.sql(`update assignment set state = 'ENDED', ended_at = now(), ended_reason = 'test'`);
  const director = await app.as('clinical-director', 'U15644');
  const assign = `mutation ($input: AssignClinicianInput!) { assignClinician(input: $input) { userErrors { code } } }`;
  const [ended, assigned] = await Promise.all([
    changing(employer, 'endRegistration', ending),
    director(assign, { input: { session: session.globalId, clinician } }),
  ]);
  const problems = [...ended.userErrors, ...assigned.data.assignClinician.userErrors].map(({ code }) => code);
  expect([['CHANGE_CLASHES'], ['REGISTRATION_NOT_VALID']]).toContainEqual(problems);
});

test('only who employs somebody changes what is on record of them', async () => {
  const other = await app.as('practice-manager', 'E81003');
  for (const [mutation, input] of [
    ['changeClinician', { clinician, name: 'Somebody' }],
    ['endRegistration', ending],
  ] as const) {
    await expect(changing(other, mutation, input)).rejects.toThrow('only for your own organisation');
  }
  const document = `{ clinician(by: { id: "${clinician}" }) { viewerCanChange } }`;
  expect((await employer(document)).data.clinician.viewerCanChange).toBe(true);
  expect((await other(document)).data.clinician.viewerCanChange).toBe(false);
});
