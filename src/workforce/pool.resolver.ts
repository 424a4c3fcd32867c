import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { viewerCan } from '../identity/viewer-can.js';
import { type OrganisationSource, PracticeType, PrimaryCareNetworkType } from '../organisation/organisation.type.js';
import { type ConnectionValue, keyForms, PageArgs } from '../platform/graphql/connection.type.js';
import { listConnection } from '../platform/graphql/list-connection.js';
import { pageOfClinicians } from './clinician.resolver.js';
import { ClinicianConnection, type ClinicianSource } from './clinician.type.js';
import { waitingReleasesLoader } from './employment.loader.js';
import type { PoolReleaseRow } from './employment.queries.js';
import { PoolReleaseConnection, type PoolReleaseSource, poolReleaseSource } from './employment.type.js';

/** Row-level security has left the network's, or an employer's own; null where there are none of either to be seen. */
const ownOrNetworks = async (context: Context, pcnId: string, rows: readonly PoolReleaseRow[]) => {
  if (await viewerCan(context, 'readWorkforce', { pcnId })) return rows;
  const may = await Promise.all(
    rows.map(({ employerId }) => viewerCan(context, 'readWorkforce', { organisationId: employerId })),
  );
  const shown = rows.filter((_, i) => may[i]);
  return shown.length > 0 ? shown : null;
};

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

  @FieldResolver(() => PoolReleaseConnection, {
    nullable: true,
    description:
      'Working time that outsiders release to the PCN and that waits for its director, the first to begin first; for an outsider its own. Null when you may not see them.',
  })
  async releasesAwaiting(
    @Root() { key, at }: OrganisationSource,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<PoolReleaseSource> | null> {
    const rows = await context.use(waitingReleasesLoader).load(key);
    const shown = await ownOrNetworks(context, key, rows);
    return (
      shown &&
      listConnection(
        shown,
        args,
        [keyForms.day, keyForms.uuid],
        ({ from, id }) => [from, id],
        (row) => poolReleaseSource(row, at),
      )
    );
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
