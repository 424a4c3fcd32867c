import { Arg, Resolver, Root, Subscription } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';
import { globalId } from '../../platform/ids/global-id.js';
import { requestErrorOf, valueOrThrow } from '../../platform/graphql/request-error.js';
import { AvailabilityChangeType } from './availability-changed.type.js';
import { availabilityFeed } from './availability-feed.js';
import { mayFollow } from './follow-availability.js';
import type { AvailabilityChange } from './rules/availability-change.js';

const feedOfProcess = availabilityFeed(requestErrorOf);

async function changes(context: Context, pcn: string): Promise<AsyncIterable<AvailabilityChange>> {
  const { viewer } = context;
  // Subscribes before the look-up, so that no change between the two is missed.
  const feed = await context.lasting(feedOfProcess);
  try {
    const pcnId = valueOrThrow(await context.query((db, scope) => mayFollow(db, scope, viewer, pcn)));
    return feed.follow(viewer, pcn, pcnId);
  } finally {
    await context.close();
  }
}

@Resolver()
export class AvailabilityChangedResolver {
  @Subscription(() => AvailabilityChangeType, {
    description: 'Reports every change to what can be booked in a PCN: sessions, staffing, bookings, holds.',
    subscribe: ({ args, context }) => changes(context as Context, (args as { pcn: string }).pcn),
  })
  availabilityChanged(
    @Root() { sessionIds, version = '0' }: AvailabilityChange,
    @Arg('pcn', () => OdsCodeScalar, { description: 'The PCN’s ODS code.' }) pcn: string,
  ): AvailabilityChangeType {
    return { pcn, sessionIds: sessionIds.map((id) => globalId('Session', id)), version };
  }
}
