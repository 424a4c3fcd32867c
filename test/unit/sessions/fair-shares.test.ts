import { describe, expect, test } from '@jest/globals';
import { allocatePlaces } from '../../../src/sessions/ledger/rules/fair-shares.js';

const leightonLinslade = [
  { practiceId: 'E81003', weight: 21_349 },
  { practiceId: 'E81004', weight: 12_423 },
  { practiceId: 'E81044', weight: 19_515 },
];
function places(count: number, weights: { practiceId: string; weight: number }[]) {
  const shares = allocatePlaces({ places: count, weights });
  return shares.ok ? shares.value.map((share) => share.places) : shares.problems.map((problem) => problem.code);
}

describe('fair shares', () => {
  test('sixteen places go to Leighton Linslade by list size, the place left to the largest remainder', () => {
    expect(allocatePlaces({ places: 16, weights: leightonLinslade })).toEqual({
      ok: true,
      value: [
        { practiceId: 'E81003', places: 6, entitlement: expect.closeTo((16 * 21_349) / 53_287, 12) },
        { practiceId: 'E81004', places: 4, entitlement: expect.closeTo((16 * 12_423) / 53_287, 12) },
        { practiceId: 'E81044', places: 6, entitlement: expect.closeTo((16 * 19_515) / 53_287, 12) },
      ],
    });
  });

  test('weights with decimals count as written', () => {
    expect(
      places(3, [
        { practiceId: 'A', weight: 0.1 },
        { practiceId: 'B', weight: 0.2 },
        { practiceId: 'C', weight: 0.3 },
      ]),
    ).toEqual([0, 1, 2]);
    expect(
      places(16, [
        { practiceId: 'E81003', weight: 18_475 },
        { practiceId: 'E81004', weight: 10_819.14 },
        { practiceId: 'E81044', weight: 17_235.09 },
      ]),
    ).toEqual([6, 4, 6]);
  });

  test('a tie goes to the bigger weight', () => {
    expect(
      places(2, [
        { practiceId: 'A', weight: 1 },
        { practiceId: 'B', weight: 3 },
      ]),
    ).toEqual([0, 2]);
  });

  test('a tie of equal weights goes to the lower id, whatever the order given', () => {
    expect(
      places(1, [
        { practiceId: 'B', weight: 7 },
        { practiceId: 'A', weight: 7 },
      ]),
    ).toEqual([0, 1]);
  });

  test('a weight of zero gets no place, even when places are plenty', () => {
    expect(
      places(10, [
        { practiceId: 'A', weight: 0 },
        { practiceId: 'B', weight: 1 },
        { practiceId: 'C', weight: 2 },
      ]),
    ).toEqual([0, 3, 7]);
  });

  test('weights of very different sizes are shared without rounding', () => {
    expect(
      places(1_000_000, [
        { practiceId: 'A', weight: 1e21 },
        { practiceId: 'B', weight: 1e-7 },
      ]),
    ).toEqual([1_000_000, 0]);
  });

  test('no places are shared as none', () => {
    expect(places(0, leightonLinslade)).toEqual([0, 0, 0]);
  });

  test.each([
    ['without practices', 4, [], 'SHARES_WITHOUT_WEIGHT'],
    ['when every weight is zero', 4, [{ practiceId: 'A', weight: 0 }], 'SHARES_WITHOUT_WEIGHT'],
    ['with a negative weight', 4, [{ practiceId: 'A', weight: -1 }], 'SHARES_WEIGHT'],
    ['with a weight that is no number', 4, [{ practiceId: 'A', weight: NaN }], 'SHARES_WEIGHT'],
    [
      'with a practice named twice',
      4,
      [
        { practiceId: 'A', weight: 1 },
        { practiceId: 'A', weight: 2 },
      ],
      'SHARES_PRACTICE_TWICE',
    ],
    ['with half a place', 0.5, [{ practiceId: 'A', weight: 1 }], 'SHARES_PLACES'],
    ['with fewer places than none', -1, [{ practiceId: 'A', weight: 1 }], 'SHARES_PLACES'],
  ])('shares %s are refused', (_, count, weights, code) => {
    expect(places(count, weights)).toEqual([code]);
  });
});
