import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import type { Viewer } from '../identity/viewer.js';
import { atOf } from '../organisation/directory/at.js';
import type { Tx } from '../platform/database/scope.js';
import { type Nodes } from '../platform/graphql/nodes.js';
import { payloadOf } from '../platform/graphql/user-error.type.js';
import type { Result } from '../platform/result.js';
import { RefuseLeaveInput, RequestLeaveInput, WithdrawLeaveInput } from './absence.input.js';
import { leaveByIds } from './absence.queries.js';
import {
  type LeaveSource,
  leaveSource,
  LeaveType,
  RefuseLeavePayload,
  RequestLeavePayload,
  WithdrawLeavePayload,
} from './absence.type.js';
import { mayChange } from './clinician-access.js';
import { clinicianLoader, readsRecordsOf } from './clinician.loader.js';
import { type ClinicianSource, clinicianSource, ClinicianType } from './clinician.type.js';
import { refuseLeave } from './refuse-leave.js';
import { requestLeave } from './request-leave.js';
import { withdrawLeave } from './withdraw-leave.js';

async function read(context: Context, id: string): Promise<LeaveSource | null> {
  const [row] = await context.query((db) => leaveByIds(db, [id]));
  return row !== undefined && (await readsRecordsOf(context, row.clinicianId)) ? leaveSource(row) : null;
}

/** How `node` reads these types again. */
export const leaveNodes: Nodes<Context> = {
  Leave: (context: Context, id) => read(context, id.key),
};

async function payload(context: Context, result: Result<{ leaveId: string }>) {
  const leave = result.ok ? await read(context, result.value.leaveId) : null;
  return payloadOf(result, () => ({ leave }));
}

type ChangeLeave = (tx: Tx, viewer: Viewer, input: { leaveId: string }) => Promise<Result<{ leaveId: string }>>;

async function change(context: Context, input: { leave: string }, command: ChangeLeave) {
  return payload(context, await context.command((tx, viewer) => command(tx, viewer, { leaveId: input.leave })));
}

async function mayOf(context: Context, clinicianId: string, action: 'decideLeave' | 'requestLeave') {
  const row = await context.use(clinicianLoader).load(clinicianId);
  return row !== null && (await context.query(async (_db, scope) => mayChange(context.viewer, scope, action, row)));
}

@Resolver(() => LeaveType)
export class LeaveResolver {
  @FieldResolver(() => ClinicianType, { nullable: true, description: 'Who is away.' })
  async clinician(@Root() { clinicianId }: LeaveSource, @Ctx() context: Context): Promise<ClinicianSource | null> {
    const row = await context.use(clinicianLoader).load(clinicianId);
    return row && clinicianSource(row, await atOf(context, null));
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is waiting for a decision that you may make.' })
  async viewerCanDecide(@Root() { clinicianId, state }: LeaveSource, @Ctx() context: Context): Promise<boolean> {
    return state === 'REQUESTED' && (await mayOf(context, clinicianId, 'decideLeave'));
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is asked for or granted and you may withdraw it.' })
  async viewerCanWithdraw(@Root() { clinicianId, state }: LeaveSource, @Ctx() context: Context): Promise<boolean> {
    return ['REQUESTED', 'APPROVED'].includes(state) && (await mayOf(context, clinicianId, 'requestLeave'));
  }

  @Mutation(() => RequestLeavePayload, { description: 'Asks for leave, which the employer then approves or refuses.' })
  async requestLeave(
    @Arg('input', () => RequestLeaveInput, { description: 'Who wants to be away, and when.' }) input: RequestLeaveInput,
    @Ctx() context: Context,
  ): Promise<RequestLeavePayload> {
    const result = await context.command((tx, viewer) =>
      requestLeave(tx, viewer, { ...input, clinicianId: input.clinician }),
    );
    return payload(context, result);
  }

  @Mutation(() => RefuseLeavePayload, { description: 'Refuses leave that was asked for.' })
  async refuseLeave(
    @Arg('input', () => RefuseLeaveInput, { description: 'Which leave.' }) input: RefuseLeaveInput,
    @Ctx() context: Context,
  ): Promise<RefuseLeavePayload> {
    return change(context, input, refuseLeave);
  }

  @Mutation(() => WithdrawLeavePayload, { description: 'Withdraws a request for leave, or approved leave.' })
  async withdrawLeave(
    @Arg('input', () => WithdrawLeaveInput, { description: 'Which leave.' }) input: WithdrawLeaveInput,
    @Ctx() context: Context,
  ): Promise<WithdrawLeavePayload> {
    return change(context, input, withdrawLeave);
  }
}
