import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { connectionTypes } from '../../platform/graphql/connection.type.js';
import { IdField } from '../../platform/graphql/id-argument.js';
import { globalId } from '../../platform/ids/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateTimeScalar } from '../../platform/graphql/scalars.js';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { warningsDescription, WarningType } from '../../platform/graphql/warning.type.js';
import type { AssignmentState } from './assignment.entity.js';
import type { AssignmentRow } from './assignment.queries.js';
import { type SessionSource, SessionType } from '../session/session.type.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';

export const AssignmentStateEnum = enumOf<AssignmentState>('AssignmentState', 'The state of an assignment.', {
  DRAFT: 'Part of a rota that is not published yet.',
  PUBLISHED: 'The clinician fills the post.',
  ENDED: 'The clinician was taken off the post again.',
});

export const AssignmentWarningEnum = enumOf(
  'AssignmentWarning',
  'Nothing that stops an assignment, but something that needs attention.',
  {
    OUTSIDE_WORKING_PATTERN: 'The session is outside the weekly pattern of the clinician: ask whether that suits.',
    GP_ON_SITE_NEEDED: 'A GP must be at the site during the session: make sure that one is.',
    RELEASE_EXCEEDED: 'The clinician works more minutes in that week than are released to the network.',
  },
);

/** What resolvers of an assignment get as their source. */
export interface AssignmentSource {
  readonly __typename: 'Assignment';
  readonly id: string;
  readonly row: AssignmentRow;
}

@ObjectType('Assignment', {
  implements: Node,
  description: 'Who fills a post of a session, or did.',
  simpleResolvers: true,
})
export class AssignmentType extends Node {
  @Field(() => AssignmentStateEnum, { description: 'Its state.' })
  state!: AssignmentState;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  assignedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the clinician was taken off; null if not.' })
  endedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why the clinician was taken off; null if not.' })
  endedReason!: string | null;
}

/** The GraphQL source of an assignment. */
export function assignmentSource(row: AssignmentRow) {
  return {
    __typename: 'Assignment' as const,
    id: globalId('Assignment', row.id),
    row,
    state: row.state,
    assignedAt: row.assignedAt,
    endedAt: row.endedAt,
    endedReason: row.endedReason,
  };
}

export const { Connection: AssignmentConnection } = connectionTypes('Assignment', () => AssignmentType, 'assignments');

@InputType('AssignClinicianInput', { description: 'Which clinician is to work where.' })
export class AssignClinicianInput extends MutationInput {
  @IdField('Session', { description: 'The session.' })
  session!: string;

  @IdField('Post', { nullable: true, description: 'The post; default the first open one of the clinician’s role.' })
  post?: string;

  @IdField('Clinician', { description: 'The clinician, released to the network on the day.' })
  clinician!: string;

  @IdField('Clinician', {
    nullable: true,
    description: 'The GP who supervises in this session; default the clinician’s own named supervisor.',
  })
  supervisor?: string;
}

@InputType('UnassignClinicianInput', { description: 'Which clinician is taken off a post, and why.' })
export class UnassignClinicianInput extends MutationInput {
  @IdField('Assignment', { description: 'The assignment.' })
  assignment!: string;

  @Field(() => String, { description: 'Why, for colleagues; at most 200 characters and nothing about health.' })
  reason!: string;
}

@ObjectType('AssignClinicianPayload', { implements: MutationPayload, description: 'The new assignment.' })
export class AssignClinicianPayload extends MutationPayload {
  @Field(() => AssignmentType, { nullable: true, description: 'The assignment; null when it was refused.' })
  assignment?: AssignmentSource | null;

  @Field(() => SessionType, { nullable: true, description: 'The session as it is now; null when it was refused.' })
  session?: SessionSource | null;

  @Field(() => [WarningType], { description: warningsDescription })
  warningDetails!: readonly WarningType[];

  @Field(() => [AssignmentWarningEnum], {
    description: 'What needs attention, as codes alone; the assignment is made all the same.',
    deprecationReason: 'Use `warningDetails`. Removed after 2027-11-30',
  })
  warnings!: readonly (keyof typeof AssignmentWarningEnum)[];
}

@ObjectType('UnassignClinicianPayload', { implements: MutationPayload, description: 'The ended assignment.' })
export class UnassignClinicianPayload extends MutationPayload {
  @Field(() => AssignmentType, { nullable: true, description: 'The ended assignment; null when it was refused.' })
  assignment?: AssignmentSource | null;

  @Field(() => SessionType, { nullable: true, description: 'The session as it is now; null when it was refused.' })
  session?: SessionSource | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many slots of the post are booked or held. They stay so until somebody else fills the post or the session is cancelled. Null when it was refused.',
  })
  affectedSlotCount?: number | null;
}
