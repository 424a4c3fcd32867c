import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import { offerLoader } from '../../organisation/accommodation/accommodation.loader.js';
import {
  accommodationOfferSource,
  type AccommodationOfferSource,
  AccommodationOfferType,
} from '../../organisation/accommodation/accommodation.type.js';
import { atOf } from '../../organisation/directory/at.js';
import { roomLoader } from '../../organisation/site/site.loader.js';
import { roomSource } from '../../organisation/site/site.type.js';
import { changeThenRead } from '../change-report.resolver.js';
import { changeRoom } from './change-room.js';
import { closeRoom } from './close-room.js';
import { ChangeRoomInput, CloseRoomInput, WithdrawOfferInput } from './room-change.input.js';
import { ChangeRoomPayload, CloseRoomPayload, WithdrawOfferPayload } from './room-change.type.js';
import { withdrawOffer } from './withdraw-offer.js';
import { work } from '../../platform/graphql/limits/work.js';

async function readRoom(context: Context, id: string) {
  const row = await context.use(roomLoader).load(id);
  return { room: row && roomSource(row, await atOf(context, null)) };
}

@Resolver()
export class RoomChangeResolver {
  @Mutation(() => ChangeRoomPayload, {
    complexity: work(500),
    description:
      'Corrects what is on record of a room: name, kind, equipment, step-free access, places. Sessions stay; those that it may not suit any more are named.',
  })
  changeRoom(
    @Arg('input', () => ChangeRoomInput, { description: 'Which room, and what changes.' }) input: ChangeRoomInput,
    @Ctx() context: Context,
  ): Promise<ChangeRoomPayload> {
    return changeThenRead(context, input, changeRoom, () => readRoom(context, input.room));
  }

  @Mutation(() => CloseRoomPayload, {
    complexity: work(1500),
    description:
      'Closes a room from a day on. Refused, with their names, while sessions need it, unless you name another room for them.',
  })
  closeRoom(
    @Arg('input', () => CloseRoomInput, { description: 'Which room, when and why.' }) input: CloseRoomInput,
    @Ctx() context: Context,
  ): Promise<CloseRoomPayload> {
    return changeThenRead(context, input, closeRoom, () => readRoom(context, input.room));
  }

  @Mutation(() => WithdrawOfferPayload, {
    complexity: work(1500),
    description:
      'Withdraws the offer of a room from a day on. For the organisation that offers it. Refused, with their names, while sessions of the network need it.',
  })
  withdrawOffer(
    @Arg('input', () => WithdrawOfferInput, { description: 'Which offer, when and why.' }) input: WithdrawOfferInput,
    @Ctx() context: Context,
  ): Promise<WithdrawOfferPayload> {
    return changeThenRead(context, input, withdrawOffer, async () => {
      const row = await context.use(offerLoader).load(input.offer);
      return row === null ? {} : { offer: accommodationOfferSource(row, await atOf(context, null)) };
    });
  }
}

@Resolver(() => AccommodationOfferType)
export class WithdrawableOfferResolver {
  @FieldResolver(() => Boolean, { description: 'Whether it is not over, and you may withdraw it.' })
  async viewerCanWithdraw(@Root() offer: AccommodationOfferSource, @Ctx() context: Context): Promise<boolean> {
    const { day } = await atOf(context, null);
    if (offer.state === 'DECLINED' || (offer.to !== null && offer.to <= day)) return false;
    return viewerCan(context, 'offerAccommodation', { organisationId: offer.offeredById });
  }
}
