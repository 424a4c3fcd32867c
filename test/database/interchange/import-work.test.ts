import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { addDays } from '../../../src/time/london.js';
import { cloneDatabase, type TestDatabase } from '../../support/database/test-database.js';
import { countVisitedRows } from '../../support/database/visited-rows.js';
import {
  countsOf,
  epcnDetailsOf,
  epcnPartnersOf,
  epraccurOf,
  imported,
  listsOf,
  paymentsOf,
} from '../../support/interchange/official-files.js';

/** A statement that compares each row with each other one would look at a thousand for each. */
const rows = 1000;
const mostVisited = 100;

let database: TestDatabase;
let takeVisited: () => ReadonlyMap<string, number>;
beforeEach(async () => {
  database = await cloneDatabase();
  takeVisited = await countVisitedRows(database);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await database.drop();
});

function each<Row>(row: (index: number) => Row): Row[] {
  return Array.from({ length: rows }, (_, index) => row(index));
}
const practice = (index: number) => `A${String(index).padStart(5, '0')}`;
const pcn = (index: number) => `U${String(index).padStart(5, '0')}`;
const subIcb = (index: number) => `S${String(index).padStart(4, '0')}`;
const icb = (index: number) => `Q${String(10 + (index % 50))}`;

/** Loads files, and says which statements looked at more rows than a few dozen for each row of the files. */
async function load(files: Readonly<Record<string, string>>) {
  takeVisited();
  const reports = await imported(database, files);
  const visited = takeVisited();
  expect(visited.get('countOutcomes')).toBeGreaterThanOrEqual(rows / 2); // they are counted at all
  const sum = Object.values(reports).reduce((all, report) => all + report.rows, 0);
  const tooMany = [...visited].filter(([, count]) => count > sum * mostVisited);
  return {
    counts: Object.fromEntries(Object.entries(reports).map(([option, report]) => [option, countsOf(report)])),
    tooMany,
  };
}

test('practices: new, then moved and renamed with their sub-ICBs, then closed, then open again', async () => {
  const file = (more: (index: number) => object) =>
    epraccurOf(
      each((index) => ({
        code: practice(index),
        name: `P ${index}`,
        icb: icb(index),
        commissioner: subIcb(index),
        ...more(index),
      })),
    );
  expect(await load({ 'epraccur_2025-01-01.csv': file(() => ({})) })).toEqual({
    counts: { epraccur: [rows, 0, 0, 0, 0] },
    tooMany: [],
  });
  const changed = { counts: { epraccur: [0, rows, 0, 0, 0] }, tooMany: [] };
  const moved = (index: number) => ({
    name: `N ${index}`,
    opened: '19740402',
    joined: '20250601',
    ...(index % 2 === 0 ? { commissioner: subIcb((index + 2) % rows) } : { icb: icb(index + 1) }),
    ...(index % 2 === 0 ? { icb: icb((index + 2) % rows) } : {}),
  });
  expect(await load({ 'epraccur_2025-09-01.csv': file(moved) })).toEqual(changed);
  const closed = (index: number) => ({ ...moved(index), closed: '20251001' });
  expect(await load({ 'epraccur_2025-11-01.csv': file(closed) })).toEqual(changed);
  expect(await load({ 'epraccur_2025-11-02.csv': file(moved) })).toEqual(changed);
});

test('networks and members: new, then in other networks', async () => {
  const details = epcnDetailsOf(each((index) => [pcn(index), `N ${index}`, '20191001', '', subIcb(index)]));
  const partners = (from: string, shift: number) =>
    epcnPartnersOf(each((index) => [practice(index), pcn((index + shift) % rows), from, '', subIcb(index + 1)]));
  expect(
    await load({
      'epraccur_2025-01-01.csv': epraccurOf(each((index) => ({ code: practice(index), name: `P ${index}` }))),
      'epcn-details_2025-01-01.csv': details,
      'epcn-partners_2025-01-01.csv': partners('20191001', 0),
    }),
  ).toEqual({
    counts: {
      epraccur: [rows, 0, 0, 0, 0],
      'epcn-details': [rows, 0, 0, 0, 0],
      'epcn-partners': [rows, 0, 0, 0, 0],
    },
    tooMany: [],
  });
  expect(await load({ 'epcn-partners_2025-09-01.csv': partners('20250401', 1) })).toEqual({
    counts: { 'epcn-partners': [rows, 0, 0, 0, 0] },
    tooMany: [],
  });
});

