import { describe, expect, test } from '@jest/globals';
import { readBenchmark } from '../../../src/rota-engine/files/benchmark-instance.js';
import { checkBenchmark } from '../../../src/rota-engine/checker/check-benchmark.js';
import { checkRota } from '../../../src/rota-engine/checker/check-rota.js';
import { assignments, clinician, instance, profile, session } from '../../support/rota-engine/rota-instance.js';

const file = `
SECTION_HORIZON
7
SECTION_SHIFTS
E,480,
L,600,E
SECTION_STAFF
A,E=14|L=1,4320,960,3,2,2,0
SECTION_DAYS_OFF
A,6
SECTION_SHIFT_ON_REQUESTS
A,2,E,3
SECTION_SHIFT_OFF_REQUESTS
A,3,L,5
SECTION_COVER
2,E,1,100,1
3,L,0,100,7
4,E,2,10,1
`;

function judge(roster: string) {
  const read = readBenchmark('test', file);
  if (!read.ok) throw new Error(read.problems[0]?.message);
  return checkBenchmark(
    read.value,
    roster.split(' ').map((entry) => ({ employee: 'A', day: Number(entry.slice(0, -1)), shift: entry.slice(-1) })),
  );
}

describe('the checker of public benchmark rosters', () => {
  test('adds up requests that are not met and posts under and over', () => {
    expect(judge('2E 3E')).toEqual({ requests: 0, under: 20, over: 0, cost: 20, broken: [] });
    expect(judge('3L 4L')).toEqual({
      requests: 3 + 5,
      under: 100 + 20,
      over: 7,
      cost: 135,
      broken: ['A has 2 shifts L, at most 1.'],
    });
  });

  test('names every hard rule that is broken', () => {
    expect(judge('1E 3L 4E 5E 6E 6L').broken).toEqual([
      'A works on day 6, a day off.',
      'A has shifts E and L on day 6.',
      'A works on day 6, a day off.',
      'A: shift E on day 4 must not follow L.',
      'A has 2 shifts L, at most 1.',
      'A works 1 weekends, too many.',
      'A has 1 shifts in a row from day 1, too few.',
      'A has 1 days off in a row from day 2, too few.',
      'A has 4 shifts in a row from day 3, too many.',
    ]);
  });

  test('refuses a roster of people or shifts that the file does not have', () => {
    expect(() => judge('2X')).toThrow(new RangeError('There is no shift X on day 2.'));
  });
});

describe('the checker of networks’ rotas', () => {
  const given = instance({
    sessions: [
      session('early', 0, '08:00', '12:00'),
      session('late', 0, '11:00', '15:00'),
      session('next', 1, '08:00', '12:00'),
    ],
    clinicians: [clinician('ann', { leave: [{ start: 1440, end: 2880 }] })],
  });

  test('lists each prohibition that is broken with a sentence', () => {
    const { broken } = checkRota(given, profile(), assignments('ann@early ann@late ann@next'));
    expect(broken.map(({ rule, sentence }) => `${rule}: ${sentence}`)).toEqual([
      'leave: Dr ann, next (next 0): is on leave.',
      'overlap: Dr ann, early (early 0) and late (late 0): overlap, or there is no time to travel between them.',
    ]);
  });

  test('tells what pins break by themselves from what the rota adds', () => {
    const pinned = { ...given, pins: assignments('ann@next') };
    const { broken, inherited } = checkRota(pinned, profile(), assignments('ann@early'));
    expect(broken).toEqual([]);
    expect(inherited.map(({ rule }) => rule)).toEqual(['leave']);
  });

  test('names what the profile prohibits and it cannot judge', () => {
    const policy = profile({ rules: { continuity: { hardness: 'PROHIBITS' } } });
    expect(checkRota(given, policy, []).unchecked).toEqual(['continuity']);
  });

  test('refuses an assignment to what the instance does not hold', () => {
    expect(() => checkRota(given, profile(), assignments('ann@nowhere'))).toThrow(
      new RangeError('There is no session nowhere with a line 0.'),
    );
  });
});
