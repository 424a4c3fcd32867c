import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compile } from '../../../src/rota-engine/scoring/compile.js';
import { Kernel } from '../../../src/rota-engine/scoring/kernel.js';
import { loadHighs } from '../../../src/rota-engine/exact/load-highs.js';
import { buildMip, type Mip } from '../../../src/rota-engine/exact/mip.js';
import { dice, randomInstance, randomProfile } from '../../support/rota-engine/random-rota-instance.js';
import { runs } from '../../support/property-runs.js';

const highs = await loadHighs();
const seeds = fc.integer({ min: 0, max: 2 ** 31 });

/** A random rota without a clash of the search's own making, and a kernel that holds it. */
function rosterOf(seed: number) {
  const problem = compile(randomInstance(seed), randomProfile(seed + 1));
  const kernel = new Kernel(problem);
  const roll = dice(seed + 2);
  for (let time = 0; time < 30; time += 1) {
    const clinician = roll(problem.clinicianCount);
    const lines = problem.linesOf[clinician] ?? new Int32Array(0);
    const line = lines[roll(lines.length)];
    if (line !== undefined && kernel.mayAdd(clinician, line)) kernel.add(clinician, line);
  }
  const lambdas = Float64Array.from(kernel.levels, (_, level) => 1 + roll(5) + level);
  return { problem, kernel, lambdas, roll };
}

/** The least objective with the pieces as the kernel holds them, or undefined when that is infeasible. */
function objectiveAt({ arrays, pieces }: Mip, kernel: Kernel): number | undefined {
  if (arrays.numCols === 0) return arrays.numRows === 0 ? arrays.offset : undefined;
  const colLower = arrays.colLower.slice();
  const colUpper = arrays.colUpper.slice();
  pieces.forEach((piece, column) => {
    const held = kernel.held[piece] ?? 0;
    colLower[column] = held;
    colUpper[column] = Math.min(held, colUpper[column] ?? 0);
  });
  if (colLower.some((lower, column) => lower > (colUpper[column] ?? 0))) return undefined;
  return highs.withModel({ ...arrays, colLower, colUpper }, (model) => {
    model.options.set({ output_flag: false });
    model.run();
    return model.getModelStatus() === highs.constants.modelStatus.optimal ? model.getObjectiveValue() : undefined;
  });
}

describe('the MIP', () => {
  test('costs for a random rota what the kernel says, with every piece free', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { problem, kernel, lambdas } = rosterOf(seed);
        const mip = buildMip(problem, { held: kernel.pieces(), free: null, lambdas, prohibitions: 'COSTS' });
        expect(objectiveAt(mip, kernel)).toBeCloseTo(kernel.total(lambdas), 3);
      }),
      { numRuns: runs(120) },
    );
  });

  test('costs the same with a window free and the rest as it is', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { problem, kernel, lambdas, roll } = rosterOf(seed);
        const from = roll(problem.days);
        const free = [...problem.eligible.keys()].filter((piece) => {
          const day = problem.dayOfLine[piece % problem.lineCount] ?? 0;
          return problem.eligible[piece] === 1 && day >= from && day < from + 4;
        });
        const mip = buildMip(problem, { held: kernel.pieces(), free, lambdas, prohibitions: 'COSTS' });
        expect(objectiveAt(mip, kernel)).toBeCloseTo(kernel.total(lambdas), 3);
      }),
      { numRuns: runs(120) },
    );
  });

  test('with prohibitions as rows allows exactly the rotas that break none of them', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { problem, kernel, lambdas } = rosterOf(seed);
        const mip = buildMip(problem, { held: [], free: null, lambdas, prohibitions: 'ROWS' });
        const lawful = kernel.levels[0] === 0;
        const objective = objectiveAt(mip, kernel);
        if (lawful) expect(objective).toBeCloseTo(kernel.total(lambdas), 3);
        else expect(objective).toBeUndefined();
      }),
      // 1331234361: a GP must be on site, and there is none who could.
      { numRuns: runs(120), examples: [[1331234361]] },
    );
  });
});
