import { Field, ObjectType } from 'type-graphql';
import { AccommodationOfferType } from '../../organisation/accommodation/accommodation.type.js';
import { RoomType } from '../../organisation/site/site.type.js';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { ChangeReportType } from '../change-report.type.js';

const changeDescription = 'What the change does, or would do; given with the reasons too if something is in its way.';

@ObjectType('ChangeRoomPayload', { implements: MutationPayload, description: 'The room as it is now.' })
export class ChangeRoomPayload extends MutationPayload {
  @Field(() => RoomType, {
    nullable: true,
    description: 'The room, as it was after a dry run; null if it was refused.',
  })
  room?: RoomType | null;

  @Field(() => ChangeReportType, { nullable: true, description: changeDescription })
  change?: ChangeReportType | null;
}

@ObjectType('CloseRoomPayload', { implements: MutationPayload, description: 'A room that closes.' })
export class CloseRoomPayload extends MutationPayload {
  @Field(() => RoomType, {
    nullable: true,
    description: 'The room, as it was after a dry run; null if it was refused.',
  })
  room?: RoomType | null;

  @Field(() => ChangeReportType, { nullable: true, description: changeDescription })
  change?: ChangeReportType | null;
}

@ObjectType('WithdrawOfferPayload', { implements: MutationPayload, description: 'An offer that is withdrawn.' })
export class WithdrawOfferPayload extends MutationPayload {
  @Field(() => AccommodationOfferType, {
    nullable: true,
    description: 'The offer with its end; null if it was refused, or withdrawn before it began.',
  })
  offer?: AccommodationOfferType | null;

  @Field(() => ChangeReportType, { nullable: true, description: changeDescription })
  change?: ChangeReportType | null;
}
