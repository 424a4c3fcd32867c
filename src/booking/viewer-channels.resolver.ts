import { FieldResolver, Resolver, Root } from 'type-graphql';
import { type ViewerSource, ViewerType } from '../identity/asking/viewer.type.js';
import { BookingChannelEnum } from './coding.type.js';

@Resolver(() => ViewerType)
export class ViewerChannelsResolver {
  @FieldResolver(() => [BookingChannelEnum], {
    description: 'The channels that you may book through, for a booking partner; empty for everyone else.',
  })
  channels(@Root() { viewer }: ViewerSource): readonly string[] {
    const known: readonly string[] = Object.keys(BookingChannelEnum);
    return viewer.channels.filter((channel) => known.includes(channel));
  }
}
