import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { globalId } from '../../../src/platform/ids/global-id.js';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let director: Ask;
let managers: Record<string, Ask>;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  director = await app.as('clinical-director', 'U15644');
  const codes = ['E81003', 'E81004', 'E81044', 'E81063'];
  managers = Object.fromEntries(
    await Promise.all(codes.map(async (code) => [code, await app.as('practice-manager', code)] as const)),
  );
});
beforeEach(async () => {
  await app.database.sql(`truncate agreement_signature, network_agreement, participation`);
  await app.setClock('2026-11-23T09:00:00Z');
});
afterAll(() => app.close());

const draftDocument = `mutation ($input: DraftAgreementInput!) { draftAgreement(input: $input) {
  agreement { id title draftedOn startsOn state pcn { odsCode } } userErrors { code field } } }`;
const signDocument = `mutation ($input: SignAgreementInput!) { signAgreement(input: $input) {
  agreement { state inForceFrom signatures { signedOn practice { odsCode } } missing { odsCode } viewerCanSign }
  userErrors { code field } warnings { code message } } }`;
async function draft(startsOn: string, title = 'Network agreement'): Promise<string> {
  return (await director(draftDocument, { input: { pcn: 'U15644', title, startsOn } })).data.draftAgreement.agreement
    .id;
}
async function sign(agreement: string, practice: string, signedOn?: string) {
  return (await managers[practice]!(signDocument, { input: { agreement, practice, signedOn } })).data.signAgreement;
}
function agreements() {
  return app.database.sql(`select title, in_force_from::text, ended_on::text from network_agreement order by title`);
}

test('an agreement is drafted by the director, signed one by one, and in force on the day of the last signature', async () => {
  const drafted = await director(draftDocument, {
    input: { pcn: 'U15644', title: 'Sharing agreement', startsOn: '2026-11-01' },
  });
  const { id, ...agreement } = drafted.data.draftAgreement.agreement;
  expect(agreement).toEqual({
    title: 'Sharing agreement',
    draftedOn: '2026-11-23',
    startsOn: '2026-11-01',
    state: 'DRAFT',
    pcn: { odsCode: 'U15644' },
  });
  expect(await sign(id, 'E81003')).toEqual({
    agreement: {
      state: 'PART_SIGNED',
      inForceFrom: null,
      signatures: [{ signedOn: '2026-11-23', practice: { odsCode: 'E81003' } }],
      missing: expect.arrayContaining([{ odsCode: 'E81004' }, { odsCode: 'E81044' }]),
      viewerCanSign: false,
    },
    userErrors: [],
    warnings: [],
  });
  await app.setClock('2026-11-24T09:00:00Z');
  await sign(id, 'E81004');
  await app.setClock('2026-11-25T09:00:00Z');
  expect((await sign(id, 'E81044')).agreement).toMatchObject({
    state: 'IN_FORCE',
    inForceFrom: '2026-11-25',
    missing: [],
  });
});

test('an agreement that all have signed waits for its start', async () => {
  const id = await draft('2027-01-01');
  for (const code of ['E81003', 'E81004']) await sign(id, code);
  expect((await sign(id, 'E81044')).agreement).toMatchObject({ state: 'PART_SIGNED', inForceFrom: '2027-01-01' });
});

test('of two last signatures at once the second sees the first, and the agreement comes into force once', async () => {
  for (let round = 0; round < 5; round += 1) {
    await app.database.sql(`truncate agreement_signature, network_agreement`);
    const id = await draft('2026-11-01');
    await sign(id, 'E81044');
    await Promise.all([sign(id, 'E81003'), sign(id, 'E81004')]);
    expect(await agreements()).toEqual([{ title: 'Network agreement', in_force_from: '2026-11-23', ended_on: null }]);
  }
});

test('one practice signs once, also when it signs several times at once', async () => {
  const id = await draft('2026-11-01');
  const replies = await Promise.all(Array.from({ length: 4 }, () => sign(id, 'E81003')));
  expect(replies.map((reply) => reply.userErrors[0]?.code ?? 'SIGNED').sort()).toEqual([
    'ALREADY_SIGNED',
    'ALREADY_SIGNED',
    'ALREADY_SIGNED',
    'SIGNED',
  ]);
});

