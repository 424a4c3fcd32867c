import { Field, InputType, Int } from 'type-graphql';
import type { RoomKind } from '../../organisation/site/room.entity.js';
import { RoomKindEnum } from '../../organisation/site/site.type.js';
import { IdField } from '../../platform/graphql/id-argument.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';
import { DateScalar } from '../../platform/graphql/scalars.js';

const dryRunDescription = 'True to be told what would happen without changing anything.';
const reasonDescription = 'Why, for those who must be told: 1 to 200 characters, no patient identity.';

@InputType('ChangeRoomInput', { description: 'What changes of a room, from today on. What you leave out stays.' })
export class ChangeRoomInput extends MutationInput {
  @IdField('Room', { description: 'The room.' })
  room!: string;

  @Field(() => String, { nullable: true, description: 'Its name or number, unique at the site.' })
  name?: string;

  @Field(() => RoomKindEnum, { nullable: true, description: 'What it is suitable for.' })
  kind?: RoomKind;

  @Field(() => [String], { nullable: true, description: 'All of its equipment, e.g. `couch`, `ecg`.' })
  equipment?: string[];

  @Field(() => Boolean, { nullable: true, description: 'Whether it has step-free access.' })
  stepFree?: boolean;

  @Field(() => Int, { nullable: true, description: 'How many people can work with patients there at once.' })
  places?: number;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}

@InputType('CloseRoomInput', { description: 'Which room closes, when, why, and what becomes of its sessions.' })
export class CloseRoomInput extends MutationInput {
  @IdField('Room', { description: 'The room.' })
  room!: string;

  @Field(() => DateScalar, { description: 'The first day on which it is closed; tomorrow at the earliest.' })
  from!: string;

  @Field(() => String, { description: reasonDescription })
  reason!: string;

  @IdField('Room', {
    nullable: true,
    description: 'Another room of the site for its published sessions. Without it they are in the way of the closing.',
  })
  sessionsTo?: string;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}

@InputType('WithdrawOfferInput', { description: 'Which offer of a room is withdrawn, from when, and why.' })
export class WithdrawOfferInput extends MutationInput {
  @IdField('AccommodationOffer', { description: 'The offer.' })
  offer!: string;

  @Field(() => DateScalar, { description: 'The first day without it; tomorrow at the earliest.' })
  from!: string;

  @Field(() => String, { description: reasonDescription })
  reason!: string;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}
