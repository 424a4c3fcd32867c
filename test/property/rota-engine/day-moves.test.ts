import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compile } from '../../../src/rota-engine/scoring/compile.js';
import { DayMoves } from '../../../src/rota-engine/search/day-moves.js';
import { Kernel } from '../../../src/rota-engine/scoring/kernel.js';
import { Random } from '../../../src/rota-engine/search/random.js';
import { randomInstance, randomProfile } from '../../support/rota-engine/random-rota-instance.js';
import { expectSound, tryMoves } from '../../support/rota-engine/tried-moves.js';

const seeds = fc.integer({ min: 0, max: 2 ** 31 });

describe('moves of days', () => {
  test('keep pins, hold only what may be held and does not clash anew, and are scored as a full evaluation does', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const problem = compile(randomInstance(seed), randomProfile(seed + 1));
        if (problem.cliniciansOf.every((clinicians) => clinicians.length === 0)) return;
        const kernel = new Kernel(problem);
        const moves = new DayMoves(kernel, new Random(seed));
        if (!moves.any) return;
        const kinds = [
          () => moves.set(1),
          () => moves.set(4),
          () => moves.exchange(5),
          () => moves.moveEdge(),
          () => moves.exchangeStretches(4),
        ];
        tryMoves(kernel, 200, (round) => kinds[round % kinds.length]?.() === true);
        expectSound(kernel);
      }),
      { numRuns: 60 },
    );
  });

  test('between two clinicians, and along the days of one, leave the number of days as it was', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const problem = compile(randomInstance(seed), randomProfile(seed + 1));
        const kernel = new Kernel(problem);
        const moves = new DayMoves(kernel, new Random(seed));
        if (!moves.any) return;
        const start = () => {
          for (let time = 0; time < 50; time += 1) {
            kernel.mark();
            if (!moves.set(3)) kernel.rollback();
          }
        };
        start();
        const cover = [...kernel.cover];
        const count = kernel.pieces().length;
        for (let time = 0; time < 100; time += 1) {
          kernel.mark();
          if (!moves.exchange(4)) kernel.rollback();
        }
        expect([...kernel.cover]).toEqual(cover);
        for (let time = 0; time < 100; time += 1) {
          kernel.mark();
          if (!moves.moveEdge()) kernel.rollback();
          kernel.mark();
          if (!moves.exchangeStretches(3)) kernel.rollback();
        }
        expect(kernel.pieces().length).toBe(count);
      }),
      { numRuns: 40 },
    );
  });
});
