import { Directive, Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { connectionTypes } from '../../platform/graphql/connection.type.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { IdPartsField } from '../../platform/graphql/id-argument.js';
import { type GlobalId, globalId } from '../../platform/ids/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { type At, dayInId } from '../directory/at.js';
import { PostcodeScalar } from '../directory/identifier.type.js';
import type { RoomKind } from './room.entity.js';
import type { CoordinatePrecision } from './site.entity.js';
import type { Certainty, SiteKind } from './site-operation.entity.js';
import type { RoomRow, SiteOperationRow, SiteRow, TravelTimeRow } from './site.queries.js';

export const SiteKindEnum = enumOf<SiteKind>('SiteKind', 'In what capacity an organisation runs a site.', {
  MAIN: 'Its main surgery.',
  BRANCH: 'A branch surgery.',
  HUB: 'A hub, shared by a network.',
});

export const RoomKindEnum = enumOf<RoomKind>('RoomKind', 'What a room is suitable for.', {
  CONSULTING: 'Consultations with one patient.',
  TREATMENT: 'Treatment, such as dressings and injections.',
  GROUP: 'Groups and classes.',
  TELEPHONE: 'Telephone and video calls; no patients come here.',
});

export const CoordinatePrecisionEnum = enumOf<CoordinatePrecision>(
  'CoordinatePrecision',
  'How near the coordinates are to the door.',
  {
    EXACT: 'The building itself.',
    POSTCODE: 'The middle of its postcode.',
    TOWN: 'The middle of its town, some kilometres away.',
  },
);

export const CertaintyEnum = enumOf<Certainty>('Certainty', 'How certain a dated fact is.', {
  STATED: 'The source says so.',
  INFERRED: 'Inferred from the source, which does not say it itself.',
});

@ObjectType('Coordinates', { description: 'Coordinates in degrees (WGS 84).', simpleResolvers: true })
export class CoordinatesType {
  @Field(() => Float, { description: 'North of the equator.' })
  latitude!: number;

  @Field(() => Float, { description: 'East of Greenwich; west is negative.' })
  longitude!: number;

  @Field(() => CoordinatePrecisionEnum, { description: 'How near these are to the door.' })
  precision!: CoordinatePrecision;
}

/** What resolvers of a site get as their source. */
export interface SiteSource {
  readonly __typename: 'Site';
  readonly id: string;
  readonly key: string;
  readonly at: At;
  readonly row: SiteRow;
  readonly closedOn: string | null;
}

@ObjectType('Site', {
  implements: Node,
  description: 'A place where patients are seen: a main surgery, a branch surgery or a hub. Its operator may change.',
  simpleResolvers: true,
})
export class SiteType extends Node {
  @Field(() => String, { nullable: true, description: 'Its code, often an ODS site code; null if it has none.' })
  code!: string | null;

  @Field(() => String, { description: 'Its usual name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Its address without town and postcode.' })
  address!: string | null;

  @Field(() => String, { nullable: true, description: 'Its town.' })
  town!: string | null;

  @Field(() => PostcodeScalar, { nullable: true, description: 'Its postcode, which it may share with other sites.' })
  postcode!: string | null;

  @Field(() => CoordinatesType, { nullable: true, description: 'Where it is; null if not known.' })
  coordinates!: CoordinatesType | null;

  @Field(() => DateScalar, { description: 'The day it opened.' })
  openedOn!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The first day on which it was closed.' })
  closedOn!: string | null;
}

/** The GraphQL source of a site read on a day. */
export function siteSource(row: SiteRow, at: At) {
  return {
    __typename: 'Site' as const,
    id: globalId('Site', row.id, dayInId(at)),
    key: row.id,
    at,
    row,
    code: row.code,
    name: row.name,
    address: row.address,
    town: row.town,
    postcode: row.postcode,
    coordinates:
      row.latitude === null || row.longitude === null || row.coordinatePrecision === null
        ? null
        : { latitude: row.latitude, longitude: row.longitude, precision: row.coordinatePrecision },
    openedOn: row.openedOn,
    closedOn: row.closedOn,
  };
}

/** What resolvers of a room get as their source. */
export interface RoomSource {
  readonly __typename: 'Room';
  readonly id: string;
  readonly key: string;
  readonly at: At;
  readonly siteId: string;
  readonly closedOn: string | null;
}

@ObjectType('Room', {
  implements: Node,
  description: 'A room of a site in which a session can be held.',
  simpleResolvers: true,
})
export class RoomType extends Node {
  @Field(() => String, { description: 'Its name or number at the site.' })
  name!: string;

  @Field(() => RoomKindEnum, { description: 'What it is suitable for.' })
  kind!: RoomKind;

  @Field(() => [String], { description: 'Its equipment, e.g. `couch`, `ecg`.' })
  equipment!: readonly string[];

  @Field(() => Boolean, { description: 'Whether it has step-free access.' })
  stepFree!: boolean;

  @Field(() => Int, {
    description: 'How many people can work with patients there at once. A session has the room to itself all the same.',
  })
  places!: number;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day on which it is closed; null while it is open.',
  })
  closedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it closes or has closed; null while it is open.' })
  closedBecause!: string | null;
}

