import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Chain } from '../../../src/rota-engine/search/chain.js';
import { compile } from '../../../src/rota-engine/scoring/compile.js';
import { score } from '../../../src/rota-engine/scoring/evaluate.js';
import { startGreedily } from '../../../src/rota-engine/search/greedy-start.js';
import { Kernel } from '../../../src/rota-engine/scoring/kernel.js';
import { Moves } from '../../../src/rota-engine/search/moves.js';
import type { Problem } from '../../../src/rota-engine/scoring/problem.js';
import { Random } from '../../../src/rota-engine/search/random.js';
import { Search } from '../../../src/rota-engine/search/search.js';
import { networkInstance } from '../../support/rota-engine/network-instance.js';
import { runs } from '../../support/property-runs.js';
import { randomInstance, randomProfile } from '../../support/rota-engine/random-rota-instance.js';
import { profile } from '../../support/rota-engine/rota-instance.js';
import { expectSound, tryMoves } from '../../support/rota-engine/tried-moves.js';

const seeds = fc.integer({ min: 0, max: 2 ** 31 });
function scarce(seed: number) {
  return compile(
    networkInstance({ seed, clinicians: 14, sites: 3, weeks: 4, sessionsAWeek: 45, contracts: 0.8 }),
    profile(),
  );
}
function plain(problem: Problem) {
  return new Float64Array(problem.levelCount).fill(1);
}

describe('moves of sessions', () => {
  test('keep pins, hold only what may be held, and are scored as a full evaluation does', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const problem = compile(randomInstance(seed), randomProfile(seed + 1));
        const kernel = new Kernel(problem);
        const moves = new Moves(kernel, new Random(seed));
        if (!moves.any) return;
        startGreedily(kernel, plain(problem));
        tryMoves(kernel, 300, (round) => {
          if (round % 50 === 0) moves.look();
          return moves.propose();
        });
        expectSound(kernel);
      }),
      { numRuns: runs(60) },
    );
  });

  test('a post that somebody takes over, whatever stands against it, breaks no prohibition', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const kernel = new Kernel(scarce(seed));
        const { problem } = kernel;
        startGreedily(kernel, plain(problem));
        const chain = new Chain(kernel, new Random(seed));
        const given = [...kernel.pieces()].flatMap((piece) => {
          const [from, line] = [Math.floor(piece / problem.lineCount), piece % problem.lineCount];
          const to = problem.cliniciansOf[line]!.find((other) => other !== from);
          if (to === undefined || !kernel.mayRemove(from, line)) return [];
          kernel.mark();
          kernel.remove(from, line);
          const depth = piece % 3;
          const taken = chain.give(to, line, depth);
          if (taken) {
            // Further down the chain it may have been handed on once more.
            if (depth === 0) expect(kernel.held[to * problem.lineCount + line]).toBe(1);
            expect(kernel.levels[0]).toBe(0);
            expect([...kernel.levels]).toEqual([...score(problem, kernel.pieces())]);
          }
          kernel.rollback();
          return [taken];
        });
        expect(given).toContain(true);
      }),
      { numRuns: runs(8) },
    );
  });
});

describe('a search', () => {
  test('goes on at once from a rota that misses fewer duties, and keeps its incumbent beside one that is no better', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const problem = scarce(seed);
        const long = new Search(problem, seed);
        long.run(40_000);
        const search = new Search(problem, seed);
        const before = [...search.bestLevels];
        search.adopt(Int32Array.from(problem.pins));
        expect([...search.bestLevels]).toEqual(before);
        search.adopt(long.pieces);
        expect([...search.bestLevels]).toEqual([...long.bestLevels]);
        const fewer = [1, 2].some((level) => (long.bestLevels[level] ?? 0) < (before[level] ?? 0));
        if (fewer) expect([...search.kernel.pieces()]).toEqual([...long.pieces]);
      }),
      { numRuns: runs(10) },
    );
  });
});
