import { ArgsType, Directive, Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IdField } from '../../platform/graphql/id-argument.js';
import { connectionTypes, PageArgs } from '../../platform/graphql/connection.type.js';
import { globalId } from '../../platform/ids/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar, DateTimeScalar, LocalTimeScalar } from '../../platform/graphql/scalars.js';
import { instantText } from '../../platform/instant-text.js';
import { londonTime } from '../../time/london.js';
import { OdsCodeScalar, PostcodeScalar } from '../../organisation/directory/identifier.type.js';
import { DeliveryModeEnum } from '../../sessions/service/delivery-mode.type.js';
import { NeedEnum } from '../../sessions/service/need.type.js';
import { listOf } from '../../platform/graphql/limits/list-size.js';
import type { At } from '../../organisation/directory/at.js';
import type { siteSource } from '../../organisation/site/site.type.js';
import type { serviceSource } from '../../sessions/service/service.type.js';
import type { AvailabilityRow } from './availability.queries.js';
import { type AvailableSlotRow, slotsOf } from './available-slots.js';
import { AccessNeedEnum } from '../coding.type.js';
import { slotIdsOf } from '../slot-id.js';
import type { AccessNeed } from '../rules/access-needs.js';
import type { DeliveryMode } from '../../sessions/service/rules/delivery-mode.js';
import type { Need } from '../../sessions/service/rules/needs.js';

@InputType('PointInput', { description: 'A point on the map (WGS 84).' })
export class PointInput {
  @Field(() => Float, { description: 'Degrees north, -90 to 90.' })
  latitude!: number;

  @Field(() => Float, { description: 'Degrees east, -180 to 180; west is negative.' })
  longitude!: number;
}

@Directive('@oneOf')
@InputType('NearInput', { description: 'Where distances are measured from. Give exactly one of these.' })
export class NearInput {
  @IdField('Site', { nullable: true, description: 'From a site.' })
  site?: string;

  @Field(() => PointInput, { nullable: true, description: 'From a point.' })
  coordinates?: PointInput;

  @Field(() => PostcodeScalar, { nullable: true, description: 'From a postcode of a site in our records.' })
  postcode?: string;
}

@ArgsType()
export class SharedAvailabilityArgs extends PageArgs {
  @Field(() => OdsCodeScalar, { description: 'The practice whose patients it is for.' })
  practice!: string;

  @Field(() => DateScalar, { description: 'The first day of the search.' })
  from!: string;

  @Field(() => DateScalar, { description: 'The first day after the search; at most 92 days after `from`.' })
  to!: string;

  @IdField('Service', { nullable: true, description: 'Only sessions of this service.' })
  service?: string;

  @Field(() => String, { nullable: true, description: 'Only slots given by this role: the `code` of a StaffRole.' })
  role?: string;

  @Field(() => DeliveryModeEnum, { nullable: true, description: 'Only slots that can be given in this way.' })
  deliveryMode?: DeliveryMode;

  @Field(() => String, {
    nullable: true,
    description: 'Only clinicians who speak this language: its ISO 639-1 code, e.g. `pl`.',
  })
  language?: string;

  @Field(() => Boolean, { nullable: true, description: 'Only sessions in a room that can be reached without steps.' })
  stepFree?: boolean;

  @Field(() => [AccessNeedEnum], {
    nullable: true,
    description:
      'Only what suits a patient with these access needs: slots given in a way in which the patient can be seen. If the patient needs step-free access and may have to come in, only rooms known to have it. Needs that no session is recorded as meeting, such as an interpreter, leave nothing out.',
  })
  accessNeeds?: AccessNeed[];

  @Field(() => NeedEnum, {
    nullable: true,
    description: 'Only services for this need; a service that names no needs is for all.',
  })
  need?: Need;

  @Field(() => NearInput, { nullable: true, description: 'Adds the straight-line distance to each session’s site.' })
  near?: NearInput;

  @Field(() => Float, {
    nullable: true,
    description: 'With `near`: only sites within this many kilometres, in a straight line.',
  })
  withinKm?: number;

  @Field(() => Boolean, { nullable: true, description: 'Count only places of the practice’s own share.' })
  ownShareOnly?: boolean;
}

/** What resolvers of one session's availability get as their source. */
export interface AvailabilitySource {
  readonly __typename: 'SharedAvailability';
  readonly row: AvailabilityRow;
  /** The day as of which the site is read: today. */
  readonly at: At;
  /** Present where they were read with the row. */
  readonly service?: ReturnType<typeof serviceSource> | undefined;
  readonly site?: ReturnType<typeof siteSource> | undefined;
}

