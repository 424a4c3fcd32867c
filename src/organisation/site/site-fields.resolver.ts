import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { OtherDayArgs } from '../directory/as-of.type.js';
import { type At, atOf } from '../directory/at.js';
import { type OrganisationSource, OrganisationType } from '../directory/organisation.type.js';
import { readOrganisation } from '../directory/read-organisation.js';
import { operationLoader, operationsLoader, roomsOfSiteLoader, siteLoader, travelTimesLoader } from './site.loader.js';
import {
  roomSource,
  RoomType,
  SiteKindEnum,
  siteOperationSource,
  type SiteOperationSource,
  SiteOperationType,
  siteSource,
  type SiteSource,
  SiteType,
  travelTimeSource,
  type TravelTimeSource,
  TravelTimeType,
} from './site.type.js';
import { isOpenOn } from './rules/room-details.js';
import type { SiteKind } from './site-operation.entity.js';

async function operationOn(context: Context, siteId: string, at: At) {
  return (await context.use(operationLoader).load({ id: siteId, day: at.day }))[0];
}

@Resolver(() => SiteType)
export class SiteFieldsResolver {
  @FieldResolver(() => OrganisationType, {
    nullable: true,
    description: 'Who runs it that day; null if nobody does.',
  })
  async operator(
    @Root() site: SiteSource,
    @Args(() => OtherDayArgs) { asOf }: OtherDayArgs,
    @Ctx() context: Context,
  ): Promise<OrganisationSource | null> {
    const at = await atOf(context, asOf, site.at);
    const operation = await operationOn(context, site.key, at);
    return operation === undefined ? null : readOrganisation(context, operation.operatorId, at);
  }

  @FieldResolver(() => SiteKindEnum, {
    nullable: true,
    description: 'In what capacity it is run that day; null if nobody runs it.',
  })
  async kind(
    @Root() site: SiteSource,
    @Args(() => OtherDayArgs) { asOf }: OtherDayArgs,
    @Ctx() context: Context,
  ): Promise<SiteKind | null> {
    const operation = await operationOn(context, site.key, await atOf(context, asOf, site.at));
    return operation?.kind ?? null;
  }

  @FieldResolver(() => [SiteOperationType], {
    description: 'Every organisation that has run it, runs it or will run it, earliest first.',
  })
  async operations(@Root() site: SiteSource, @Ctx() context: Context): Promise<object[]> {
    const rows = await context.use(operationsLoader).load(site.key);
    return rows.map((row) => siteOperationSource(row, site.at));
  }

  @FieldResolver(() => [RoomType], { description: 'Its rooms that are not closed that day, by name.' })
  async rooms(@Root() site: SiteSource, @Ctx() context: Context): Promise<object[]> {
    const rows = await context.use(roomsOfSiteLoader).load(site.key);
    return rows.filter((row) => isOpenOn(row, site.at.day)).map((row) => roomSource(row, site.at));
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether at least one of its rooms has step-free access; null if none of its rooms is known.',
  })
  async stepFree(@Root() site: SiteSource, @Ctx() context: Context): Promise<boolean | null> {
    const all = await context.use(roomsOfSiteLoader).load(site.key);
    const rows = all.filter((row) => isOpenOn(row, site.at.day));
    return rows.length === 0 ? null : rows.some((row) => row.stepFree);
  }

  @FieldResolver(() => [TravelTimeType], { description: 'How long it takes to get to other sites, nearest first.' })
  async travelTimes(@Root() site: SiteSource, @Ctx() context: Context): Promise<object[]> {
    const rows = await context.use(travelTimesLoader).load(site.key);
    return rows.map((row) => travelTimeSource(row, site.at));
  }
}

@Resolver(() => SiteOperationType)
export class SiteOperationResolver {
  @FieldResolver(() => SiteType, { description: 'The site.' })
  async site(@Root() { siteId, at }: SiteOperationSource, @Ctx() context: Context): Promise<object | null> {
    const row = await context.use(siteLoader).load(siteId);
    return row && siteSource(row, at);
  }

  @FieldResolver(() => OrganisationType, { description: 'Who runs it.' })
  operator(@Root() { operatorId, at }: SiteOperationSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, operatorId, at);
  }
}

@Resolver(() => TravelTimeType)
export class TravelTimeResolver {
  @FieldResolver(() => SiteType, { description: 'The site at the other end.' })
  async to(@Root() { toSiteId, at }: TravelTimeSource, @Ctx() context: Context): Promise<object | null> {
    const row = await context.use(siteLoader).load(toSiteId);
    return row && siteSource(row, at);
  }
}
