import { Field, Float, InputType } from 'type-graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { OdsCodeScalar, PostcodeScalar } from '../directory/identifier.type.js';
import type { RoomKind } from './room.entity.js';
import type { CoordinatePrecision } from './site.entity.js';
import { CoordinatePrecisionEnum, RoomKindEnum, SiteKindEnum } from './site.type.js';
import type { SiteKind } from './site-operation.entity.js';

@InputType('CoordinatesInput', { description: 'Where a place is, in degrees (WGS 84).' })
export class CoordinatesInput {
  @Field(() => Float, { description: 'North of the equator.' })
  latitude!: number;

  @Field(() => Float, { description: 'East of Greenwich; west is negative.' })
  longitude!: number;

  @Field(() => CoordinatePrecisionEnum, { description: 'How near this is to the door.' })
  precision!: CoordinatePrecision;
}

@InputType('RoomInput', { description: 'A room of a new site.' })
export class RoomInput {
  @Field(() => String, { description: 'Its name or number, unique at the site.' })
  name!: string;

  @Field(() => RoomKindEnum, { description: 'What it is fit for.' })
  kind!: RoomKind;

  @Field(() => [String], { nullable: true, description: 'What stands in it, e.g. `couch`, `ecg`; default nothing.' })
  equipment?: string[];

  @Field(() => Boolean, { description: 'Whether a wheelchair reaches it without a step.' })
  stepFree!: boolean;
}

@InputType('OpenSiteInput', { description: 'A new site, its rooms and who runs it.' })
export class OpenSiteInput {
  @Field(() => OdsCodeScalar, { description: 'Who runs it.' })
  operator!: string;

  @Field(() => SiteKindEnum, { description: 'As what.' })
  kind!: SiteKind;

  @Field(() => DateScalar, { description: 'The day it opens.' })
  opensOn!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its code, if it has one: 3 to 20 capitals, digits and hyphens.',
  })
  code?: string;

  @Field(() => String, { description: 'What people call it.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Its address without town and postcode.' })
  address?: string;

  @Field(() => String, { nullable: true, description: 'Its town.' })
  town?: string;

  @Field(() => PostcodeScalar, { nullable: true, description: 'Its postcode.' })
  postcode?: string;

  @Field(() => CoordinatesInput, { nullable: true, description: 'Where it is, if that is known.' })
  coordinates?: CoordinatesInput;

  @Field(() => [RoomInput], { description: 'Its rooms; may be empty.' })
  rooms!: RoomInput[];

  @Field(() => String, { nullable: true, description: 'Where this comes from; default who entered it.' })
  source?: string;
}
