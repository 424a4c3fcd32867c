import { Directive, Field, InputType, Int } from 'type-graphql';
import { IdField } from '../platform/graphql/id-argument.js';
import { DateScalar, DateTimeScalar, LocalTimeScalar } from '../platform/graphql/scalars.js';
import { WeekdayEnum } from '../platform/graphql/weekday.type.js';
import type { Weekday } from '../time/london.js';
import { LeaveKindEnum } from './absence.type.js';
import type { LeaveKind } from './leave.entity.js';
import { MutationInput } from '../platform/graphql/mutation.input.js';

@InputType('RequestLeaveInput', { description: 'Time away to ask for.' })
export class RequestLeaveInput extends MutationInput {
  @IdField('Clinician', { description: 'The clinician.' })
  clinician!: string;

  @Field(() => LeaveKindEnum, { description: 'Why.' })
  kind!: LeaveKind;

  @Field(() => DateTimeScalar, { description: 'When it begins.' })
  startsAt!: string;

  @Field(() => DateTimeScalar, { description: 'When it ends: at least 15 minutes later, and within two years.' })
  endsAt!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Why leave that began on an earlier day is recorded late, at most 92 days; required in that case and not allowed otherwise. Nothing about health; at most 200 characters.',
  })
  lateReason?: string;
}

@InputType('RefuseLeaveInput', { description: 'Leave to refuse.' })
export class RefuseLeaveInput extends MutationInput {
  @IdField('Leave', { description: 'The leave.' })
  leave!: string;
}

@InputType('WithdrawLeaveInput', { description: 'Leave to withdraw.' })
export class WithdrawLeaveInput extends MutationInput {
  @IdField('Leave', { description: 'The leave.' })
  leave!: string;
}

@InputType('CommitmentRangeInput', { description: 'A single period.' })
export class CommitmentRangeInput {
  @Field(() => DateTimeScalar, { description: 'When it begins.' })
  startsAt!: string;

  @Field(() => DateTimeScalar, { description: 'When it ends, within a year.' })
  endsAt!: string;
}

@InputType('WeeklyCommitmentInput', { description: 'A weekly time, London time.' })
export class WeeklyCommitmentInput {
  @Field(() => WeekdayEnum, { description: 'The day of the week.' })
  weekday!: Weekday;

  @Field(() => LocalTimeScalar, { description: 'When it begins.' })
  startTime!: string;

  @Field(() => LocalTimeScalar, { description: 'When it ends; 00:00 is midnight at the end of the day.' })
  endTime!: string;

  @Field(() => DateScalar, { description: 'The first day on which it applies.' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day after it ends; default until further notice.',
  })
  to?: string;
}

@Directive('@oneOf')
@InputType('CommitmentTimeInput', { description: 'When: give exactly one of these.' })
export class CommitmentTimeInput {
  @Field(() => CommitmentRangeInput, { nullable: true, description: 'Once.' })
  range?: CommitmentRangeInput;

  @Field(() => WeeklyCommitmentInput, { nullable: true, description: 'Every week.' })
  weekly?: WeeklyCommitmentInput;
}

@InputType('DeclareCommitmentInput', { description: 'Work elsewhere: when and for how long, but not what it is.' })
export class DeclareCommitmentInput extends MutationInput {
  @IdField('Clinician', { description: 'The clinician.' })
  clinician!: string;

  @Field(() => CommitmentTimeInput, { description: 'When.' })
  time!: CommitmentTimeInput;

  @Field(() => Int, {
    nullable: true,
    description: 'How many minutes of it (each week, if weekly) are working time; all of it by default.',
  })
  workingMinutes?: number;
}

@InputType('WithdrawCommitmentInput', { description: 'A commitment to withdraw.' })
export class WithdrawCommitmentInput extends MutationInput {
  @IdField('Commitment', { description: 'The commitment.' })
  commitment!: string;
}
