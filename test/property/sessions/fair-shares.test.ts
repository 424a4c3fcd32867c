import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allocatePlaces, type Share } from '../../../src/sessions/ledger/rules/fair-shares.js';
import { runs } from '../../support/property-runs.js';

const weight = fc.oneof(
  fc.integer({ min: 0, max: 60_000 }),
  fc.integer({ min: 0, max: 6_000_000 }).map((pennies) => pennies / 100),
);
const weights = fc
  .uniqueArray(fc.record({ practiceId: fc.stringMatching(/^[A-Z]\d{5}$/), weight }), {
    minLength: 1,
    maxLength: 12,
    selector: ({ practiceId }) => practiceId,
  })
  .filter((all) => all.some((each) => each.weight > 0));
const places = fc.integer({ min: 0, max: 200 });

function shares(count: number, among: { practiceId: string; weight: number }[]): Share[] {
  const allocated = allocatePlaces({ places: count, weights: among });
  if (!allocated.ok) throw new Error(allocated.problems[0]?.message);
  return allocated.value;
}

describe('fair shares', () => {
  test('add up to exactly the places there are', () => {
    fc.assert(
      fc.property(places, weights, (count, among) =>
        expect(shares(count, among).reduce((sum, share) => sum + share.places, 0)).toBe(count),
      ),
      { numRuns: runs(100) },
    );
  });

  test('are each within one place of the entitlement', () => {
    fc.assert(
      fc.property(places, weights, (count, among) => {
        const total = among.reduce((sum, each) => sum + each.weight, 0);
        shares(count, among).forEach((share, i) => {
          expect(share.entitlement).toBeCloseTo((count * (among[i]?.weight ?? 0)) / total, 8);
          expect(Math.abs(share.places - share.entitlement)).toBeLessThan(1);
        });
      }),
      { numRuns: runs(100) },
    );
  });

  test('are never larger for the smaller weight', () => {
    fc.assert(
      fc.property(places, weights, (count, among) => {
        const given = shares(count, among);
        for (const [i, a] of among.entries()) {
          for (const [j, b] of among.entries())
            if (a.weight > b.weight) expect(given[i]?.places).toBeGreaterThanOrEqual(given[j]?.places ?? NaN);
        }
      }),
      { numRuns: runs(100) },
    );
  });

  test('do not depend on the order in which practices are named', () => {
    fc.assert(
      fc.property(places, weights, (count, among) => {
        const byId = (all: Share[]) => all.toSorted((a, b) => (a.practiceId < b.practiceId ? -1 : 1));
        expect(byId(shares(count, among.toReversed()))).toEqual(byId(shares(count, among)));
      }),
      { numRuns: runs(100) },
    );
  });

  test('leave nothing to those of weight zero', () => {
    fc.assert(
      fc.property(places, weights, (count, among) => {
        shares(count, among).forEach((share, i) => {
          if (among[i]?.weight === 0)
            expect(share).toEqual({ practiceId: share.practiceId, places: 0, entitlement: 0 });
        });
      }),
      { numRuns: runs(100) },
    );
  });
});
