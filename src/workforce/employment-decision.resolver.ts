import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { viewerCan } from '../identity/viewer-can.js';
import { atOf } from '../organisation/directory/at.js';
import { type ConnectionValue, keyForms, PageArgs } from '../platform/graphql/connection.type.js';
import { listConnection } from '../platform/graphql/list-connection.js';
import { valueOrThrow } from '../platform/graphql/request-error.js';
import { payloadOf } from '../platform/graphql/user-error.type.js';
import { decideEmployment } from './decide-employment.js';
import {
  AcceptEmploymentInput,
  AcceptEmploymentPayload,
  DeclineEmploymentInput,
  DeclineEmploymentPayload,
  WithdrawEmploymentInput,
  WithdrawEmploymentPayload,
} from './employment-decision.type.js';
import type { EmploymentDecision } from './employment.entity.js';
import { readEmployment } from './employment.resolver.js';
import { listEmploymentsWaiting } from './list-employments-waiting.js';
import { EmploymentConnection, type EmploymentSource, employmentSource, EmploymentType } from './employment.type.js';

async function decide(context: Context, input: { employment: string }, decision: EmploymentDecision) {
  const result = await context.command((tx, viewer) =>
    decideEmployment(tx, viewer, { employmentId: input.employment, decision }),
  );
  const employment = result.ok
    ? await readEmployment(context, result.value.employmentId, await atOf(context, null))
    : null;
  return payloadOf(result, () => ({ employment }));
}

@Resolver(() => EmploymentType)
export class EmploymentDecisionResolver {
  @Query(() => EmploymentConnection, {
    nullable: true,
    description:
      'Jobs waiting for the clinician, earliest start first: for a clinician those proposed to them, for an employer those that it proposes. Null when it is refused; see `errors`.',
  })
  async employmentsAwaiting(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<EmploymentSource>> {
    const { viewer } = context;
    const rows = valueOrThrow(await context.query((db, scope) => listEmploymentsWaiting(db, scope, viewer)));
    const at = await atOf(context, null);
    return listConnection(
      rows,
      args,
      [keyForms.day, keyForms.uuid],
      ({ from, id }) => [from, id],
      (row) => employmentSource(row, at),
    );
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is waiting for a decision that you may make.' })
  async viewerCanDecide(@Root() { clinicianId, state }: EmploymentSource, @Ctx() context: Context): Promise<boolean> {
    return state === 'OFFERED' && (await viewerCan(context, 'decideEmployment', { clinicianId }));
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is waiting and you may withdraw it.' })
  async viewerCanWithdraw(@Root() { employerId, state }: EmploymentSource, @Ctx() context: Context): Promise<boolean> {
    return state === 'OFFERED' && (await viewerCan(context, 'employClinician', { organisationId: employerId }));
  }

  @Mutation(() => AcceptEmploymentPayload, {
    description: 'Accepts a job that is proposed to you. The employer can read your record from then on.',
  })
  acceptEmployment(
    @Arg('input', () => AcceptEmploymentInput, { description: 'Which job.' }) input: AcceptEmploymentInput,
    @Ctx() context: Context,
  ): Promise<AcceptEmploymentPayload> {
    return decide(context, input, { state: 'ACCEPTED' });
  }

  @Mutation(() => DeclineEmploymentPayload, {
    description: 'Declines a job that is proposed to you, giving the reason.',
  })
  declineEmployment(
    @Arg('input', () => DeclineEmploymentInput, { description: 'Which job, and why.' }) input: DeclineEmploymentInput,
    @Ctx() context: Context,
  ): Promise<DeclineEmploymentPayload> {
    return decide(context, input, { state: 'DECLINED', reason: input.reason });
  }

  @Mutation(() => WithdrawEmploymentPayload, {
    description: 'Withdraws a job that your organisation has proposed and that the clinician has not decided about.',
  })
  withdrawEmployment(
    @Arg('input', () => WithdrawEmploymentInput, { description: 'Which job.' }) input: WithdrawEmploymentInput,
    @Ctx() context: Context,
  ): Promise<WithdrawEmploymentPayload> {
    return decide(context, input, { state: 'WITHDRAWN' });
  }
}
