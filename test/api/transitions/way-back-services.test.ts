import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { codesOf, networksNow, nodeId, rowsOf, seedNetworks } from '../../support/network/networks.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

const [a, c] = [rowsOf('A'), codesOf('A')];
let app: TestApp;
let director: Ask;
beforeEach(async () => {
  app = await startTestApp({ now: networksNow });
  await seedNetworks(app.database);
  // the network's own service in the place of the common one
  await app.database.sql(`update shared_clinic set service_id = '${a.service}' where pcn_id = '${a.pcn}';
    update session set service_id = '${a.service}' where pcn_id = '${a.pcn}'`);
  director = await app.as('clinical-director', c.pcn);
});
afterEach(() => app.close());

const service = nodeId('Service', a.service);
const change = `service { name skills retiredOn retiredBecause viewerCanChange roles { code } }
  change { performed moves { text before after } stays { kind text } clashes { kind text on }
    told { what organisation { odsCode } } } userErrors { code field }`;
async function ask(mutation: string, input: object, result = change) {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${result} } }`;
  return (await director(document, { input })).data[mutation];
}

test('a service changes what its clinics do not hang on, and says which clinics use it', async () => {
  const input = { service, name: 'Joint pain clinic', slotMinutes: 30 };
  const tried = await ask('changeService', { ...input, dryRun: true });
  expect(tried.service.name).toBe('Joint clinic');
  const done = await ask('changeService', input);
  expect(done).toMatchObject({ service: { name: 'Joint pain clinic' }, userErrors: [] });
  expect(done.change.moves.map(({ before, after }: { before: string; after: string }) => [before, after])).toEqual([
    ['Joint clinic', 'Joint pain clinic'],
    ['20', '30'],
  ]);
  expect(done.change.stays.every(({ kind }: { kind: string }) => kind === 'CLINIC')).toBe(true);
});

test('a service does not lose a role that a clinic needs, nor gain a skill that those assigned lack', async () => {
  const other = await ask('changeService', { service, roles: ['GP'] });
  expect(other.change.performed).toBe(false);
  expect(new Set(other.change.clashes.map(({ kind }: { kind: string }) => kind))).toEqual(
    new Set(['CLINIC', 'ASSIGNMENT']),
  );
  const skilled = await ask('changeService', { service, skills: ['spirometry'] });
  expect(skilled.change.clashes).toEqual([
    { kind: 'ASSIGNMENT', on: '2026-11-25', text: expect.stringContaining('Synthetic Ann works on 2026-11-25') },
  ]);
  await app.database.sql(`update clinician set skills = '{spirometry}' where id = '${a.ann}'`);
  expect(await ask('changeService', { service, skills: ['spirometry'] })).toMatchObject({
    service: { skills: ['spirometry'] },
    userErrors: [],
  });
});

test('a retired service is neither scheduled nor published anew; its clinics are named and the practices told', async () => {
  const done = await ask('retireService', { service, from: '2026-12-02', reason: 'Nobody comes' });
  expect(done).toMatchObject({
    service: { retiredOn: '2026-12-02', retiredBecause: 'Nobody comes' },
    change: { performed: true },
    userErrors: [],
  });
  const told = done.change.told.map((each: { organisation: { odsCode: string } }) => each.organisation.odsCode);
  expect(told).toEqual([c.one, c.two]);
  const clinic = nodeId('SharedClinic', a.clinic);
  expect(await ask('publishSessions', { clinic, until: '2026-12-10' }, 'userErrors { code field }')).toEqual({
    userErrors: [{ code: 'SERVICE_RETIRED', field: ['until'] }],
  });
});

test('of a retiring and a new skill, and an assignment at the same time, nobody is left unfit', async () => {
  await app.database.sql(`update assignment set state = 'ENDED', ended_at = app_now(), ended_reason = 'test'
    where session_id = '${a.session}'`);
  const input = { session: nodeId('Session', a.openSession), clinician: nodeId('Clinician', a.lent) };
  const [changed, assigned] = await Promise.all([
    ask('changeService', { service, skills: ['spirometry'] }, 'userErrors { code }'),
    ask('assignClinician', input, 'userErrors { code }'),
  ]);
  const codes = [...changed.userErrors, ...assigned.userErrors].map(({ code }: { code: string }) => code);
  expect(codes).toHaveLength(1);
  expect(['CHANGE_CLASHES', 'SKILL_MISSING']).toContain(codes[0]);
});

test('the common catalogue is nobody’s to change', async () => {
  const [common] = await app.database.sql<{ id: string }>(`select id from service where pcn_id is null limit 1`);
  const reply = await ask('changeService', { service: nodeId('Service', common?.id ?? ''), name: 'Ours' });
  expect(reply.userErrors).toEqual([{ code: 'SERVICE_OF_CATALOGUE', field: ['service'] }]);
});
