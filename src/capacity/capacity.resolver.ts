import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { OdsCodeScalar } from '../organisation/directory/identifier.type.js';
import { networkPopulationLoader } from '../organisation/population/network-population.loader.js';
import { PopulationBasisEnum } from '../organisation/population/population.type.js';
import { valueOrThrow } from '../platform/graphql/request-error.js';
import { byDays, work } from '../platform/graphql/limits/work.js';
import { selectedNames } from '../platform/graphql/selected-names.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { capacityReport, CapacityReportType } from './capacity.type.js';
import { type CapacityParts, readCapacity } from './read-capacity.js';
import type { PopulationBasis } from '../organisation/directory/rules/population-basis.js';
import type { NetworkPopulation } from '../organisation/population/rules/network-population.js';
import { longestWindowDays } from '../time/window.js';

/** What nobody selected is not worked out. */
function partsOf(info: GraphQLResolveInfo): CapacityParts & { readonly population: boolean } {
  const names = selectedNames(info);
  return {
    population: names.has('population') || names.has('minutesPer1000') || names.has('appointmentsPer1000'),
    weeks: names.has('weeks'),
    planned: names.has('planned'),
  };
}

/** In place of a population that nobody asked for. */
const nobodyCounted: NetworkPopulation = {
  value: null,
  reason: null,
  countedFrom: null,
  countedTo: null,
  sources: [],
  missingIds: [],
};

@Resolver()
export class CapacityResolver {
  @Query(() => CapacityReportType, {
    nullable: true,
    complexity: work(byDays(10, { longest: longestWindowDays })),
    description:
      'A network’s clinical minutes and appointments by week: planned, published, staffed and booked, per 1,000 people.',
  })
  async capacity(
    @Arg('pcn', () => OdsCodeScalar, { description: 'The PCN.' }) pcn: string,
    @Arg('from', () => DateScalar, { description: 'The first day of the period.' }) from: string,
    @Arg('to', () => DateScalar, { description: 'The first day after the period; at most 92 days after `from`.' })
    to: string,
    @Arg('basis', () => PopulationBasisEnum, { description: 'The people to measure against.' })
    basis: PopulationBasis,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CapacityReportType> {
    const { viewer } = context;
    const asked = { pcn, from, to };
    const parts = partsOf(info);
    const { pcnId, weeks } = valueOrThrow(
      await context.query((db, scope) => readCapacity(db, scope, viewer, asked, parts)),
    );
    const populations = parts.population
      ? await context.use(networkPopulationLoader).load({ id: pcnId, day: from })
      : [{ basis, ...nobodyCounted }];
    const population = populations.find((each) => each.basis === basis);
    if (population === undefined) throw new Error(`no population on the basis ${basis}`);
    return capacityReport(from, to, population, weeks);
  }
}
