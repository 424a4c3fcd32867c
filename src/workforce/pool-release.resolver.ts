import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { viewerCan } from '../identity/viewer-can.js';
import { type At, atBeginning, atOf } from '../organisation/directory/at.js';
import { decideLending, type LendingDecision } from '../organisation/accommodation/decide-lending.js';
import { type OrganisationSource, PrimaryCareNetworkType } from '../organisation/directory/organisation.type.js';
import { readOrganisation } from '../organisation/directory/read-organisation.js';
import { type Nodes } from '../platform/graphql/nodes.js';
import { payloadOf } from '../platform/graphql/user-error.type.js';
import { AcceptReleaseInput, DeclineReleaseInput, ReleaseToPoolInput } from './clinician.input.js';
import { readsRecordsOf } from './clinician.loader.js';
import { employmentLoader, releaseLoader } from './employment.loader.js';
import {
  AcceptReleasePayload,
  DeclineReleasePayload,
  type EmploymentSource,
  employmentSource,
  EmploymentType,
  type PoolReleaseSource,
  poolReleaseSource,
  PoolReleaseType,
  ReleaseToPoolPayload,
} from './employment.type.js';
import { releaseToPool } from './release-to-pool.js';

export async function readRelease(context: Context, id: string, at: At): Promise<PoolReleaseSource | null> {
  const row = await context.use(releaseLoader).load(id);
  if (row === null) return null;
  // A network reads what it has declined, but no longer sees the clinician.
  const may = (await viewerCan(context, 'readWorkforce', row)) || (await readsRecordsOf(context, row.clinicianId));
  return may ? poolReleaseSource(row, at) : null;
}

async function decide(context: Context, input: { release: string }, decision: LendingDecision) {
  const about = { table: 'pool_release', action: 'decideRelease', field: 'release', decision } as const;
  const result = await context.command((tx, viewer) => decideLending(tx, viewer, { ...about, id: input.release }));
  const release = result.ok ? await readRelease(context, result.value.id, await atOf(context, null)) : null;
  return payloadOf(result, () => ({ release }));
}

/** How `node` reads these types again. */
export const poolReleaseNodes: Nodes<Context> = {
  PoolRelease: async (context: Context, id) => readRelease(context, id.key, await atOf(context, id.asOf)),
};

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
    description:
      'Lets a PCN roster part of a job. On no day can all networks together have more than is contracted. A PCN that the employer is not a member of must accept.',
  })
  async releaseToPool(
    @Arg('input', () => ReleaseToPoolInput, { description: 'How much of which job, to whom and when.' })
    input: ReleaseToPoolInput,
    @Ctx() context: Context,
  ): Promise<ReleaseToPoolPayload> {
    const result = await context.command((tx, viewer) =>
      releaseToPool(tx, viewer, { ...input, employmentId: input.employment }),
    );
    const at = await atBeginning(context, input.from);
    const release = result.ok ? await readRelease(context, result.value.releaseId, at) : null;
    return payloadOf(result, () => ({ release }));
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is waiting for a decision that you may make.' })
  async viewerCanDecide(@Root() { pcnId, state }: PoolReleaseSource, @Ctx() context: Context): Promise<boolean> {
    return state === 'OFFERED' && (await viewerCan(context, 'decideRelease', { pcnId }));
  }

  @Mutation(() => AcceptReleasePayload, {
    description:
      'Accepts working time that an employer outside the network releases to it. The clinician is then in its pool.',
  })
  acceptRelease(
    @Arg('input', () => AcceptReleaseInput, { description: 'Which release.' }) input: AcceptReleaseInput,
    @Ctx() context: Context,
  ): Promise<AcceptReleasePayload> {
    return decide(context, input, { accept: true });
  }

  @Mutation(() => DeclineReleasePayload, {
    description: 'Declines working time that an employer outside the network releases to it, giving the reason.',
  })
  declineRelease(
    @Arg('input', () => DeclineReleaseInput, { description: 'Which release, and why.' }) input: DeclineReleaseInput,
    @Ctx() context: Context,
  ): Promise<DeclineReleasePayload> {
    return decide(context, input, { accept: false, reason: input.reason });
  }
}
