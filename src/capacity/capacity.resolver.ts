import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { OdsCodeScalar } from '../organisation/directory/identifier.type.js';
import { networkPopulationLoader } from '../organisation/population/network-population.loader.js';
import { PopulationBasisEnum } from '../organisation/population/population.type.js';
import { valueOrThrow } from '../platform/graphql/request-error.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { capacityReport, CapacityReportType } from './capacity.type.js';
import { readCapacity } from './read-capacity.js';
import type { PopulationBasis } from '../organisation/directory/rules/population-basis.js';

@Resolver()
export class CapacityResolver {
  @Query(() => CapacityReportType, {
    nullable: true,
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
  ): Promise<CapacityReportType> {
    const { viewer } = context;
    const asked = { pcn, from, to };
    const { pcnId, weeks } = valueOrThrow(await context.query((db, scope) => readCapacity(db, scope, viewer, asked)));
    const populations = await context.use(networkPopulationLoader).load({ id: pcnId, day: from });
    const population = populations.find((each) => each.basis === basis);
    if (population === undefined) throw new Error(`no population on the basis ${basis}`);
    return capacityReport(from, to, population, weeks);
  }
}
