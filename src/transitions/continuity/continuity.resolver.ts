import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { refusalOf } from '../../identity/permissions.js';
import { atOf } from '../../organisation/directory/at.js';
import { organisationByCode } from '../../organisation/directory/organisation.queries.js';
import { type OrganisationSource, PracticeType } from '../../organisation/directory/organisation.type.js';
import { readOrganisation } from '../../organisation/directory/read-organisation.js';
import { siteLoader } from '../../organisation/site/site.loader.js';
import { type SiteSource, siteSource, SiteType } from '../../organisation/site/site.type.js';
import { RequestError, requestErrorOf } from '../../platform/graphql/request-error.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { daysBetween } from '../../time/london.js';
import { continuityOf, type ContinuityRow } from './continuity.queries.js';
import { type ContinuityBreakSource, ContinuityBreakType, ContinuityOfInput } from './continuity.type.js';
import { listOf } from '../../platform/graphql/limits/list-size.js';

const longestDays = 20 * 366;
const mostBreaks = 1000;

@Resolver(() => ContinuityBreakType)
export class ContinuityResolver {
  @Query(() => [ContinuityBreakType], {
    nullable: true,
    complexity: listOf(20),
    description:
      'Days without a contract holder, an operator of a site or a PCN, and with two, as our data has them, by practice; none is what one hopes for. At most 1,000.',
  })
  async continuity(
    @Arg('of', () => ContinuityOfInput, { description: 'Whose.' }) of: ContinuityOfInput,
    @Arg('from', () => DateScalar, { description: 'The first day asked for.' }) from: string,
    @Arg('to', () => DateScalar, { description: 'The first day no longer asked for; at most 20 years after `from`.' })
    to: string,
    @Ctx() context: Context,
  ): Promise<readonly ContinuityBreakSource[]> {
    const days = daysBetween(from, to);
    if (days < 1 || days > longestDays) {
      throw new RequestError('BAD_USER_INPUT', 'Ask for 1 day to 20 years; `to` is the first day no longer asked for.');
    }
    const rows = await context.query(async (db, scope) => {
      const barred = refusalOf(context.viewer, scope, 'readDirectory', {});
      if (barred !== undefined) throw requestErrorOf(barred);
      const code = of.practice ?? of.icb ?? '';
      const row = await organisationByCode(db, code, scope.today);
      const wanted = of.practice == null ? 'ICB' : 'PRACTICE';
      if (row?.kind !== wanted) {
        throw new RequestError(
          'NOT_FOUND',
          `There is no ${wanted === 'ICB' ? 'ICB' : 'practice'} with the ODS code ${code}. Please check the code.`,
        );
      }
      return continuityOf(db, wanted === 'ICB' ? { commissionerId: row.id } : { practiceId: row.id }, from, to);
    });
    if (rows.length > mostBreaks) {
      throw new RequestError(
        'BAD_USER_INPUT',
        `There are more than ${mostBreaks}. Ask for fewer days, or for one practice.`,
      );
    }
    return rows;
  }

  @FieldResolver(() => PracticeType, {
    description: 'The practice; of a site the last of those asked for that ran it.',
  })
  async practice(@Root() { practiceId }: ContinuityRow, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, practiceId, await atOf(context, undefined));
  }

  @FieldResolver(() => SiteType, { nullable: true, description: 'The site; null where it is about the practice.' })
  async site(@Root() { siteId }: ContinuityRow, @Ctx() context: Context): Promise<SiteSource | null> {
    const row = siteId === null ? null : await context.use(siteLoader).load(siteId);
    return row === null ? null : siteSource(row, await atOf(context, undefined));
  }
}
