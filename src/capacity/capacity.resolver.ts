import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { refusalOf } from '../identity/permissions.js';
import { OdsCodeScalar } from '../organisation/directory/identifier.type.js';
import { findOrganisation } from '../organisation/directory/organisation.resolver.js';
import { PopulationBasisEnum } from '../organisation/population/population.type.js';
import { windowOf } from '../booking/availability/rules/window.js';
import { requestErrorOf, valueOrThrow } from '../platform/graphql/request-error.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { capacityReport, CapacityReportType } from './capacity.type.js';
import { readCapacity } from './read-capacity.js';

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
    @Arg('basis', () => PopulationBasisEnum, { description: 'Against which people.' }) basis: PopulationBasisEnum,
    @Ctx() context: Context,
  ): Promise<CapacityReportType> {
    valueOrThrow(windowOf(from, to));
    const network = await findOrganisation(context, { odsCode: pcn }, undefined, 'PrimaryCareNetwork');
    const { viewer } = context;
    const capacity = await context.query((db, scope) => {
      const barred = refusalOf(viewer, scope, 'readCapacity', { pcnId: network.key });
      if (barred !== undefined) throw requestErrorOf(barred);
      return readCapacity(db, network.key, basis, from, to);
    });
    return capacityReport(from, to, capacity);
  }
}
