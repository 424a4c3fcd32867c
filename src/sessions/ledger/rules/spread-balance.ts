import { ok, type Result } from '../../../platform/result.js';
import { allocatePlaces, type ShareWeight } from './fair-shares.js';

/**
 * Spreads what somebody is owed (above zero) or ahead (below zero), in parts of a place, over others by weight: exactly
 * that amount, each a whole number of parts. Refuses as `allocatePlaces` does. Precondition: less than 9,000 places.
 */
export function spreadBalance(owed: bigint, among: readonly ShareWeight[]): Result<Map<string, bigint>> {
  const shares = allocatePlaces({ places: Number(owed < 0n ? -owed : owed), weights: among });
  if (!shares.ok) return shares;
  const sign = owed < 0n ? -1n : 1n;
  return ok(new Map(shares.value.map(({ practiceId, places }) => [practiceId, sign * BigInt(places)])));
}
