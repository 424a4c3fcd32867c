import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compile } from '../../../src/rota-engine/scoring/compile.js';
import { score } from '../../../src/rota-engine/scoring/evaluate.js';
import { Kernel } from '../../../src/rota-engine/scoring/kernel.js';
import type { Problem } from '../../../src/rota-engine/scoring/problem.js';
import { dice, randomInstance, randomProfile } from '../../support/rota-engine/random-rota-instance.js';
import { runs } from '../../support/property-runs.js';

const seeds = fc.integer({ min: 0, max: 2 ** 31 });

function problemOf(seed: number): Problem {
  return compile(randomInstance(seed), randomProfile(seed + 1));
}

/** Adds or removes any piece that may be, whatever it breaks. */
function shake(kernel: Kernel, roll: (below: number) => number, times: number): void {
  const { problem } = kernel;
  for (let time = 0; time < times; time += 1) {
    const clinician = roll(problem.clinicianCount);
    const lines = problem.linesOf[clinician] ?? new Int32Array(0);
    const line = lines[roll(lines.length)];
    if (line === undefined) continue;
    if (kernel.mayRemove(clinician, line)) kernel.remove(clinician, line);
    else if (problem.eligible[clinician * problem.lineCount + line] === 1 && fitsInDay(kernel, clinician, line)) {
      kernel.add(clinician, line);
    }
  }
}

function fitsInDay(kernel: Kernel, clinician: number, line: number): boolean {
  const { days, dayOfLine, dayWidth } = kernel.problem;
  return (kernel.dayLineCount[clinician * days + (dayOfLine[line] ?? 0)] ?? 0) < dayWidth;
}

function stateOf(kernel: Kernel) {
  return {
    levels: [...kernel.levels],
    held: [...kernel.held],
    cover: [...kernel.cover],
    counters: [...kernel.counterValue],
    flags: [...kernel.flagCount],
  };
}

describe('the kernel', () => {
  test('scores a rota after any sequence of changes as a full evaluation does', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const problem = problemOf(seed);
        const kernel = new Kernel(problem);
        const roll = dice(seed + 2);
        expect([...kernel.levels]).toEqual([...score(problem, kernel.pieces())]);
        for (let round = 0; round < 5; round += 1) {
          kernel.mark();
          shake(kernel, roll, 12);
          expect([...kernel.levels]).toEqual([...score(problem, kernel.pieces())]);
        }
      }),
      { numRuns: runs(150) },
    );
  });

  test('is after a rollback what it was at the mark', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const kernel = new Kernel(problemOf(seed));
        const roll = dice(seed);
        shake(kernel, roll, 20);
        kernel.mark();
        const before = stateOf(kernel);
        shake(kernel, roll, 10);
        kernel.rollback();
        expect(stateOf(kernel)).toEqual(before);
      }),
      { numRuns: runs(60) },
    );
  });

  test('gives the difference since the mark, weighed by level', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const kernel = new Kernel(problemOf(seed));
        const roll = dice(seed);
        const lambdas = Float64Array.from(kernel.levels, (_, level) => 1 + level);
        kernel.mark();
        const before = kernel.total(lambdas);
        shake(kernel, roll, 8);
        expect(kernel.delta(lambdas)).toBe(kernel.total(lambdas) - before);
      }),
      { numRuns: runs(40) },
    );
  });

  test('names for a line that may not be added exactly the lines that clash with it', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const kernel = new Kernel(problemOf(seed));
        const { problem } = kernel;
        shake(kernel, dice(seed), 25);
        const out = new Int32Array(problem.dayWidth * (2 * problem.reachDays + 1));
        for (let clinician = 0; clinician < problem.clinicianCount; clinician += 1) {
          const lines = [...(problem.linesOf[clinician] ?? [])];
          const held = lines.filter((line) => kernel.held[clinician * problem.lineCount + line] === 1);
          for (const line of lines) {
            if (held.includes(line)) continue;
            const expected = held.filter((other) => clash(problem, clinician, line, other));
            const count = kernel.blockers(clinician, line, out);
            expect([...out.subarray(0, count)].sort((a, b) => a - b)).toEqual(expected);
          }
        }
      }),
      { numRuns: runs(40) },
    );
  });
});

function clash(problem: Problem, clinician: number, a: number, b: number): boolean {
  const [earlier, later] = [Math.min(a, b), Math.max(a, b)].map((line) => problem.model.lines[line]);
  if (earlier === undefined || later === undefined) return false;
  return problem.rules.some(
    (rule, index) =>
      problem.settings[index]?.hardness === 'PROHIBITS' &&
      rule.clashes?.(problem.model, clinician, earlier, later) === true,
  );
}
