import { Args, ArgsType, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { refusalOf } from '../../identity/permissions.js';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';
import { organisationByCode } from '../../organisation/directory/organisation.queries.js';
import { connectionOf, keyForms, PageArgs, PageInfo, pageOf } from '../../platform/graphql/connection.type.js';
import { RequestError, requestErrorOf } from '../../platform/graphql/request-error.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { daysBetween } from '../../time/london.js';
import { countSessions, listSessions, type SessionCounts, type SessionFilter } from './session.queries.js';
import { SessionEdge, sessionSource } from './session.type.js';

@ArgsType()
class RotaArgs extends PageArgs {
  @Field(() => OdsCodeScalar, { description: 'The PCN.' })
  pcn!: string;

  @Field(() => DateScalar, { description: 'The first day.' })
  from!: string;

  @Field(() => DateScalar, { description: 'The first day no longer shown; at most 92 days after `from`.' })
  to!: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether to show cancelled sessions as well; default no.' })
  withCancelled?: boolean;
}

@ObjectType('RotaConnection', {
  description: 'A page of a rota: who works where and when, and what is open. The counts are of all days asked for.',
  simpleResolvers: true,
})
class RotaConnection {
  @Field(() => [SessionEdge], { description: 'The sessions of this page, by start.' })
  edges!: readonly object[];

  @Field(() => PageInfo, { description: 'Where this page stands in the list.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many sessions there are in all; counted only when asked for.' })
  totalCount!: () => Promise<number>;

  @Field(() => Int, { description: 'How many posts these sessions have; cancelled ones do not count.' })
  postCount!: () => Promise<number>;

  @Field(() => Int, { description: 'How many of these posts nobody fills yet.' })
  openPostCount!: () => Promise<number>;
}

const longestDays = 92;

@Resolver()
export class RotaResolver {
  @Query(() => RotaConnection, {
    nullable: true,
    description:
      'The rota of a network: its published sessions by start; for a lender from outside those that its rooms and people serve. Null when it is refused; see `errors`.',
  })
  async rota(@Args(() => RotaArgs) args: RotaArgs, @Ctx() context: Context): Promise<RotaConnection> {
    const page = pageOf(args, [keyForms.instant, keyForms.uuid]);
    const days = daysBetween(args.from, args.to);
    if (days < 1 || days > longestDays) {
      throw new RequestError('BAD_USER_INPUT', `Ask for 1 to ${longestDays} days: \`to\` is the first day not shown.`);
    }
    const { filter, rows } = await context.query(async (db, scope) => {
      const pcn = await organisationByCode(db, args.pcn, scope.today);
      if (pcn?.kind !== 'PCN')
        throw new RequestError('NOT_FOUND', `There is no PCN with the ODS code ${args.pcn}. Please check the code.`);
      const barred = refusalOf(context.viewer, scope, 'readRota', { pcnId: pcn.id });
      if (barred !== undefined) throw requestErrorOf(barred);
      const filter: SessionFilter = {
        pcnId: pcn.id,
        from: args.from,
        to: args.to,
        withCancelled: args.withCancelled ?? false,
      };
      return { filter, rows: await listSessions(db, filter, page) };
    });
    let counting: Promise<SessionCounts> | undefined;
    const counts = () => (counting ??= context.query((db) => countSessions(db, filter)));
    const connection = connectionOf(
      rows,
      page,
      (row) => [row.startsAt, row.id],
      sessionSource,
      async () => (await counts()).sessions,
    );
    return {
      ...connection,
      postCount: async () => (await counts()).posts,
      openPostCount: async () => (await counts()).openPosts,
    };
  }
}
