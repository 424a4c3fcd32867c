import DataLoader from 'dataloader';
import type { Context } from '../../identity/context.js';
import { policyOn } from '../../policy/policies.js';
import { membersLoader, networkTownLoader } from '../membership/membership.loader.js';
import { type PopulationBasis, populationBases } from '../directory/rules/population-basis.js';
import { populationAsKnownLoader, populationLoader } from './population.loader.js';
import { type NetworkPopulation, networkPopulationOf } from './rules/network-population.js';
import { populationBandOf } from './rules/population-band.js';

interface Key {
  readonly id: string;
  readonly day: string;
  /** The day at whose end the figures were known; null for as they are known now. */
  readonly knownOn?: string | null;
}

/** A PCN's population on a day, on every basis. */
export function networkPopulationLoader(context: Context) {
  return new DataLoader<Key, (NetworkPopulation & { readonly basis: PopulationBasis })[], string>(
    (keys) => Promise.all(keys.map((key) => populationsOf(context, key))),
    { cacheKeyFn: ({ id, day, knownOn = null }) => `${id}@${day}/${knownOn ?? ''}` },
  );
}

async function populationsOf(context: Context, { id, day, knownOn = null }: Key) {
  const members = await context.use(membersLoader).load({ id, day });
  const memberIds = members.map(({ practiceId }) => practiceId);
  const figures = await Promise.all(
    [id, ...memberIds].map((organisation) =>
      knownOn === null
        ? context.use(populationLoader).load({ id: organisation, day })
        : context.use(populationAsKnownLoader).load({ id: organisation, day: `${day}/${knownOn}` }),
    ),
  );
  return populationBases.map((basis) => ({
    basis,
    ...networkPopulationOf(
      { id, memberIds, basis, day },
      figures.flat().filter((figure) => figure.basis === basis),
    ),
  }));
}

/** How a PCN's registered population on a day compares with its band; null if either is not known. */
export function sizeBandLoader(context: Context) {
  return new DataLoader<Key, Awaited<ReturnType<typeof sizeBandOf>>, string>(
    (keys) => Promise.all(keys.map((key) => sizeBandOf(context, key))),
    { cacheKeyFn: ({ id, day }) => `${id}@${day}` },
  );
}

async function sizeBandOf(context: Context, { id, day }: Key) {
  const populations = await context.use(networkPopulationLoader).load({ id, day });
  const population = populations.find(({ basis }) => basis === 'REGISTERED')?.value ?? null;
  const place = (await context.use(networkTownLoader).load({ id, day }))?.town.toUpperCase();
  const band = population === null ? undefined : populationBandOf(population, day, place);
  const policy = policyOn('POPULATION_BAND_LOWEST', day, place);
  if (population === null || band === undefined || policy === undefined) return null;
  return {
    population,
    lowest: band.lowest,
    highest: band.highest,
    position: band.position,
    warning: band.warning?.message ?? null,
    setBy: policy.setBy,
    validFrom: policy.validFrom,
    source: `${policy.source} (${policy.where})`,
  };
}
