import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
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

export const WorkingTimeStatusEnum = { WORKER: 'WORKER', PARTNER: 'PARTNER', SELF_EMPLOYED: 'SELF_EMPLOYED' } as const;
registerEnumType(WorkingTimeStatusEnum, {
  name: 'WorkingTimeStatus',
  description: 'How the Working Time Regulations 1998 see somebody in a job.',
  valuesConfig: {
    WORKER: { description: 'Employed or a worker: the regulations hold.' },
    PARTNER: { description: 'A partner of the practice: the regulations do not hold.' },
    SELF_EMPLOYED: { description: 'Self-employed, such as a locum: the regulations do not hold.' },
  },
});

export const EmploymentStateEnum = {
  OFFERED: 'OFFERED',
  ACCEPTED: 'ACCEPTED',
  DECLINED: 'DECLINED',
  WITHDRAWN: 'WITHDRAWN',
} as const;
registerEnumType(EmploymentStateEnum, {
  name: 'EmploymentState',
  description: 'Whether the clinician has agreed to a job.',
  valuesConfig: {
    OFFERED: {
      description: 'The employer proposes it and it waits for the clinician; it opens and allows nothing yet.',
    },
    ACCEPTED: { description: 'It stands: the clinician said yes, or nobody had to be asked.' },
    DECLINED: { description: 'The clinician said no.' },
    WITHDRAWN: { description: 'The employer took it back before the clinician had decided.' },
  },
});

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
  @Field(() => Int, { description: 'Minutes a week that are contracted: 2250 are 37.5 hours.' })
  contractedMinutesPerWeek!: number;

  @Field(() => Int, {
    description: 'How long a session of this job is, in minutes: 250 for a GP unless agreed otherwise.',
  })
  sessionMinutes!: number;

  @Field(() => WorkingTimeStatusEnum, { description: 'How the Working Time Regulations see the job.' })
  workingTimeStatus!: WorkingTimeStatus;

  @Field(() => DateScalar, { description: 'The first day.' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day on which it is over; null until further notice.',
  })
  to!: string | null;

  @Field(() => EmploymentStateEnum, { description: 'Whether the clinician has agreed to it.' })
  state!: EmploymentState;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was accepted, declined or taken back; null while it waits, and where nobody had to decide.',
  })
  decidedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was declined; null when it was not.' })
  declineReason!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The clinician's code, also where you do not see the clinician: you gave it when you proposed the job.",
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
    description: 'The first day on which it is over; null until further notice.',
  })
  to!: string | null;

  @Field(() => LendingStateEnum, { description: 'Whether the PCN has agreed to it.' })
  state!: LendingState;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the PCN accepted or declined it; null while it waits, and where nobody had to.',
  })
  decidedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was declined; null when it was not.' })
  declineReason!: string | null;
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
  description: 'A time of every week at which somebody is available in a job, by the clock in London.',
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
    description: 'The first day on which it does not hold any more; null until further notice.',
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
    description: 'The employment, OFFERED where the clinician has to accept it; null when refused.',
  })
  employment?: EmploymentType | null;

  @Field(() => [WarningType], { description: warningsDescription })
  warnings!: readonly WarningType[];
}

@ObjectType('ReleaseToPoolPayload', { implements: MutationPayload, description: 'The release.' })
export class ReleaseToPoolPayload extends MutationPayload {
  @Field(() => PoolReleaseType, { nullable: true, description: 'The release; null when refused.' })
  release?: PoolReleaseType | null;
}

@ObjectType('AcceptReleasePayload', { implements: MutationPayload, description: 'The accepted release.' })
export class AcceptReleasePayload extends MutationPayload {
  @Field(() => PoolReleaseType, { nullable: true, description: 'The release; null when refused.' })
  release?: PoolReleaseType | null;
}

@ObjectType('DeclineReleasePayload', { implements: MutationPayload, description: 'The declined release.' })
export class DeclineReleasePayload extends MutationPayload {
  @Field(() => PoolReleaseType, { nullable: true, description: 'The release; null when refused.' })
  release?: PoolReleaseType | null;
}

@ObjectType('SetWorkingPatternPayload', { implements: MutationPayload, description: 'The job with its new pattern.' })
export class SetWorkingPatternPayload extends MutationPayload {
  @Field(() => EmploymentType, {
    nullable: true,
    description: 'The employment, read on the first day of the new pattern; null when refused.',
  })
  employment?: EmploymentType | null;

  @Field(() => [WarningType], { description: warningsDescription })
  warnings!: readonly WarningType[];
}
