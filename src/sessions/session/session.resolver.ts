import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import { atOf } from '../../organisation/directory/at.js';
import {
  type OrganisationSource,
  PracticeType,
  PrimaryCareNetworkType,
} from '../../organisation/directory/organisation.type.js';
import { readOrganisation } from '../../organisation/directory/read-organisation.js';
import { type RoomSource, RoomType, type SiteSource, SiteType } from '../../organisation/site/site.type.js';
import { type ConnectionValue, keyForms, PageArgs } from '../../platform/graphql/connection.type.js';
import { IdArguments, idOf } from '../../platform/graphql/id-argument.js';
import { listConnection } from '../../platform/graphql/list-connection.js';
import { type Nodes } from '../../platform/graphql/nodes.js';
import { valueOrThrow } from '../../platform/graphql/request-error.js';
import { readRoom, readSite } from '../service/read-referred.js';
import { serviceLoader } from '../service/service.loader.js';
import { type ServiceSource, serviceSource, ServiceType } from '../service/service.type.js';
import { readSession } from './read-session.js';
import { poolLoader, postsLoader, sessionLoader, sharesLoader, slotsLoader } from './session.loader.js';
import {
  PlacePoolType,
  type PostSource,
  postSource,
  PostType,
  type SessionShareSource,
  SessionShareType,
  type SessionSource,
  sessionSource,
  SessionType,
  SlotConnection,
  type SlotSource,
  slotSource,
  SlotType,
} from './session.type.js';
import { sharedClinicLoader } from '../clinic/shared-clinic.loader.js';
import { type SharedClinicSource, sharedClinicSource, SharedClinicType } from '../clinic/shared-clinic.type.js';
import { pageOfAtMost } from '../../platform/graphql/limits/list-size.js';
import { work } from '../../platform/graphql/limits/work.js';

/** A session that the viewer sees, or null. */
async function seenSession(context: Context, id: string): Promise<SessionSource | null> {
  const row = await context.use(sessionLoader).load(id);
  return row && sessionSource(row);
}

/** How `node` reads these types again. */
export const sessionNodes: Nodes<Context> = {
  Session: (context: Context, id) => seenSession(context, id.key),
  Post: {
    second: 'number',
    read: async (context: Context, id) => {
      const [sessionId = '', number] = id.key.split('/');
      const row = (await context.use(postsLoader).load(sessionId)).find((post) => String(post.number) === number);
      return row === undefined ? null : postSource(row);
    },
  },
  Slot: {
    second: 'number',
    read: async (context: Context, id) => {
      const [sessionId = '', number] = id.key.split('/');
      const row = (await context.use(slotsLoader).load(sessionId)).find((slot) => String(slot.number) === number);
      return row === undefined ? null : slotSource(row);
    },
  },
};

function padded(number: number): string {
  return String(number).padStart(5, '0');
}

@Resolver(() => SessionType)
export class SessionResolver {
  @Query(() => SessionType, {
    nullable: true,
    complexity: work(20),
    description: 'One published session of one of your networks.',
  })
  @IdArguments({ id: idOf('Session') })
  async session(
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
    @Ctx() context: Context,
  ): Promise<SessionSource> {
    return sessionSource(valueOrThrow(await readSession(context, id)));
  }

