import { Field, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../platform/graphql/enum-of.js';
import { type At, dayInId } from '../organisation/directory/at.js';
import { LendingStateEnum } from '../organisation/accommodation/lending-state.type.js';
import type { LendingState } from '../organisation/accommodation/rules/lending.js';
import { connectionTypes } from '../platform/graphql/connection.type.js';
import { globalId } from '../platform/ids/global-id.js';
import { Node } from '../platform/graphql/node.type.js';
import { DateScalar, DateTimeScalar, LocalTimeScalar } from '../platform/graphql/scalars.js';
import { MutationPayload } from '../platform/graphql/user-error.type.js';
import { warningsDescription, WarningType } from '../platform/graphql/warning.type.js';
import { WeekdayEnum } from '../platform/graphql/weekday.type.js';
import type { Weekday } from '../time/london.js';
import type { EmploymentState, WorkingTimeStatus } from './employment.entity.js';
import type { EmploymentRow, PoolReleaseRow } from './employment.queries.js';
import { shownEndTime } from './rules/weekly-pattern.js';
import type { WorkingWindowRow } from './working-pattern.queries.js';

export const WorkingTimeStatusEnum = enumOf<WorkingTimeStatus>(
  'WorkingTimeStatus',
  'How the Working Time Regulations 1998 treat someone in a job.',
  {
    WORKER: 'Employed or a worker: the regulations apply.',
    PARTNER: 'A partner of the practice: the regulations do not apply.',
    SELF_EMPLOYED: 'Self-employed, such as a locum: the regulations do not apply.',
  },
);

export const EmploymentStateEnum = enumOf<EmploymentState>(
  'EmploymentState',
  'Whether the clinician has agreed to a job.',
  {
    OFFERED: 'The employer proposes it and it is waiting for the clinician; it has no effect yet.',
    ACCEPTED: 'It is in effect: the clinician accepted it, or did not have to be asked.',
    DECLINED: 'The clinician declined it.',
    WITHDRAWN: 'The employer withdrew it before the clinician decided.',
  },
);

/** What resolvers of an employment's fields get as their source. */
export interface EmploymentSource extends Omit<EmploymentRow, 'id'> {
  readonly __typename: 'Employment';
  readonly id: string;
  readonly key: string;
  readonly at: At;
}

@ObjectType('Employment', {
  implements: Node,
  description: "A clinician's job with one employer, from a day on.",
  simpleResolvers: true,
})
export class EmploymentType extends Node {
  @Field(() => Int, { description: 'Contracted minutes a week: 2250 are 37.5 hours.' })
  contractedMinutesPerWeek!: number;

  @Field(() => Int, {
    description: 'How long a session of this job is, in minutes: 250 for a GP unless agreed otherwise.',
  })
  sessionMinutes!: number;

  @Field(() => WorkingTimeStatusEnum, { description: 'How the Working Time Regulations treat the job.' })
  workingTimeStatus!: WorkingTimeStatus;

  @Field(() => DateScalar, { description: 'The first day.' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day after it ends; null until further notice.',
  })
  to!: string | null;

  @Field(() => EmploymentStateEnum, { description: 'Whether the clinician has agreed to it.' })
  state!: EmploymentState;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When it was accepted, declined or withdrawn; null while it is waiting, and if no decision was needed.',
  })
  decidedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was declined; null if it was not.' })
  declineReason!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The clinician's code. You also see it for a clinician you cannot see, because you gave it when you proposed the job.",
  })
  clinicianCode!: string | null;
}

export const { Connection: EmploymentConnection } = connectionTypes('Employment', () => EmploymentType, 'jobs');

/** The GraphQL source of an employment whose dated facts are read on a day. */
export function employmentSource(row: EmploymentRow, at: At): EmploymentSource {
  return {
    ...row,
    __typename: 'Employment',
    id: globalId('Employment', row.id, dayInId(at)),
    key: row.id,
    at,
  };
}

/** What resolvers of a release's fields get as their source. */
export interface PoolReleaseSource extends Omit<PoolReleaseRow, 'id'> {
  readonly __typename: 'PoolRelease';
  readonly id: string;
  readonly at: At;
}

