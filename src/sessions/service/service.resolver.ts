import { Arg, Args, Ctx, Field, FieldResolver, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { atOf } from '../../organisation/directory/at.js';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';
import { organisationLoader } from '../../organisation/directory/organisation.loader.js';
import {
  type OrganisationSource,
  organisationSource,
  PrimaryCareNetworkType,
} from '../../organisation/directory/organisation.type.js';
import {
  connectionOf,
  type ConnectionValue,
  keyForms,
  PageArgs,
  pageOf,
} from '../../platform/graphql/connection.type.js';
import { type Nodes } from '../../platform/graphql/nodes.js';
import { RequestError, valueOrThrow } from '../../platform/graphql/request-error.js';
import { MutationPayload, payloadOf } from '../../platform/graphql/user-error.type.js';
import { staffRoleLoader } from '../../workforce/clinician.loader.js';
import type { StaffRoleRow } from '../../workforce/staff-role.queries.js';
import { StaffRoleType } from '../../workforce/staff-role.type.js';
import { defineService } from './define-service.js';
import { listServices } from './list-services.js';
import { DefineServiceInput } from './service.input.js';
import { serviceLoader } from './service.loader.js';
import { countServicesOf, serviceByCode } from './service.queries.js';
import { ServiceBy, ServiceConnection, type ServiceSource, serviceSource, ServiceType } from './service.type.js';

async function read(context: Context, id: string): Promise<ServiceSource | null> {
  const row = await context.use(serviceLoader).load(id);
  return row && serviceSource(row);
}

/** How `node` reads these types again. */
export const serviceNodes: Nodes<Context> = {
  Service: (context: Context, id) => read(context, id.key),
};

@ObjectType('DefineServicePayload', { implements: MutationPayload, description: 'The new service.' })
class DefineServicePayload extends MutationPayload {
  @Field(() => ServiceType, { nullable: true, description: 'The service; null when it was refused.' })
  service?: ServiceSource | null;
}

async function services(
  context: Context,
  pcn: string | undefined,
  args: PageArgs,
): Promise<ConnectionValue<ServiceSource>> {
  const page = pageOf(args, [keyForms.text, keyForms.uuid]);
  const { viewer } = context;
  const { pcnId, rows } = valueOrThrow(await context.query((db, scope) => listServices(db, scope, viewer, pcn, page)));
  return connectionOf(
    rows,
    page,
    (row) => [row.name, row.id],
    serviceSource,
    () => context.query((db) => countServicesOf(db, pcnId)),
  );
}

@Resolver(() => PrimaryCareNetworkType)
export class NetworkServicesResolver {
  @FieldResolver(() => ServiceConnection, {
    nullable: true,
    description:
      'What it can give, by name: the common catalogue and its own services. Null when it is refused; see `errors`.',
  })
  services(
    @Root() pcn: OrganisationSource,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<ServiceSource>> {
    return services(context, pcn.odsCode ?? undefined, args);
  }
}

@Resolver(() => ServiceType)
export class ServiceResolver {
  @FieldResolver(() => PrimaryCareNetworkType, {
    nullable: true,
    description: 'The PCN whose own service it is; null for the common catalogue.',
  })
  async pcn(@Root() service: ServiceSource, @Ctx() context: Context): Promise<OrganisationSource | null> {
    if (service.pcnId === null) return null;
    const at = await atOf(context, undefined);
    const row = await context.use(organisationLoader).load({ id: service.pcnId, day: at.day });
    return row && organisationSource(row, at);
  }

  @FieldResolver(() => [StaffRoleType], { description: 'The staff roles that may give it.' })
  async roles(@Root() service: ServiceSource, @Ctx() context: Context): Promise<StaffRoleRow[]> {
    const roles = await context.use(staffRoleLoader).loadMany([...service.row.roles]);
    return roles.filter((role): role is StaffRoleRow => role !== null && !(role instanceof Error));
  }

  @Query(() => ServiceType, { nullable: true, description: 'One service.' })
  async service(
    @Arg('by', () => ServiceBy, { description: 'Which service.' }) by: ServiceBy,
    @Ctx() context: Context,
  ): Promise<ServiceSource> {
    const row =
      by.id === undefined
        ? await context.query((db) => serviceByCode(db, by.code ?? '', null))
        : await context.use(serviceLoader).load(by.id);
    if (row == null)
      throw new RequestError('NOT_FOUND', 'There is no such service, or it is not in one of your networks.');
    return serviceSource(row);
  }

  @Query(() => ServiceConnection, {
    nullable: true,
    description:
      'Services, by name: the common catalogue and, with a PCN, the services of that network as well. Null when it is refused; see `errors`.',
  })
  services(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('pcn', () => OdsCodeScalar, { nullable: true, description: 'A PCN whose own services to add.' })
    pcn: string | undefined,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<ServiceSource>> {
    return services(context, pcn, args);
  }

  @Mutation(() => DefineServicePayload, { description: "Defines a service of a network's own." })
  async defineService(
    @Arg('input', () => DefineServiceInput, { description: 'The service.' }) input: DefineServiceInput,
    @Ctx() context: Context,
  ): Promise<DefineServicePayload> {
    const result = await context.command((tx, viewer) => defineService(tx, viewer, input));
    const service = result.ok ? await read(context, result.value.serviceId) : null;
    return payloadOf(result, () => ({ service })) as DefineServicePayload;
  }
}
