import { beforeAll, describe, expect, test } from '@jest/globals';
import { inspectFile } from '../../../src/interchange/official-files/inspect-file.js';
import { officialFileKinds } from '../../../src/interchange/import/official-files.js';
import { readLines } from '../../../src/interchange/official-files/read-lines.js';
import { readOfficialFile } from '../../../src/interchange/official-files/read-official-file.js';
import { recogniseFile } from '../../../src/interchange/official-files/recognise-file.js';
import { icbFiles, writeFiles } from '../../support/interchange/official-files.js';

/** A file as cells: its heading row, or none, and its rows. */
interface Table {
  readonly head: readonly string[] | undefined;
  readonly rows: readonly (readonly string[])[];
}
const readers = officialFileKinds.map(({ reader }) => reader);
const options = readers.map(({ option }) => option);
const published: Record<string, string> = Object.fromEntries(
  Object.values(icbFiles).map((text, index) => [options[index] ?? '', text]),
);

/** What a file is read as: its rows without their lines, and what is refused; or why it is refused whole. */
async function readAs(option: string, content: string | Buffer) {
  const [path = ''] = writeFiles({ 'a.csv': content }).values();
  const file = await inspectFile(path);
  if (!file.ok) return file.problems.join().replace(path, 'FILE');
  const reader = readers.find((it) => it.option === option)!;
  const form = await recogniseFile(file.value, reader, readers);
  if (!form.ok) return form.problems.join().replace(path, 'FILE');
  const rows: unknown[] = [];
  try {
    const read = await readOfficialFile(file.value, form.value, {
      rows: (some) => Promise.resolve(void rows.push(...some.map((row) => ({ ...row, line: 0 })))),
      unreadable: () => Promise.resolve(),
      bytes: () => undefined,
    });
    return { rows, leftOut: [...read.leftOut.values()], refusals: read.refusals.map(({ what }) => what) };
  } catch (error) {
    return (error as Error).message.replace(path, 'FILE');
  }
}

const tables = new Map<string, Table>();
const plain = new Map<string, unknown>();
beforeAll(async () => {
  for (const option of options) {
    const [path = ''] = writeFiles({ 'a.csv': published[option] ?? '' }).values();
    const file = await inspectFile(path);
    const lines = [];
    if (file.ok) for await (const { fields } of readLines(file.value, () => undefined)) lines.push(fields);
    const hasHead = option !== 'epraccur';
    tables.set(option, { head: hasHead ? lines[0] : undefined, rows: lines.slice(hasHead ? 1 : 0) });
    plain.set(option, await readAs(option, published[option] ?? ''));
  }
});

