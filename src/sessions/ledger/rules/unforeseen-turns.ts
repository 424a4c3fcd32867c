import { type Balances, isAble, type LedgerStep, partsOfOne, type Turn } from './ledger-step.js';

/**
 * The rule for what nobody could foresee: each place goes to whoever is owed most with that place counted in; on a tie
 * to the bigger claim, then to the first named. Whoever is ahead by a place or more gets none while anybody else may.
 * Where the balances add up to zero, this puts nobody ahead by a whole place, and nobody is owed more than H(k) - 1 =
 * 1/2 + 1/3 + ... + 1/k beyond the most that was owed at the start; no rule that cannot see ahead can promise less.
 * Precondition: a step with places has somebody able. Source: Adler, Berenbrink, Friedetzky, L. A. Goldberg, P.
 * Goldberg, Paterson, "A proportionate fair scheduling rule with good worst-case performance", SPAA 2003, for one
 * processor; the proof is in docs/fair-shares.md.
 */
export function unforeseenTurns(balances: Balances, step: LedgerStep): Turn[] {
  const claimants = [...step.claims].map(([id, claim]) => ({
    id,
    claim,
    owed: balances.get(id) ?? 0n,
    able: isAble(step, id),
  }));
  return Array.from({ length: step.places }, () => {
    const wanted = mostOwed(claimants.filter(({ claim }) => claim > 0n));
    const able = claimants.filter((each) => each.able);
    const chosen = wanted?.able ? wanted : mostOwed(able);
    if (chosen === undefined) throw new RangeError('nobody may be given a place of this step');
    for (const each of claimants) each.owed += each.claim;
    chosen.owed -= partsOfOne;
    return { id: chosen.id, insteadOf: wanted === undefined || wanted.able ? null : wanted.id };
  });
}

interface Claimant {
  readonly id: string;
  readonly claim: bigint;
  readonly able: boolean;
  owed: bigint;
}

function mostOwed(claimants: readonly Claimant[]): Claimant | undefined {
  const notAhead = claimants.filter(({ owed }) => owed > -partsOfOne);
  let best: Claimant | undefined;
  for (const each of notAhead.length > 0 ? notAhead : claimants) {
    const more = best === undefined ? 1n : each.owed + each.claim - best.owed - best.claim;
    if (best === undefined || more > 0n || (more === 0n && each.claim > best.claim)) best = each;
  }
  return best;
}
