import type { PopulationBasis } from '../../directory/rules/population-basis.js';

/** A figure of one organisation on one basis. */
export interface Figure {
  readonly organisationId: string;
  readonly value: number;
  readonly countedOn: string;
  readonly source: string;
}

/** A network's population on one basis; either `value` or `reason` is null. */
export interface NetworkPopulation {
  readonly value: number | null;
  /** Why there is no value, in words. */
  readonly reason: string | null;
  /** The oldest and the newest of the counts that it is based on. */
  readonly countedFrom: string | null;
  readonly countedTo: string | null;
  readonly sources: readonly string[];
  /** Members without a figure. */
  readonly missingIds: readonly string[];
}

/** Which network, with its members of a day, is counted on which basis as of that day. */
export interface CountedNetwork {
  readonly id: string;
  readonly memberIds: readonly string[];
  readonly basis: PopulationBasis;
  readonly day: string;
}

const basisInWords: Record<PopulationBasis, string> = {
  REGISTERED: 'registered list',
  WEIGHTED: 'weighted list',
  PCN_ADJUSTED: 'PCN adjusted population',
};

/**
 * A network's population on one basis: the figure recorded for the network itself, or else the sum over its members. If
 * a member has no figure it is null with a reason, because a sum over some members would be misleading.
 * @param figures at most one for each organisation, all on that basis and counted up to that day.
 */
export function networkPopulationOf(
  { id: networkId, memberIds, basis, day }: CountedNetwork,
  figures: readonly Figure[],
): NetworkPopulation {
  const own = figures.filter((figure) => figure.organisationId === networkId);
  if (own.length > 0) return total(own);
  const missingIds = memberIds.filter((id) => !figures.some((figure) => figure.organisationId === id));
  const without = (reason: string): NetworkPopulation => ({
    value: null,
    reason,
    countedFrom: null,
    countedTo: null,
    sources: [],
    missingIds,
  });
  const lacking = (whose: string): NetworkPopulation =>
    without(`No ${basisInWords[basis]} of ${whose} up to ${day} is recorded. Add it with recordPopulation.`);
  // NHS England works it out for a network, never for a practice.
  if (basis === 'PCN_ADJUSTED') return lacking('the network');
  if (memberIds.length === 0) return without(`The network has no members on ${day}.`);
  if (missingIds.length > 0) return lacking(`${missingIds.length} of the ${memberIds.length} members`);
  return total(figures.filter((figure) => memberIds.includes(figure.organisationId)));
}

function total(figures: readonly Figure[]): NetworkPopulation {
  const days = figures.map((figure) => figure.countedOn).sort();
  return {
    // Weighted lists have two decimals; adding them up as hundredths keeps their sum exact.
    value: figures.reduce((sum, figure) => sum + Math.round(figure.value * 100), 0) / 100,
    reason: null,
    countedFrom: days[0] ?? null,
    countedTo: days.at(-1) ?? null,
    sources: [...new Set(figures.map((figure) => figure.source))].sort(),
    missingIds: [],
  };
}
