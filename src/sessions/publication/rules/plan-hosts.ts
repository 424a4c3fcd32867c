import { giveInTurn } from '../../ledger/rules/fair-ledger.js';
import { type Hosting, weightedHosts } from '../../clinic/rules/hosting-turns.js';
import { type Balances, claimsOf } from '../../ledger/rules/ledger-step.js';

/** Who hosts a session, and what each host was entitled to of that turn, in parts of one. */
export interface HostTurn {
  readonly siteId: string;
  /** The site that would have hosted if it had been able. */
  readonly insteadOfSiteId: string | null;
  readonly claims: readonly { readonly siteId: string; readonly parts: number }[];
}

/**
 * Who hosts each of the sessions: a turn is a place in the ledger. Every host earns its share of every turn by weight,
 * even of one it cannot take. The turn goes to a host that can take it, and what was skipped is carried until it can be
 * made up.
 * @param able for each session the sites that can host it; without any, nobody hosts and nobody earns anything.
 * Precondition: the hosting passes `checkHosting`.
 */
export function planHosts(
  hosting: Hosting,
  able: readonly ReadonlySet<string>[],
  balances: Balances,
): (HostTurn | null)[] {
  const weights = weightedHosts(hosting).map(({ siteId, weight }) => ({ practiceId: siteId, weight }));
  const checked = claimsOf(weights);
  if (!checked.ok) throw new RangeError('the hosting was not checked');
  const claims = checked.value;
  const siteIds = new Set(claims.keys());
  const held = able.map((sites) => [...siteIds].some((siteId) => sites.has(siteId)));
  const steps = able.filter((_, index) => held[index]).map((sites) => ({ places: 1, claims, able: sites }));
  // A site that no longer hosts keeps what it is owed, and takes no part.
  const standing = new Map([...balances].filter(([siteId]) => siteIds.has(siteId)));
  const turns = giveInTurn(standing, steps).flat().values();
  const parts = [...claims].map(([siteId, claim]) => ({ siteId, parts: Number(claim) }));
  return held.map((taken) => {
    const turn = taken ? turns.next().value : undefined;
    return turn === undefined ? null : { siteId: turn.id, insteadOfSiteId: turn.insteadOf, claims: parts };
  });
}
