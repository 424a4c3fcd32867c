import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { instance, clinician, session } from '../../support/rota-engine/rota-instance.js';
import { runCommand } from '../../support/server/server-process.js';

const folder = mkdtempSync(join(tmpdir(), 'rota-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

function put(name: string, content: string): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

function rota(...args: string[]) {
  return runCommand(['rota', ...args], {});
}

const week = put(
  'week.txt',
  `
SECTION_HORIZON
7
SECTION_SHIFTS
E,480,
SECTION_STAFF
A,E=14,4320,960,5,2,2,1
B,E=14,4320,0,5,1,1,0
SECTION_DAYS_OFF
A,6
SECTION_SHIFT_ON_REQUESTS
A,2,E,3
SECTION_SHIFT_OFF_REQUESTS
B,4,E,2
SECTION_COVER
2,E,1,100,1
3,E,1,100,1
4,E,1,100,1
`,
);

describe('npm run rota', () => {
  test('solves a public benchmark file to one line of JSON and a roster that the checker finds feasible at that cost', async () => {
    const out = join(folder, 'roster.txt');
    const solved = await rota('solve', week, '--iterations', '20000', '--seed', '1', '--json', '--out', out);
    expect(solved).toMatchObject({ code: 0, errors: '' });
    const line = JSON.parse(solved.output) as Record<string, unknown>;
    expect(line).toMatchObject({
      instance: 'week',
      cost: 0,
      seed: 1,
      lawful: true,
      budget: { iterations: 20_000, nodes: 0 },
      engineVersion: expect.any(String),
      instanceHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(Object.keys(line).slice(0, 6)).toEqual(['instance', 'cost', 'bound', 'seconds', 'seed', 'iterations']);
    expect(readFileSync(out, 'utf8')).toMatch(/^([AB],\d,E\n)+$/);
    const checked = await rota('check', week, out, '--json');
    expect(checked.code).toBe(0);
    expect(JSON.parse(checked.output)).toEqual({
      instance: 'week',
      lawful: true,
      cost: 0,
      requests: 0,
      under: 0,
      over: 0,
      broken: [],
      inherited: [],
      unchecked: [],
    });
  }, 60_000);

  test('ends a check with 1 for a roster that breaks something, and says what', async () => {
    const checked = await rota('check', week, put('bad.txt', 'A,6,E\nA,2,E\nA,3,E\n'));
    expect(checked.code).toBe(1);
    expect(checked.output).toBe(
      'broken     A works on day 6, a day off.\n' +
        'cost       100 (requests 0, under 100, over 0)\n' +
        'unlawful   1 broken\n',
    );
  }, 60_000);

  test('ends with 2 and a line that says what to do when a file or a number cannot be read', async () => {
    expect(await rota('check', put('empty.txt', 'nothing'), week)).toEqual({
      code: 2,
      output: '',
      errors: expect.stringMatching(/empty\.txt: Line 1: the file starts with a section/),
    });
    expect(await rota('check', week, put('odd.txt', 'A,2\n'))).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/odd\.txt: line 1: three values with commas, not "A,2"\./),
    });
    expect(await rota('solve', week, '--seconds', 'soon')).toMatchObject({
      code: 2,
      errors: '--seconds is a number from 0.1 on, not "soon".\n',
    });
  }, 60_000);

  test('plans the synthetic week of the README lawfully, and gives the same rota for the same seed and budget', async () => {
    const lines = [];
    for (const name of ['once.txt', 'again.txt']) {
      const solved = await rota('solve', 'docs/examples/week.json', '--iterations', '50000', '--nodes', '50', '--out', join(folder, name)); // prettier-ignore
      expect(solved.errors).toBe('');
      lines.push(JSON.parse(solved.output));
      expect(await rota('check', 'docs/examples/week.json', join(folder, name))).toMatchObject({ code: 0 });
    }
    expect(lines[0]).toMatchObject({ lawful: true, open: 12, seed: 1 });
    expect(readFileSync(join(folder, 'again.txt'), 'utf8')).toBe(readFileSync(join(folder, 'once.txt'), 'utf8'));
  }, 60_000);

  test('explains a network’s roster, and why posts are open', async () => {
    const network = put(
      'network.json',
      JSON.stringify({
        instance: instance({
          sessions: [session('mon', 0, '09:00', '13:00'), session('tue', 1, '09:00', '13:00')],
          clinicians: [clinician('ann', { leave: [{ start: 1440, end: 2880 }] })],
        }),
      }),
    );
    const roster = put('network.txt', 'ann,mon,0\n');
    const explained = await rota('explain', network, roster);
    expect(explained.code).toBe(0);
    expect(explained.output).toContain('  10000  tue, Tue 1 Dec 2026 09:00-13:00: 1 of 1 post open.\n');
    const why = await rota('why-open', network, roster);
    expect(why).toEqual({
      code: 0,
      errors: '',
      output:
        'tue, Tue 1 Dec 2026 09:00-13:00: 1 open\n' +
        '  ann: Dr ann is on leave during tue, Tue 1 Dec 2026 09:00-13:00.\n' +
        '    nearest change: {"kind":"LIFT","rule":"leave","amount":1}\n',
    });
  }, 60_000);
});