  @FieldResolver(() => PrimaryCareNetworkType, { description: 'The PCN whose session it is.' })
  async pcn(@Root() session: SessionSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, session.row.pcnId, await atOf(context, undefined));
  }

  @FieldResolver(() => SharedClinicType, { description: 'The series it belongs to.' })
  async clinic(@Root() session: SessionSource, @Ctx() context: Context): Promise<SharedClinicSource> {
    const row = await context.use(sharedClinicLoader).load(session.row.clinicId);
    if (row === null) throw new Error('the clinic of a visible session is visible');
    return sharedClinicSource(row);
  }

  @FieldResolver(() => ServiceType, { description: 'The service it gives.' })
  async service(@Root() session: SessionSource, @Ctx() context: Context): Promise<ServiceSource> {
    const row = await context.use(serviceLoader).load(session.row.serviceId);
    if (row === null) throw new Error('the service of a visible session is visible');
    return serviceSource(row);
  }

  @FieldResolver(() => SiteType, { description: 'The site that hosts it.' })
  site(@Root() session: SessionSource, @Ctx() context: Context): Promise<SiteSource> {
    return readSite(context, session.row.siteId);
  }

  @FieldResolver(() => RoomType, { nullable: true, description: 'The room; null when none is set.' })
  room(@Root() session: SessionSource, @Ctx() context: Context): Promise<RoomSource | null> {
    return readRoom(context, session.row.roomId);
  }

  @FieldResolver(() => [PostType], { description: 'Its posts, by number: who is there and what is open.' })
  async posts(@Root() session: SessionSource, @Ctx() context: Context): Promise<PostSource[]> {
    return (await context.use(postsLoader).load(session.key)).map(postSource);
  }

  @FieldResolver(() => [SessionShareType], {
    description: 'Which practice has what share of its places, and why, by ODS code.',
  })
  async shares(@Root() session: SessionSource, @Ctx() context: Context): Promise<SessionShareSource[]> {
    return context.use(sharesLoader).load(session.key);
  }

  @FieldResolver(() => PlacePoolType, { description: 'Its places that no practice owns, for every practice to use.' })
  async pool(@Root() session: SessionSource, @Ctx() context: Context): Promise<PlacePoolType> {
    const [pool] = await context.use(poolLoader).load(session.key);
    return { placesNow: pool?.owned ?? 0, placesFree: pool?.free ?? 0 };
  }

  @FieldResolver(() => SlotConnection, {
    complexity: pageOfAtMost(24),
    description: 'Its slots, by start, then by number.',
  })
  async slots(
    @Root() session: SessionSource,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<SlotSource>> {
    const rows = await context.use(slotsLoader).load(session.key);
    // A slot keeps its number when its clinic changes, so numbers are not always in order of time.
    const forms = [keyForms.instant, keyForms.number];
    return listConnection(rows, args, forms, (row) => [row.startsAt, padded(row.number)], slotSource);
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may assign clinicians here and take them off again.' })
  async viewerCanAssign(@Root() { row }: SessionSource, @Ctx() context: Context): Promise<boolean> {
    return row.state === 'PUBLISHED' && (await viewerCan(context, 'assignClinician', { pcnId: row.pcnId }));
  }
}

@Resolver(() => SessionShareType)
export class SessionShareResolver {
  @FieldResolver(() => PracticeType, { description: 'The practice.' })
  async practice(@Root() share: SessionShareSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, share.practiceId, await atOf(context, undefined));
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may return its places to the pool.' })
  viewerCanReturnPlaces(@Root() share: SessionShareSource, @Ctx() context: Context): Promise<boolean> {
    return viewerCan(context, 'returnPlaces', { pcnId: share.pcnId, organisationId: share.practiceId });
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may give its places to another practice.' })
  viewerCanGivePlaces(@Root() share: SessionShareSource, @Ctx() context: Context): Promise<boolean> {
    return viewerCan(context, 'givePlacesTo', { pcnId: share.pcnId, organisationId: share.practiceId });
  }
}

@Resolver(() => SlotType)
export class SlotResolver {
  @FieldResolver(() => PostType, { description: 'The post whose clinician gives it.' })
  async post(@Root() slot: SlotSource, @Ctx() context: Context): Promise<PostSource> {
    const posts = await context.use(postsLoader).load(slot.row.sessionId);
    const post = posts.find(({ number }) => number === slot.row.postNumber);
    if (post === undefined) throw new Error('a slot belongs to a post');
    return postSource(post);
  }

  @FieldResolver(() => SessionType, { description: 'The session it is in.' })
  async session(@Root() slot: SlotSource, @Ctx() context: Context): Promise<SessionSource> {
    const session = await seenSession(context, slot.row.sessionId);
    if (session === null) throw new Error('the session of a visible slot is visible');
    return session;
  }
}
