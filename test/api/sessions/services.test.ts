import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let director: Ask;
beforeAll(async () => {
  app = await startTestApp();
  await seedLeighton(app.database);
  director = await app.as('clinical-director', 'U15644');
});
afterAll(() => app.close());

const define = `mutation ($input: DefineServiceInput!) { defineService(input: $input) {
  service { id code name roles { code } skills slotMinutes deliveryModes appointmentCategory roomKind equipment triage pcn { odsCode } }
  userErrors { code field } } }`;
const input = {
  pcn: 'U15644',
  code: 'ear-microsuction',
  name: 'Ear microsuction',
  roles: ['PRACTICE_NURSE', 'HEALTHCARE_ASSISTANT'],
  skills: ['microsuction'],
  slotMinutes: 30,
  deliveryModes: ['FACE_TO_FACE'],
  appointmentCategory: 'PLANNED_CLINICAL_PROCEDURE',
  roomKind: 'TREATMENT',
  equipment: ['suction pump'],
};
async function defined(changes: object, ask = director) {
  return (await ask(define, { input: { ...input, ...changes } })).data?.defineService;
}

test('a network defines a service of its own, which other networks neither see nor may use', async () => {
  const { service, userErrors } = await defined({});
  expect(userErrors).toEqual([]);
  expect(service).toEqual({
    id: expect.any(String),
    code: 'ear-microsuction',
    name: 'Ear microsuction',
    roles: [{ code: 'PRACTICE_NURSE' }, { code: 'HEALTHCARE_ASSISTANT' }],
    skills: ['microsuction'],
    slotMinutes: 30,
    deliveryModes: ['FACE_TO_FACE'],
    appointmentCategory: 'PLANNED_CLINICAL_PROCEDURE',
    roomKind: 'TREATMENT',
    equipment: ['suction pump'],
    triage: false,
    pcn: { odsCode: 'U15644' },
  });
  const list = `query ($pcn: OdsCode) { services(pcn: $pcn, first: 10) { totalCount edges { node { code pcn { odsCode } } } } }`;
  const codes = async (ask: Ask, pcn: string | null) =>
    (await ask(list, { pcn })).data?.services?.edges.map((edge: any) => edge.node.code) ?? null;
  expect(await codes(director, 'U15644')).toEqual(['ear-microsuction', 'first-contact-physiotherapy']);
  expect(await codes(director, null)).toEqual(['first-contact-physiotherapy']);
  const other = await app.as('clinical-director', 'U27128');
  expect(await codes(other, 'U15644')).toBeNull();
  expect(await codes(other, 'U27128')).toEqual(['first-contact-physiotherapy']);
  const read = `query ($by: ServiceBy!) { service(by: $by) { name } }`;
  expect((await other(read, { by: { id: service.id } })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  expect((await other(read, { by: { code: 'first-contact-physiotherapy' } })).data.service).toEqual({
    name: 'First-contact physiotherapy',
  });
  expect((await director(read, { by: { id: leightonIds.pcn } })).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect((await defined({})).userErrors).toEqual([{ code: 'SERVICE_CODE_TAKEN', field: ['code'] }]);
});

test.each([
  ['code', { code: 'Ear Microsuction' }],
  ['name', { name: '\u0000' }],
  ['name', { name: 'Ears 👂' }],
  ['roles', { roles: [] }],
  ['roles.0', { roles: ['WIZARD'] }],
  ['slotMinutes', { slotMinutes: 4 }],
  ['deliveryModes', { deliveryModes: [] }],
  ['skills.0', { skills: ['Ünïcode'] }],
  ['equipment', { equipment: Array(21).fill('pump') }],
])('a service with a wrong %s is refused', async (field, changes) => {
  expect((await defined({ code: 'another', ...changes })).userErrors).toEqual([
    { code: 'INVALID_INPUT', field: field.split('.') },
  ]);
});

test('only directors and rota managers of the network define services', async () => {
  for (const [role, code] of [
    ['practice-manager', 'E81003'],
    ['clinical-director', 'U27128'],
    ['icb-viewer', 'QHG'],
  ] as const) {
    const reply = await (await app.as(role, code))(define, { input });
    expect(reply.errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
  }
  expect((await defined({ code: 'from-the-rota' }, await app.as('rota-manager', 'U15644'))).userErrors).toEqual([]);
});
