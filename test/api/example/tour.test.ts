import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { filledIn, readTour } from '../../../src/commands/read-tour.js';
import { takeTour } from '../../../src/commands/tour-command.js';
import type { Role } from '../../../src/identity/viewer.js';
import { startExampleApp } from '../../support/example/example-app.js';
import type { TestApp } from '../../support/server/test-app.js';
import { asPrinted } from '../../support/example/tour.js';

const around = '2026-11-23';
let app: TestApp;
beforeAll(async () => {
  app = await startExampleApp(around);
});
afterAll(() => app.close());

const stops = readTour('docs/tour.md');

test('the tour has its stops, and its documents are those of schema/operations', () => {
  expect(stops.map((stop) => stop.operation)).toEqual([
    'network',
    'shared-availability',
    'book-slot',
    'week',
    'practice-then-and-now',
    'continuity',
    'hand-over-practice',
    'hand-over-practice',
  ]);
  for (const { operation, document } of stops) {
    expect(document).toBe(readFileSync(`schema/operations/${operation}.graphql`, 'utf8'));
  }
});

test('every query of the tour answers as it is printed there', async () => {
  const replies: Record<string, unknown> = {};
  for (const stop of stops) {
    const ask = await app.as(stop.role, stop.code);
    const variables = filledIn(stop.variables, { today: around, replies, newKey: 'tour-1' });
    const { data, errors } = await ask(stop.document, variables as Record<string, unknown>);
    replies[stop.operation] = data;
    expect({
      operation: stop.operation,
      reply: asPrinted(errors === undefined ? { data } : { data, errors }, stop.reply),
    }).toEqual({ operation: stop.operation, reply: stop.reply });
  }
});

/** What `npm run -s tour` prints; taken after the test above, which has handed the practice over. */
async function taken(today: string, asked = stops, whole = false): Promise<string> {
  const lines: string[] = [];
  await takeTour(asked, {
    address: app.url,
    today,
    whole,
    tokenOf: (role, code) => app.token(role, code),
    print: (text) => lines.push(text),
  });
  return lines.join('\n');
}

test('the command fills in the days, shows each reply, and leaves out what an earlier tour has done', async () => {
  const text = await taken('2026-11-26');
  expect(text).toContain('care-navigator of E81003 asks:');
  expect(text).toContain('"from": "2026-11-26",\n  "to": "2026-12-03"');
  expect(text).toContain('"from": "2026-11-25",\n  "to": "2026-11-26"');
  expect(text).toContain('"state": "CONFIRMED"');
  expect(text).not.toMatch(/<(today|monday|new key|shared)/);
  expect(text).toMatch(/^3 of 8\. Book\. .*\n[\s\S]* \(decision 122\)\. /m);
  expect(
    text.match(/Left out: no earlier reply held continuity\.continuity\.0\.from\. An earlier tour may/g),
  ).toHaveLength(2);
});

test('the command cuts long lists short, unless it is asked for all', async () => {
  const types = stops
    .slice(0, 1)
    .map((stop) => ({ ...stop, document: '{ __schema { types { name } } }', variables: {} }));
  expect(await taken(around, types)).toMatch(/"… and \d+ more \(--whole shows all\)"/);
  expect(await taken(around, types, true)).not.toContain('--whole');
});

test.each([
  [
    'no server',
    'http://127.0.0.1:9',
    'valid',
    /^No server answers at http:\/\/127\.0\.0\.1:9\. Start it .* "npm start"/,
  ],
  ['a server on other data', undefined, 'other', /runs on another data folder, .* Set PCN_DATA_DIR for the tour/],
])('where there is %s, it says what to do', async (_name, address, token, words) => {
  const tokenOf = async () => (token === 'valid' ? app.token('icb-viewer', 'QHG') : 'of.another.key');
  const tried = takeTour(stops, { address: address ?? app.url, today: around, whole: false, tokenOf, print: () => {} });
  await expect(tried).rejects.toThrow(words);
});

test('the first query of the README answers as it is printed there', async () => {
  const readme = readFileSync('README.md', 'utf8');
  const [, role, code, body] = /token -- (\S+) (\S+)\)[\s\S]*?-d '(.+?)'/.exec(readme)!;
  const [, reply] = /```json\n([\s\S]+?)```/.exec(readme)!;
  const { data } = await (await app.as(role as Role, code!))((JSON.parse(body!) as { query: string }).query);
  expect({ data }).toEqual(JSON.parse(reply!));
});