test('figures of lists and payments: new, then changed', async () => {
  const lists = (more: number) =>
    listsOf(
      'NEW',
      each((index) => [practice(index), '2025-04-01', `${index + more}`]),
    );
  const payments = (more: number) => paymentsOf(each((index) => [practice(index), `${index + more}`]));
  const both = (counts: number[]) => ({ counts: { lists: counts, payments: counts }, tooMany: [] });
  await imported(database, {
    'epraccur_2025-01-01.csv': epraccurOf(each((index) => ({ code: practice(index), name: `P ${index}` }))),
  });
  expect(await load({ 'gp-reg-pat-prac-all.csv': lists(1), 'payments_2022-23.csv': payments(1) })).toEqual(
    both([rows, 0, 0, 0, 0]),
  );
  expect(await load({ 'gp-reg-pat-prac-all.csv': lists(2), 'payments_2022-23.csv': payments(2) })).toEqual(
    both([0, rows, 0, 0, 0]),
  );
});

/** Files of one row each that is given once for every row; `value` is what a contradiction differs in. */
function allKinds(code: (index: number) => string, value: (index: number) => number) {
  return {
    'epraccur_2025-01-01.csv': epraccurOf(each((index) => ({ code: code(index), name: `P ${value(index)}` }))),
    'epcn-details_2025-01-01.csv': epcnDetailsOf(
      each((index) => [code(index).replace('A', 'U'), `N ${value(index)}`, '20191001']),
    ),
    'epcn-partners_2025-01-01.csv': epcnPartnersOf(
      each((index) => [code(index), code(index).replace('A', 'U'), '20191001', `${20250000 + 101 + value(index)}`]),
    ),
    'gp-reg-pat-prac-all.csv': listsOf(
      'NEW',
      each((index) => [code(index), '2025-04-01', `${value(index)}`]),
    ),
    'payments_2022-23.csv': paymentsOf(each((index) => [code(index), `${value(index)}`])),
  };
}

function sameCounts(counts: number[]) {
  return {
    counts: { epraccur: counts, 'epcn-details': counts, 'epcn-partners': counts, lists: counts, payments: counts },
    tooMany: [],
  };
}

test('one row over and over, in every kind of file: it is taken once, and a repetition is unchanged', async () => {
  expect(
    await load(
      allKinds(
        () => practice(1),
        () => 1,
      ),
    ),
  ).toEqual(sameCounts([1, 0, rows - 1, 0, 0]));
});

test('pairs of one row, in every kind of file', async () => {
  expect(
    await load(
      allKinds(
        (index) => practice(index >> 1),
        () => 1,
      ),
    ),
  ).toEqual(sameCounts([rows / 2, 0, rows / 2, 0, 0]));
});

test('rows that all contradict each other, in every kind of file: all are refused', async () => {
  expect(
    await load(
      allKinds(
        () => practice(1),
        (index) => 1 + (index % 20),
      ),
    ),
  ).toEqual(sameCounts([0, 0, 0, 0, rows]));
});

test('rows of practices and networks that are not here', async () => {
  const {
    'epcn-partners_2025-01-01.csv': partners,
    'gp-reg-pat-prac-all.csv': lists,
    'payments_2022-23.csv': payments,
  } = allKinds(practice, () => 1);
  const refused = [0, 0, 0, 0, rows];
  expect(
    await load({
      'epcn-partners_2025-01-01.csv': partners,
      'gp-reg-pat-prac-all.csv': lists,
      'payments_2022-23.csv': payments,
    }),
  ).toEqual({ counts: { 'epcn-partners': refused, lists: refused, payments: refused }, tooMany: [] });
});

test('a thousand memberships of one practice are no history, and figures of one practice for a thousand days are', async () => {
  await imported(database, {
    'epraccur_2025-01-01.csv': epraccurOf([{ code: practice(1), name: 'P', opened: '19740401' }]),
    'epcn-details_2025-01-01.csv': epcnDetailsOf([[pcn(1), 'N', '19740401']]),
  });
  const days = each((index) => addDays('2019-10-01', index));
  expect(
    await load({
      'epcn-partners_2025-01-01.csv': epcnPartnersOf(days.map((day) => [practice(1), pcn(1), day, day])),
      'gp-reg-pat-prac-all.csv': listsOf(
        'NEW',
        days.map((day) => [practice(1), day, '100']),
      ),
    }),
  ).toEqual({ counts: { 'epcn-partners': [0, 0, 0, 0, rows], lists: [rows, 0, 0, 0, 0] }, tooMany: [] });
});

test('every second row of an organisation cannot be read, so that none is taken', async () => {
  const file = epraccurOf(
    each((index) => ({ code: practice(index >> 1), name: 'P', opened: index % 2 === 0 ? '19740401' : '99999999' })),
  );
  expect(await load({ 'epraccur_2025-01-01.csv': file })).toEqual({
    counts: { epraccur: [0, 0, 0, 0, rows] },
    tooMany: [],
  });
});