/** The GraphQL source of a room read on a day. */
export function roomSource(row: RoomRow, at: At) {
  return {
    __typename: 'Room' as const,
    id: globalId('Room', row.id, dayInId(at)),
    key: row.id,
    at,
    siteId: row.siteId,
    name: row.name,
    kind: row.kind,
    equipment: row.equipment,
    stepFree: row.stepFree,
    places: row.places,
    closedOn: row.closedOn,
    closedBecause: row.closedBecause,
  };
}

export const { Connection: RoomConnection } = connectionTypes('Room', () => RoomType, 'rooms');

/** What resolvers of a site's operation get as their source. */
export interface SiteOperationSource {
  readonly at: At;
  readonly siteId: string;
  readonly operatorId: string;
}

@ObjectType('SiteOperation', {
  implements: Node,
  description: 'Who runs a site, in what capacity and since when. A site has one operator a day.',
  simpleResolvers: true,
})
export class SiteOperationType extends Node {
  @Field(() => SiteKindEnum, { description: 'In what capacity it is run.' })
  kind!: SiteKind;

  @Field(() => DateScalar, { description: 'The first day.' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day after it ends; null until further notice.',
  })
  to!: string | null;

  @Field(() => CertaintyEnum, { description: 'How certain this is.' })
  certainty!: Certainty;

  @Field(() => String, { description: 'Where this information comes from.' })
  source!: string;
}

/** The GraphQL source of a site's operation, whose site and operator are read on a day. */
export function siteOperationSource(row: SiteOperationRow, at: At) {
  return {
    ...row,
    __typename: 'SiteOperation' as const,
    id: globalId('SiteOperation', row.id, dayInId(at)),
    at,
  };
}

/** What resolvers of a travel time get as their source. */
export interface TravelTimeSource {
  readonly at: At;
  readonly toSiteId: string;
}

@ObjectType('TravelTime', { description: 'The travel time from one site to another.', simpleResolvers: true })
export class TravelTimeType {
  @Field(() => Int, { description: 'Minutes, door to door.' })
  minutes!: number;

  @Field(() => Boolean, { description: 'True for an assumption of ours, false for a measured time.' })
  assumed!: boolean;

  @Field(() => String, { description: 'Where the figure comes from.' })
  source!: string;
}

export function travelTimeSource(row: TravelTimeRow, at: At) {
  return { ...row, at };
}

@ObjectType('OpenSitePayload', { implements: MutationPayload, description: 'The new site.' })
export class OpenSitePayload extends MutationPayload {
  @Field(() => SiteType, {
    nullable: true,
    description: 'The new site, read on its first day if that is in the future; null if it was refused.',
  })
  site?: SiteType | null;
}

@ObjectType('AddRoomPayload', { implements: MutationPayload, description: 'The new room.' })
export class AddRoomPayload extends MutationPayload {
  @Field(() => RoomType, { nullable: true, description: 'The new room; null if it was refused.' })
  room?: RoomType | null;
}

@Directive('@oneOf')
@InputType('SiteBy', { description: 'Which site: give exactly one of these.' })
export class SiteBy {
  @Field(() => String, { nullable: true, description: 'By its code, e.g. `E81003001`.' })
  code?: string;

  @IdPartsField(['Site'], { nullable: true, description: 'By its global id.' })
  id?: GlobalId;
}
