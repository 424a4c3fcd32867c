import { ok, type Problem, refuse, type Result } from '../../../platform/result.js';

/**
 * A practice's share of the places of a session. `entitlement` is its exact share, a fraction of places, for display.
 */
export interface Share {
  practiceId: string;
  places: number;
  entitlement: number;
}

/** What a practice's share is based on, such as its list size or its weighted list; decimals are taken as written. */
export interface ShareWeight {
  practiceId: string;
  weight: number;
}

/**
 * Shares whole places by weight, in the order given. Everyone gets the whole part of the entitlement; the places left
 * go one each to the largest remainders, on a tie to the bigger weight, then to the lower id. The places add up to
 * exactly `places`, nobody is a whole place away from the entitlement, and a weight of zero gets none. Exact: weights
 * are scaled to integers, so that rounding never decides. Refuses `SHARES_PLACES` (not a whole number of zero or more),
 * `SHARES_WEIGHT` (negative or not a number), `SHARES_PRACTICE_TWICE` and `SHARES_WITHOUT_WEIGHT` (no practice, or
 * every weight zero). Source: largest remainders (Hamilton's method).
 */
export function allocatePlaces(request: { places: number; weights: readonly ShareWeight[] }): Result<Share[]> {
  const { places, weights } = request;
  const problem = refusalOf(places, weights);
  if (problem !== undefined) return refuse(problem);
  const scaled = toIntegers(weights.map(({ weight }) => weight));
  const total = scaled.reduce((sum, weight) => sum + weight, 0n);
  const quotas = weights.map(({ practiceId }, index) => {
    const weight = scaled[index] ?? 0n;
    const product = BigInt(places) * weight;
    return { practiceId, weight, whole: product / total, remainder: product % total };
  });
  const left = places - quotas.reduce((sum, { whole }) => sum + Number(whole), 0);
  const rounded = new Set(quotas.toSorted(byRemainder).slice(0, left));
  return ok(
    quotas.map((quota) => ({
      practiceId: quota.practiceId,
      places: Number(quota.whole) + (rounded.has(quota) ? 1 : 0),
      entitlement: Number(quota.whole) + fraction(quota.remainder, total),
    })),
  );
}

function refusalOf(places: number, weights: readonly ShareWeight[]): Problem | undefined {
  if (!Number.isSafeInteger(places) || places < 0) {
    return { code: 'SHARES_PLACES', field: ['places'], message: 'Places are a whole number, zero or more.' };
  }
  if (weights.some(({ weight }) => !Number.isFinite(weight) || weight < 0)) {
    return { code: 'SHARES_WEIGHT', field: ['weights'], message: 'A weight is a number, zero or more.' };
  }
  if (new Set(weights.map(({ practiceId }) => practiceId)).size < weights.length) {
    return {
      code: 'SHARES_PRACTICE_TWICE',
      field: ['weights'],
      message: 'This practice is already among the shares. Name each practice once.',
    };
  }
  if (weights.every(({ weight }) => weight === 0)) {
    const message = 'There is nobody to share the places among: at least one practice needs a weight above zero.';
    return { code: 'SHARES_WITHOUT_WEIGHT', field: ['weights'], message };
  }
  return undefined;
}

interface Quota {
  practiceId: string;
  weight: bigint;
  remainder: bigint;
}

function byRemainder(a: Quota, b: Quota): number {
  if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
  if (a.weight !== b.weight) return a.weight > b.weight ? -1 : 1;
  return a.practiceId < b.practiceId ? -1 : 1;
}

/** The numbers multiplied by the one power of ten that makes all of them whole. */
function toIntegers(numbers: readonly number[]): bigint[] {
  const decimals = numbers.map((number) => {
    const [, whole = '0', part = '', exponent = '0'] = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(number)) ?? [];
    return { digits: BigInt(whole + part), exponent: Number(exponent) - part.length };
  });
  const lowest = Math.min(...decimals.map(({ exponent }) => exponent));
  return decimals.map(({ digits, exponent }) => digits * 10n ** BigInt(exponent - lowest));
}

function fraction(remainder: bigint, total: bigint): number {
  return Number((remainder * 10n ** 15n) / total) / 1e15;
}
