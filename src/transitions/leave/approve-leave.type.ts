import { Field, InputType, ObjectType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { IdField } from '../../platform/graphql/id-argument.js';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { LeaveType } from '../../workforce/absence.type.js';
import type { AffectedAssignments } from './approve-leave.js';
import { ChangeReportType } from '../change-report.type.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';

export const AffectedAssignmentsEnum = enumOf<AffectedAssignments>(
  'AffectedAssignments',
  'What happens to published sessions that a clinician staffs during leave.',
  {
    REFUSE: 'The leave is not approved while there are any.',
    OPEN: 'The clinician is taken off them; what is booked there stays booked.',
  },
);

@InputType('ApproveLeaveInput', { description: 'Leave to approve.' })
export class ApproveLeaveInput extends MutationInput {
  @IdField('Leave', { description: 'The leave.' })
  leave!: string;

  @Field(() => AffectedAssignmentsEnum, {
    nullable: true,
    description: 'What happens to sessions that the clinician staffs during it; default REFUSE.',
  })
  affectedAssignments?: AffectedAssignments;

  @Field(() => Boolean, { nullable: true, description: 'True to be told what would happen without changing anything.' })
  dryRun?: boolean;
}

@ObjectType('ApproveLeavePayload', { implements: MutationPayload, description: 'The approved leave.' })
export class ApproveLeavePayload extends MutationPayload {
  @Field(() => LeaveType, {
    nullable: true,
    description: 'The leave, or the leave as it would be after a dry run; null if it was refused.',
  })
  leave?: LeaveType | null;

  @Field(() => ChangeReportType, { nullable: true, description: 'Which posts it opens; null if it was refused.' })
  change?: ChangeReportType | null;
}
