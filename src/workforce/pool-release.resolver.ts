import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { type At, atOf } from '../organisation/at.js';
import { type OrganisationSource, PrimaryCareNetworkType } from '../organisation/organisation.type.js';
import { readOrganisation } from '../organisation/read-organisation.js';
import { registerNode } from '../platform/graphql/node.resolver.js';
import { payloadOf } from '../platform/graphql/user-error.type.js';
import { ReleaseToPoolInput } from './clinician.input.js';
import { readsRecordsOf } from './clinician.loader.js';
import { employmentLoader, releaseLoader } from './employment.loader.js';
import {
  type EmploymentSource,
  employmentSource,
  EmploymentType,
  type PoolReleaseSource,
  poolReleaseSource,
  PoolReleaseType,
  ReleaseToPoolPayload,
} from './employment.type.js';
import { releaseToPool } from './release-to-pool.js';

const read = async (context: Context, id: string, at: At): Promise<PoolReleaseSource | null> => {
  const row = await context.use(releaseLoader).load(id);
  return row !== null && (await readsRecordsOf(context, row.clinicianId)) ? poolReleaseSource(row, at) : null;
};

registerNode('PoolRelease', async (context: Context, id) => read(context, id.key, await atOf(context, id.asOf)));

@Resolver(() => PoolReleaseType)
export class PoolReleaseResolver {
  @FieldResolver(() => PrimaryCareNetworkType, { description: 'The PCN that may roster it.' })
  pcn(@Root() { pcnId, at }: PoolReleaseSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, pcnId, at);
  }

  @FieldResolver(() => EmploymentType, { nullable: true, description: 'The job that it is part of.' })
  async employment(
    @Root() { employmentId, at }: PoolReleaseSource,
    @Ctx() context: Context,
  ): Promise<EmploymentSource | null> {
    const row = await context.use(employmentLoader).load(employmentId);
    return row && employmentSource(row, at);
  }

  @Mutation(() => ReleaseToPoolPayload, {
    description: 'Lets a PCN roster part of a job: over all networks never more than is contracted, on any day.',
  })
  async releaseToPool(
    @Arg('input', () => ReleaseToPoolInput, { description: 'How much of which job, to whom and when.' })
    input: ReleaseToPoolInput,
    @Ctx() context: Context,
  ): Promise<ReleaseToPoolPayload> {
    const result = await context.command((tx, viewer) =>
      releaseToPool(tx, viewer, { ...input, employmentId: input.employment }),
    );
    const release = result.ok ? await read(context, result.value.releaseId, await atOf(context, null)) : null;
    return payloadOf(result, () => ({ release }));
  }
}
