import { Field, Float, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { connectionTypes } from '../../platform/graphql/connection.type.js';
import { globalId } from '../../platform/ids/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import {
  DateScalar,
  DateTimeScalar,
  DurationScalar,
  durationText,
  LocalTimeScalar,
} from '../../platform/graphql/scalars.js';
import { DeliveryModeEnum } from '../service/delivery-mode.type.js';
import type { DeliveryMode } from '../service/rules/delivery-mode.js';
import type { PostRow, SessionRow, SessionState, ShareRow, SlotRow } from './session.queries.js';

export const SessionStateEnum = enumOf<SessionState>('SessionState', 'The state of a session.', {
  PUBLISHED: 'It takes place, or did.',
  CANCELLED: 'It was cancelled.',
});

/** What resolvers of a session get as their source. */
export interface SessionSource {
  readonly __typename: 'Session';
  readonly id: string;
  readonly key: string;
  readonly row: SessionRow;
}

@ObjectType('Session', {
  implements: Node,
  description: 'One meeting of a shared clinic: a day, a place, posts to be filled and slots to be booked.',
  simpleResolvers: true,
})
export class SessionType extends Node {
  @Field(() => DateScalar, { description: 'The London day on which it is held.' })
  on!: string;

  @Field(() => DateTimeScalar, { description: 'When it starts.' })
  startsAt!: string;

  @Field(() => DateTimeScalar, { description: 'When it ends.' })
  endsAt!: string;

  @Field(() => LocalTimeScalar, { description: 'When it starts, in London clock time.' })
  startTime!: string;

  @Field(() => LocalTimeScalar, { description: 'When it ends, in London clock time.' })
  endTime!: string;

  @Field(() => DurationScalar, { description: 'How long it lasts.' })
  duration!: string;

  @Field(() => SessionStateEnum, { description: 'Whether it takes place.' })
  state!: SessionState;

  @Field(() => String, { nullable: true, description: 'Why it was cancelled; null when it was not.' })
  cancelledReason!: string | null;

  @Field(() => DateTimeScalar, { description: 'From when places that are still free are open to every practice.' })
  poolAt!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'From when NHS 111 can also book slots that are still free; null for never.',
  })
  unusedTo111At!: string | null;

  @Field(() => Boolean, { description: 'Whether slots can be booked while nobody fills their post.' })
  bookableUnstaffed!: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was published.' })
  publishedAt!: string;
}

/** The GraphQL source of a session. */
export function sessionSource(row: SessionRow) {
  return {
    __typename: 'Session' as const,
    id: globalId('Session', row.id),
    key: row.id,
    row,
    on: row.sessionOn,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    startTime: row.startTime,
    endTime: row.endTime,
    duration: durationText(Math.round((Date.parse(row.endsAt) - Date.parse(row.startsAt)) / 60_000)),
    state: row.state,
    cancelledReason: row.cancelledReason,
    poolAt: row.poolAt,
    unusedTo111At: row.to111At,
    bookableUnstaffed: row.bookableUnstaffed,
    publishedAt: row.publishedAt,
  };
}

/** What resolvers of a post get as their source. */
export interface PostSource {
  readonly __typename: 'Post';
  readonly id: string;
  readonly row: PostRow;
}

@ObjectType('Post', {
  implements: Node,
  description: 'One position for a member of staff in a session: a staffing line of three makes three posts.',
  simpleResolvers: true,
})
export class PostType extends Node {
  @Field(() => Int, { description: 'Its number in the session.' })
  number!: number;

  @Field(() => Boolean, { description: 'Whether nobody fills it yet.' })
  open!: boolean;
}

/** The GraphQL source of a post. */
export function postSource(row: PostRow) {
  return {
    __typename: 'Post' as const,
    id: globalId('Post', `${row.sessionId}/${row.number}`),
    row,
    number: row.number,
    open: row.clinicianId === null,
  };
}

/** What resolvers of a session's share get as their source. */
export interface SessionShareSource {
  readonly practiceId: string;
  readonly pcnId: string;
}

@ObjectType('SessionShare', {
  description: 'A practice’s share of a session: what it was given and why, and what it has now.',
  simpleResolvers: true,
})
export class SessionShareType implements Omit<ShareRow, 'sessionId' | 'pcnId' | 'practiceId'> {
  @Field(() => Float, { description: 'What its share was based on, such as its list size.' })
  weight!: number;

  @Field(() => String, {
    description: 'Which list, when it was counted and where it was published; or what else the weight is.',
  })
  weightSource!: string;

  @Field(() => Float, { description: 'Its exact share of the places, before rounding to whole places.' })
  entitlement!: number;

  @Field(() => Int, { description: 'How many places it was given at publication.' })
  placesGiven!: number;

  @Field(() => Int, { description: 'How many it owns now, after returns and gifts.' })
  placesNow!: number;

  @Field(() => Int, { description: 'How many of those are still free.' })
  placesFree!: number;
}

@ObjectType('PlacePool', { description: 'The places of a session that no practice owns.', simpleResolvers: true })
export class PlacePoolType {
  @Field(() => Int, { description: 'How many there are.' })
  placesNow!: number;

  @Field(() => Int, { description: 'How many of them are free.' })
  placesFree!: number;
}

/** What resolvers of a slot get as their source. */
export interface SlotSource {
  readonly __typename: 'Slot';
  readonly id: string;
  readonly row: SlotRow;
}

@ObjectType('Slot', {
  implements: Node,
  description: 'One bookable time in a session, given by the clinician who fills its post.',
  simpleResolvers: true,
})
export class SlotType extends Node {
  @Field(() => Int, { description: 'Its number in the session.' })
  number!: number;

  @Field(() => DateTimeScalar, { description: 'When it starts.' })
  startsAt!: string;

  @Field(() => DateTimeScalar, { description: 'When it ends.' })
  endsAt!: string;

  @Field(() => [DeliveryModeEnum], { description: 'How the patient may be seen.' })
  deliveryModes!: readonly DeliveryMode[];

  @Field(() => DateTimeScalar, { description: 'From when it can be booked.' })
  releasedAt!: string;

  @Field(() => Boolean, { description: 'Whether it is kept for NHS 111.' })
  heldFor111!: boolean;

  @Field(() => Boolean, { description: 'Whether nobody has booked it or holds it now.' })
  free!: boolean;
}

/** The GraphQL source of a slot. */
export function slotSource(row: SlotRow) {
  return {
    __typename: 'Slot' as const,
    id: globalId('Slot', `${row.sessionId}/${row.number}`),
    row,
    number: row.number,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    deliveryModes: row.deliveryModes,
    releasedAt: row.releasedAt,
    heldFor111: row.heldFor111,
    free: row.free,
  };
}

export const { Connection: SlotConnection } = connectionTypes('Slot', () => SlotType, 'slots');

export const { Edge: SessionEdge, Connection: SessionConnection } = connectionTypes(
  'Session',
  () => SessionType,
  'sessions',
);
