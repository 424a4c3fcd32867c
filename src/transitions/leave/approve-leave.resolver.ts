import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { payloadOf } from '../../platform/graphql/user-error.type.js';
import { leaveByIds } from '../../workforce/absence.queries.js';
import { leaveSource } from '../../workforce/absence.type.js';
import { readsRecordsOf } from '../../workforce/clinician.loader.js';
import { approveLeave } from './approve-leave.js';
import { ApproveLeaveInput, ApproveLeavePayload } from './approve-leave.type.js';
import { work } from '../../platform/graphql/limits/work.js';

@Resolver()
export class ApproveLeaveResolver {
  @Mutation(() => ApproveLeavePayload, {
    complexity: work(500),
    description:
      'Approves leave. If the clinician staffs published sessions at that time, you choose whether they block the approval or become open.',
  })
  async approveLeave(
    @Arg('input', () => ApproveLeaveInput, { description: 'Which leave.' }) input: ApproveLeaveInput,
    @Ctx() context: Context,
  ): Promise<ApproveLeavePayload> {
    const leaveId = input.leave;
    const result = await context.command((tx, viewer) => approveLeave(tx, viewer, { ...input, leaveId }));
    const [row] = result.ok ? await context.query((db) => leaveByIds(db, [leaveId])) : [];
    const leave = row !== undefined && (await readsRecordsOf(context, row.clinicianId)) ? leaveSource(row) : null;
    return payloadOf(result, (change) => ({ leave, change })) as unknown as ApproveLeavePayload;
  }
}
