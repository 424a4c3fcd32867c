import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { demandRight, viewerCan } from '../identity/viewer-can.js';
import {
  type OrganisationSource,
  PracticeType,
  PrimaryCareNetworkType,
} from '../organisation/directory/organisation.type.js';
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
  if (shown.length === 0) await demandRight(context, 'readWorkforce', { pcnId });
  return shown;
};

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
    await demandRight(context, 'readWorkforce', { pcnId: key });
    return pageOfClinicians(context, { kind: 'RELEASED_TO', pcnId: key, day: at.day }, at, role, args);
  }

  @FieldResolver(() => PoolReleaseConnection, {
    nullable: true,
    description:
      'Working time that outsiders release to the PCN and that waits for its director, the first to begin first; for an outsider its own. Null when it is refused; see `errors`.',
  })
  async releasesAwaiting(
    @Root() { key, at }: OrganisationSource,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<PoolReleaseSource>> {
    const rows = await context.use(waitingReleasesLoader).load(key);
    const shown = await ownOrNetworks(context, key, rows);
    return listConnection(
      shown,
      args,
      [keyForms.day, keyForms.uuid],
      ({ from, id }) => [from, id],
      (row) => poolReleaseSource(row, at),
    );
  }
}

@Resolver(() => PracticeType)
export class EmployeesResolver {
  @FieldResolver(() => ClinicianConnection, {
    nullable: true,
    description:
      "The clinicians whom the practice employs that day, by name; for the practice's own managers. Null when it is refused; see `errors`.",
  })
  async employees(
    @Root() { key, at }: OrganisationSource,
    @Arg('role', () => String, { nullable: true, description: roleDescription }) role: string | undefined,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<ClinicianSource>> {
    await demandRight(context, 'readWorkforce', { organisationId: key });
    return pageOfClinicians(context, { kind: 'EMPLOYED_BY', organisationId: key, day: at.day }, at, role, args);
  }
}
