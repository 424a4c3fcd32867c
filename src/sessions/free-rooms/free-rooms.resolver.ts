import { Args, ArgsType, Ctx, Field, Query, Resolver } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { atOf } from '../../organisation/directory/at.js';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';
import { RoomConnection, type RoomSource, roomSource } from '../../organisation/site/site.type.js';
import { type ConnectionValue, keyForms, PageArgs } from '../../platform/graphql/connection.type.js';
import { listConnection } from '../../platform/graphql/list-connection.js';
import { valueOrThrow } from '../../platform/graphql/request-error.js';
import { DateScalar, LocalTimeScalar } from '../../platform/graphql/scalars.js';
import { listFreeRooms } from './list-free-rooms.js';

@ArgsType()
class FreeRoomsArgs extends PageArgs {
  @Field(() => OdsCodeScalar, { description: 'The PCN.' })
  pcn!: string;

  @Field(() => DateScalar, { description: 'The London day.' })
  on!: string;

  @Field(() => LocalTimeScalar, { description: 'From when it is needed, London time.' })
  fromTime!: string;

  @Field(() => LocalTimeScalar, { description: 'Until when it is needed, on the same day.' })
  toTime!: string;

  @Field(() => Boolean, { nullable: true, description: 'True for only rooms with step-free access.' })
  stepFree?: boolean;
}

@Resolver()
export class FreeRoomsResolver {
  @Query(() => RoomConnection, {
    nullable: true,
    description:
      'The rooms across all practices that the network may use for the whole of that time and that no session occupies, by site and name. Null when it is refused; see `errors`.',
  })
  async freeRooms(
    @Args(() => FreeRoomsArgs) args: FreeRoomsArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<RoomSource>> {
    const { viewer } = context;
    const asked = { ...args, stepFree: args.stepFree ?? false };
    const rows = valueOrThrow(await context.query((db, scope) => listFreeRooms(db, scope, viewer, asked)));
    const at = await atOf(context, null);
    const forms = [keyForms.text, keyForms.text, keyForms.uuid];
    return listConnection(
      rows,
      args,
      forms,
      ({ siteName, name, id }) => [siteName, name, id],
      (row) => roomSource(row, at),
    );
  }
}
