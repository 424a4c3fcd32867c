import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Chain } from '../../../src/rota-engine/search/chain.js';
import { compile } from '../../../src/rota-engine/scoring/compile.js';
import { score } from '../../../src/rota-engine/scoring/evaluate.js';
import { startGreedily } from '../../../src/rota-engine/search/greedy-start.js';
import { Kernel } from '../../../src/rota-engine/scoring/kernel.js';
import type { Problem } from '../../../src/rota-engine/scoring/problem.js';
import { Random } from '../../../src/rota-engine/search/random.js';
import { networkInstance } from '../../support/rota-engine/network-instance.js';
import { randomInstance, randomProfile } from '../../support/rota-engine/random-rota-instance.js';
import { profile } from '../../support/rota-engine/rota-instance.js';

const seeds = fc.integer({ min: 0, max: 2 ** 31 });
function problemOf(seed: number) {
  return compile(randomInstance(seed), randomProfile(seed + 1));
}
function scarce(seed: number) {
  return compile(
    networkInstance({ seed, clinicians: 14, sites: 3, weeks: 2, sessionsAWeek: 45, contracts: 0.8 }),
    profile(),
  );
}
function plain(problem: Problem) {
  return new Float64Array(problem.levelCount).fill(1);
}

function openLines({ problem, cover }: Kernel): number[] {
  return [...problem.posts.keys()].filter((line) => (cover[line] ?? 0) < (problem.posts[line] ?? 0));
}

function takes(kernel: Kernel, clinician: number, line: number): boolean {
  if (!kernel.mayAdd(clinician, line)) return false;
  kernel.mark();
  kernel.add(clinician, line);
  const lawful = kernel.levels[0] === 0;
  kernel.rollback();
  return lawful;
}

describe('the greedy start', () => {
  test('breaks no prohibition further than pins alone do, whatever the rules', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const problem = problemOf(seed);
        const kernel = new Kernel(problem);
        const before = kernel.levels[0] ?? 0;
        startGreedily(kernel, plain(problem));
        expect(kernel.levels[0]).toBeLessThanOrEqual(before);
        expect([...kernel.levels]).toEqual([...score(problem, kernel.pieces())]);
      }),
      { numRuns: 60 },
    );
  });

  test('leaves no post open that somebody could take as the rota stands', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const kernel = new Kernel(scarce(seed));
        startGreedily(kernel, plain(kernel.problem));
        const fillable = openLines(kernel).filter((line) =>
          [...(kernel.problem.cliniciansOf[line] ?? [])].some((clinician) => takes(kernel, clinician, line)),
        );
        expect(fillable).toEqual([]);
      }),
      // 8: a link far down the chain fails, and must leave nothing behind.
      { numRuns: 20, examples: [[8]] },
    );
  });
});

describe('a chain', () => {
  test('that answers yes breaks no prohibition, and is taken back without a trace', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const kernel = new Kernel(scarce(seed));
        startGreedily(kernel, plain(kernel.problem));
        const chain = new Chain(kernel, new Random(seed));
        for (const line of openLines(kernel)) {
          const [cover, before] = [kernel.cover[line] ?? 0, kernel.pieces()];
          kernel.mark();
          if (chain.fill(line, 3)) {
            expect(kernel.cover[line]).toBeGreaterThanOrEqual(cover);
            expect(kernel.levels[0]).toBe(0);
            expect([...kernel.levels]).toEqual([...score(kernel.problem, kernel.pieces())]);
          }
          kernel.rollback();
          expect([...kernel.pieces()]).toEqual([...before]);
        }
      }),
      // 8: a link far down the chain fails, and must leave nothing behind.
      { numRuns: 20, examples: [[8]] },
    );
  });
});
