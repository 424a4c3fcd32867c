import { expect, test } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { recogniseFiles } from '../../../src/interchange/import/recognise-files.js';
import { BrokenFile, readLines } from '../../../src/interchange/official-files/read-lines.js';
import { inspectFile } from '../../../src/interchange/official-files/inspect-file.js';
import { icbFiles, writeFiles } from '../../support/interchange/official-files.js';

async function linesOf(content: string | Buffer) {
  const [path = ''] = writeFiles({ 'a.csv': content }).values();
  const file = await inspectFile(path);
  if (!file.ok) throw new Error(file.problems.join());
  const found: [number, ...string[]][] = [];
  for await (const { line, fields } of readLines(file.value, () => undefined)) found.push([line, ...fields]);
  return { encoding: file.value.encoding, found };
}

test('a line’s number is what an editor shows, whatever the line ends, with breaks in headings and empty lines', async () => {
  const text = '\ufeff"Code\nof it",Name\n\n1, "St John\'s"\n2,The "Old" Surgery\n"3","a\nb"\n4,d\n';
  const expected = [
    [1, 'Code\nof it', 'Name'],
    [4, '1', "St John's"],
    [5, '2', 'The "Old" Surgery'],
    [6, '3', 'a\nb'],
    [8, '4', 'd'],
  ];
  for (const end of ['\n', '\r\n', '\r']) {
    expect(await linesOf(text.replaceAll('\n', end))).toEqual({ encoding: 'utf-8', found: expected });
  }
});

test('letters outside ASCII come through from UTF-8, Latin-1 and UTF-16', async () => {
  const text = 'E81003,Clínica Brontë\n';
  const found = [[1, 'E81003', 'Clínica Brontë']];
  expect(await linesOf(Buffer.from(text, 'utf8'))).toEqual({ encoding: 'utf-8', found });
  expect(await linesOf(Buffer.from(text, 'latin1'))).toEqual({ encoding: 'windows-1252', found });
  expect(await linesOf(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual({ encoding: 'utf-16le', found });
});

test('a letter that is cut by the end of a chunk is one letter', async () => {
  const long = 'é'.repeat(700_000);
  const rows = Array.from({ length: 100 }, (_, index) => `${index},${long.slice(index * 7000, (index + 1) * 7000)}\n`);
  const { encoding, found } = await linesOf(rows.join(''));
  expect([encoding, found.length, found.map(([, , text]) => text).join('') === long]).toEqual(['utf-8', 100, true]);
});

test('a quotation mark that never closes breaks the file, and is not read to its end', async () => {
  const broken = linesOf(`a,b\n1,"2\n${'3,4\n'.repeat(100_000)}`);
  await expect(broken).rejects.toThrow(BrokenFile);
  await expect(broken).rejects.toThrow(/opened and never closed/);
});

test.each<[string, string | Buffer, RegExp]>([
  ['nothing in it', '', /is empty\./],
  ['only a byte order mark and line ends', '\ufeff\r\n\r\n', /is empty\./],
  ['gzip', gzipSync(icbFiles['epraccur_2025-11-28.csv']), /compressed with gzip\. Unpack it/],
  ['a workbook', Buffer.from('PK\u0003\u0004 a workbook\n'), /ZIP archive or an Excel workbook/],
  ['an error page', '<!DOCTYPE html>\n<p>Not found\n', /is a web page/],
  ['a last line cut off', icbFiles['epraccur_2025-11-28.csv'].slice(0, -9), /last line may have been cut off/],
  ['the list sizes', icbFiles['gp-reg-pat-prac-all.csv'], /list sizes of practices: give it with --lists\.$/],
  ['something else', 'A,B\n1,2\n', /is not epraccur.* It begins with: A, B\.$/],
])('--epraccur with %s is refused in words', async (_name, content, words) => {
  const recognised = await recogniseFiles({ paths: writeFiles({ 'epraccur.csv': content }) });
  expect(recognised.ok ? [] : recognised.problems).toEqual([expect.stringMatching(words)]);
});

test('a path that leads nowhere, a folder and a year that nobody names are refused together', async () => {
  const paths = new Map([
    ['epraccur', '/nowhere/epraccur.csv'],
    ['lists', '/tmp'],
    ...writeFiles({ 'payments.csv': icbFiles['payments_2022-23.csv'] }),
  ]);
  const recognised = await recogniseFiles({ paths });
  expect(recognised.ok ? [] : recognised.problems).toEqual([
    '/nowhere/epraccur.csv does not exist. Check the path.',
    '/tmp is a folder. Name the file in it.',
    expect.stringMatching(/does not say which financial year it is of\. Add --payments-year/),
  ]);
});