@ObjectType('PoolRelease', {
  implements: Node,
  description: "Part of a job that the employer lets a PCN roster: the clinician is in that network's pool.",
  simpleResolvers: true,
})
export class PoolReleaseType extends Node {
  @Field(() => Int, { description: 'Minutes a week that the PCN may roster.' })
  minutesPerWeek!: number;

  @Field(() => DateScalar, { description: 'The first day.' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day after it ends; null until further notice.',
  })
  to!: string | null;

  @Field(() => LendingStateEnum, { description: 'Whether the PCN has agreed to it.' })
  state!: LendingState;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the PCN accepted or declined it; null while it is waiting, and if no decision was needed.',
  })
  decidedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was declined; null if it was not.' })
  declineReason!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was changed or ended, last; null if it was not.' })
  changeReason!: string | null;
}

export const { Connection: PoolReleaseConnection } = connectionTypes(
  'PoolRelease',
  () => PoolReleaseType,
  'releases to a pool',
);

export function poolReleaseSource(row: PoolReleaseRow, at: At): PoolReleaseSource {
  return {
    ...row,
    __typename: 'PoolRelease',
    id: globalId('PoolRelease', row.id, dayInId(at)),
    at,
  };
}

@ObjectType('WorkingPattern', {
  description: 'A weekly time at which someone is available in a job, London time.',
  simpleResolvers: true,
})
export class WorkingPatternType implements Omit<WorkingWindowRow, 'employmentId'> {
  @Field(() => WeekdayEnum, { description: 'The day of the week.' })
  weekday!: Weekday;

  @Field(() => LocalTimeScalar, { description: 'When it begins.' })
  startTime!: string;

  @Field(() => LocalTimeScalar, { description: 'When it ends; 00:00 is midnight at the end of the day.' })
  endTime!: string;

  @Field(() => DateScalar, { description: 'The first day of this pattern.' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day on which it no longer applies; null until further notice.',
  })
  to!: string | null;
}

export function workingPatternSource(row: WorkingWindowRow) {
  return { ...row, endTime: shownEndTime(row.endTime) };
}

@ObjectType('EmployClinicianPayload', { implements: MutationPayload, description: 'The new job, or its proposal.' })
export class EmployClinicianPayload extends MutationPayload {
  @Field(() => EmploymentType, {
    nullable: true,
    description: 'The employment, OFFERED if the clinician has to accept it; null if refused.',
  })
  employment?: EmploymentType | null;

  @Field(() => [WarningType], { description: warningsDescription })
  warnings!: readonly WarningType[];
}

@ObjectType('ReleaseToPoolPayload', { implements: MutationPayload, description: 'The release.' })
export class ReleaseToPoolPayload extends MutationPayload {
  @Field(() => PoolReleaseType, { nullable: true, description: 'The release; null if refused.' })
  release?: PoolReleaseType | null;
}

@ObjectType('AcceptReleasePayload', { implements: MutationPayload, description: 'The accepted release.' })
export class AcceptReleasePayload extends MutationPayload {
  @Field(() => PoolReleaseType, { nullable: true, description: 'The release; null if refused.' })
  release?: PoolReleaseType | null;
}

@ObjectType('DeclineReleasePayload', { implements: MutationPayload, description: 'The declined release.' })
export class DeclineReleasePayload extends MutationPayload {
  @Field(() => PoolReleaseType, { nullable: true, description: 'The release; null if refused.' })
  release?: PoolReleaseType | null;
}

@ObjectType('SetWorkingPatternPayload', { implements: MutationPayload, description: 'The job with its new pattern.' })
export class SetWorkingPatternPayload extends MutationPayload {
  @Field(() => EmploymentType, {
    nullable: true,
    description: 'The employment, read on the first day of the new pattern; null if refused.',
  })
  employment?: EmploymentType | null;

  @Field(() => [WarningType], { description: warningsDescription })
  warnings!: readonly WarningType[];
}
