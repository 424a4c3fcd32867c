import { expect } from '@jest/globals';
import { score } from '../../../src/rota-engine/scoring/evaluate.js';
import type { Kernel } from '../../../src/rota-engine/scoring/kernel.js';

/** One move after the other, those kept that could be made; one that could not is rolled back without a trace. */
export function tryMoves(kernel: Kernel, rounds: number, move: (round: number) => boolean): void {
  for (let round = 0; round < rounds; round += 1) {
    const before = kernel.pieces();
    kernel.mark();
    if (move(round)) continue;
    kernel.rollback();
    expect([...kernel.pieces()]).toEqual([...before]);
  }
}

/** Nobody holds what they may not, pins are where they were, and the score is that of a full evaluation. */
export function expectSound(kernel: Kernel): void {
  const { problem, held, levels } = kernel;
  const pieces = kernel.pieces();
  expect([...pieces].filter((piece) => problem.eligible[piece] === 0)).toEqual([]);
  expect([...problem.pins].filter((piece) => held[piece] === 0)).toEqual([]);
  expect([...levels]).toEqual([...score(problem, pieces)]);
}
