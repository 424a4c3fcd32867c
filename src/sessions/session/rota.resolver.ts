import { Args, ArgsType, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';
import { connectionOf, keyForms, PageArgs, PageInfo, pageOf } from '../../platform/graphql/connection.type.js';
import { valueOrThrow } from '../../platform/graphql/request-error.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { readRota } from './read-rota.js';
import { countSessions, type SessionCounts } from './session.queries.js';
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
  description:
    'A page of a rota: who works where and when, and which posts are open. The counts cover all requested days.',
  simpleResolvers: true,
})
class RotaConnection {
  @Field(() => [SessionEdge], { description: 'The sessions of this page, by start.' })
  edges!: readonly object[];

  @Field(() => PageInfo, { description: 'Which part of the list this page is.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many sessions there are in all; counted only when requested.' })
  totalCount!: () => Promise<number>;

  @Field(() => Int, { description: 'How many posts these sessions have, without cancelled sessions.' })
  postCount!: () => Promise<number>;

  @Field(() => Int, { description: 'How many of these posts nobody fills yet.' })
  openPostCount!: () => Promise<number>;
}

@Resolver()
export class RotaResolver {
  @Query(() => RotaConnection, {
    nullable: true,
    description:
      'The rota of a network: its published sessions by start. A lender from outside sees the sessions that its own rooms and people serve. Null when it is refused; see `errors`.',
  })
  async rota(@Args(() => RotaArgs) args: RotaArgs, @Ctx() context: Context): Promise<RotaConnection> {
    const page = pageOf(args, [keyForms.instant, keyForms.uuid]);
    const { viewer } = context;
    const { filter, rows } = valueOrThrow(await context.query((db, scope) => readRota(db, scope, viewer, args, page)));
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
