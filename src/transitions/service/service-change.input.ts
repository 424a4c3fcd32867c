import { Field, InputType, Int } from 'type-graphql';
import type { RoomKind } from '../../organisation/site/room.entity.js';
import { RoomKindEnum } from '../../organisation/site/site.type.js';
import { IdField } from '../../platform/graphql/id-argument.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { DeliveryModeEnum } from '../../sessions/service/delivery-mode.type.js';
import { NeedEnum } from '../../sessions/service/need.type.js';
import type { DeliveryMode } from '../../sessions/service/rules/delivery-mode.js';
import type { Need } from '../../sessions/service/rules/needs.js';
import { type AppointmentCategory, AppointmentCategoryEnum } from '../../sessions/service/service.type.js';

const dryRunDescription = 'True to be told what would happen without changing anything.';

@InputType('ChangeServiceInput', { description: "What changes of a network's own service. What you leave out stays." })
export class ChangeServiceInput extends MutationInput {
  @IdField('Service', { description: 'The service.' })
  service!: string;

  @Field(() => String, { nullable: true, description: 'What people call it; at most 120 characters.' })
  name?: string;

  @Field(() => [String], { nullable: true, description: 'All of the staff roles that may give it, by their codes.' })
  roles?: string[];

  @Field(() => [String], { nullable: true, description: 'All skills that the clinician must have, in small letters.' })
  skills?: string[];

  @Field(() => Int, { nullable: true, description: 'How long one slot of a new clinic lasts, from 5 to 240 minutes.' })
  slotMinutes?: number;

  @Field(() => [DeliveryModeEnum], { nullable: true, description: 'All ways in which patients may be seen.' })
  deliveryModes?: DeliveryMode[];

  @Field(() => AppointmentCategoryEnum, {
    nullable: true,
    description: 'The national category in which it is counted, past sessions too.',
  })
  appointmentCategory?: AppointmentCategory;

  @Field(() => RoomKindEnum, { nullable: true, description: 'The kind of room it needs; null when any will do.' })
  roomKind?: RoomKind | null;

  @Field(() => [String], { nullable: true, description: 'All equipment that the room must have, in small letters.' })
  equipment?: string[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether patients come with problems that nobody has assessed yet.',
  })
  undifferentiated?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is triage.' })
  triage?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Whether a GP must be on site during it.' })
  gpOnSite?: boolean;

  @Field(() => [NeedEnum], { nullable: true, description: 'All needs it is for; empty for any.' })
  needs?: Need[];

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}

@InputType('RetireServiceInput', { description: 'Which service is retired, from when, and why.' })
export class RetireServiceInput extends MutationInput {
  @IdField('Service', { description: "A network's own service." })
  service!: string;

  @Field(() => DateScalar, { description: 'The first day without it; tomorrow at the earliest.' })
  from!: string;

  @Field(() => String, { description: 'Why, for the practices: 1 to 200 characters, no patient identity.' })
  reason!: string;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}
