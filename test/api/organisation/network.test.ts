import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let ask: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  ask = await app.as('clinical-director', 'U15644');
});
afterAll(() => app.close());

const nhs = 'NHS Digital, Patients Registered at a GP Practice, April 2026';

test('a network population is the sum over its members on one basis, or null with a reason and who is missing', async () => {
  const reply = await ask(`query {
    pcn(by: {odsCode: "U15644"}) {
      populations { basis value reason countedFrom countedTo sources missing { odsCode } }
      before: populations(asOf: "2026-03-31") { basis value reason }
    }
    otherPcn: pcn(by: {odsCode: "U27128"}) { populations { basis value reason missing { odsCode } } }
  }`);
  expect(reply.data).toEqual({
    pcn: {
      populations: [
        {
          basis: 'REGISTERED',
          value: 53287,
          reason: null,
          countedFrom: '2026-04-01',
          countedTo: '2026-04-01',
          sources: [nhs],
          missing: [],
        },
        {
          basis: 'WEIGHTED',
          value: 46529.23,
          reason: null,
          countedFrom: '2023-03-31',
          countedTo: '2023-03-31',
          sources: ['NHS Payments to General Practice 2022/23'],
          missing: [],
        },
        {
          basis: 'PCN_ADJUSTED',
          value: null,
          reason:
            'No PCN adjusted population of the network up to 2026-11-23 is recorded. Add it with recordPopulation.',
          countedFrom: null,
          countedTo: null,
          sources: [],
          missing: [{ odsCode: 'E81003' }, { odsCode: 'E81004' }, { odsCode: 'E81044' }],
        },
      ],
      before: [
        {
          basis: 'REGISTERED',
          value: null,
          reason:
            'No registered list of 3 of the 3 members up to 2026-03-31 is recorded. Add it with recordPopulation.',
        },
        { basis: 'WEIGHTED', value: 46529.23, reason: null },
        {
          basis: 'PCN_ADJUSTED',
          value: null,
          reason:
            'No PCN adjusted population of the network up to 2026-03-31 is recorded. Add it with recordPopulation.',
        },
      ],
    },
    otherPcn: {
      populations: [
        { basis: 'REGISTERED', value: 9000, reason: null, missing: [] },
        {
          basis: 'WEIGHTED',
          value: null,
          reason: 'No weighted list of 1 of the 1 members up to 2026-11-23 is recorded. Add it with recordPopulation.',
          missing: [{ odsCode: 'E81063' }],
        },
        {
          basis: 'PCN_ADJUSTED',
          value: null,
          reason:
            'No PCN adjusted population of the network up to 2026-11-23 is recorded. Add it with recordPopulation.',
          missing: [{ odsCode: 'E81063' }],
        },
      ],
    },
  });
});

test('the size band warns with its policy: 30,000 to 50,000, and to 70,000 where the members are in Luton', async () => {
  const band = 'population lowest highest position warning setBy validFrom source';
  const reply = await ask(`query {
    pcn(by: {odsCode: "U15644"}) { sizeBand { ${band} } before: sizeBand(asOf: "2026-03-31") { position } }
    otherPcn: pcn(by: {odsCode: "U27128"}) { sizeBand { lowest highest position setBy } }
  }`);
  expect(reply.data).toEqual({
    pcn: {
      sizeBand: {
        population: 53287,
        lowest: 30000,
        highest: 50000,
        position: 'ABOVE',
        warning: 'A network of 53,287 people is outside the usual 30,000 to 50,000. This does not stop anything.',
        setBy: 'NHS England',
        validFrom: '2019-07-01',
        source:
          'The population a network is meant to have. In January 2020 58% of 1,250 networks did, so this only warns (Network Contract DES 2019/20, registration of networks)',
      },
      before: null,
    },
    otherPcn: { sizeBand: { lowest: 30000, highest: 70000, position: 'BELOW', setBy: 'The commissioner in Luton' } },
  });
});

test('members are those of the day, paged by ODS code in both directions', async () => {
  const page = (args: string) =>
    ask(`query { pcn(by: {odsCode: "U15644"}) { members(${args}) {
      totalCount edges { cursor node { odsCode } } pageInfo { hasNextPage hasPreviousPage } } } }`);
  const codes = (reply: Awaited<ReturnType<typeof page>>) =>
    reply.data.pcn.members.edges.map((edge: { node: { odsCode: string } }) => edge.node.odsCode);
  const first = await page('first: 2');
  expect(codes(first)).toEqual(['E81003', 'E81004']);
  expect(first.data.pcn.members).toMatchObject({
    totalCount: 3,
    pageInfo: { hasNextPage: true, hasPreviousPage: false },
  });
  const next = await page(`first: 2, after: "${first.data.pcn.members.edges[1].cursor}"`);
  expect(codes(next)).toEqual(['E81044']);
  expect(next.data.pcn.members.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: true });
  expect(codes(await page('last: 1'))).toEqual(['E81044']);
  expect(codes(await page('asOf: "2020-06-30"'))).toEqual([]);
  expect((await page('first: 100000')).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('what belongs to a network is withheld from those outside it', async () => {
  const document = `query {
    pcn(by: {odsCode: "U15644"}) { agreements { title } accommodationOffers { totalCount } viewerCanDraftAgreement }
    practice(by: {odsCode: "E81003"}) { participations { state } agreementStanding viewerCanSetParticipation }
  }`;
  const outside = await app.as('clinical-director', 'U27128');
  expect((await outside(document)).data).toEqual({
    pcn: { agreements: null, accommodationOffers: null, viewerCanDraftAgreement: false },
    practice: { participations: null, agreementStanding: null, viewerCanSetParticipation: false },
  });
  expect((await ask(document)).data).toEqual({
    pcn: {
      agreements: [{ title: 'Network agreement' }],
      accommodationOffers: { totalCount: 3 },
      viewerCanDraftAgreement: true,
    },
    practice: { participations: [], agreementStanding: 'SIGNED', viewerCanSetParticipation: true },
  });
});

test('an agreement is a draft, part signed, in force and ended on the days it was', async () => {
  await app.database.sql(`update network_agreement set ended_on = '2026-10-01' where pcn_id = '${leighton.pcn}'`);
  const states = Object.fromEntries(
    await Promise.all(
      ['2025-12-31', '2026-01-01', '2026-03-01', '2026-04-01', '2026-09-30', '2026-10-01'].map(async (asOf) => {
        const reply = await ask(
          `query ($asOf: Date) { pcn(by: {odsCode: "U15644"}, asOf: $asOf) {
            agreements { state signatures { practice { odsCode } } missing { odsCode } } } }`,
          { asOf },
        );
        const [agreement] = reply.data.pcn.agreements;
        return [asOf, agreement && [agreement.state, agreement.signatures.length, agreement.missing.length]];
      }),
    ),
  );
  expect(states).toEqual({
    '2025-12-31': undefined,
    '2026-01-01': ['DRAFT', 0, 3],
    '2026-03-01': ['PART_SIGNED', 3, 0],
    '2026-04-01': ['IN_FORCE', 3, 0],
    '2026-09-30': ['IN_FORCE', 3, 0],
    '2026-10-01': ['ENDED', 3, 0],
  });
});
