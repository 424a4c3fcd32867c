import { Args, ArgsType, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';
import { type OrganisationSource, PrimaryCareNetworkType } from '../../organisation/directory/organisation.type.js';
import { connectionOf, keyForms, PageArgs, PageInfo, pageOf } from '../../platform/graphql/connection.type.js';
import { IdField } from '../../platform/graphql/id-argument.js';
import { valueOrThrow } from '../../platform/graphql/request-error.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { type StaffRoleCode, StaffRoleCodeEnum } from '../../workforce/staff-role.type.js';
import { type AskedRota, readRota } from './read-rota.js';
import { countSessions, everySessionState, type SessionCounts, type SessionState } from './session.queries.js';
import { SessionEdge, sessionSource, SessionStateEnum } from './session.type.js';
import { byDays, work } from '../../platform/graphql/limits/work.js';
import { longestWindowDays } from '../../time/window.js';

@ArgsType()
class NetworkRotaArgs extends PageArgs {
  @Field(() => DateScalar, { description: 'The first day.' })
  from!: string;

  @Field(() => DateScalar, { description: 'The first day no longer shown; at most 92 days after `from`.' })
  to!: string;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether to show cancelled sessions as well; default no.',
    deprecationReason: 'Use `states`. Removed after 2027-12-01',
  })
  withCancelled?: boolean;

  @Field(() => [SessionStateEnum], {
    nullable: true,
    description: 'Only sessions in one of these states; default those that take place.',
  })
  states?: SessionState[];

  @Field(() => StaffRoleCodeEnum, { nullable: true, description: 'Only sessions with a post for this role.' })
  staffRole?: StaffRoleCode;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True for sessions with a post that nobody fills; together with `staffRole`, a post for that role.',
  })
  openPosts?: boolean;
}

@ArgsType()
class RotaArgs extends NetworkRotaArgs {
  @Field(() => OdsCodeScalar, { description: 'The PCN.' })
  pcn!: string;

  @IdField('SharedClinic', { nullable: true, description: 'Only sessions of this shared clinic.' })
  clinic?: string;

  @IdField('Service', { nullable: true, description: 'Only sessions that give this service.' })
  service?: string;

  @IdField('Site', { nullable: true, description: 'Only sessions held at this site.' })
  site?: string;

  @IdField('Room', { nullable: true, description: 'Only sessions held in this room.' })
  room?: string;

  @IdField('Clinician', { nullable: true, description: 'Only sessions in which this clinician fills a post.' })
  clinician?: string;
}

function askedRota(pcn: string, args: NetworkRotaArgs & Partial<RotaArgs>): AskedRota {
  return {
    pcn,
    from: args.from,
    to: args.to,
    states: args.states ?? (args.withCancelled === true ? everySessionState : undefined),
    clinicId: args.clinic ?? undefined,
    serviceId: args.service ?? undefined,
    siteId: args.site ?? undefined,
    roomId: args.room ?? undefined,
    clinicianId: args.clinician ?? undefined,
    roleCode: args.staffRole ?? undefined,
    openPosts: args.openPosts ?? undefined,
  };
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

async function rotaOf(context: Context, pcn: string, args: NetworkRotaArgs): Promise<RotaConnection> {
  const page = pageOf(args, [keyForms.instant, keyForms.uuid]);
  const { viewer } = context;
  const asked = askedRota(pcn, args);
  const { filter, rows } = valueOrThrow(await context.query((db, scope) => readRota(db, scope, viewer, asked, page)));
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

@Resolver()
export class RotaResolver {
  @Query(() => RotaConnection, {
    nullable: true,
    complexity: work(byDays(1, { longest: longestWindowDays })),
    description:
      'The rota of a network: its published sessions by start. A lender from outside sees the sessions that its own rooms and people serve. Null when it is refused; see `errors`.',
  })
  rota(@Args(() => RotaArgs) args: RotaArgs, @Ctx() context: Context): Promise<RotaConnection> {
    return rotaOf(context, args.pcn, args);
  }
}

@Resolver(() => PrimaryCareNetworkType)
export class NetworkRotaResolver {
  @FieldResolver(() => RotaConnection, {
    nullable: true,
    description: 'Its rota: published sessions by start. Null when it is refused; see `errors`.',
  })
  rota(
    @Root() pcn: OrganisationSource,
    @Args(() => NetworkRotaArgs) args: NetworkRotaArgs,
    @Ctx() context: Context,
  ): Promise<RotaConnection> {
    return rotaOf(context, pcn.odsCode ?? '', args);
  }
}
