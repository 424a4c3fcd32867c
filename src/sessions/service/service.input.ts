import { Field, InputType, Int } from 'type-graphql';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';
import type { RoomKind } from '../../organisation/site/room.entity.js';
import { RoomKindEnum } from '../../organisation/site/site.type.js';
import { DeliveryModeEnum } from './delivery-mode.type.js';
import { NeedEnum } from './need.type.js';
import type { Need } from './rules/needs.js';
import type { DeliveryMode } from './rules/delivery-mode.js';
import { type AppointmentCategory, AppointmentCategoryEnum } from './service.type.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';

@InputType('DefineServiceInput', { description: "A service of a network's own." })
export class DefineServiceInput extends MutationInput {
  @Field(() => OdsCodeScalar, { description: 'The PCN whose service it is.' })
  pcn!: string;

  @Field(() => String, { description: 'A short name in small letters and hyphens: `ear-microsuction`.' })
  code!: string;

  @Field(() => String, { description: 'What people call it; at most 120 characters.' })
  name!: string;

  @Field(() => [String], { description: 'Codes of the staff roles that may give it, e.g. `PRACTICE_NURSE`.' })
  roles!: string[];

  @Field(() => [String], { nullable: true, description: 'Skills that the clinician must have, in small letters.' })
  skills?: string[];

  @Field(() => Int, { description: 'How long one slot lasts, from 5 to 240 minutes.' })
  slotMinutes!: number;

  @Field(() => [DeliveryModeEnum], { description: 'How patients may be seen.' })
  deliveryModes!: DeliveryMode[];

  @Field(() => AppointmentCategoryEnum, { description: 'The national category in which it is counted.' })
  appointmentCategory!: AppointmentCategory;

  @Field(() => RoomKindEnum, {
    nullable: true,
    description: 'The kind of room it needs; leave it out when any will do.',
  })
  roomKind?: RoomKind;

  @Field(() => [String], { nullable: true, description: 'The equipment that the room must have, in small letters.' })
  equipment?: string[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether patients come with problems that nobody has assessed yet; default no.',
  })
  undifferentiated?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is triage; default no.' })
  triage?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether a GP must be on site during it; default no.' })
  gpOnSite?: boolean;

  @Field(() => [NeedEnum], {
    nullable: true,
    description:
      'The needs it is for. Booking it for any other need gives a warning; without needs nothing is checked.',
  })
  needs?: Need[];
}
