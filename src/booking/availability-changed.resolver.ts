import { filter, map, pipe, type Repeater } from '@graphql-yoga/subscription';
import { Arg, Resolver, Root, Subscription } from 'type-graphql';
import { z } from 'zod';
import type { Context } from '../identity/context.js';
import { refusalOf } from '../identity/permissions.js';
import { OdsCodeScalar } from '../organisation/identifier.type.js';
import { organisationByCode } from '../organisation/organisation.queries.js';
import { missed } from '../platform/database/notifications.js';
import { globalId } from '../platform/graphql/global-id.js';
import { RequestError, requestErrorOf } from '../platform/graphql/request-error.js';
import { availabilityVersion } from './availability.queries.js';
import { AvailabilityChangeType } from './availability-changed.type.js';

const notice = z.object({ pcnId: z.string(), sessionIds: z.array(z.string()), version: z.string() });

type Read = Context['query'];

/** @returns the PCN's id. @throws RequestError when the viewer may not, or no longer, hear of it. */
const authorised = async (context: Context, pcn: string, read: Read): Promise<{ pcnId: string; version: string }> => {
  const { viewer } = context;
  // eslint-disable-next-line no-restricted-syntax -- a token's end is told by the host's clock, as jose does
  if (viewer.tokenExpiresAt * 1000 <= Date.now()) throw new RequestError('UNAUTHENTICATED', 'The token has expired.');
  try {
    return await read(async (db, scope) => {
      const row = await organisationByCode(db, pcn, scope.today);
      const barred = refusalOf(viewer, scope, 'readAvailability', { pcnId: row?.id ?? null });
      const own = row !== undefined && scope.pcnIds.includes(row.id);
      if (barred !== undefined && !own) throw requestErrorOf(barred);
      if (row === undefined) throw new RequestError('NOT_FOUND', `There is no PCN with the ODS code ${pcn}.`);
      return { pcnId: row.id, version: await availabilityVersion(db) };
    });
  } finally {
    await context.close();
  }
};

const changes = async (context: Context, pcn: string): Promise<Repeater<AvailabilityChangeType>> => {
  const { pcnId } = await authorised(context, pcn, (work) => context.query(work));
  return pipe(
    context.listen('availability_changed'),
    map((heard) => (heard === missed ? missed : notice.parse(JSON.parse(heard)))),
    filter((change) => change === missed || change.pcnId === pcnId),
    map(async (change): Promise<AvailabilityChangeType> => {
      const { version } = await authorised(context, pcn, (work) => context.queryPatiently(work));
      if (change === missed) return { pcn, sessionIds: [], version };
      return { pcn, sessionIds: change.sessionIds.map((id) => globalId('Session', id)), version: change.version };
    }),
  );
};

@Resolver()
export class AvailabilityChangedResolver {
  @Subscription(() => AvailabilityChangeType, {
    description: 'Tells of every change to what can be booked in a PCN: sessions, staffing, bookings, holds.',
    subscribe: ({ args, context }) => changes(context as Context, (args as { pcn: string }).pcn),
  })
  availabilityChanged(
    @Root() change: AvailabilityChangeType,
    @Arg('pcn', () => OdsCodeScalar, { description: 'The PCN’s ODS code.' }) _pcn: string,
  ): AvailabilityChangeType {
    return change;
  }
}