function cell(text: string, separator: string) {
  return [separator, '"', '\n'].some((it) => text.includes(it)) ? `"${text.replaceAll('"', '""')}"` : text;
}
function written({ head, rows }: Table, separator = ',', end = '\r\n') {
  return [...(head === undefined ? [] : [head]), ...rows]
    .map((fields) => fields.map((text) => cell(text, separator)).join(separator) + end)
    .join('');
}
function utf16(text: string, mark: string) {
  return Buffer.from(`${mark}${text}`, 'utf16le');
}
function each(change: (row: readonly string[]) => readonly string[]) {
  return (table: Table): Table => ({
    head: table.head && change(table.head),
    rows: table.rows.map(change),
  });
}
function dates(change: (day: string) => string) {
  return (table: Table): Table => ({
    head: table.head,
    rows: table.rows.map((row) =>
      row.map((text) =>
        /^20\d{6}$|^19\d{6}$|^20\d\d-\d\d-\d\d$/.test(text) ? change(text.replaceAll('-', '')) : text,
      ),
    ),
  });
}
function parts(day: string) {
  return [day.slice(0, 4), day.slice(4, 6), day.slice(6, 8)] as const;
}
const words = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Each kind of variation that is taken, and means the same as the file as it was published. */
const taken: Record<string, (table: Table) => string | Buffer> = {
  semicolons: (table) => written(table, ';'),
  tabs: (table) => written(table, '\t'),
  bars: (table) => written(table, '|'),
  'a separator that a spreadsheet named in a first line': (table) => `sep=;\r\n${written(table, ';')}`,
  'line feeds alone': (table) => written(table, ',', '\n'),
  'carriage returns alone': (table) => written(table, ',', '\r'),
  'UTF-8 with a mark': (table) => `\ufeff${written(table)}`,
  'UTF-16 with a mark': (table) => utf16(written(table), '\ufeff'),
  'UTF-16 without a mark': (table) => utf16(written(table), ''),
  'UTF-16 the other way round': (table) => utf16(written(table), '\ufeff').swap16(),
  'Windows’s letters': (table) => Buffer.from(written(table), 'latin1'),
  'a title and an empty row above': (table) => `A TITLE,,,\r\n,,,\r\n${written(table)}`,
  'remarks and empty rows below': (table) => `${written(table)},,,\r\nRows:,7\r\n"© Crown copyright"\r\n\r\n`,
  'empty columns at the end of each row': (table) =>
    written({ ...table, rows: table.rows.map((row) => [...row, '', '']) }),
  'a column added at the end': (table) => written(each((row) => [...row, 'added'])(table)),
  'spaces around every cell': (table) => written(each((row) => row.map((text) => ` ${text} `))(table)),
  'days as 2019-10-01': (table) => written(dates((day) => parts(day).join('-'))(table)),
  'days as 2019-10-01 00:00:00': (table) => written(dates((day) => `${parts(day).join('-')} 00:00:00`)(table)),
  'days as 2019-10-01T00:00:00.000': (table) => written(dates((day) => `${parts(day).join('-')}T00:00:00.000`)(table)),
  'days as 2019/10/01': (table) => written(dates((day) => parts(day).join('/'))(table)),
  'days as 01/10/2019': (table) => written(dates((day) => [...parts(day)].reverse().join('/'))(table)),
  'days as 01/10/2019 00:00': (table) => written(dates((day) => `${[...parts(day)].reverse().join('/')} 00:00`)(table)),
  'days as 1.10.19': (table) =>
    written(
      dates((day) =>
        [...parts(day)]
          .reverse()
          .map((part, index) => (index === 2 ? part.slice(2) : Number(part)))
          .join('.'),
      )(table),
    ),
  'days as 01-Oct-19': (table) =>
    written(dates((day) => `${day.slice(6)}-${words[Number(day.slice(4, 6)) - 1]}-${day.slice(2, 4)}`)(table)),
  'days as 1 October 2019': (table) =>
    written(dates((day) => `${Number(day.slice(6))} ${words[Number(day.slice(4, 6)) - 1]} ${day.slice(0, 4)}`)(table)),
  'days as 20191001.0': (table) => written(dates((day) => `${day}.0`)(table)),
};
const withHead: typeof taken = {
  'a column added in front': (table) => written(each((row) => ['added', ...row])(table)),
  'a column added in the middle': (table) =>
    written(each((row) => [...row.slice(0, 2), 'added', ...row.slice(2)])(table)),
  'columns in another order': (table) => written(each((row) => [...row].reverse())(table)),
  'heads in other capitals and spaces': (table) =>
    written({ ...table, head: table.head?.map((text) => text.toLowerCase().replace(/[\s_]+/g, ' ')) }),
  'heads without spaces': (table) => written({ ...table, head: table.head?.map((text) => text.replace(/\W+/g, '')) }),
};
/** Heads of other years, and of exports that have none or get one. */
const ofOneKind: Record<string, typeof taken> = {
  epraccur: {
    'a heading row as the publisher describes the file': (table) =>
      written({
        ...table,
        head: ['Organisation Code', 'Name', 'National Grouping', 'High Level Health Geography']
          .concat(
            ['1', '2', '3', '4', '5'].map((n) => `Address Line ${n}`),
            'Postcode',
            'Open Date',
            'Close Date',
          )
          .concat('Status Code', 'Organisation Sub-Type Code', 'Commissioner', 'Join Provider/Purchaser Date')
          .concat(Array<string>(9).fill('Null'), 'Prescribing Setting', 'Null'),
      }),
    'a heading row in anybody’s words': (table) => written({ ...table, head: Array<string>(27).fill('A word') }),
  },
  'epcn-details': {
    'no heading row': (table) =>
      written({ head: undefined, rows: table.rows.map((row) => [...row.slice(0, 7), '', '', '', '', row[7] ?? '']) }),
    'heads of the years of CCGs': (table) =>
      written({
        ...table,
        head: [
          'PCN Code',
          'PCN Name',
          'Current CCG Code',
          'CCG',
          'Open Date',
          'Close Date',
          'Address Line 1',
          'Postcode',
        ],
      }),
  },
  'epcn-partners': {
    'no heading row': (table) =>
      written({
        head: undefined,
        rows: table.rows.map(([code = '', name = '', parent = '', pcn = '', called = '', from = '', to = '']) => [
          code,
          name,
          parent,
          'X',
          pcn,
          called,
          '',
          '',
          from,
          to,
          'True',
        ]),
      }),
    'heads of the years of CCGs': (table) =>
      written({ ...table, head: table.head?.map((text) => text.replace(/Sub ICB Loc/, 'CCG')) }),
  },
  lists: {
    'heads of the years of CCGs, and days as 01APR2026': (table) =>
      written(
        dates((day) => `${day.slice(6)}${words[Number(day.slice(4, 6)) - 1]?.toUpperCase()}${day.slice(0, 4)}`)({
          ...table,
          head: table.head?.map((text) => text.replace('SUB_ICB_LOCATION', 'CCG')),
        }),
      ),
    'heads of the files by age groups': (table) =>
      written({
        ...table,
        head: table.head?.map((text) => ({ TYPE: 'ORG_TYPE', CODE: 'ORG_CODE', AGE: 'AGE_GROUP_5' })[text] ?? text),
      }),
  },
  payments: {
    'heads of 2018/19': (table) =>
      written({
        ...table,
        head: table.head?.map((text) => text.replace(/Number of (\w+) Patients.*/, 'Average Number of $1 Patients')),
      }),
    'heads of 2015/16, without types': (table) =>
      written({
        head: table.head?.map((text) => (text === 'Practice type' ? 'Other' : text.replace(/\W+/g, ''))),
        rows: table.rows,
      }),
  },
};

