import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { changing } from '../../support/database/changes.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let ask: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  await app.database.sql(`update organisation set opened_on = '2020-07-01' where kind = 'PRACTICE'`);
  await app.database.sql(`update site set opened_on = '2020-07-01'`);
  ask = await app.as('icb-contract-manager', 'QHG');
});
afterAll(() => app.close());

const document = `query ($of: ContinuityOfInput!, $from: Date!, $to: Date!) { continuity(of: $of, from: $from, to: $to) { aspect from to count practice { odsCode } site { name } } }`;
async function breaks(of: object, from = '2020-01-01', to = '2028-01-01') {
  const reply = await ask(document, { of, from, to });
  if (reply.errors !== undefined) throw new Error(reply.errors[0]?.message);
  return reply.data.continuity.map((node: Record<string, any>) => [
    node['practice'].odsCode,
    node['aspect'],
    node['from'],
    node['to'],
    node['count'],
    node['site']?.name ?? null,
  ]);
}

test('a hand-over leaves no day without holder, operator or network, for the practices and the whole ICB', async () => {
  expect(await breaks({ icb: 'QHG' })).toEqual([]);
  const input = { practice: 'E81004', from: '2027-03-28', to: { branchOf: 'E81003' } };
  expect((await changing(ask, 'handOverPractice', input)).change?.performed).toBe(true);
  expect(await breaks({ icb: 'QHG' })).toEqual([]);
  expect(await breaks({ practice: 'E81004' })).toEqual([]);
});

test('gaps are half-open days, joined where they meet, and end where the window and the practice do', async () => {
  const change = (sql: string) => app.database.sql(sql);
  await change(`update contract set valid_to = '2027-01-01' where practice_id = '${leighton.leightonRoad}'`);
  await change(`insert into contract (practice_id, type, holder_id, valid_from, valid_to, source) values
    ('${leighton.leightonRoad}', 'APMS', '${leighton.leightonRoad}', '2027-01-02', '2027-06-01', 'test')`);
  await change(`update membership set valid_to = '2026-12-31' where practice_id = '${leighton.leightonRoad}'`);
  await change(`update site_operation set valid_to = '2027-07-01' where operator_id = '${leighton.leightonRoad}'`);
  expect(await breaks({ practice: 'E81044' }, '2026-01-01', '2027-08-01')).toEqual([
    ['E81044', 'HOLDER', '2027-01-01', '2027-01-02', 0, null],
    ['E81044', 'HOLDER', '2027-06-01', '2027-08-01', 0, null],
    ['E81044', 'NETWORK', '2026-12-31', '2027-08-01', 0, null],
    ['E81044', 'OPERATOR', '2027-07-01', '2027-08-01', 0, 'Leighton Road Surgery'],
  ]);
  await change(`update organisation set closed_on = '2027-01-01' where id = '${leighton.leightonRoad}'`);
  expect((await breaks({ practice: 'E81044' })).slice(0, 1)).toEqual([
    ['E81044', 'NETWORK', '2026-12-31', '2027-01-01', 0, null],
  ]);
});

test('two at once are told from the data, should a constraint ever fail to forbid them', async () => {
  await app.database.sql(`alter table membership drop constraint membership_one_pcn`);
  await app.database.sql(`insert into membership (practice_id, pcn_id, valid_from, valid_to, source)
    values ('${leighton.bassettRoad}', '${leighton.otherPcn}', '2026-10-25', '2026-10-27', 'test')`);
  expect(await breaks({ practice: 'E81003' })).toEqual([['E81003', 'NETWORK', '2026-10-25', '2026-10-27', 2, null]]);
});

test('a window of no days, or of a century, and an unknown practice are refused', async () => {
  await expect(breaks({ practice: 'E81003' }, '2026-01-01', '2026-01-01')).rejects.toThrow(
    '`to` must be a later day than `from`',
  );
  await expect(breaks({ practice: 'E81003' }, '1926-01-01', '2026-01-01')).rejects.toThrow(
    'Ask for at most 7320 days at once',
  );
  await expect(breaks({ icb: 'E81003' })).rejects.toThrow('There is no ICB with the ODS code E81003.');
});