test('a practice that joins later must sign for itself, and the agreement stays in force', async () => {
  const id = await draft('2026-11-01');
  for (const code of ['E81003', 'E81004', 'E81044']) await sign(id, code);
  expect((await sign(id, 'E81063')).userErrors).toEqual([{ code: 'NOT_FOUND', field: ['agreement'] }]);
  await app.database.sql(`
    update membership set valid_to = '2026-12-01' where practice_id = '${leighton.otherPractice}';
    insert into membership (practice_id, pcn_id, valid_from, source)
      values ('${leighton.otherPractice}', '${leighton.pcn}', '2026-12-01', 'test')`);
  await app.setClock('2026-12-02T09:00:00Z');
  const read = () =>
    managers['E81063']!(`query { pcn(by: {odsCode: "U15644"}) {
      agreements { state inForceFrom missing { odsCode } viewerCanSign } }
      practice(by: {odsCode: "E81063"}) { agreementStanding } }`);
  expect((await read()).data).toEqual({
    pcn: {
      agreements: [
        { state: 'IN_FORCE', inForceFrom: '2026-11-23', missing: [{ odsCode: 'E81063' }], viewerCanSign: true },
      ],
    },
    practice: { agreementStanding: 'NOT_SIGNED' },
  });
  expect((await sign(id, 'E81063')).agreement).toMatchObject({ inForceFrom: '2026-11-23', missing: [] });
  expect((await read()).data.practice).toEqual({ agreementStanding: 'SIGNED' });
  await app.database.sql(`
    delete from membership where practice_id = '${leighton.otherPractice}' and pcn_id = '${leighton.pcn}';
    update membership set valid_to = null where practice_id = '${leighton.otherPractice}'`);
});

test('a new agreement ends the one in force on the day it takes its place', async () => {
  const old = await draft('2026-11-01', 'Old');
  for (const code of ['E81003', 'E81004', 'E81044']) await sign(old, code);
  const next = await draft('2027-04-01', 'New');
  for (const code of ['E81003', 'E81004']) expect((await sign(next, code)).warnings).toEqual([]);
  expect((await sign(next, 'E81044')).warnings).toEqual([
    {
      code: 'AGREEMENT_REPLACED',
      message:
        '“New” is in force from 2027-04-01 on, and “Old” ends that day. Which practice takes part in which service does not change. A practice that joins later signs “New”.',
    },
  ]);
  expect(await agreements()).toEqual([
    { title: 'New', in_force_from: '2027-04-01', ended_on: null },
    { title: 'Old', in_force_from: '2026-11-23', ended_on: '2027-04-01' },
  ]);
  const third = await draft('2026-11-01', 'Third');
  for (const code of ['E81003', 'E81004']) await sign(third, code);
  expect((await sign(third, 'E81044')).userErrors).toEqual([{ code: 'AGREEMENT_ALREADY_IN_FORCE', field: null }]);
  await app.setClock('2027-04-01T09:00:00Z');
  expect((await sign(old, 'E81003')).userErrors).toEqual([{ code: 'AGREEMENT_ENDED', field: ['agreement'] }]);
});

test('what cannot be signed or drafted is refused, and only for and by those whose business it is', async () => {
  const id = await draft('2026-11-01');
  expect((await sign(id, 'E81003', '2026-11-24')).userErrors).toEqual([{ code: 'INVALID_INPUT', field: ['signedOn'] }]);
  expect((await sign(id, 'E81003', '2026-11-22')).userErrors).toEqual([{ code: 'INVALID_INPUT', field: ['signedOn'] }]);
  expect((await sign(globalId('Service', leighton.service), 'E81003')).userErrors).toEqual([
    { code: 'INVALID_INPUT', field: ['agreement'] },
  ]);
  expect((await sign(globalId('NetworkAgreement', leighton.service), 'E81003')).userErrors).toEqual([
    { code: 'NOT_FOUND', field: ['agreement'] },
  ]);
  const forAnother = await managers['E81003']!(signDocument, { input: { agreement: id, practice: 'E81004' } });
  expect(forAnother.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const input = { pcn: 'U15644', title: 'Mine', startsOn: '2026-12-01' };
  const foreign = await (await app.as('clinical-director', 'U27128'))(draftDocument, { input });
  expect(foreign.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const errorsOf = async (change: object) =>
    (await director(draftDocument, { input: { ...input, ...change } })).data.draftAgreement.userErrors;
  expect(await errorsOf({ title: 'a\u0000' })).toEqual([{ code: 'INVALID_INPUT', field: ['title'] }]);
  expect(await errorsOf({ draftedOn: '2026-11-24' })).toEqual([{ code: 'INVALID_INPUT', field: ['draftedOn'] }]);
  expect(await errorsOf({ pcn: 'E81003' })).toEqual([{ code: 'NOT_FOUND', field: ['pcn'] }]);
});
