import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { codesOf, networksNow, seedNetworks } from '../../support/network/networks.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
const a = codesOf('A');
beforeAll(async () => {
  app = await startTestApp({ now: networksNow, limits: { ratePoints: 100_000 } });
  await seedNetworks(app.database);
});
afterAll(() => app.close());

async function viewerOf(ask: Ask) {
  const { data, errors } = await ask(`{ viewer {
    role channels permissions ownPermissions clinician { code }
    organisation { code kind name permissions node { __typename odsCode } }
    predecessors { code }
    networks { pcn { odsCode } lending permissions }
  } }`);
  expect(errors).toBeUndefined();
  return data.viewer;
}

test('a director is told the network and what a director may do there, and nothing that another role does', async () => {
  const viewer = await viewerOf(await app.as('clinical-director', a.pcn));
  expect(viewer).toMatchObject({
    role: 'CLINICAL_DIRECTOR',
    channels: [],
    permissions: ['READ_DIRECTORY'],
    ownPermissions: [],
    clinician: null,
    organisation: { code: a.pcn, kind: 'PCN', node: { __typename: 'PrimaryCareNetwork', odsCode: a.pcn } },
    predecessors: [],
    networks: [{ pcn: { odsCode: a.pcn }, lending: false }],
  });
  const { permissions } = viewer.networks[0];
  expect(permissions).toEqual(
    expect.arrayContaining(['OVERRIDE_SHARES', 'PUBLISH_SESSIONS', 'SET_UNUSED_TO_111_DEFAULT']),
  );
  expect(permissions).not.toContain('AWARD_CONTRACT');
  expect(permissions).not.toContain('SIGN_AGREEMENT');
});

test('a practice manager may do some things in the network and others for the practice only', async () => {
  const viewer = await viewerOf(await app.as('practice-manager', a.one));
  expect(viewer.organisation).toMatchObject({ code: a.one, kind: 'PRACTICE', node: { __typename: 'Practice' } });
  expect(viewer.organisation.permissions).toEqual(expect.arrayContaining(['SIGN_AGREEMENT', 'BOOK_SLOT']));
  expect(viewer.networks.map(({ pcn }: any) => pcn.odsCode)).toEqual([a.pcn]);
  expect(viewer.networks[0].permissions).toContain('READ_ROTA');
  expect(viewer.networks[0].permissions).not.toContain('BOOK_SLOT');
});

test('a contract manager reads in every network of the ICB and decides for what it commissions', async () => {
  const viewer = await viewerOf(await app.as('icb-contract-manager', a.icb));
  expect(viewer.networks.map(({ pcn }: any) => pcn.odsCode).sort()).toEqual([a.pcn, codesOf('B').pcn].sort());
  expect(viewer.organisation.kind).toBe('ICB');
  expect(viewer.organisation.permissions).toEqual(expect.arrayContaining(['AWARD_CONTRACT', 'MERGE_ORGANISATIONS']));
});

test('a provider that lends to a network is told that it only lends', async () => {
  const viewer = await viewerOf(await app.as('provider-manager', a.trust));
  expect(viewer.networks).toEqual([
    { pcn: { odsCode: a.pcn }, lending: true, permissions: ['READ_DIRECTORY', 'READ_NETWORK', 'READ_ROTA'] },
  ]);
});

test('a clinician is told their own record and what they may do about themselves', async () => {
  const viewer = await viewerOf(await app.as('clinician', a.ann));
  expect(viewer).toMatchObject({
    role: 'CLINICIAN',
    clinician: { code: a.ann },
    organisation: { code: a.ann, kind: null, name: null, node: null, permissions: [] },
  });
  expect(viewer.ownPermissions).toEqual(expect.arrayContaining(['REQUEST_LEAVE', 'DECIDE_EMPLOYMENT']));
});

test('a booking partner is told the channels of the token', async () => {
  const viewer = await viewerOf(await app.as('booking-partner', a.partner));
  expect(viewer).toMatchObject({ role: 'BOOKING_PARTNER', channels: ['NHS_111'] });
});

test('whose role cannot act for the organisation of the token is told that there is none', async () => {
  const viewer = await viewerOf(await app.as('practice-manager', a.pcn));
  expect(viewer).toMatchObject({
    organisation: { code: a.pcn, kind: null, name: null, node: null, permissions: [] },
    networks: [],
    permissions: ['READ_DIRECTORY'],
  });
});

test('the points that are left are those of the limit, less what requests have cost', async () => {
  const ask = await app.as('care-navigator', a.one);
  const document = '{ viewer { pointsLeft } }';
  const left = async () => (await ask(document)).data.viewer.pointsLeft;
  const first = await left();
  const second = await left();
  const third = await left();
  expect(first).toBeLessThan(100_000);
  expect(second).toBeLessThan(first);
  expect(second - third).toBeGreaterThan(0);
});

test('a viewer is read in one statement, however many networks there are', async () => {
  const ask = await app.as('icb-viewer', a.icb);
  const statements = await app.statementsOf(() =>
    ask('{ viewer { role networks { permissions pcn { name } } organisation { name } } }'),
  );
  expect(statements).toHaveLength(1);
});
