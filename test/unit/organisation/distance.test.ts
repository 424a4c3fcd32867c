import { describe, expect, test } from '@jest/globals';
import { straightLineKm } from '../../../src/organisation/site/rules/distance.js';

const leightonBuzzard = { latitude: 51.917, longitude: -0.661 };
const luton = { latitude: 51.879, longitude: -0.42 };

describe('straight-line distance', () => {
  test('Leighton Buzzard is 17.1 km from Luton, either way', () => {
    expect([straightLineKm(leightonBuzzard, luton), straightLineKm(luton, leightonBuzzard)]).toEqual([17.1, 17.1]);
  });

  test('is rounded to the nearest 100 metres', () => {
    const north = (metres: number) => ({ latitude: 51.917 + metres / 111_195.08, longitude: -0.661 });
    expect([0, 49, 51, 149, 151].map((metres) => straightLineKm(leightonBuzzard, north(metres)))).toEqual([
      0, 0, 0.1, 0.1, 0.2,
    ]);
  });

  test('half way round the earth is half its circumference', () => {
    expect(straightLineKm({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 })).toBe(20015.1);
  });

  test('a place that is not on the earth is a bug of the caller', () => {
    expect(() => straightLineKm({ latitude: 91, longitude: 0 }, luton)).toThrow(RangeError);
    expect(() => straightLineKm(luton, { latitude: 0, longitude: NaN })).toThrow(RangeError);
  });
});
