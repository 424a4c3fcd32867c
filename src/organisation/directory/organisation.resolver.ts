import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import {
  connectionOf,
  type ConnectionValue,
  keyForms,
  type PageArgs,
  pageOf,
} from '../../platform/graphql/connection.type.js';
import { IdArguments, idOf } from '../../platform/graphql/id-argument.js';
import type { GlobalId } from '../../platform/ids/global-id.js';
import type { Nodes } from '../../platform/graphql/nodes.js';
import { RequestError, valueOrThrow } from '../../platform/graphql/request-error.js';
import { organisationTypes } from '../../identity/rules/organisation-types.js';
import { AsOfArgs } from './as-of.type.js';
import { type At, atOf } from './at.js';
import { OrganisationBy, OrganisationsArgs, PracticesArgs } from './organisation.input.js';
import { findNetwork } from './known-organisation.js';
import { organisationLoader } from './organisation.loader.js';
import {
  countOrganisationsOfKind,
  organisationByCode,
  type OrganisationFilter,
  type OrganisationKind,
  organisationsOfKind,
} from './organisation.queries.js';
import {
  IntegratedCareBoardType,
  type OrganisationSource,
  organisationSource,
  PracticeConnection,
  PracticeType,
  PrimaryCareNetworkConnection,
  PrimaryCareNetworkType,
  ProviderType,
} from './organisation.type.js';

const inWords: Readonly<Record<string, string>> = {
  IntegratedCareBoard: 'ICB',
  PrimaryCareNetwork: 'PCN',
  Practice: 'practice',
  Provider: 'provider',
};

/** Finds one organisation of a type, on the day asked for or else on the day in its id. */
async function findOrganisation(
  context: Context,
  by: OrganisationBy,
  asOf: string | undefined,
  typeName: string,
): Promise<OrganisationSource> {
  const at = await atOf(context, asOf ?? by.id?.asOf);
  const row =
    by.id == null
      ? await context.query((db) => organisationByCode(db, by.odsCode ?? '', at.day))
      : await context.use(organisationLoader).load({ id: by.id.key, day: at.day });
  const found = row == null ? undefined : organisationSource(row, at);
  if (found?.__typename !== typeName) {
    const what = by.id == null ? `the ODS code ${by.odsCode}` : 'this id';
    throw new RequestError('NOT_FOUND', `There is no ${inWords[typeName] ?? typeName} with ${what}. Please check it.`);
  }
  return found;
}

/** A page of the organisations of a kind; also for the lists below an ICB. */
export async function listOrganisations(
  context: Context,
  kind: OrganisationKind,
  args: PageArgs,
  at: At,
  filter: OrganisationFilter,
): Promise<ConnectionValue<OrganisationSource>> {
  const page = pageOf(args, [keyForms.text]);
  const rows = await context.query((db) => organisationsOfKind(db, kind, at.day, page, filter));
  return connectionOf(
    rows,
    page,
    (row) => [row.odsCode ?? ''],
    (row) => organisationSource(row, at),
    () => context.query((db) => countOrganisationsOfKind(db, kind, at.day, filter)),
  );
}

function searched(search: string | undefined): string | undefined {
  if (search == null || search.trim() === '') return undefined;
  if (search.length > 100) throw new RequestError('BAD_USER_INPUT', 'Search for at most 100 characters.');
  return search.trim();
}

/** How `node` reads an organisation again, by its type. */
export const organisationNodes: Nodes<Context> = Object.fromEntries(
  organisationTypes.map((type) => [
    type,
    async (context: Context, id: GlobalId) => {
      const at = await atOf(context, id.asOf);
      const row = await context.use(organisationLoader).load({ id: id.key, day: at.day });
      const found = row && organisationSource(row, at);
      return found?.__typename === type ? found : null;
    },
  ]),
);

@Resolver()
export class OrganisationResolver {
  @Query(() => IntegratedCareBoardType, { nullable: true, description: 'One integrated care board.' })
  @IdArguments({ by: idOf('IntegratedCareBoard') })
  icb(
    @Arg('by', () => OrganisationBy, { description: 'Which ICB.' }) by: OrganisationBy,
    @Args(() => AsOfArgs) { asOf }: AsOfArgs,
    @Ctx() context: Context,
  ): Promise<OrganisationSource> {
    return findOrganisation(context, by, asOf, 'IntegratedCareBoard');
  }

  @Query(() => PracticeType, { nullable: true, description: 'One GP practice.' })
  @IdArguments({ by: idOf('Practice') })
  practice(
    @Arg('by', () => OrganisationBy, { description: 'Which practice.' }) by: OrganisationBy,
    @Args(() => AsOfArgs) { asOf }: AsOfArgs,
    @Ctx() context: Context,
  ): Promise<OrganisationSource> {
    return findOrganisation(context, by, asOf, 'Practice');
  }

  @Query(() => PrimaryCareNetworkType, { nullable: true, description: 'One primary care network.' })
  @IdArguments({ by: idOf('PrimaryCareNetwork') })
  pcn(
    @Arg('by', () => OrganisationBy, { description: 'Which PCN.' }) by: OrganisationBy,
    @Args(() => AsOfArgs) { asOf }: AsOfArgs,
    @Ctx() context: Context,
  ): Promise<OrganisationSource> {
    return findOrganisation(context, by, asOf, 'PrimaryCareNetwork');
  }

  @Query(() => ProviderType, { nullable: true, description: 'One hub, trust, community provider or charity.' })
  @IdArguments({ by: idOf('Provider') })
  provider(
    @Arg('by', () => OrganisationBy, { description: 'Which provider.' }) by: OrganisationBy,
    @Args(() => AsOfArgs) { asOf }: AsOfArgs,
    @Ctx() context: Context,
  ): Promise<OrganisationSource> {
    return findOrganisation(context, by, asOf, 'Provider');
  }

  @Query(() => PracticeConnection, { nullable: true, description: 'The GP practices open on a day, by ODS code.' })
  async practices(
    @Args(() => PracticesArgs) args: PracticesArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<OrganisationSource>> {
    const at = await atOf(context, args.asOf);
    const { pcn } = args;
    const pcnId = pcn == null ? undefined : valueOrThrow(await context.query((db) => findNetwork(db, pcn, at.day))).id;
    return listOrganisations(context, 'PRACTICE', args, at, { pcnId, search: searched(args.search) });
  }

  @Query(() => PrimaryCareNetworkConnection, { nullable: true, description: 'The PCNs open on a day, by ODS code.' })
  async pcns(
    @Args(() => OrganisationsArgs) args: OrganisationsArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<OrganisationSource>> {
    const at = await atOf(context, args.asOf);
    return listOrganisations(context, 'PCN', args, at, { search: searched(args.search) });
  }
}
