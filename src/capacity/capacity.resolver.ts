import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Query, Resolver } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { OdsCodeScalar } from '../organisation/directory/identifier.type.js';
import { PopulationBasisEnum } from '../organisation/population/population.type.js';
import { valueOrThrow } from '../platform/graphql/request-error.js';
import { byDays, work } from '../platform/graphql/limits/work.js';
import { selectedNames } from '../platform/graphql/selected-names.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { capacityReport, CapacityReportType } from './capacity.type.js';
import { type CapacityParts, readCapacity } from './read-capacity.js';

const pointsADay = 3;

/** What nobody selected is not worked out. */
function partsOf(info: GraphQLResolveInfo): CapacityParts {
  const names = selectedNames(info);
  return {
    population: names.has('population') || names.has('minutesPer1000') || names.has('appointmentsPer1000'),
    weeks: names.has('weeks'),
    planned: names.has('planned'),
  };
}

@Resolver()
export class CapacityResolver {
  @Query(() => CapacityReportType, {
    nullable: true,
    complexity: work(byDays(pointsADay, 92)),
    description:
      'A network’s clinical minutes and appointments by week: planned, published, staffed and booked, per 1,000 people.',
  })
  async capacity(
    @Arg('pcn', () => OdsCodeScalar, { description: 'The PCN.' }) pcn: string,
    @Arg('from', () => DateScalar, { description: 'The first day of the period.' }) from: string,
    @Arg('to', () => DateScalar, { description: 'The first day after the period; at most 92 days after `from`.' })
    to: string,
    @Arg('basis', () => PopulationBasisEnum, { description: 'Against which people.' }) basis: PopulationBasisEnum,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CapacityReportType> {
    const { viewer } = context;
    const asked = { pcn, basis, from, to };
    const capacity = valueOrThrow(
      await context.query((db, scope) => readCapacity(db, scope, viewer, asked, partsOf(info))),
    );
    return capacityReport(from, to, capacity);
  }
}
