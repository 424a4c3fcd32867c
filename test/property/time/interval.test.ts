import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  contains,
  containsInstant,
  type InstantRange,
  intersect,
  merge,
  overlaps,
  subtract,
} from '../../../src/time/interval.js';

const range = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 12 }))
  .map(([start, length]) => ({ start, end: start + length }));
const instants = Array.from({ length: 60 }, (_, at) => at);
function members(ranges: readonly InstantRange[]) {
  return instants.filter((at) => ranges.some((each) => containsInstant(each, at)));
}

describe('ranges behave as the sets of their instants', () => {
  test('merging keeps every instant and leaves ranges apart', () => {
    fc.assert(
      fc.property(fc.array(range, { maxLength: 8 }), (ranges) => {
        const merged = merge(ranges);
        expect(members(merged)).toEqual(members(ranges));
        merged.slice(1).forEach((each, i) => expect(each.start).toBeGreaterThan(merged[i]?.end ?? Infinity));
      }),
    );
  });

  test('subtracting leaves the instants that are in no hole', () => {
    fc.assert(
      fc.property(range, fc.array(range, { maxLength: 8 }), (whole, holes) => {
        const gone = new Set(members(holes));
        expect(members(subtract(whole, holes))).toEqual(members([whole]).filter((at) => !gone.has(at)));
      }),
    );
  });

  test('two ranges overlap when, and only when, they share an instant', () => {
    fc.assert(
      fc.property(range, range, (a, b) => {
        const shared = members([a]).filter((at) => containsInstant(b, at));
        const both = intersect(a, b);
        expect(overlaps(a, b)).toBe(shared.length > 0);
        expect(both ? members([both]) : []).toEqual(shared);
        expect(contains(a, b)).toBe(shared.length === members([b]).length);
      }),
    );
  });
});
