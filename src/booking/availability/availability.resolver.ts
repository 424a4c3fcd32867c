import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { refusalOf } from '../../identity/permissions.js';
import { organisationByCode } from '../../organisation/directory/organisation.queries.js';
import { siteLoader } from '../../organisation/site/site.loader.js';
import { siteSource, SiteType } from '../../organisation/site/site.type.js';
import { serviceLoader } from '../../sessions/service/service.loader.js';
import { serviceSource, ServiceType } from '../../sessions/service/service.type.js';
import { sessionLoader } from '../../sessions/session/session.loader.js';
import { sessionSource, SessionType } from '../../sessions/session/session.type.js';
import { type At, dayOfScope } from '../../organisation/directory/at.js';
import { connectionOf, type ConnectionValue, keyForms, pageOf } from '../../platform/graphql/connection.type.js';
import { type Nodes } from '../../platform/graphql/nodes.js';
import { RequestError, requestErrorOf, valueOrThrow } from '../../platform/graphql/request-error.js';
import { selectedNames } from '../../platform/graphql/selected-names.js';
import {
  type AvailabilityColumns,
  type AvailabilityFilter,
  availabilityOfSession,
  type AvailabilityRow,
  coordinatesOf,
  countAvailability,
  findAvailability,
} from './availability.queries.js';
import {
  type AvailabilitySource,
  availabilitySource,
  type NearInput,
  SharedAvailabilityArgs,
  SharedAvailabilityConnection,
  SharedAvailabilityType,
} from './availability.type.js';
import { checkWishes, roomAndModes } from '../rules/access-needs.js';
import { windowOf } from './rules/window.js';

/** The id of the practice asked for. @throws RequestError when there is none, or the viewer may not ask for it. */
const practiceIdOf = async (context: Context, code: string): Promise<string> => {
  const { viewer } = context;
  const asked = await context.query(async (db, scope) => {
    if (viewer.organisationCode === code) return { scope, id: scope.organisationId };
    const row = await organisationByCode(db, code, scope.today);
    return { scope, id: row?.kind === 'PRACTICE' ? row.id : null };
  });
  // For whom of its PCNs a director asks is checked row by row: a practice that shares nothing there gets nothing.
  const barred = refusalOf(viewer, asked.scope, 'readAvailability', {
    organisationId: asked.id,
    pcnId: asked.scope.pcnIds[0] ?? null,
  });
  if (barred !== undefined) throw requestErrorOf(barred);
  if (asked.id === null)
    throw new RequestError('NOT_FOUND', `There is no practice with the ODS code ${code}. Please check the code.`);
  return asked.id;
};

/** How much of a page a document asks for; it may be less than this, never more. */
const columnsOf = (info: GraphQLResolveInfo): AvailabilityColumns => {
  const names = selectedNames(info);
  const whole = names.has('endsAt') || names.has('deliveryModes') || names.has('role');
  return {
    slots: !names.has('slots') ? 'none' : whole ? 'all' : 'start',
    services: names.has('service'),
    sites: names.has('site'),
  };
};

const pointOf = async (context: Context, near: NearInput | undefined): Promise<AvailabilityFilter['near']> => {
  if (near == null) return undefined;
  if (near.coordinates != null) {
    const { latitude, longitude } = near.coordinates;
    if (Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) return { latitude, longitude };
    throw new RequestError('BAD_USER_INPUT', 'A latitude is -90 to 90 and a longitude -180 to 180 degrees.');
  }
  const { site, postcode = '' } = near;
  const found = await context.query((db) => coordinatesOf(db, site == null ? { postcode } : { siteId: site }));
  if (found !== undefined) return found;
  throw new RequestError(
    'BAD_USER_INPUT',
    site == null
      ? `UNKNOWN_POSTCODE: no site that we hold stands at ${postcode}. Search near a site or near coordinates instead.`
      : 'The coordinates of this site are unknown. Search near another site, a postcode or coordinates instead.',
  );
};

/** How `node` reads these types again. */
export const availabilityNodes: Nodes<Context> = {
  SharedAvailability: {
    second: 'uuid',
    read: async (context: Context, { key }) => {
      const [sessionId = '', practiceId = ''] = key.split('/');
      const { viewer } = context;
      return context.query(async (db, scope) => {
        const barred = refusalOf(viewer, scope, 'readAvailability', {
          organisationId: practiceId,
          pcnId: scope.pcnIds[0] ?? null,
        });
        if (barred !== undefined) throw requestErrorOf(barred);
        const for111 = viewer.role === 'booking-partner';
        const row = await availabilityOfSession(db, { practiceId, sessionId, for111 });
        return row === undefined ? null : availabilitySource(row, practiceId, dayOfScope(scope));
      });
    },
  },
};

@Resolver(() => SharedAvailabilityType)
export class AvailabilityResolver {
  @Query(() => SharedAvailabilityConnection, {
    nullable: true,
    description:
      'What shared sessions a practice’s patients can have: where a slot is free, released and staffed and the practice has a place, in order of start. A booking partner sees the slots held for it and, on the day, from the time that the clinic or its network sets, the others that are still free.',
  })
  async sharedAvailability(
    @Args(() => SharedAvailabilityArgs) args: SharedAvailabilityArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionValue<SharedAvailabilityType>> {
    const page = pageOf(args, [keyForms.instant, keyForms.uuid]);
    const window = valueOrThrow(windowOf(args.from, args.to));
    if (args.withinKm != null && (args.near == null || !(args.withinKm > 0))) {
      throw new RequestError('BAD_USER_INPUT', '`withinKm` is a positive number and needs `near`.');
    }
    if (args.language != null && !/^[a-z]{2}$/.test(args.language)) {
      throw new RequestError('BAD_USER_INPUT', 'A language is an ISO 639-1 code of two small letters, such as `pl`.');
    }
    if (args.role != null && !/^[A-Z_]{2,60}$/.test(args.role)) {
      throw new RequestError('BAD_USER_INPUT', 'A role is the `code` of a StaffRole, such as `CLINICAL_PHARMACIST`.');
    }
    const wishes = { accessNeeds: args.accessNeeds ?? [], deliveryMode: args.deliveryMode };
    valueOrThrow(checkWishes(wishes));
    const { stepFree, deliveryModes } = roomAndModes(wishes);
    const { viewer } = context;
    const own = viewer.organisationCode === args.practice;
    const known = {
      from: new Date(window.start).toISOString(),
      to: new Date(window.end).toISOString(),
      serviceId: args.service ?? undefined,
      role: args.role,
      language: args.language,
      stepFree: args.stepFree === true || stepFree,
      deliveryModes,
      need: args.need,
      ownShareOnly: args.ownShareOnly,
      near: await pointOf(context, args.near),
      withinKm: args.withinKm,
      for111: viewer.role === 'booking-partner',
    };
    const read = (practiceId: string) =>
      context.queryAtOnce((db) => findAvailability(db, { ...known, practiceId }, page, { ...columnsOf(info), own }));
    // A practice that asks for itself is known from its token: then the question need not wait for the practice's id.
    const early = own ? read('') : undefined;
    early?.catch(() => undefined); // a refusal of the practice comes first
    const filter: AvailabilityFilter = { ...known, practiceId: await practiceIdOf(context, args.practice) };
    const { rows, services, sites } = await (early ?? read(filter.practiceId));
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

  @FieldResolver(() => ServiceType, { description: 'What is offered.' })
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
