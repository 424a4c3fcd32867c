import { Field, Float, InputType, Int } from 'type-graphql';
import { IdField } from '../../platform/graphql/id-argument.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { OdsCodeScalar, PostcodeScalar } from '../directory/identifier.type.js';
import type { RoomKind } from './room.entity.js';
import type { CoordinatePrecision } from './site.entity.js';
import { CoordinatePrecisionEnum, RoomKindEnum, SiteKindEnum } from './site.type.js';
import type { SiteKind } from './site-operation.entity.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';

@InputType('CoordinatesInput', { description: 'Coordinates in degrees (WGS 84).' })
export class CoordinatesInput {
  @Field(() => Float, { description: 'North of the equator.' })
  latitude!: number;

  @Field(() => Float, { description: 'East of Greenwich; west is negative.' })
  longitude!: number;

  @Field(() => CoordinatePrecisionEnum, { description: 'How near these are to the door.' })
  precision!: CoordinatePrecision;
}

@InputType('RoomInput', { description: 'A room of a new site.' })
export class RoomInput {
  @Field(() => String, { description: 'Its name or number, unique at the site.' })
  name!: string;

  @Field(() => RoomKindEnum, { description: 'What it is suitable for.' })
  kind!: RoomKind;

  @Field(() => [String], { nullable: true, description: 'Its equipment, e.g. `couch`, `ecg`; default none.' })
  equipment?: string[];

  @Field(() => Boolean, { description: 'Whether it has step-free access.' })
  stepFree!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'How many people can work with patients there at once; default 1.',
  })
  places?: number;
}

@InputType('AddRoomInput', { description: 'A room that is added to a site.' })
export class AddRoomInput extends MutationInput {
  @IdField('Site', { description: 'The site.' })
  site!: string;

  @Field(() => String, { description: 'Its name or number, unique at the site.' })
  name!: string;

  @Field(() => RoomKindEnum, { description: 'What it is suitable for.' })
  kind!: RoomKind;

  @Field(() => [String], { nullable: true, description: 'Its equipment, e.g. `couch`, `ecg`; default none.' })
  equipment?: string[];

  @Field(() => Boolean, { description: 'Whether it has step-free access.' })
  stepFree!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: 'How many people can work with patients there at once; default 1.',
  })
  places?: number;
}

@InputType('OpenSiteInput', { description: 'A new site, its rooms and who runs it.' })
export class OpenSiteInput extends MutationInput {
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

  @Field(() => String, { description: 'Its usual name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Its address without town and postcode.' })
  address?: string;

  @Field(() => String, { nullable: true, description: 'Its town.' })
  town?: string;

  @Field(() => PostcodeScalar, { nullable: true, description: 'Its postcode.' })
  postcode?: string;

  @Field(() => CoordinatesInput, { nullable: true, description: 'Where it is, if known.' })
  coordinates?: CoordinatesInput;

  @Field(() => [RoomInput], { description: 'Its rooms; may be empty.' })
  rooms!: RoomInput[];

  @Field(() => String, {
    nullable: true,
    description: 'Where this information comes from; default the person who entered it.',
  })
  source?: string;
}