@ObjectType('AvailableSlot', { description: 'A slot that can be booked now.', simpleResolvers: true })
export class AvailableSlotType {
  @Field(() => ID, { description: 'The slot’s id, for `holdSlot` and `bookSlot`.' })
  id!: string;

  @Field(() => Int, { description: 'Its number in the session.' })
  number!: number;

  @Field(() => DateTimeScalar, { description: 'When it begins.' })
  startsAt!: string;

  @Field(() => DateTimeScalar, { description: 'When it ends.' })
  endsAt!: string;

  @Field(() => LocalTimeScalar, { description: 'When it begins, in London clock time.' })
  startTime!: string;

  @Field(() => [DeliveryModeEnum], { description: 'The ways in which it can be given.' })
  deliveryModes!: readonly DeliveryMode[];

  @Field(() => String, { description: 'The code of the role that gives it.' })
  role!: string;
}

@ObjectType('SharedAvailability', {
  implements: Node,
  description: 'A session in which the practice can book now: where, when, and how many places it has.',
  simpleResolvers: true,
})
export class SharedAvailabilityType extends Node {
  @Field(() => DateScalar, { description: 'The day in London.' })
  on!: string;

  @Field(() => DateTimeScalar, { description: 'When the session begins.' })
  startsAt!: string;

  @Field(() => DateTimeScalar, { description: 'When the session ends.' })
  endsAt!: string;

  @Field(() => Int, { description: 'Free places of the practice’s own share.' })
  ownPlacesFree!: number;

  @Field(() => Int, { description: 'Free places of the network’s pool, open to every practice.' })
  poolPlacesFree!: number;

  @Field(() => Int, {
    description: 'Free places of other practices’ shares that have become open to all; 0 before `poolAt`.',
  })
  otherPlacesFree!: number;

  @Field(() => DateTimeScalar, { description: 'From when unused shares are open to every practice.' })
  poolAt!: string;

  @Field(() => Int, {
    description:
      'How many bookings the practice can make here now: its free places or the free slots, whichever is fewer. For a booking partner the slots held for it count as well.',
  })
  bookableCount!: number;

  @Field(() => [AvailableSlotType], {
    complexity: listOf(16),
    description: 'The free, released slots to choose from. There may be more of them than `bookableCount`.',
  })
  slots!: readonly AvailableSlotType[];

  @Field(() => Float, {
    nullable: true,
    description:
      'Straight-line distance in kilometres from `near`; null without it, or where the site’s coordinates are unknown.',
  })
  distanceKm!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the room can be reached without steps; null when no room is set.',
  })
  stepFree!: boolean | null;
}

function instantOf(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/**
 * A reply may hold thousands of slots, and rarely asks for everything about each: values are worked out only when
 * requested.
 */
class AvailableSlotSource implements AvailableSlotType {
  constructor(
    private readonly row: AvailableSlotRow,
    private readonly idOf: (slotNumber: number) => string,
  ) {}

  get id() {
    return this.idOf(this.row.number);
  }
  get number() {
    return this.row.number;
  }
  get startsAt() {
    return instantOf(this.row.startsAt);
  }
  get endsAt() {
    return instantOf(this.row.endsAt);
  }
  get startTime() {
    return londonTime(this.row.startsAt);
  }
  get deliveryModes() {
    return this.row.deliveryModes;
  }
  get role() {
    return this.row.roleCode;
  }
}

/** The availability of one session to one practice: its id names both. */
export function availabilitySource(
  row: AvailabilityRow,
  practiceId: string,
  at: At,
  { service, site }: Pick<AvailabilitySource, 'service' | 'site'> = {},
): SharedAvailabilityType & AvailabilitySource {
  return {
    __typename: 'SharedAvailability',
    id: globalId('SharedAvailability', `${row.id}/${practiceId}`),
    row,
    at,
    service,
    site,
    on: row.sessionOn,
    startsAt: instantText(row.startsAt),
    endsAt: instantText(row.endsAt),
    poolAt: row.poolAt,
    ownPlacesFree: row.ownPlacesFree,
    poolPlacesFree: row.poolPlacesFree,
    otherPlacesFree: row.otherPlacesFree,
    bookableCount: row.bookable,
    distanceKm: row.distanceKm,
    stepFree: row.stepFree,
    get slots() {
      const idOf = slotIdsOf(row.id);
      return slotsOf(row).map((slot) => new AvailableSlotSource(slot, idOf));
    },
  };
}

export const { Connection: SharedAvailabilityConnection } = connectionTypes(
  'SharedAvailability',
  () => SharedAvailabilityType,
  'sessions that can be booked',
);