describe.each(options)('--%s', (option) => {
  const kinds = { ...taken, ...(option === 'epraccur' ? {} : withHead), ...ofOneKind[option] };
  test.each(Object.keys(kinds))('with %s is read as the file that was published', async (kind) => {
    const table = tables.get(option)!;
    expect(await readAs(option, kinds[kind]?.(table) ?? '')).toEqual(plain.get(option));
  });

  test('is refused with the reason where it cannot be read, never taken for something else', async () => {
    const table = tables.get(option)!;
    const hasDays = option !== 'payments';
    const all = written(table);
    expect(await readAs(option, Buffer.from(`\u0000${all}`, 'utf8'))).toMatch(/holds bytes that are not text/);
    expect(await readAs(option, Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), utf16(all, '')]))).toMatch(/UTF-32/);
    expect(await readAs(option, all.replaceAll(',', '~'))).toMatch(
      /No comma, semicolon, tab or bar separates its fields/,
    );
    expect(await readAs(option, 'A;B;C\r\n1;2;3\r\n')).toMatch(
      /Its separator is a semicolon\. It begins with: A, B, C\.$/,
    );
    if (option !== 'epraccur') {
      const head =
        table.head?.map((text) => text.replace(/NUMBER_OF.*|.*Weighted.*|.*Start Date|Open Date/s, 'Other')) ?? [];
      expect(await readAs(option, written({ ...table, head }))).toMatch(/Its heading row has no column called “/);
    }
    if (option === 'lists' || option === 'payments') {
      expect(await readAs(option, written({ head: undefined, rows: table.rows }))).toMatch(/is not .* It begins with/);
    }
    if (!hasDays) return;
    const american = dates((day) => `${day.slice(4, 6)}/28/${day.slice(0, 4)}`)(table);
    expect(await readAs(option, written(american))).toMatch(/month first .* nobody can say which day 10\/01\/2019 is/);
    for (const [spoilt, why] of [
      ['43739', /spreadsheets count days in two ways/],
      ['2.02E+07', /what a spreadsheet makes of a date/],
      ['########', /what a spreadsheet makes of a date/],
      ['99991231', /is not a possible day/],
      ['2019-10-01 08:30', /has a time of the day/],
    ] as const) {
      const read = await readAs(option, written(dates(() => spoilt)(table)));
      const refusals = typeof read === 'string' ? [read] : read.refusals;
      expect([refusals.length > 0, refusals.filter((what) => !why.test(what) && !/^FILE is not/.test(what))]).toEqual([
        true,
        [],
      ]);
    }
  });
});
