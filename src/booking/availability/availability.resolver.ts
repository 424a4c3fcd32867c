import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { siteLoader } from '../../organisation/site/site.loader.js';
import { siteSource, SiteType } from '../../organisation/site/site.type.js';
import { serviceLoader } from '../../sessions/service/service.loader.js';
import { serviceSource, ServiceType } from '../../sessions/service/service.type.js';
import { sessionLoader } from '../../sessions/session/session.loader.js';
import { sessionSource, SessionType } from '../../sessions/session/session.type.js';
import { type At, dayOfScope } from '../../organisation/directory/at.js';
import { connectionOf, type ConnectionValue, keyForms, pageOf } from '../../platform/graphql/connection.type.js';
import { type Nodes } from '../../platform/graphql/nodes.js';
import { valueOrThrow } from '../../platform/graphql/request-error.js';
import { selectedNames } from '../../platform/graphql/selected-names.js';
import { type AvailabilityColumns, type AvailabilityRow, countAvailability } from './availability.queries.js';
import {
  type AvailabilitySource,
  availabilitySource,
  SharedAvailabilityArgs,
  SharedAvailabilityConnection,
  SharedAvailabilityType,
} from './availability.type.js';
import { readAvailability } from './read-availability.js';
import { searchAvailability } from './search-availability.js';
import { byDays, work } from '../../platform/graphql/limits/work.js';
import { longestWindowDays } from '../../time/window.js';

/** How much of a page a document requests; the answer may be too much, never too little. */
function columnsOf(info: GraphQLResolveInfo): AvailabilityColumns {
  const names = selectedNames(info);
  const whole = names.has('endsAt') || names.has('deliveryModes') || names.has('role');
  return {
    slots: !names.has('slots') ? 'none' : whole ? 'all' : 'start',
    services: names.has('service'),
    sites: names.has('site'),
  };
}

/** How `node` reads these types again. */
export const availabilityNodes: Nodes<Context> = {
  SharedAvailability: {
    second: 'uuid',
    read: async (context: Context, { key }) => {
      const [sessionId = '', practiceId = ''] = key.split('/');
      const { viewer } = context;
      return context.query(async (db, scope) => {
        const row = valueOrThrow(await readAvailability(db, scope, viewer, { practiceId, sessionId }));
        return row === null ? null : availabilitySource(row, practiceId, dayOfScope(scope));
      });
    },
  },
};

@Resolver(() => SharedAvailabilityType)
export class AvailabilityResolver {
  @Query(() => SharedAvailabilityConnection, {
    nullable: true,
    complexity: work(byDays(3, { longest: longestWindowDays })),
    description:
      'The shared sessions that a practice’s patients can have: with a free, released and staffed slot and a place for the practice, in order of start. A booking partner sees the slots held for it and, on the day, from the time that the clinic or its network sets, other slots that are still free.',
  })
  async sharedAvailability(
    @Args(() => SharedAvailabilityArgs) args: SharedAvailabilityArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionValue<SharedAvailabilityType>> {
    const page = pageOf(args, [keyForms.instant, keyForms.uuid]);
    const { rows, services, sites, filter } = valueOrThrow(
      await searchAvailability(context, context.viewer, args, page, columnsOf(info)),
    );
    const at = await context.query(async (_db, scope) => dayOfScope(scope));
    const serviceOf = new Map(services.map((row) => [row.id, serviceSource(row)]));
    const siteOf = new Map(sites.map((row) => [row.id, siteSource(row, at)]));
    return connectionOf(
      rows,
      page,
      (row) => [row.startsAt, row.id],
      (row) =>
        availabilitySource(row, filter.practiceId, at, {
          service: serviceOf.get(row.serviceId),
          site: siteOf.get(row.siteId),
        }),
      () => context.query((db) => countAvailability(db, filter)),
    );
  }

  @FieldResolver(() => SessionType, { description: 'The session itself, with its staff and shares.' })
  async session(@Root() { row }: AvailabilitySource, @Ctx() context: Context): Promise<SessionType> {
    const session = await context.use(sessionLoader).load(row.id);
    if (session === null) throw new Error(`session ${row.id} can be booked and not be read`);
    return sessionSource(session);
  }

  @FieldResolver(() => ServiceType, { description: 'The service it gives.' })
  service(@Root() { row, service }: AvailabilitySource, @Ctx() context: Context): ServiceType | Promise<ServiceType> {
    return service ?? this.serviceOf(row, context);
  }

  private async serviceOf(row: AvailabilityRow, context: Context): Promise<ServiceType> {
    const service = await context.use(serviceLoader).load(row.serviceId);
    if (service === null) throw new Error(`session ${row.id} is of a service that cannot be read`);
    return serviceSource(service);
  }

  @FieldResolver(() => SiteType, { description: 'Where it takes place.' })
  site(@Root() { row, at, site }: AvailabilitySource, @Ctx() context: Context): SiteType | Promise<SiteType> {
    return site ?? this.siteOf(row, at, context);
  }

  private async siteOf(row: AvailabilityRow, at: At, context: Context): Promise<SiteType> {
    const site = await context.use(siteLoader).load(row.siteId);
    if (site === null) throw new Error(`session ${row.id} is at a site that does not exist`);
    return siteSource(site, at);
  }
}
