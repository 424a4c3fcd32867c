import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LagrangianBound } from '../../../src/rota-engine/bound/bound.js';
import { partsOf } from '../../../src/rota-engine/bound/bound-parts.js';
import { PricedPart } from '../../../src/rota-engine/bound/bound-prices.js';
import { partRows } from '../../../src/rota-engine/bound/bound-rows.js';
import type { Part } from '../../../src/rota-engine/bound/bound-parts.js';
import { compile } from '../../../src/rota-engine/scoring/compile.js';
import { evaluate } from '../../../src/rota-engine/scoring/evaluate.js';
import { loadHighs } from '../../../src/rota-engine/exact/load-highs.js';
import { buildMip } from '../../../src/rota-engine/exact/mip.js';
import type { Problem } from '../../../src/rota-engine/scoring/problem.js';
import { Search, stride } from '../../../src/rota-engine/search/search.js';
import { networkInstance } from '../../support/rota-engine/network-instance.js';
import { dice, randomInstance, randomProfile } from '../../support/rota-engine/random-rota-instance.js';
import { profile } from '../../support/rota-engine/rota-instance.js';
import { runs } from '../../support/property-runs.js';

const seeds = fc.integer({ min: 0, max: 2 ** 31 });
const highs = await loadHighs();
function problemOf(seed: number) {
  return compile(randomInstance(seed), randomProfile(seed + 1));
}
function network(seed: number) {
  return compile(networkInstance({ seed, clinicians: 12, sites: 3, weeks: 1, sessionsAWeek: 24 }), profile());
}

/** What the best lawful rota costs, by HiGHS alone; undefined when there is none. */
function cheapest(problem: Problem): number | undefined {
  const lambdas = new Float64Array(problem.levelCount).fill(1);
  const mip = buildMip(problem, { held: problem.pins, free: null, lambdas, prohibitions: 'ROWS' });
  if (mip.arrays.numCols === 0) return mip.arrays.offset;
  return highs.withModel(mip.arrays, (model) => {
    model.options.set({ output_flag: false });
    model.run();
    return model.getModelStatus() === highs.constants.modelStatus.optimal ? model.getObjectiveValue() : undefined;
  });
}

describe('the bound', () => {
  test('is never above the cost of the best lawful rota, whatever the rules and pins', () => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, withPrices) => {
        const problem = problemOf(seed);
        const optimum = cheapest(problem);
        if (optimum === undefined) return;
        const bound = new LagrangianBound(problem, withPrices ? highs : null);
        for (let turn = 0; turn < 6; turn += 1) {
          const before = bound.best;
          bound.turn();
          expect(bound.best).toBeGreaterThanOrEqual(before);
        }
        expect(bound.best).toBeLessThanOrEqual(optimum + 1e-3);
      }),
      { numRuns: runs(6) },
    );
  });

  test('is close to the best rota of a network, and the same every time', () => {
    const problem = network(7);
    const [bound, again] = [new LagrangianBound(problem, highs), new LagrangianBound(problem, highs)];
    for (const each of [bound, again]) for (let turn = 0; turn < 30; turn += 1) each.turn();
    const optimum = cheapest(problem) ?? NaN;
    expect(bound.best).toBeLessThanOrEqual(optimum + 1e-3);
    expect(bound.best).toBeGreaterThan(optimum * 0.97);
    expect(again.best).toBe(bound.best);
  });

  test('is below every lawful rota, whatever the prices', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const problem = problemOf(seed);
        const search = new Search(problem, seed);
        search.run(20 * stride);
        const relaxation = partsOf(problem);
        if (relaxation === null || search.bestLevels[0] !== 0) return;
        const roll = dice(seed);
        const bound = relaxation.parts.reduce((sum, part) => {
          const priced = new PricedPart(part);
          priced.prices.sums.forEach((_, at) => (priced.prices.sums[at] = roll(2000) - 1000));
          priced.prices.raisers.forEach((_, at) => (priced.prices.raisers[at] = roll(100)));
          priced.restart();
          return sum + priced.best;
        }, relaxation.constant);
        const cost = evaluate(problem, search.pieces).reduce((sum, own, level) => (level === 0 ? 0 : sum + own), 0);
        expect(bound).toBeLessThanOrEqual(cost + 1e-3);
      }),
      { numRuns: runs(30) },
    );
  });

  test('starts from an LP of choices that is between the LP of pieces and the best rota', () => {
    for (let seed = 1; seed <= 4; seed += 1) {
      const problem = network(seed);
      const { parts, constant } = partsOf(problem)!;
      const relaxed = (by: 'CHOICE' | 'PIECE') => parts.reduce((sum, part) => sum + leastOf(part, by), constant);
      expect(relaxed('PIECE')).toBeLessThanOrEqual(relaxed('CHOICE') + 1e-3);
      expect(relaxed('CHOICE')).toBeLessThanOrEqual((cheapest(problem) ?? NaN) + 1e-3);
    }
  });
});

function leastOf(part: Part, by: 'CHOICE' | 'PIECE'): number {
  return highs.withModel(partRows(part, by).builder.arrays(0), (model) => {
    model.clearIntegrality();
    model.options.set({ output_flag: false });
    model.run();
    return model.getObjectiveValue() + part.sums.reduce((sum, { costs }) => sum + costs[0]!, 0);
  });
}
