import { ok, refuse, type Result } from '../../../platform/result.js';
import type { ClinicPlan } from '../../clinic/rules/clinic-plan.js';
import { giveInTurn } from '../../ledger/rules/fair-ledger.js';
import type { ShareWeight } from '../../ledger/rules/fair-shares.js';
import { type Balances, type Claims, claimsOf, partsOfOne } from '../../ledger/rules/ledger-step.js';

/** A practice that may share the service on a day, with the list that decides its share; null where there is none. */
export interface Sharer {
  readonly day: string;
  readonly practiceId: string;
  readonly odsCode: string;
  /** The practices that it has taken over by the day. */
  readonly succeeded?: readonly string[];
  readonly list: { readonly value: number; readonly countedOn: string; readonly source: string } | null;
}

/** A practice's share of a session. `entitledParts` is its exact share in parts of a place, `entitlement` in places. */
export interface PlannedShare {
  readonly practiceId: string;
  readonly odsCode: string;
  readonly weight: number;
  readonly weightSource: string;
  readonly entitledParts: number;
  readonly entitlement: number;
  readonly places: number;
}

/** A session whose places are to be shared, and who may share them, in the order in which places are numbered. */
export interface SharedDay {
  readonly day: string;
  readonly places: number;
  readonly sharers: readonly Sharer[];
}

type Sharing = Pick<ClinicPlan, 'sharingPolicy' | 'fixedShares'>;

/**
 * Shares the places of the sessions: by the clinic's policy as of the day of each session, given out by the ledger in
 * the order given. A session that cannot be shared is refused on its own and takes no part in the ledger: `NO_MEMBERS`,
 * `LIST_MISSING`, `SHARES_WITHOUT_WEIGHT`.
 */
export function planShares(
  sharing: Sharing,
  sessions: readonly SharedDay[],
  balances: Balances,
): Result<PlannedShare[]>[] {
  const weighed = sessions.map((session) => ({ session, weights: weightsOf(sharing, session) }));
  const steps = weighed.flatMap(({ session, weights }) =>
    weights.ok ? [{ places: session.places, claims: weights.value.claims }] : [],
  );
  const turns = giveInTurn(balances, steps).values();
  return weighed.map(({ session, weights }) => {
    if (!weights.ok) return weights;
    const given = Map.groupBy(turns.next().value ?? [], ({ id }) => id);
    return ok(
      weights.value.practices.map(({ sharer, weight, source }) => {
        const entitledParts = BigInt(session.places) * (weights.value.claims.get(sharer.practiceId) ?? 0n);
        return {
          practiceId: sharer.practiceId,
          odsCode: sharer.odsCode,
          weight,
          weightSource: source,
          entitledParts: Number(entitledParts),
          entitlement: Number(entitledParts) / Number(partsOfOne),
          places: given.get(sharer.practiceId)?.length ?? 0,
        };
      }),
    );
  });
}

interface Weighed {
  readonly practices: readonly { readonly sharer: Sharer; readonly weight: number; readonly source: string }[];
  readonly claims: Claims;
}

function weightsOf(sharing: Sharing, { day, sharers }: SharedDay): Result<Weighed> {
  if (sharers.length === 0) {
    const message = `No practice may share this service on ${day}. A practice may share it once the network agreement is in force and the practice takes part.`;
    return refuse({ code: 'NO_MEMBERS', message });
  }
  const weighed = sharers.map((sharer) => ({ sharer, ...weightOf(sharing, sharer) }));
  const missing = weighed.filter(({ weight }) => weight === null).map(({ sharer }) => sharer.odsCode);
  if (missing.length > 0) {
    const list = sharing.sharingPolicy === 'WEIGHTED_LIST' ? 'weighted list' : 'registered list';
    const message = `There is no ${list} counted on or before ${day} for ${missing.join(', ')}. Record it with recordPopulation, or share by another policy.`;
    return refuse({ code: 'LIST_MISSING', message });
  }
  const practices = weighed.map(({ sharer, weight, source }) => ({ sharer, weight: weight ?? 0, source }));
  const weights = practices.map(({ sharer, weight }): ShareWeight => ({ practiceId: sharer.practiceId, weight }));
  const claims = claimsOf(weights);
  return claims.ok ? ok({ practices, claims: claims.value }) : claims;
}

function weightOf(
  sharing: Sharing,
  { practiceId, succeeded = [], list }: Sharer,
): { weight: number | null; source: string } {
  switch (sharing.sharingPolicy) {
    case 'EQUAL':
      return { weight: 1, source: 'Equal shares' };
    case 'FIXED': {
      const own = sharing.fixedShares.filter((share) => share.practiceId === practiceId);
      const inherited = sharing.fixedShares.filter((share) => succeeded.includes(share.practiceId));
      const weight = [...own, ...inherited].reduce((sum, share) => sum + share.weight, 0);
      if (inherited.length > 0) return { weight, source: 'Fixed by the clinic, with what it took over' };
      return { weight, source: own.length > 0 ? 'Fixed by the clinic' : 'Not among the fixed shares' };
    }
    default: {
      const basis = sharing.sharingPolicy === 'WEIGHTED_LIST' ? 'Weighted list' : 'Registered list';
      if (list === null) return { weight: null, source: '' };
      return { weight: list.value, source: `${basis} of ${list.countedOn}: ${list.source}` };
    }
  }
}
