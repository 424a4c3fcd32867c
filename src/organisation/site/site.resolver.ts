import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import { type Nodes } from '../../platform/graphql/nodes.js';
import { RequestError } from '../../platform/graphql/request-error.js';
import { payloadOf } from '../../platform/graphql/user-error.type.js';
import { AsOfArgs } from '../directory/as-of.type.js';
import { type At, atBeginning, atOf } from '../directory/at.js';
import { icbsLoader } from '../directory/organisation.loader.js';
import { addRoom } from './add-room.js';
import { openSite } from './open-site.js';
import { AddRoomInput, OpenSiteInput } from './site.input.js';
import { operationByIdLoader, operationLoader, roomLoader, siteLoader } from './site.loader.js';
import { siteByCode } from './site.queries.js';
import {
  AddRoomPayload,
  OpenSitePayload,
  roomSource,
  type RoomSource,
  RoomType,
  SiteBy,
  siteOperationSource,
  siteSource,
  type SiteSource,
  SiteType,
} from './site.type.js';
import { work } from '../../platform/graphql/limits/work.js';

async function read(context: Context, id: string, at: At) {
  const row = await context.use(siteLoader).load(id);
  return row && siteSource(row, at);
}

/** How `node` reads these types again. */
export const siteNodes: Nodes<Context> = {
  Site: async (context: Context, id) => read(context, id.key, await atOf(context, id.asOf)),
  Room: async (context: Context, id) => {
    const at = await atOf(context, id.asOf);
    const row = await context.use(roomLoader).load(id.key);
    return row && roomSource(row, at);
  },
  SiteOperation: async (context: Context, id) => {
    const at = await atOf(context, id.asOf);
    const row = await context.use(operationByIdLoader).load(id.key);
    return row && siteOperationSource(row, at);
  },
};

/** What a viewer may do depends on today, whatever day is being read. */
async function mayChangeRoomsOf(context: Context, siteId: string): Promise<boolean> {
  const { day } = await atOf(context, null);
  const [operation] = await context.use(operationLoader).load({ id: siteId, day });
  const organisationId = operation?.operatorId ?? null;
  const rows = organisationId === null ? [] : await context.use(icbsLoader).load({ id: organisationId, day });
  return viewerCan(context, 'changeRooms', { organisationId, icbIds: rows.map(({ icbId }) => icbId) });
}

@Resolver(() => SiteType)
export class SiteResolver {
  @Query(() => SiteType, { nullable: true, complexity: work(20), description: 'One site.' })
  async site(
    @Arg('by', () => SiteBy, { description: 'Which site.' }) by: SiteBy,
    @Args(() => AsOfArgs) { asOf }: AsOfArgs,
    @Ctx() context: Context,
  ): Promise<object> {
    const { code, id } = by;
    const at = await atOf(context, asOf ?? id?.asOf);
    const row =
      id == null ? await context.query((db) => siteByCode(db, code ?? '')) : await context.use(siteLoader).load(id.key);
    if (row == null) {
      throw new RequestError(
        'NOT_FOUND',
        `There is no site with ${id == null ? 'this code' : 'this id'}. Please check it.`,
      );
    }
    return siteSource(row, at);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is open, and you may add rooms to it.' })
  async viewerCanAddRoom(@Root() { key, closedOn }: SiteSource, @Ctx() context: Context): Promise<boolean> {
    return closedOn === null && mayChangeRoomsOf(context, key);
  }

  @Mutation(() => OpenSitePayload, {
    description:
      'Opens a site with its rooms. For contract managers of the ICB, and for the organisation that runs it.',
  })
  async openSite(
    @Arg('input', () => OpenSiteInput, { description: 'The site, its rooms and its operator.' }) input: OpenSiteInput,
    @Ctx() context: Context,
  ): Promise<OpenSitePayload> {
    const result = await context.command((tx, viewer) => openSite(tx, viewer, input));
    // its operator is known from its first day on
    const at = await atBeginning(context, input.opensOn);
    const site = result.ok ? await read(context, result.value.siteId, at) : null;
    return payloadOf(result, () => ({ site }));
  }
}

@Resolver(() => RoomType)
export class RoomResolver {
  @Mutation(() => AddRoomPayload, {
    description:
      'Adds a room to a site. For contract managers of the ICB, and for the organisation that runs the site.',
  })
  async addRoom(
    @Arg('input', () => AddRoomInput, { description: 'The room.' }) input: AddRoomInput,
    @Ctx() context: Context,
  ): Promise<AddRoomPayload> {
    const result = await context.command((tx, viewer) => addRoom(tx, viewer, input));
    const row = result.ok ? await context.use(roomLoader).load(result.value.roomId) : null;
    const room = row && roomSource(row, await atOf(context, null));
    return payloadOf(result, () => ({ room }));
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is open, and you may change or close it.' })
  async viewerCanChange(@Root() { siteId, closedOn }: RoomSource, @Ctx() context: Context): Promise<boolean> {
    return closedOn === null && mayChangeRoomsOf(context, siteId);
  }

  @FieldResolver(() => SiteType, { description: 'The site it is in.' })
  site(@Root() { siteId, at }: RoomSource, @Ctx() context: Context): Promise<object | null> {
    return read(context, siteId, at);
  }
}
