import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { addDays } from '../../../src/time/london.js';
import { changing } from '../../support/database/changes.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

const name = 'epcn_2023-02_M1J4Y_core_partners.csv';
const file = [process.env['SHARED_DATA'], resolve('../shared/data')]
  .flatMap((directory) => (directory === undefined ? [] : [resolve(directory, name)]))
  .find((path) => existsSync(path));

/** A row of the file with its end as we keep it: the first day out. */
interface FileRow {
  readonly practice: string;
  readonly pcn: string;
  readonly from: string;
  readonly to: string | null;
}

function day(text: string) {
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}
function fields(line: string) {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, text = '']) => text.replaceAll('"', ''));
}
function readRows(path: string): FileRow[] {
  return readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== '')
    .map(fields)
    .map(([practice = '', , , , pcn = '', , , , from = '', to = '']) => ({
      practice,
      pcn,
      from: day(from),
      to: to === '' ? null : addDays(day(to), 1), // the file's ends are inclusive
    }));
}

if (file === undefined) {
  console.warn(
    `The replay of an ICB's real memberships did not run: ${name} is neither in SHARED_DATA nor in ../shared/data.`,
  );
  test.skip('the real memberships of an ICB, replayed day by day (the file is not at hand)', () => undefined);
} else {
  replay(readRows(file));
}

function replay(rows: readonly FileRow[]) {
  let app: TestApp;
  let ask: Ask;
  const first = '2019-07-01';
  const last = '2023-03-01';
  beforeAll(async () => {
    app = await startTestApp({ now: `${first}T12:00:00Z` });
    const insert = (codes: string[], kind: string) =>
      app.database.sql(`insert into organisation (ods_code, kind, source) select unnest($1::text[]), $2, 'test'`, [
        codes,
        kind,
      ]);
    await insert(['QHG'], 'ICB');
    await insert(['M1J4Y'], 'SUB_ICB');
    await insert([...new Set(rows.map(({ pcn }) => pcn))], 'PCN');
    await insert([...new Set(rows.map(({ practice }) => practice))], 'PRACTICE');
    await app.database.sql(`insert into commissioning (organisation_id, commissioner_id, valid_from, source)
      select o.id, s.id, date '2019-07-01', 'test' from organisation o
      join organisation s on s.ods_code = case o.kind when 'SUB_ICB' then 'QHG' else 'M1J4Y' end
      where o.kind <> 'ICB'`);
    ask = await app.as('icb-contract-manager', 'QHG');
  });
  afterAll(() => app.close());

  test('the real memberships of an ICB, replayed day by day: what was in force on every day is what the file says', async () => {
    const wrong: unknown[] = [];
    let commands = 0;
    for (let today = first; today < last; today = addDays(today, 1)) {
      const tomorrow = addDays(today, 1);
      const joining = rows.filter(({ from }) => from === tomorrow);
      const leaving = rows.filter(({ to }) => to === tomorrow);
      if (joining.length + leaving.length > 0) await app.setClock(`${today}T12:00:00Z`);
      for (const { practice } of leaving) {
        const joins = joining.find((row) => row.practice === practice)?.pcn;
        const reply = await changing(ask, 'leaveNetwork', { practice, from: tomorrow, joins });
        commands += 1;
        if (reply.change?.performed !== true) wrong.push([tomorrow, practice, reply.userErrors]);
      }
      for (const { practice, pcn } of joining) {
        if (leaving.some((row) => row.practice === practice)) continue;
        const reply = await ask(
          `mutation ($input: JoinNetworkInput!) { joinNetwork(input: $input) { userErrors { code message } } }`,
          { input: { practice, pcn, from: tomorrow } },
        );
        commands += 1;
        if (reply.data.joinNetwork.userErrors.length > 0)
          wrong.push([tomorrow, practice, reply.data.joinNetwork.userErrors]);
      }
      const known = await app.database.sql<{ practice: string; pcn: string }>(
        `select p.ods_code as practice, n.ods_code as pcn from membership m join organisation p on p.id = m.practice_id
         join organisation n on n.id = m.pcn_id where m.valid_from <= $1 and (m.valid_to is null or m.valid_to > $1) order by 1, 2`,
        [tomorrow],
      );
      const told = rows
        .filter(({ from, to }) => from <= tomorrow && (to === null || to > tomorrow))
        .map(({ practice, pcn }) => ({ practice, pcn }))
        .sort((a, b) => (a.practice < b.practice ? -1 : 1));
      if (JSON.stringify(known) !== JSON.stringify(told)) wrong.push([tomorrow, known, told]);
    }
    expect(wrong).toEqual([]);
    expect(commands).toBeGreaterThanOrEqual(rows.length);
  }, 180_000);

  test('memberships come out as in the file: inclusive ends, short ones, gaps and returns', async () => {
    const stored = await app.database.sql<FileRow>(
      `select p.ods_code as practice, n.ods_code as pcn, m.valid_from::text as "from", m.valid_to::text as "to"
       from membership m join organisation p on p.id = m.practice_id join organisation n on n.id = m.pcn_id`,
    );
    const sorted = (all: readonly FileRow[]) =>
      all.map(({ practice, pcn, from, to }) => [practice, from, to, pcn].join()).sort();
    expect(sorted(stored)).toEqual(sorted(rows));
    const two = stored.filter(({ from, to }) => to !== null && to <= addDays(from, 2));
    const returns = stored.filter((row) =>
      stored.some((other) => other.practice === row.practice && other.pcn === row.pcn && other.from > row.from),
    );
    expect([two.length > 0, returns.length > 0]).toEqual([true, true]);
    // every practice with more than one membership: the days without a network are those between, before and after
    const several = rows.map(({ practice }) => practice).filter((code, index, all) => all.indexOf(code) !== index);
    for (const practice of new Set(several)) {
      const own = rows.filter((row) => row.practice === practice).sort((x, y) => (x.from < y.from ? -1 : 1));
      const expected: { from: string; to: string; count: number }[] = [];
      let free = first;
      for (const { from, to } of own) {
        if (free < from) expected.push({ from: free, to: from, count: 0 });
        free = to ?? last;
      }
      if (free < last) expected.push({ from: free, to: last, count: 0 });
      const reply = await ask(
        `query ($of: ContinuityOfInput!) { continuity(of: $of, from: "${first}", to: "${last}") { aspect from to count } }`,
        { of: { practice } },
      );
      const breaks = reply.data.continuity.filter(({ aspect }: { aspect: string }) => aspect === 'NETWORK');
      expect([practice, breaks]).toEqual([practice, expected.map((days) => ({ aspect: 'NETWORK', ...days }))]);
    }
  });
}
