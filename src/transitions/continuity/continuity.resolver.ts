import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { atOf } from '../../organisation/directory/at.js';
import { type OrganisationSource, PracticeType } from '../../organisation/directory/organisation.type.js';
import { readOrganisation } from '../../organisation/directory/read-organisation.js';
import { siteLoader } from '../../organisation/site/site.loader.js';
import { type SiteSource, siteSource, SiteType } from '../../organisation/site/site.type.js';
import { valueOrThrow } from '../../platform/graphql/request-error.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import type { ContinuityRow } from './continuity.queries.js';
import { type ContinuityBreakSource, ContinuityBreakType, ContinuityOfInput } from './continuity.type.js';
import { readContinuity } from './read-continuity.js';
import { listOf } from '../../platform/graphql/limits/list-size.js';
import { work } from '../../platform/graphql/limits/work.js';

@Resolver(() => ContinuityBreakType)
export class ContinuityResolver {
  @Query(() => [ContinuityBreakType], {
    nullable: true,
    complexity: work(({ of }) => ((of as ContinuityOfInput).icb == null ? 50 : 500), listOf(20)),
    description:
      'Days on which our data show no contract holder, site operator or PCN, or two of them, by practice. There should be none. At most 1,000.',
  })
  async continuity(
    @Arg('of', () => ContinuityOfInput, { description: 'Whose.' }) of: ContinuityOfInput,
    @Arg('from', () => DateScalar, { description: 'The first day asked for.' }) from: string,
    @Arg('to', () => DateScalar, {
      description: 'The day after the last day asked for; at most 20 years after `from`.',
    })
    to: string,
    @Ctx() context: Context,
  ): Promise<readonly ContinuityBreakSource[]> {
    const { viewer } = context;
    return valueOrThrow(await context.query((db, scope) => readContinuity(db, scope, viewer, { of, from, to })));
  }

  @FieldResolver(() => PracticeType, {
    description: 'The practice; for a site, the last of the practices asked for that ran it.',
  })
  async practice(@Root() { practiceId }: ContinuityRow, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, practiceId, await atOf(context, undefined));
  }

  @FieldResolver(() => SiteType, { nullable: true, description: 'The site; null if it is about the practice.' })
  async site(@Root() { siteId }: ContinuityRow, @Ctx() context: Context): Promise<SiteSource | null> {
    const row = siteId === null ? null : await context.use(siteLoader).load(siteId);
    return row === null ? null : siteSource(row, await atOf(context, undefined));
  }
}
