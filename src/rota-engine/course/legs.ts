import { stride } from '../search/search.js';

/** Iterations of a leg: short ones first, so that there is a first rota soon and meetings are rare later. */
export function iterationsOfLeg(leg: number): number {
  return Math.min(512, 8 * 2 ** Math.floor(leg / 2)) * stride;
}

/** How many legs, from that one on, have about this many iterations together; at least one. */
export function legsFor(leg: number, iterations: number): number {
  let legs = 1;
  let sum = iterationsOfLeg(leg);
  while (sum + iterationsOfLeg(leg + legs) / 2 <= iterations) {
    sum += iterationsOfLeg(leg + legs);
    legs += 1;
  }
  return legs;
}
