import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import { OtherDayArgs } from '../../organisation/directory/as-of.type.js';
import { atOf } from '../../organisation/directory/at.js';
import { type OrganisationSource, PrimaryCareNetworkType } from '../../organisation/directory/organisation.type.js';
import { containsDay } from '../../time/interval.js';
import { valueOrThrow } from '../../platform/graphql/request-error.js';
import { readUnusedTo111 } from './read-unused-to-111.js';
import { unusedTo111DefaultsLoader } from './unused-to-111.loader.js';
import { UnusedTo111DefaultType } from './unused-to-111.type.js';

/** A network's setting for sessions on a day; null where it has set nothing yet. */
export async function readUnusedTo111Default(
  context: Context,
  pcnId: string,
  day: string,
): Promise<UnusedTo111DefaultType | null> {
  const rows = await context.use(unusedTo111DefaultsLoader).load(pcnId);
  return rows.find((row) => containsDay(row, day)) ?? null;
}

@Resolver(() => PrimaryCareNetworkType)
export class NetworkUnusedTo111Resolver {
  @FieldResolver(() => UnusedTo111DefaultType, {
    nullable: true,
    description:
      'From when on that day NHS 111 can book free slots in sessions of clinics without their own setting. Null when the network has set nothing for the day, and when the question is refused; see `errors`.',
  })
  async unusedTo111Default(
    @Root() pcn: OrganisationSource,
    @Args(() => OtherDayArgs) { asOf }: OtherDayArgs,
    @Ctx() context: Context,
  ): Promise<UnusedTo111DefaultType | null> {
    const { day } = await atOf(context, asOf, pcn.at);
    return valueOrThrow(await readUnusedTo111(context, pcn.key, day));
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether you may set from when on the day unused slots open to NHS 111.',
  })
  viewerCanSetUnusedTo111Default(@Root() pcn: OrganisationSource, @Ctx() context: Context): Promise<boolean> {
    return viewerCan(context, 'setUnusedTo111Default', { pcnId: pcn.key });
  }
}
