import { describe, expect, test } from '@jest/globals';
import { spreadBalance } from '../../../src/sessions/ledger/rules/spread-balance.js';

function among(weights: Record<string, number>) {
  return Object.entries(weights).map(([practiceId, weight]) => ({ practiceId, weight }));
}

describe('a leaver’s balance', () => {
  test.each<[string, bigint, Record<string, number>, Record<string, bigint>]>([
    ['owed is owed to the others by weight', 900n, { a: 2, b: 1 }, { a: 600n, b: 300n }],
    ['ahead leaves the others ahead', -900n, { a: 2, b: 1 }, { a: -600n, b: -300n }],
    ['that does not divide is spread to the last part', 100n, { a: 1, b: 1, c: 1 }, { a: 34n, b: 33n, c: 33n }],
    ['goes to nobody of weight zero', 5n, { a: 0, b: 1 }, { a: 0n, b: 5n }],
    ['of many places is exact', 8_000_000_000_000_001n, { a: 1, b: 0 }, { a: 8_000_000_000_000_001n, b: 0n }],
  ])('%s', (_rule, owed, weights, parts) => {
    const spread = spreadBalance(owed, among(weights));
    expect(spread).toEqual({ ok: true, value: new Map(Object.entries(parts)) });
  });

  test('stays where it is when nobody is left to take it', () => {
    expect(spreadBalance(1n, [])).toMatchObject({ ok: false, problems: [{ code: 'SHARES_WITHOUT_WEIGHT' }] });
  });
});
