import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { viewerCan } from '../identity/viewer-can.js';
import { atOf } from '../organisation/directory/at.js';
import { type OrganisationSource, OrganisationType } from '../organisation/directory/organisation.type.js';
import { readOrganisation } from '../organisation/directory/read-organisation.js';
import { globalId } from '../platform/ids/global-id.js';
import { type Nodes } from '../platform/graphql/nodes.js';
import { payloadOf } from '../platform/graphql/user-error.type.js';
import { type CommitmentTimeInput, DeclareCommitmentInput, WithdrawCommitmentInput } from './absence.input.js';
import { commitmentsByIds } from './absence.queries.js';
import {
  type CommitmentSource,
  commitmentSource,
  CommitmentType,
  DeclareCommitmentPayload,
  WithdrawCommitmentPayload,
} from './absence.type.js';
import { clinicianLoader, readsRecordsOf } from './clinician.loader.js';
import { type ClinicianSource, clinicianSource, ClinicianType } from './clinician.type.js';
import { type DeclareCommitment, declareCommitment } from './declare-commitment.js';
import { ruleEndTime } from './rules/weekly-pattern.js';
import { withdrawCommitment } from './withdraw-commitment.js';

async function read(context: Context, id: string): Promise<CommitmentSource | null> {
  const [row] = await context.query((db) => commitmentsByIds(db, [id]));
  return row !== undefined && (await readsRecordsOf(context, row.clinicianId)) ? commitmentSource(row) : null;
}

/** How `node` reads these types again. */
export const commitmentNodes: Nodes<Context> = {
  Commitment: (context: Context, id) => read(context, id.key),
};

function timeOf({ range, weekly }: CommitmentTimeInput): DeclareCommitment['time'] {
  if (range != null) return { range };
  if (weekly != null) return { weekly: { ...weekly, endTime: ruleEndTime(weekly.endTime) } };
  throw new Error('a @oneOf input came without a field');
}

@Resolver(() => CommitmentType)
export class CommitmentResolver {
  @FieldResolver(() => ClinicianType, { nullable: true, description: 'Who works elsewhere.' })
  async clinician(@Root() { clinicianId }: CommitmentSource, @Ctx() context: Context): Promise<ClinicianSource | null> {
    const row = await context.use(clinicianLoader).load(clinicianId);
    return row && clinicianSource(row, await atOf(context, null));
  }

  @FieldResolver(() => OrganisationType, {
    nullable: true,
    description: 'The employer that declared it; null if the clinician did.',
  })
  async declaredBy(
    @Root() { declaredById }: CommitmentSource,
    @Ctx() context: Context,
  ): Promise<OrganisationSource | null> {
    return declaredById === null ? null : readOrganisation(context, declaredById, await atOf(context, null));
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may withdraw it.' })
  viewerCanWithdraw(
    @Root() { declaredById, clinicianId }: CommitmentSource,
    @Ctx() context: Context,
  ): Promise<boolean> {
    return viewerCan(context, 'declareCommitment', { organisationId: declaredById, clinicianId });
  }

  @Mutation(() => DeclareCommitmentPayload, {
    description: 'Says when a clinician works elsewhere, but not what it is. They cannot be assigned at that time.',
  })
  async declareCommitment(
    @Arg('input', () => DeclareCommitmentInput, { description: 'Who, and when.' }) input: DeclareCommitmentInput,
    @Ctx() context: Context,
  ): Promise<DeclareCommitmentPayload> {
    const result = await context.command((tx, viewer) =>
      declareCommitment(tx, viewer, { ...input, time: timeOf(input.time), clinicianId: input.clinician }),
    );
    const commitment = result.ok ? await read(context, result.value.commitmentId) : null;
    return payloadOf(result, () => ({ commitment }));
  }

  @Mutation(() => WithdrawCommitmentPayload, {
    description: 'Withdraws a commitment; the clinician is free again then.',
  })
  async withdrawCommitment(
    @Arg('input', () => WithdrawCommitmentInput, { description: 'Which commitment.' }) input: WithdrawCommitmentInput,
    @Ctx() context: Context,
  ): Promise<WithdrawCommitmentPayload> {
    const commitmentId = input.commitment;
    const result = await context.command((tx, viewer) => withdrawCommitment(tx, viewer, { commitmentId }));
    return payloadOf(result, () => ({ withdrawnCommitmentId: globalId('Commitment', commitmentId) }));
  }
}
