import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { atOf } from '../../organisation/directory/at.js';
import { type OrganisationSource, PracticeType } from '../../organisation/directory/organisation.type.js';
import { readOrganisation } from '../../organisation/directory/read-organisation.js';
import { type RoomSource, RoomType, type SiteSource, SiteType } from '../../organisation/site/site.type.js';
import { IdArguments, idOf } from '../../platform/graphql/id-argument.js';
import { requestErrorOf } from '../../platform/graphql/request-error.js';
import { previewSessions } from './preview-sessions.js';
import {
  type PlannedSessionSource,
  PlannedSessionType,
  type PlannedShareSource,
  PlannedShareType,
  previewSource,
  PreviewWindowArgs,
  SharedClinicPreviewType,
} from './preview.type.js';
import { readRoom, readSite } from '../service/read-referred.js';
import { ScheduleSharedClinicInput } from '../clinic/shared-clinic.input.js';
import { byDays, work } from '../../platform/graphql/limits/work.js';
import { seriesHorizon } from '../../time/horizon.js';

@Resolver(() => PlannedSessionType)
export class PreviewResolver {
  @Query(() => SharedClinicPreviewType, {
    nullable: true,
    complexity: work((args) => 500 + byDays(3, { longest: seriesHorizon.days, usual: 56 })(args)),
    description:
      'Shows the sessions, hosts and shares of a clinic before anything is written: exactly what `publishSessions` up to `to` would make now, for the days from `from` on.',
  })
  @IdArguments({ clinic: idOf('SharedClinic') })
  async sharedClinicPreview(
    @Arg('input', () => ScheduleSharedClinicInput, {
      nullable: true,
      description: 'A series that does not exist yet, as for `scheduleSharedClinic`. Give this or `clinic`.',
    })
    input: ScheduleSharedClinicInput | undefined,
    @Arg('clinic', () => ID, {
      nullable: true,
      description: 'A series that exists: shows its next publication. Give this or `input`.',
    })
    clinic: string | undefined,
    @Args(() => PreviewWindowArgs) window: PreviewWindowArgs,
    @Ctx() context: Context,
  ): Promise<SharedClinicPreviewType> {
    const { viewer } = context;
    const result = await context.query((db, scope) =>
      previewSessions({ db, scope }, viewer, { input, clinic }, window),
    );
    if (result.ok) return previewSource(result.value);
    const barred = result.problems.find(({ code }) => code === 'FORBIDDEN');
    if (barred !== undefined) throw requestErrorOf(barred);
    return previewSource({ sessions: [], closedDays: [], problems: result.problems, publicationProblems: [] });
  }

  @FieldResolver(() => SiteType, { description: 'The site that would host it.' })
  site(@Root() session: PlannedSessionSource, @Ctx() context: Context): Promise<SiteSource> {
    return readSite(context, session.siteId);
  }

  @FieldResolver(() => RoomType, { nullable: true, description: 'The room; null when no host has one on offer.' })
  room(@Root() session: PlannedSessionSource, @Ctx() context: Context): Promise<RoomSource | null> {
    return readRoom(context, session.roomId);
  }

  @FieldResolver(() => SiteType, {
    nullable: true,
    description:
      'The site whose turn it is, where another site stands in because this one has no room on offer that day.',
  })
  async standsInFor(@Root() session: PlannedSessionSource, @Ctx() context: Context): Promise<SiteSource | null> {
    return session.standsInForSiteId === null ? null : readSite(context, session.standsInForSiteId);
  }

  @FieldResolver(() => [PlannedShareType], {
    description: 'Which practice would get what share of its places, and why.',
  })
  shares(@Root() session: { readonly shares: readonly PlannedShareSource[] }): readonly PlannedShareSource[] {
    return session.shares;
  }
}

@Resolver(() => PlannedShareType)
export class PlannedShareResolver {
  @FieldResolver(() => PracticeType, { description: 'The practice.' })
  async practice(@Root() share: PlannedShareSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, share.practiceId, await atOf(context, undefined));
  }
}
