import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionTypes } from '../platform/graphql/connection.type.js';
import { enumOf } from '../platform/graphql/enum-of.js';
import { globalId } from '../platform/ids/global-id.js';
import { Node } from '../platform/graphql/node.type.js';
import { DateScalar, DateTimeScalar, LocalTimeScalar } from '../platform/graphql/scalars.js';
import { MutationPayload } from '../platform/graphql/user-error.type.js';
import { WeekdayEnum } from '../platform/graphql/weekday.type.js';
import type { Weekday } from '../time/london.js';
import type { BusyRow, CommitmentRow, LeaveRow } from './absence.queries.js';
import type { CommitmentKind } from './commitment.entity.js';
import { shownEndTime } from './rules/weekly-pattern.js';
import type { LeaveKind, LeaveState } from './leave.entity.js';

export const LeaveKindEnum = enumOf<LeaveKind>('LeaveKind', 'Why someone is away.', {
  ANNUAL: 'Annual leave.',
  STUDY: 'Study leave.',
  SICK: 'Sickness.',
  PARENTAL: 'Maternity, paternity, adoption or shared parental leave.',
  OTHER: 'Anything else.',
});

export const LeaveStateEnum = enumOf<LeaveState>('LeaveState', 'The state of a request for leave.', {
  REQUESTED: 'It is waiting for a decision; the clinician can still be assigned.',
  APPROVED: 'The clinician is away and cannot be assigned.',
  REFUSED: 'The employer refused it.',
  WITHDRAWN: 'It was withdrawn.',
});

/** What resolvers of leave get as their source. */
export interface LeaveSource extends Omit<LeaveRow, 'id'> {
  readonly __typename: 'Leave';
  readonly id: string;
}

@ObjectType('Leave', {
  implements: Node,
  description:
    'Time away, asked for or granted. Employers and the clinician see it; networks see approved leave as busy time.',
  simpleResolvers: true,
})
export class LeaveType extends Node {
  @Field(() => LeaveKindEnum, { description: 'Why.' })
  kind!: LeaveKind;

  @Field(() => DateTimeScalar, { description: 'When it begins.' })
  startsAt!: string;

  @Field(() => DateTimeScalar, { description: 'When it ends.' })
  endsAt!: string;

  @Field(() => LeaveStateEnum, { description: 'Its state.' })
  state!: LeaveState;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the employer decided; null before that.' })
  decidedAt!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was recorded after its first day; null if it was not.',
  })
  lateReason!: string | null;
}

export function leaveSource(row: LeaveRow): LeaveSource {
  return {
    ...row,
    __typename: 'Leave',
    id: globalId('Leave', row.id),
  };
}

export const { Connection: LeaveConnection } = connectionTypes('Leave', () => LeaveType, 'leave');

export const CommitmentKindEnum = enumOf<CommitmentKind>(
  'CommitmentKind',
  'Whether a commitment is a single period or weekly.',
  {
    RANGE: 'A single period, from one instant to another.',
    WEEKLY: 'At the same time every week.',
  },
);

/** What resolvers of a commitment get as their source. */
export interface CommitmentSource extends Omit<CommitmentRow, 'id'> {
  readonly __typename: 'Commitment';
  readonly id: string;
}

@ObjectType('Commitment', {
  implements: Node,
  description:
    'Work elsewhere: when and for how long, but not what it is. The one who declared it and the clinician see it; others see busy time.',
  simpleResolvers: true,
})
export class CommitmentType extends Node {
  @Field(() => CommitmentKindEnum, { description: 'A single period or weekly.' })
  kind!: CommitmentKind;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it begins, if it is a single period.' })
  startsAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ends, if it is a single period.' })
  endsAt!: string | null;

  @Field(() => WeekdayEnum, { nullable: true, description: 'The day of the week, if it is weekly.' })
  weekday!: Weekday | null;

  @Field(() => LocalTimeScalar, { nullable: true, description: 'When it begins, London time, if it is weekly.' })
  startTime!: string | null;

  @Field(() => LocalTimeScalar, {
    nullable: true,
    description: 'When it ends, London time, if it is weekly; 00:00 is midnight at the end of the day.',
  })
  endTime!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The first day, if it is weekly.' })
  from!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day after it ends, if it is weekly; null until further notice.',
  })
  to!: string | null;

  @Field(() => Int, { description: 'How many minutes of it, or of each week of it, are working time.' })
  workingMinutes!: number;
}

export function commitmentSource(row: CommitmentRow): CommitmentSource {
  return {
    ...row,
    endTime: row.endTime === null ? null : shownEndTime(row.endTime),
    __typename: 'Commitment',
    id: globalId('Commitment', row.id),
  };
}

export const BusyKindEnum = enumOf('BusyKind', 'Why someone cannot work, if you may know.', {
  ASSIGNMENT: 'Assigned to a published session.',
  LEAVE: 'On approved leave.',
  COMMITMENT: 'Committed elsewhere.',
});

@ObjectType('BusyTime', {
  description: 'A time in which a clinician cannot be assigned. Times may overlap.',
  simpleResolvers: true,
})
export class BusyTimeType {
  @Field(() => DateTimeScalar, { description: 'When it begins.' })
  startsAt!: string;

  @Field(() => DateTimeScalar, { description: 'When it ends.' })
  endsAt!: string;

  @Field(() => BusyKindEnum, {
    nullable: true,
    description: 'Why; null if it concerns another network or employer.',
  })
  kind!: BusyRow['kind'] | null;
}

export function busyTimeSource({ startsAt, endsAt, kind, own }: BusyRow) {
  return {
    startsAt,
    endsAt,
    kind: own ? kind : null,
  };
}

@ObjectType('RequestLeavePayload', { implements: MutationPayload, description: 'The new request for leave.' })
export class RequestLeavePayload extends MutationPayload {
  @Field(() => LeaveType, {
    nullable: true,
    description: 'The leave that was asked for; null if nothing was changed.',
  })
  leave?: LeaveType | null;
}

@ObjectType('RefuseLeavePayload', { implements: MutationPayload, description: 'The refused leave.' })
export class RefuseLeavePayload extends MutationPayload {
  @Field(() => LeaveType, { nullable: true, description: 'The refused leave; null if nothing was changed.' })
  leave?: LeaveType | null;
}

@ObjectType('WithdrawLeavePayload', { implements: MutationPayload, description: 'The withdrawn leave.' })
export class WithdrawLeavePayload extends MutationPayload {
  @Field(() => LeaveType, {
    nullable: true,
    description: 'The withdrawn leave; null if nothing was changed.',
  })
  leave?: LeaveType | null;
}

@ObjectType('DeclareCommitmentPayload', { implements: MutationPayload, description: 'The commitment.' })
export class DeclareCommitmentPayload extends MutationPayload {
  @Field(() => CommitmentType, { nullable: true, description: 'The commitment; null if refused.' })
  commitment?: CommitmentType | null;
}

@ObjectType('WithdrawCommitmentPayload', { implements: MutationPayload, description: 'The withdrawn commitment.' })
export class WithdrawCommitmentPayload extends MutationPayload {
  @Field(() => ID, { nullable: true, description: 'The id that the commitment had; null if nothing was changed.' })
  withdrawnCommitmentId?: string | null;
}
