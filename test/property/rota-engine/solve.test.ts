import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { closeSolver, solveRota } from '../../../src/rota-engine/threads/solve-rota.js';
import { readBenchmark } from '../../../src/rota-engine/files/benchmark-instance.js';
import { benchmarkProfile } from '../../../src/rota-engine/model/benchmark-profile.js';
import { better } from '../../../src/rota-engine/scoring/compare-levels.js';
import { compile } from '../../../src/rota-engine/scoring/compile.js';
import { score } from '../../../src/rota-engine/scoring/evaluate.js';
import { Kernel } from '../../../src/rota-engine/scoring/kernel.js';
import { loadHighs } from '../../../src/rota-engine/exact/load-highs.js';
import { Search, stride } from '../../../src/rota-engine/search/search.js';
import { solveWindow } from '../../../src/rota-engine/exact/window.js';
import { randomBenchmark } from '../../support/rota-engine/random-benchmark.js';
import { networkInstance } from '../../support/rota-engine/network-instance.js';
import { randomInstance, randomProfile } from '../../support/rota-engine/random-rota-instance.js';
import { profile } from '../../support/rota-engine/rota-instance.js';
import { runs } from '../../support/property-runs.js';

const seeds = fc.integer({ min: 0, max: 2 ** 31 });
const highs = await loadHighs();
function problemOf(seed: number) {
  return compile(randomInstance(seed), randomProfile(seed + 1));
}
function small(seed: number) {
  return networkInstance({ seed, clinicians: 15, sites: 3, weeks: 2, sessionsAWeek: 30 });
}

afterAll(() => closeSolver());

describe('the search', () => {
  test('keeps a best rota whose score is the full evaluation’s and never worsens', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const problem = problemOf(seed);
        const search = new Search(problem, seed);
        for (let part = 0; part < 6; part += 1) {
          const before = search.bestLevels.slice();
          search.run(2 * stride);
          expect(better(before, search.bestLevels)).toBe(false);
          expect([...search.bestLevels]).toEqual([...score(problem, search.pieces)]);
        }
      }),
      { numRuns: runs(20) },
    );
  });

  test('goes on with a larger budget where a smaller one ended', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const problem = problemOf(seed);
        const [once, often] = [new Search(problem, seed), new Search(problem, seed)];
        // Past the first restart.
        once.run(150 * stride);
        for (let part = 0; part < 15; part += 1) often.run(10 * stride);
        expect([...often.kernel.pieces()]).toEqual([...once.kernel.pieces()]);
        expect([...often.pieces]).toEqual([...once.pieces]);
      }),
      { numRuns: runs(3) },
    );
  });
});

describe('a window', () => {
  test('gives a better lawful rota or none, and proven ones cannot be made better by annealing', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const problem = problemOf(seed);
        const start = new Search(problem, seed);
        start.run(2 * stride);
        if (start.bestLevels[0] !== 0) return;
        const kernel = new Kernel(problem);
        const lambdas = new Float64Array(problem.levelCount).fill(1);
        const free = Int32Array.from(problem.eligible.keys()).filter((piece) => problem.eligible[piece] === 1);
        const result = solveWindow(highs, problem, kernel, {
          held: start.pieces,
          free,
          lambdas,
          maximumNodes: 2000,
          maximumSteps: Infinity,
          shouldStop: () => false,
        });
        kernel.load(result.pieces ?? start.pieces);
        expect(kernel.levels[0]).toBe(0);
        expect(better(start.bestLevels, kernel.levels)).toBe(false);
        const more = new Search(problem, seed + 1);
        more.run(100 * stride);
        if (result.proven && more.bestLevels[0] === 0) {
          expect(more.bestLevels.reduce((sum, cost) => sum + cost)).toBeGreaterThanOrEqual(result.bound - 1e-3);
        }
      }),
      { numRuns: runs(8) },
    );
  });
});

describe('a window without preferences', () => {
  test('fills no fewer posts than were filled, and where it is proven no annealing fills more', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const problem = compile(small(seed), profile());
        const start = new Search(problem, seed);
        start.run(2 * stride);
        const lambdas = Float64Array.from(start.bestLevels, (_, level) =>
          level > 0 && level < problem.levelCount - 1 ? 1 : 0,
        );
        const kernel = new Kernel(problem);
        const free = Int32Array.from(problem.eligible.keys()).filter((piece) => problem.eligible[piece] === 1);
        const decide = (held: Int32Array) =>
          solveWindow(highs, problem, kernel, {
            held,
            free,
            lambdas,
            maximumNodes: 200,
            maximumSteps: Infinity,
            shouldStop: () => false,
          });
        const once = decide(start.pieces);
        kernel.load(once.pieces ?? start.pieces);
        const duties = kernel.total(lambdas);
        expect(duties).toBeLessThanOrEqual(start.bestLevels.reduce((sum, cost, at) => sum + cost * lambdas[at]!, 0));
        if (!once.proven) return;
        const more = new Search(problem, seed + 1);
        more.run(60 * stride);
        expect(duties).toBeLessThanOrEqual(more.bestLevels.reduce((sum, cost, at) => sum + cost * lambdas[at]!, 0));
      }),
      { numRuns: runs(2) },
    );
  });
});

describe('a rota from the threads', () => {
  test('is lawful, and the same for the same seed and work', async () => {
    const options = { seed: 3, budget: { iterations: 400 * stride, nodes: 100 } };
    const first = await solveRota(small(1), profile(), options);
    const again = await solveRota(small(1), profile(), options);
    expect({ ...again, seconds: first.seconds }).toEqual(first);
    expect(first.lawful).toBe(true);
    expect(first.hard).toBe(0);
    expect(first.bound ?? -Infinity).toBeLessThanOrEqual(first.cost);
  });

  test('of a timed run comes again from the work that it reports', async () => {
    const timed = await solveRota(small(2), profile(), { seed: 5, budget: { seconds: 2 } });
    const { iterations, nodes } = timed;
    const replayed = await solveRota(small(2), profile(), { seed: 5, budget: { iterations, nodes } });
    expect(replayed.assignments).toEqual(timed.assignments);
    expect([replayed.iterations, replayed.nodes]).toEqual([iterations, nodes]);
  });

  test('of a few days and runs is proven to cost least, and comes again from the work that it took', async () => {
    const read = readBenchmark('random', randomBenchmark(11));
    if (!read.ok) throw new Error('The random file is no instance of the benchmark');
    const timed = await solveRota(read.value, benchmarkProfile, { seed: 2, budget: { seconds: 60 } });
    const { iterations, nodes } = timed;
    const replayed = await solveRota(read.value, benchmarkProfile, { seed: 2, budget: { iterations, nodes } });
    expect(timed).toMatchObject({ lawful: true, proven: true, bound: timed.cost, gap: 0 });
    expect({ ...replayed, seconds: 0, budget: null }).toEqual({ ...timed, seconds: 0, budget: null });
  });

  test('is what was found until it was cancelled', async () => {
    const stop = new AbortController();
    const costs: number[] = [];
    const run = solveRota(small(4), profile(), {
      seed: 1,
      budget: { seconds: 600 },
      signal: stop.signal,
      onProgress: ({ cost }) => {
        costs.push(cost);
        if (costs.length === 5) stop.abort();
      },
    });
    const cancelled = await run;
    expect(cancelled).toMatchObject({ cancelled: true, lawful: true, cost: costs.at(-1) });
    expect(costs).toEqual(costs.toSorted((a, b) => b - a));
  });
});
