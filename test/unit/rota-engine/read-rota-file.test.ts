import { describe, expect, test } from '@jest/globals';
import { readRoster, readRotaFile, writeRoster } from '../../../src/rota-engine/files/read-rota-file.js';
import { randomBenchmark } from '../../support/rota-engine/random-benchmark.js';
import { randomInstance } from '../../support/rota-engine/random-rota-instance.js';
import { assignments, clinician, instance, session } from '../../support/rota-engine/rota-instance.js';

const network = instance({ sessions: [session('mon', 0, '09:00', '13:00')], clinicians: [clinician('ann')] });

function fileOf(over: object = {}): string {
  return JSON.stringify({ instance: network, ...over });
}

function problems(content: string): string[] {
  const read = readRotaFile('test', content);
  return read.ok ? [] : read.problems.map(({ code, message }) => `${code}: ${message}`);
}

function opened(content: string) {
  const read = readRotaFile('test', content);
  if (!read.ok) throw new Error(read.problems[0]?.message);
  return read.value;
}

describe('a file to plan', () => {
  test('is read back as the instance that was written', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const given = randomInstance(seed);
      expect(opened(JSON.stringify({ instance: given })).instance).toEqual(given);
    }
  });

  test('takes the policy of its first day, and what differs from it', () => {
    const { profile } = opened(
      fileOf({ rules: { leave: { hardness: 'OFF' } }, numbers: { minutesPerDay: 480 }, policyDay: '2026-01-01' }),
    );
    expect(profile).toMatchObject({ rules: { leave: { hardness: 'OFF' } }, numbers: { minutesPerDay: 480 } });
    expect(profile.numbers.dailyRestMinutes).toBe(660);
  });

  test('may be a public benchmark file', () => {
    expect(opened(randomBenchmark(1)).form).toBe('BENCHMARK');
  });

  test('is refused with the path of each thing that is wrong', () => {
    const [first] = network.sessions;
    const broken = {
      ...network,
      days: 0,
      sessions: [{ ...first, end: 0, lines: [{ ...first?.lines[0], count: -1 }] }],
    };
    expect(problems(JSON.stringify({ instance: broken, policy: 1 }))).toEqual([
      expect.stringMatching(/^INVALID_INPUT: instance\.days: /),
      expect.stringMatching(/^INVALID_INPUT: instance\.sessions\[0\]\.lines\[0\]\.count: /),
      'INVALID_INPUT: instance.sessions[0].end: has to be after the start.',
      expect.stringMatching(/^INVALID_INPUT: the file: .*policy/),
    ]);
  });

  test('is refused with the line where it is no JSON', () => {
    expect(problems('{\n  "instance": {\n    "id" 7\n')).toEqual([expect.stringMatching(/^INVALID_INPUT: line 3: /)]);
  });

  test('is refused when it names what it does not hold, or holds something twice', () => {
    const said = (over: object) => problems(JSON.stringify({ instance: { ...network, ...over } }));
    expect(said({ pins: assignments('eve@mon') })).toEqual([
      'INVALID_INPUT: instance: there is no clinician eve to assign.',
    ]);
    expect(said({ pins: assignments('ann@tue') })).toEqual([
      'INVALID_INPUT: instance: The instance has no staffing line tue 0.',
    ]);
    expect(said({ clinicians: [clinician('ann'), clinician('ann')] })).toEqual([
      'INVALID_INPUT: instance: there are two clinicians ann.',
    ]);
    expect(said({ sessions: [session('late', 9, '09:00', '13:00')] })).toEqual([
      'INVALID_INPUT: instance: Session late starts outside the horizon.',
    ]);
    expect(problems(fileOf({ rules: { levae: {} } }))).toEqual(['INVALID_INPUT: rules.levae: there is no such rule.']);
    expect(problems(fileOf({ policyDay: '1990-01-01' }))).toEqual([
      expect.stringMatching(/^INVALID_INPUT: instance: No policy row/),
    ]);
  });
});

describe('a roster', () => {
  test('is written and read as lines of a network, or of the benchmark', () => {
    const rota = opened(fileOf());
    expect(writeRoster(rota, assignments('ann@mon'))).toBe('ann,mon,0\n');
    expect(readRoster(rota, 'ann,mon,0\n')).toEqual({ ok: true, value: assignments('ann@mon') });
    const benchmark = opened(randomBenchmark(1));
    const given = [{ clinicianId: 'A', sessionId: '2:E', line: 0 }];
    expect(writeRoster(benchmark, given)).toBe('A,2,E\n');
    expect(readRoster(benchmark, '# a comment\r\n\r\n A, 2, E\r\n')).toEqual({ ok: true, value: given });
  });

  test('is refused with its line when that says nothing or names what is not there', () => {
    const rota = opened(fileOf());
    const said = (content: string) => {
      const read = readRoster(rota, content);
      return read.ok ? undefined : read.problems[0]?.message;
    };
    expect(said('ann,mon,0\nann;mon;0')).toBe('line 2: three values with commas, not "ann;mon;0".');
    expect(said('eve,mon,0')).toBe('line 1: there is nobody with the id eve.');
    expect(said('ann,tue,0')).toBe('line 1: there is no line 0 of a session tue.');
    expect(said('ann,mon,x')).toBe('line 1: there is no line x of a session mon.');
  });
});
