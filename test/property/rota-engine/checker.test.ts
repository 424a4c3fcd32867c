import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readBenchmark } from '../../../src/rota-engine/files/benchmark-instance.js';
import { checkBenchmark } from '../../../src/rota-engine/checker/check-benchmark.js';
import { checkRota } from '../../../src/rota-engine/checker/check-rota.js';
import { benchmarkProfile } from '../../../src/rota-engine/model/benchmark-profile.js';
import type { Assignment, Instance } from '../../../src/rota-engine/model/instance.js';
import type { Profile } from '../../../src/rota-engine/model/profile.js';
import { compile } from '../../../src/rota-engine/scoring/compile.js';
import { Kernel } from '../../../src/rota-engine/scoring/kernel.js';
import { randomBenchmark } from '../../support/rota-engine/random-benchmark.js';
import { dice, randomInstance } from '../../support/rota-engine/random-rota-instance.js';
import { profile } from '../../support/rota-engine/rota-instance.js';
import { runs } from '../../support/property-runs.js';

const seeds = fc.integer({ min: 0, max: 2 ** 31 });

/** Rules that may prohibit or be switched off; those that only prohibit here are duties of a network. */
const varied = [
  'working-pattern',
  'commitments',
  'daily-rest',
  'successions',
  'weekly-rest',
  'consecutive-days',
  'saturdays',
  'weekends',
  'room',
  'supervision',
];

/** Shortages that most random rotas have: rarely prohibited, so that lawful rotas occur too. */
const shortages = ['minimum-minutes', 'shortest-run-of-work', 'shortest-run-off'];

function randomHardness(seed: number): Profile {
  const roll = dice(seed);
  const hardness = ['PROHIBITS', 'PROHIBITS', 'PREFERS', 'OFF'] as const;
  return profile({
    rules: Object.fromEntries([
      ...varied.map((id) => [id, { hardness: hardness[roll(4)] ?? 'OFF' }] as const),
      ...shortages.map((id) => [id, { hardness: roll(8) === 0 ? 'PROHIBITS' : 'OFF' }] as const),
    ]),
    numbers: { minutesPerDay: 400 + roll(400), averageWeekMinutes: 600 + roll(2400), averageWeeks: 1 + roll(4) },
  });
}

/** Adds up to so many pieces; `tidy` adds only what does not clash and is not blocked, which is often lawful. */
function randomRota(instance: Instance, policy: Profile, roll: (below: number) => number) {
  const problem = compile(instance, policy);
  const kernel = new Kernel(problem);
  const assignments: Assignment[] = [];
  const tidy = roll(3) > 0;
  let eligible = true;
  for (let time = roll(20); time >= 0; time -= 1) {
    const clinician = roll(problem.clinicianCount);
    const line = problem.model.lines[roll(problem.lineCount)];
    const person = problem.model.clinicians[clinician];
    if (line === undefined || person === undefined) continue;
    const piece = clinician * problem.lineCount + line.index;
    if (kernel.held[piece] === 1 || (tidy && !kernel.mayAdd(clinician, line.index))) continue;
    kernel.mark();
    if (problem.eligible[piece] === 0) eligible = false;
    else if ((kernel.dayLineCount[clinician * problem.days + line.day] ?? 0) === problem.dayWidth) continue;
    else kernel.add(clinician, line.index);
    if (tidy && (kernel.levels[0] ?? 0) > 0 && roll(4) > 0) kernel.rollback();
    else assignments.push({ clinicianId: person.id, sessionId: line.session.id, line: line.number });
  }
  return { kernel, assignments, lawful: eligible && kernel.levels[0] === 0 };
}

describe('the second checker', () => {
  test('finds a prohibition broken in exactly the rotas in which the kernel does', () => {
    const seen = { lawful: 0, broken: 0 };
    fc.assert(
      fc.property(seeds, (seed) => {
        const instance = randomInstance(seed);
        const policy = randomHardness(seed + 1);
        const { assignments, lawful } = randomRota(instance, policy, dice(seed + 2));
        const findings = checkRota(instance, policy, assignments);
        expect({ unchecked: findings.unchecked, lawful: findings.broken.length === 0 }).toEqual({
          unchecked: [],
          lawful,
        });
        seen[lawful ? 'lawful' : 'broken'] += 1;
      }),
      { numRuns: runs(120) },
    );
    expect(Math.min(seen.lawful, seen.broken)).toBeGreaterThan(8);
  });

  test('says of every breach who, what and how much', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const instance = randomInstance(seed);
        const { assignments } = randomRota(instance, profile(), dice(seed + 2));
        const { broken, inherited } = checkRota(instance, profile(), assignments);
        for (const { sentence, amount } of [...broken, ...inherited]) {
          expect(sentence).not.toMatch(/undefined|NaN/);
          expect(amount).toBeGreaterThan(0);
        }
      }),
      { numRuns: runs(30) },
    );
  });

  test('costs a roster of the public benchmark as the kernel does, and finds the same rosters feasible', () => {
    const seen = { lawful: 0, broken: 0 };
    fc.assert(
      fc.property(seeds, (seed) => {
        const read = readBenchmark('random', randomBenchmark(seed));
        if (!read.ok) throw new Error(read.problems[0]?.message);
        const { kernel, assignments, lawful } = randomRota(read.value, benchmarkProfile, dice(seed + 2));
        const roster = assignments.map(({ clinicianId, sessionId }) => {
          const [day, shift = ''] = sessionId.split(':');
          return { employee: clinicianId, day: Number(day), shift };
        });
        const findings = checkBenchmark(read.value, roster);
        expect(findings.broken.length === 0).toBe(lawful);
        expect(checkRota(read.value, benchmarkProfile, assignments).broken.length === 0).toBe(lawful);
        if (lawful) expect(findings.cost).toBe(kernel.levels[1]);
        seen[lawful ? 'lawful' : 'broken'] += 1;
      }),
      { numRuns: runs(100) },
    );
    expect(Math.min(seen.lawful, seen.broken)).toBeGreaterThan(3);
  });
});
