import { ok, type Result } from '../../../platform/result.js';
import { allocatePlaces, type ShareWeight } from './fair-shares.js';

/**
 * A place, or a turn to host, has this many parts. It is the one denominator of the ledger of fair shares, so that
 * entitlements and balances are whole numbers of parts (in the database: decimals with twelve digits), add up without
 * rounding, and can be summed by anybody.
 */
export const partsOfOne = 1_000_000_000_000n;

/** What each is entitled to of one place; the parts add up to exactly one. Whoever is not in it has no entitlement. */
export type Claims = ReadonlyMap<string, bigint>;

/** Parts owed (above zero) or ahead (below zero). Whoever is not in it has a balance of zero. */
export type Balances = ReadonlyMap<string, bigint>;

/** A session as the ledger sees it: a number of places, one after the other, each shared by the same claims. */
export interface LedgerStep {
  readonly places: number;
  readonly claims: Claims;
  /** Who may be given one; default everybody with a claim. A host that is closed that day keeps its claim. */
  readonly able?: ReadonlySet<string>;
}

/** One place given; `insteadOf` is who would have been next if able. */
export interface Turn {
  readonly id: string;
  readonly insteadOf: string | null;
}

/**
 * Weights as parts of one place, by largest remainder over the parts: each is within one part of its exact fraction,
 * and together they are exactly one. Keeps the order. Refuses as `allocatePlaces` does.
 */
export function claimsOf(weights: readonly ShareWeight[]): Result<Claims> {
  const parts = allocatePlaces({ places: Number(partsOfOne), weights });
  if (!parts.ok) return parts;
  return ok(new Map(parts.value.map(({ practiceId, places }) => [practiceId, BigInt(places)])));
}

/** Whether somebody may be given a place of this step. */
export function isAble(step: LedgerStep, id: string): boolean {
  return (step.claims.get(id) ?? 0n) > 0n && (step.able === undefined || step.able.has(id));
}

/**
 * The balances after these turns of a step: adds everyone's entitlement and takes off a whole place for each one given.
 */
export function balancesAfter(balances: Balances, step: LedgerStep, turns: readonly Turn[]): Map<string, bigint> {
  const after = new Map(balances);
  for (const [id, claim] of step.claims) after.set(id, (after.get(id) ?? 0n) + claim * BigInt(step.places));
  for (const { id } of turns) after.set(id, (after.get(id) ?? 0n) - partsOfOne);
  return after;
}
