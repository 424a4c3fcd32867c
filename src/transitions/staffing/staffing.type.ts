import { Field, ObjectType } from 'type-graphql';
import { listOf } from '../../platform/graphql/limits/list-size.js';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { warningsDescription, WarningType } from '../../platform/graphql/warning.type.js';
import { type AssignmentSource, AssignmentType } from '../../sessions/staffing/staffing.type.js';
import { ChangeReportType } from '../change-report.type.js';

const changeDescription = 'What the change does, or would do. Null when it was refused.';

@ObjectType('AssignSeriesPayload', { implements: MutationPayload, description: 'The new assignments.' })
export class AssignSeriesPayload extends MutationPayload {
  @Field(() => [AssignmentType], {
    nullable: true,
    complexity: listOf(53),
    description: 'The new assignments, by day; null when it was refused, empty for a dry run.',
  })
  assignments?: readonly AssignmentSource[] | null;

  @Field(() => ChangeReportType, { nullable: true, description: changeDescription })
  change?: ChangeReportType | null;

  @Field(() => [WarningType], { description: warningsDescription })
  warnings!: readonly WarningType[];
}

@ObjectType('MoveAssignmentPayload', { implements: MutationPayload, description: 'The assignment that takes over.' })
export class MoveAssignmentPayload extends MutationPayload {
  @Field(() => AssignmentType, {
    nullable: true,
    description: 'The new assignment; null when it was refused, and for a dry run.',
  })
  assignment?: AssignmentSource | null;

  @Field(() => ChangeReportType, { nullable: true, description: changeDescription })
  change?: ChangeReportType | null;

  @Field(() => [WarningType], { description: warningsDescription })
  warnings!: readonly WarningType[];
}
