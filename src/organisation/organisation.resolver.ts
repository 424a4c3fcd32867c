import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { connectionOf, type ConnectionValue, PageArgs, pageOf } from '../platform/graphql/connection.type.js';
import { keyOfType, parseGlobalId } from '../platform/graphql/global-id.js';
import { registerNode } from '../platform/graphql/node.resolver.js';
import { RequestError } from '../platform/graphql/request-error.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { atOf } from './at.js';
import { organisationLoader } from './organisation.loader.js';
import {
  countOrganisationsOfKind,
  organisationByCode,
  type OrganisationKind,
  organisationsOfKind,
} from './organisation.queries.js';
import {
  OrganisationBy,
  type OrganisationSource,
  organisationSource,
  PracticeConnection,
  PracticeType,
  PrimaryCareNetworkConnection,
  PrimaryCareNetworkType,
} from './organisation.type.js';

const asOfDescription = 'The London day to read at; default today. Everything below inherits it.';

const find = async (
  context: Context,
  by: OrganisationBy,
  asOf: string | undefined,
  typeName: string,
  kind: OrganisationKind,
): Promise<OrganisationSource> => {
  const idDay = by.id === undefined ? undefined : parseGlobalId(by.id)?.asOf;
  const at = await atOf(context, asOf ?? idDay);
  const row =
    by.id === undefined
      ? await context.query((db) => organisationByCode(db, by.odsCode ?? '', at.day))
      : await context.use(organisationLoader).load({ id: keyOfType(typeName, by.id), day: at.day });
  if (row?.kind !== kind) {
    throw new RequestError(
      'NOT_FOUND',
      `There is no ${typeName} with ${by.odsCode ? `the ODS code ${by.odsCode}` : 'this id'}.`,
    );
  }
  return organisationSource(row, at);
};

const list = async (
  context: Context,
  kind: OrganisationKind,
  args: PageArgs,
  asOf: string | undefined,
): Promise<ConnectionValue<OrganisationSource>> => {
  const page = pageOf(args, 1);
  const at = await atOf(context, asOf);
  const rows = await context.query((db) => organisationsOfKind(db, kind, at.day, page));
  return connectionOf(
    rows,
    page,
    (row) => [row.odsCode ?? ''],
    (row) => organisationSource(row, at),
    () => context.query((db) => countOrganisationsOfKind(db, kind, at.day)),
  );
};

for (const type of ['Practice', 'PrimaryCareNetwork']) {
  registerNode(type, async (context: Context, id) => {
    const at = await atOf(context, id.asOf);
    const row = await context.use(organisationLoader).load({ id: id.key, day: at.day });
    const found = row && organisationSource(row, at);
    return found?.__typename === type ? found : null;
  });
}

@Resolver()
export class OrganisationResolver {
  @Query(() => PracticeType, { nullable: true, description: 'One GP practice.' })
  practice(
    @Arg('by', () => OrganisationBy, { description: 'Which practice.' }) by: OrganisationBy,
    @Arg('asOf', () => DateScalar, { nullable: true, description: asOfDescription }) asOf: string | undefined,
    @Ctx() context: Context,
  ): Promise<OrganisationSource> {
    return find(context, by, asOf, 'Practice', 'PRACTICE');
  }

  @Query(() => PrimaryCareNetworkType, { nullable: true, description: 'One primary care network.' })
  pcn(
    @Arg('by', () => OrganisationBy, { description: 'Which PCN.' }) by: OrganisationBy,
    @Arg('asOf', () => DateScalar, { nullable: true, description: asOfDescription }) asOf: string | undefined,
    @Ctx() context: Context,
  ): Promise<OrganisationSource> {
    return find(context, by, asOf, 'PrimaryCareNetwork', 'PCN');
  }

  @Query(() => PracticeConnection, { description: 'The GP practices open on a day, by ODS code.' })
  practices(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('asOf', () => DateScalar, { nullable: true, description: asOfDescription }) asOf: string | undefined,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<OrganisationSource>> {
    return list(context, 'PRACTICE', args, asOf);
  }

  @Query(() => PrimaryCareNetworkConnection, { description: 'The PCNs open on a day, by ODS code.' })
  pcns(
    @Args(() => PageArgs) args: PageArgs,
    @Arg('asOf', () => DateScalar, { nullable: true, description: asOfDescription }) asOf: string | undefined,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<OrganisationSource>> {
    return list(context, 'PCN', args, asOf);
  }
}
