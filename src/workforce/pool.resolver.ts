import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { viewerCan } from '../identity/viewer-can.js';
import { type OrganisationSource, PracticeType, PrimaryCareNetworkType } from '../organisation/organisation.type.js';
import { type ConnectionValue, PageArgs } from '../platform/graphql/connection.type.js';
import { pageOfClinicians } from './clinician.resolver.js';
import { ClinicianConnection, type ClinicianSource } from './clinician.type.js';

const roleDescription = 'Only this role, by its code in `staffRoles`.';

@Resolver(() => PrimaryCareNetworkType)
export class PoolResolver {
  @FieldResolver(() => ClinicianConnection, {
    nullable: true,
    description: 'The clinicians released to the network that day, by name; null when you may not read its workforce.',
  })
  async pool(
    @Root() { key, at }: OrganisationSource,
    @Arg('role', () => String, { nullable: true, description: roleDescription }) role: string | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<ClinicianSource> | null> {
    if (!(await viewerCan(context, 'readWorkforce', { pcnId: key }))) return null;
    return pageOfClinicians(context, { kind: 'RELEASED_TO', pcnId: key, day: at.day }, at, role, args);
  }
}

@Resolver(() => PracticeType)
export class EmployeesResolver {
  @FieldResolver(() => ClinicianConnection, {
    nullable: true,
    description:
      "The clinicians whom the practice employs that day, by name; for the practice's own managers, else null.",
  })
  async employees(
    @Root() { key, at }: OrganisationSource,
    @Arg('role', () => String, { nullable: true, description: roleDescription }) role: string | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<ClinicianSource> | null> {
    if (!(await viewerCan(context, 'readWorkforce', { organisationId: key }))) return null;
    return pageOfClinicians(context, { kind: 'EMPLOYED_BY', organisationId: key, day: at.day }, at, role, args);
  }
}
