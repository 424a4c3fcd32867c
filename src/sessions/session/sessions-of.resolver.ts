import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { type RoomSource, RoomType, type SiteSource, SiteType } from '../../organisation/site/site.type.js';
import {
  connectionOf,
  type ConnectionValue,
  keyForms,
  PageArgs,
  pageOf,
} from '../../platform/graphql/connection.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { countSessions, everySessionState, listSessions, type SessionFilter } from './session.queries.js';
import { SessionConnection, type SessionSource, sessionSource } from './session.type.js';
import { type SharedClinicSource, SharedClinicType } from '../clinic/shared-clinic.type.js';

@ArgsType()
class SessionsArgs extends PageArgs {
  @Field(() => DateScalar, { nullable: true, description: 'Only sessions held from this day on.' })
  from?: string;

  @Field(() => DateScalar, { nullable: true, description: 'Only sessions held before this day.' })
  to?: string;
}

const fromTheDay = 'from the day asked for unless `from` says otherwise';

/** The sessions that row-level security shows, cancelled ones too, by start. */
async function sessionsOf(
  context: Context,
  of: Pick<SessionFilter, 'clinicId' | 'siteId' | 'roomId'>,
  args: SessionsArgs,
  from: string | null = null,
): Promise<ConnectionValue<SessionSource>> {
  const page = pageOf(args, [keyForms.instant, keyForms.uuid]);
  const filter: SessionFilter = { ...of, from: args.from ?? from, to: args.to ?? null, states: everySessionState };
  return connectionOf(
    await context.query((db) => listSessions(db, filter, page)),
    page,
    (row) => [row.startsAt, row.id],
    sessionSource,
    async () => (await context.query((db) => countSessions(db, filter))).sessions,
  );
}

@Resolver(() => SharedClinicType)
export class ClinicSessionsResolver {
  @FieldResolver(() => SessionConnection, { description: 'Its published sessions, cancelled ones too, by start.' })
  sessions(
    @Root() clinic: SharedClinicSource,
    @Args(() => SessionsArgs) args: SessionsArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<SessionSource>> {
    return sessionsOf(context, { clinicId: clinic.key }, args);
  }
}

@Resolver(() => SiteType)
export class SiteSessionsResolver {
  @FieldResolver(() => SessionConnection, {
    description: `The sessions of your networks held there, cancelled ones too, by start: ${fromTheDay}.`,
  })
  sessions(
    @Root() site: SiteSource,
    @Args(() => SessionsArgs) args: SessionsArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<SessionSource>> {
    return sessionsOf(context, { siteId: site.key }, args, site.at.day);
  }
}

@Resolver(() => RoomType)
export class RoomSessionsResolver {
  @FieldResolver(() => SessionConnection, {
    description: `The sessions of your networks held in it, cancelled ones too, by start: ${fromTheDay}.`,
  })
  sessions(
    @Root() room: RoomSource,
    @Args(() => SessionsArgs) args: SessionsArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<SessionSource>> {
    return sessionsOf(context, { roomId: room.key }, args, room.at.day);
  }
}
