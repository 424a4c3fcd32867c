import { Args, ArgsType, Ctx, Field, Query, Resolver } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { connectionOf, type ConnectionValue, keyForms, PageArgs, pageOf } from '../platform/graphql/connection.type.js';
import { valueOrThrow } from '../platform/graphql/request-error.js';
import { instantText } from '../platform/instant-text.js';
import { countLeaveOfStaff } from './absence.queries.js';
import { LeaveConnection, type LeaveSource, leaveSource, LeaveStateEnum } from './absence.type.js';
import type { LeaveState } from './leave.entity.js';
import { listLeaveRequests } from './list-leave-requests.js';

@ArgsType()
class LeaveRequestsArgs extends PageArgs {
  @Field(() => [LeaveStateEnum], {
    nullable: true,
    description: 'Only leave in one of these states; default what is waiting for a decision.',
  })
  states?: LeaveState[];
}

@Resolver()
export class LeaveRequestsResolver {
  @Query(() => LeaveConnection, {
    nullable: true,
    description:
      'Leave of the staff whom your organisation employs that is not over, by start; by default what is waiting for your decision. Null when it is refused; see `errors`.',
  })
  async leaveRequests(
    @Args(() => LeaveRequestsArgs) args: LeaveRequestsArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<LeaveSource>> {
    const page = pageOf(args, [keyForms.instant, keyForms.uuid]);
    const { viewer } = context;
    const states = args.states ?? ['REQUESTED' as const];
    const { filter, rows } = valueOrThrow(
      await context.query((db, scope) => listLeaveRequests(db, scope, viewer, states, page)),
    );
    return connectionOf(
      rows,
      page,
      (row) => [row.startsAt, row.id],
      (row) => leaveSource({ ...row, startsAt: instantText(row.startsAt), endsAt: instantText(row.endsAt) }),
      () => context.query((db) => countLeaveOfStaff(db, filter)),
    );
  }
}
