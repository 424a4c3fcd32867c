import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { codesOf, networksNow, nodeId, rowsOf, seedNetworks } from '../../support/network/networks.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

const [a, c] = [rowsOf('A'), codesOf('A')];
let app: TestApp;
let contracts: Ask;
let director: Ask;
beforeEach(async () => {
  app = await startTestApp({ now: networksNow });
  await seedNetworks(app.database);
  contracts = await app.as('icb-contract-manager', c.icb);
  director = await app.as('clinical-director', c.pcn);
});
afterEach(() => app.close());

const change = `change { performed moves { text before after } stays { kind text } clashes { kind on text }
  told { what organisation { odsCode } } } userErrors { code field }`;
async function ask(as: Ask, mutation: string, result: string, input: object) {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${result} } }`;
  return (await as(document, { input })).data[mutation];
}

const figure = `population { value source knownSince earlier { value source knownSince knownUntil reason }
  asKnownOn(day: "2026-11-22") { value } } userErrors { code field }`;

test('a corrected figure keeps what stood there before, since when it was known, and why', async () => {
  const input = { population: nodeId('Population', a.population), value: 20_500, reason: 'Recalculated in mid-year' };
  await app.database.sql(`update population set known_since = '2026-05-01T09:00:00Z'`);
  expect(await ask(contracts, 'correctPopulation', figure, input)).toEqual({
    population: {
      value: 20_500,
      source: 'test',
      knownSince: expect.stringContaining('2026-11-23T09:00'),
      earlier: [
        {
          value: 20_000,
          source: 'test',
          knownSince: '2026-05-01T09:00:00Z',
          knownUntil: expect.stringContaining('2026-11-23T09:00'),
          reason: 'Recalculated in mid-year',
        },
      ],
      asKnownOn: { value: 20_000 },
    },
    userErrors: [],
  });
  expect(await ask(contracts, 'correctPopulation', 'userErrors { code field }', input)).toEqual({
    userErrors: [{ code: 'INVALID_INPUT', field: ['value'] }],
  });
  const read = await director(`query ($code: OdsCode!) { pcn(by: {odsCode: $code}) {
    now: populations { basis value } before: populations(knownOn: "2026-11-22") { basis value }
    unknown: populations(knownOn: "2026-04-30") { value } } }`, { code: c.pcn }); // prettier-ignore
  expect(read.data.pcn.now[0]).toEqual({ basis: 'REGISTERED', value: 32_500 });
  expect(read.data.pcn.before[0]).toEqual({ basis: 'REGISTERED', value: 32_000 });
  expect(read.data.pcn.unknown[0]).toEqual({ value: null });
});

test('of two corrections at the same time both are done, and the second keeps what the first wrote', async () => {
  const input = { population: nodeId('Population', a.population), reason: 'Recalculated' };
  const result = 'population { value } userErrors { code }';
  const replies = await Promise.all(
    [20_500, 20_600].map((value) => ask(contracts, 'correctPopulation', result, { ...input, value })),
  );
  const [left] = await app.database.sql<{ value: number; earlier: number[] }>(
    `select value::float8 as value, array(select e.value::float8 from population_earlier e where e.population_id = p.id
       order by e.value) as earlier from population p where id = '${a.population}'`,
  );
  expect(replies.map((reply) => reply.userErrors)).toEqual([[], []]);
  expect([20_500, 20_600]).toContain(left?.value);
  expect(left?.earlier).toEqual([20_000, left?.value === 20_500 ? 20_600 : 20_500]);
});

test('a notice is changed and withdrawn, and the contract runs on as without it', async () => {
  const contract = nodeId('Contract', a.underNotice);
  const result = `contract { to noticeEndsOn changeReason viewerCanChangeNotice } ${change}`;
  const later = { contract, endsOn: '2028-01-31', reason: 'Agreed with the holder' };
  const tried = await ask(contracts, 'changeNotice', result, { ...later, dryRun: true });
  expect(tried.contract.to).toBe('2027-11-30');
  expect(await ask(contracts, 'changeNotice', result, later)).toMatchObject({
    contract: { to: '2028-01-31', noticeEndsOn: '2028-01-31', changeReason: 'Agreed with the holder' },
    change: {
      performed: true,
      told: expect.arrayContaining([
        {
          what: `2028-01-31 is now the first day without the contract of ${c.moving}: Agreed with the holder`,
          organisation: { odsCode: c.two },
        },
      ]),
    },
    userErrors: [],
  });
  expect(await ask(contracts, 'withdrawNotice', result, { contract, reason: 'They stay' })).toMatchObject({
    contract: { to: null, noticeEndsOn: null, changeReason: 'They stay', viewerCanChangeNotice: false },
    userErrors: [],
  });
  expect(await ask(contracts, 'withdrawNotice', result, { contract, reason: 'They stay' })).toMatchObject({
    userErrors: [{ code: 'NO_NOTICE', field: ['contract'] }],
  });
});

test('a notice is not withdrawn once another contract is awarded for then; an APMS term comes back', async () => {
  await app.database.sql(`update contract set type = 'APMS', valid_from = '2024-04-01', valid_to = '2028-04-01',
    notice_given_on = null, notice_ends_on = null where id = '${a.underNotice}'`);
  await ask(contracts, 'giveNotice', 'userErrors { code }', { practices: [c.moving], endsOn: '2027-11-30' });
  const award = { practice: c.moving, type: 'GMS', holder: { odsCode: c.one }, from: '2027-11-30' };
  const awarded = await ask(contracts, 'awardContract', 'contract { id } userErrors { code }', award);
  const contract = nodeId('Contract', a.underNotice);
  const result = `contract { to } ${change}`;
  const refused = await ask(contracts, 'withdrawNotice', result, { contract, reason: 'They stay' });
  expect(refused.change.clashes).toEqual([
    { kind: 'CONTRACT', on: '2027-11-30', text: 'The next contract begins on 2027-11-30. Correct that award first.' },
  ]);
  const corrected = { contract: awarded.contract.id, from: '2028-04-01', reason: 'They stay' };
  expect((await ask(contracts, 'correctAward', result, corrected)).userErrors).toEqual([]);
  expect(await ask(contracts, 'withdrawNotice', result, { contract, reason: 'They stay' })).toMatchObject({
    contract: { to: '2028-04-01' },
    userErrors: [],
  });
});

test('an award is corrected before it begins, and both holders are told; afterwards it is refused', async () => {
  const input = { contract: nodeId('Contract', a.award), holder: { odsCode: c.one }, reason: 'The wrong holder' };
  const reply = await ask(contracts, 'correctAward', `contract { holder { odsCode } changeReason } ${change}`, input);
  expect(reply).toMatchObject({
    contract: { holder: { odsCode: c.one }, changeReason: 'The wrong holder' },
    userErrors: [],
  });
  const told = reply.change.told.map((each: { organisation: { odsCode: string } }) => each.organisation.odsCode);
  expect(told.toSorted()).toEqual([c.one, c.two, c.alone].toSorted());
  expect(await ask(contracts, 'correctAward', change, { ...input, contract: nodeId('Contract', a.contract) })).toEqual({
    change: null,
    userErrors: [{ code: 'AWARD_BEGUN', field: ['contract'] }],
  });
});

test('a draft is discarded with its reason, its signature stays, and nobody signs it any more', async () => {
  const agreement = nodeId('NetworkAgreement', a.draft);
  const result = `agreement { state discardedBecause signatures { signedOn } viewerCanDiscard } ${change}`;
  const input = { agreement, reason: 'A new one is written' };
  expect(await ask(director, 'discardDraftAgreement', result, input)).toMatchObject({
    agreement: {
      state: 'DISCARDED',
      discardedBecause: 'A new one is written',
      signatures: [{ signedOn: '2026-11-02' }],
      viewerCanDiscard: false,
    },
    change: { performed: true, told: [{}, {}] },
    userErrors: [],
  });
  const practice = await app.as('practice-manager', c.one);
  const sign = { agreement, practice: c.one };
  expect(await ask(practice, 'signAgreement', 'userErrors { code field }', sign)).toEqual({
    userErrors: [{ code: 'AGREEMENT_DISCARDED', field: ['agreement'] }],
  });
  const inForce = { agreement: nodeId('NetworkAgreement', a.agreement), reason: 'No' };
  expect(await ask(director, 'discardDraftAgreement', change, inForce)).toMatchObject({
    userErrors: [{ code: 'AGREEMENT_IN_FORCE', field: ['agreement'] }],
  });
});

test('of a last signature and a discarding at the same time, one is refused', async () => {
  const practice = await app.as('practice-manager', c.one);
  const agreement = nodeId('NetworkAgreement', a.draft);
  const [signed, discarded] = await Promise.all([
    ask(practice, 'signAgreement', 'userErrors { code }', { agreement, practice: c.one }),
    ask(director, 'discardDraftAgreement', 'userErrors { code }', { agreement, reason: 'A new one' }),
  ]);
  const codes = [...signed.userErrors, ...discarded.userErrors].map(({ code }: { code: string }) => code);
  expect(codes).toHaveLength(1);
  expect(['AGREEMENT_DISCARDED', 'AGREEMENT_IN_FORCE']).toContain(codes[0]);
});
