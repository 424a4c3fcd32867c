import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { viewerCan } from '../identity/viewer-can.js';
import {
  type OrganisationSource,
  PracticeType,
  PrimaryCareNetworkType,
  ProviderType,
} from '../organisation/directory/organisation.type.js';
import { type ConnectionValue, keyForms, PageArgs } from '../platform/graphql/connection.type.js';
import { listConnection } from '../platform/graphql/list-connection.js';
import { valueOrThrow } from '../platform/graphql/request-error.js';
import { pageOfClinicians } from './clinician.resolver.js';
import { ClinicianConnection, type ClinicianSource } from './clinician.type.js';
import { PoolReleaseConnection, type PoolReleaseSource, poolReleaseSource } from './employment.type.js';
import { listReleasesWaiting } from './list-releases-waiting.js';

const roleDescription = 'Only this role, by its code in `staffRoles`.';

@Resolver(() => PrimaryCareNetworkType)
export class PoolResolver {
  @FieldResolver(() => ClinicianConnection, {
    nullable: true,
    description: 'The clinicians released to the network that day, by name. Null when it is refused; see `errors`.',
  })
  async pool(
    @Root() { key, at }: OrganisationSource,
    @Arg('role', () => String, { nullable: true, description: roleDescription }) role: string | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<ClinicianSource>> {
    return pageOfClinicians(context, { kind: 'RELEASED_TO', pcnId: key, day: at.day }, at, role, args);
  }

  @FieldResolver(() => PoolReleaseConnection, {
    nullable: true,
    description:
      'Working time released to the PCN from outside that is waiting for its director, earliest start first; an employer outside it sees only its own. Null when it is refused; see `errors`.',
  })
  async releasesAwaiting(
    @Root() { key, at }: OrganisationSource,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<PoolReleaseSource>> {
    return listConnection(
      valueOrThrow(await listReleasesWaiting(context, key)),
      args,
      [keyForms.day, keyForms.uuid],
      ({ from, id }) => [from, id],
      (row) => poolReleaseSource(row, at),
    );
  }
}

function employees(
  context: Context,
  { key, at }: OrganisationSource,
  role: string | undefined,
  args: PageArgs,
): Promise<ConnectionValue<ClinicianSource>> {
  return pageOfClinicians(context, { kind: 'EMPLOYED_BY', organisationId: key, day: at.day }, at, role, args);
}

@Resolver(() => PracticeType)
export class EmployeesResolver {
  @FieldResolver(() => ClinicianConnection, {
    nullable: true,
    description:
      "The clinicians whom the practice employs that day, by name; for the practice's own managers. Null when it is refused; see `errors`.",
  })
  employees(
    @Root() practice: OrganisationSource,
    @Arg('role', () => String, { nullable: true, description: roleDescription }) role: string | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<ClinicianSource>> {
    return employees(context, practice, role, args);
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may record or propose a job with it.' })
  viewerCanEmploy(@Root() { key }: OrganisationSource, @Ctx() context: Context): Promise<boolean> {
    return viewerCan(context, 'employClinician', { organisationId: key });
  }
}

@Resolver(() => ProviderType)
export class ProviderEmployeesResolver {
  @FieldResolver(() => ClinicianConnection, {
    nullable: true,
    description:
      'The clinicians whom the provider employs that day, by name; for its own managers. Null when it is refused; see `errors`.',
  })
  employees(
    @Root() provider: OrganisationSource,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<ClinicianSource>> {
    return employees(context, provider, undefined, args);
  }
}
