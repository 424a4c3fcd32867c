import { describe, expect, test } from '@jest/globals';
import { populationBandOf } from '../../../src/organisation/population/rules/population-band.js';

describe('the population band', () => {
  test('holds both its bounds', () => {
    expect([30_000, 50_000].map((people) => populationBandOf(people, '2026-04-01'))).toEqual([
      { lowest: 30_000, highest: 50_000, position: 'INSIDE', warning: null },
      { lowest: 30_000, highest: 50_000, position: 'INSIDE', warning: null },
    ]);
  });

  test('Leighton Linslade, at 53,287, is above it and warned, not refused', () => {
    expect(populationBandOf(53_287, '2026-04-01')).toEqual({
      lowest: 30_000,
      highest: 50_000,
      position: 'ABOVE',
      warning: {
        code: 'POPULATION_OUTSIDE_BAND',
        message: 'A network of 53,287 people is outside the usual 30,000 to 50,000. This does not stop anything.',
      },
    });
  });

  test('in Luton reaches 70,000', () => {
    expect([53_287, 70_001, 29_999].map((people) => populationBandOf(people, '2026-04-01', 'LUTON')?.position)).toEqual(
      ['INSIDE', 'ABOVE', 'BELOW'],
    );
  });

  test('is undefined before networks had one', () => {
    expect(populationBandOf(53_287, '2019-06-30')).toBeUndefined();
  });

  test('a population that is none is a bug of the caller', () => {
    expect(() => populationBandOf(-1, '2026-04-01')).toThrow(RangeError);
  });
});
