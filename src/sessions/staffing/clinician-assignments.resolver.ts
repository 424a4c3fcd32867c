import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { type ConnectionValue, keyForms, PageArgs } from '../../platform/graphql/connection.type.js';
import { listConnection } from '../../platform/graphql/list-connection.js';
import { valueOrThrow } from '../../platform/graphql/request-error.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { type ClinicianSource, ClinicianType } from '../../workforce/clinician.type.js';
import type { AssignmentState } from './assignment.entity.js';
import { readAssignments } from './read-assignments.js';
import { AssignmentConnection, type AssignmentSource, assignmentSource, AssignmentStateEnum } from './staffing.type.js';

@ArgsType()
class AssignmentsArgs extends PageArgs {
  @Field(() => DateScalar, { nullable: true, description: 'The first day; default the day asked for.' })
  from?: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day no longer shown, at most 92 days after `from`; default 92 days after it.',
  })
  to?: string;

  @Field(() => [AssignmentStateEnum], {
    nullable: true,
    description: 'Only assignments in one of these states; default those that stand.',
  })
  states?: AssignmentState[];
}

@Resolver(() => ClinicianType)
export class ClinicianAssignmentsResolver {
  @FieldResolver(() => AssignmentConnection, {
    description:
      'Where the clinician works in networks whose rota you may read, by start; a clinician reads their own rota as `me { assignments }`.',
  })
  async assignments(
    @Root() { key, at }: ClinicianSource,
    @Args(() => AssignmentsArgs) args: AssignmentsArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<AssignmentSource>> {
    const { from, to, states } = args;
    const asked = { clinicianId: key, day: at.day, from, to, states: states ?? ['PUBLISHED' as const] };
    const rows = valueOrThrow(await readAssignments(context, asked));
    const forms = [keyForms.instant, keyForms.uuid];
    return listConnection(rows, args, forms, ({ startsAt, id }) => [startsAt, id], assignmentSource);
  }
}
