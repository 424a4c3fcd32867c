import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { networkProfile } from '../../../src/rota-engine/model/network-profile.js';
import { compile } from '../../../src/rota-engine/scoring/compile.js';
import { inherited } from '../../../src/rota-engine/scoring/inherited.js';
import { Kernel } from '../../../src/rota-engine/scoring/kernel.js';
import { dice, randomInstance } from '../../support/rota-engine/random-rota-instance.js';
import { runs } from '../../support/property-runs.js';

const seeds = fc.integer({ min: 0, max: 2 ** 31 });
const profile = networkProfile('2026-11-30');

describe('what is inherited from pins and the past', () => {
  test('is not blamed on a rota that adds nothing: it breaks no prohibition', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(new Kernel(compile(randomInstance(seed), profile)).levels[0]).toBe(0);
      }),
      { numRuns: runs(150) },
    );
  });

  test('is never made up for: whatever is added, no prohibition is broken less than nothing', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const kernel = new Kernel(compile(randomInstance(seed), profile));
        const roll = dice(seed);
        const { problem } = kernel;
        for (let time = 0; time < 30; time += 1) {
          const clinician = roll(problem.clinicianCount);
          const lines = problem.linesOf[clinician] ?? new Int32Array(0);
          const line = lines[roll(lines.length)];
          if (line !== undefined && kernel.mayAdd(clinician, line)) kernel.add(clinician, line);
          expect(kernel.levels[0]).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: runs(100) },
    );
  });

  test('is listed with a rule and a sentence', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const problem = compile(randomInstance(seed), profile);
        for (const { rule, subject, amount } of inherited(problem)) {
          expect(problem.settings[rule]?.hardness).toBe('PROHIBITS');
          expect(problem.rules[rule]?.sentence(problem.model, subject, amount)).not.toMatch(/undefined|NaN/);
        }
      }),
      { numRuns: runs(100) },
    );
  });
});
