import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import type { ConnectionValue } from '../../platform/graphql/connection.type.js';
import { OtherDayPageArgs } from './as-of.type.js';
import { atOf } from './at.js';
import type { OrganisationKind } from './organisation.queries.js';
import { listOrganisations } from './organisation.resolver.js';
import {
  IntegratedCareBoardType,
  type OrganisationSource,
  PracticeConnection,
  PrimaryCareNetworkConnection,
  SubIntegratedCareBoardType,
} from './organisation.type.js';

async function commissioned(
  context: Context,
  commissioner: OrganisationSource,
  kind: OrganisationKind,
  args: OtherDayPageArgs,
): Promise<ConnectionValue<OrganisationSource>> {
  const at = await atOf(context, args.asOf, commissioner.at);
  return listOrganisations(context, kind, args, at, { commissionerId: commissioner.key });
}

@Resolver(() => IntegratedCareBoardType)
export class IcbFieldsResolver {
  @FieldResolver(() => PrimaryCareNetworkConnection, {
    description: 'The PCNs that it commissions that day, directly or through a sub-ICB, by ODS code.',
  })
  pcns(
    @Root() icb: OrganisationSource,
    @Args(() => OtherDayPageArgs) args: OtherDayPageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<OrganisationSource>> {
    return commissioned(context, icb, 'PCN', args);
  }

  @FieldResolver(() => PracticeConnection, {
    description: 'The practices that it commissions that day, directly or through a sub-ICB, by ODS code.',
  })
  practices(
    @Root() icb: OrganisationSource,
    @Args(() => OtherDayPageArgs) args: OtherDayPageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<OrganisationSource>> {
    return commissioned(context, icb, 'PRACTICE', args);
  }
}

@Resolver(() => SubIntegratedCareBoardType)
export class SubIcbFieldsResolver {
  @FieldResolver(() => PrimaryCareNetworkConnection, {
    description: 'The PCNs that it commissions that day, by ODS code.',
  })
  pcns(
    @Root() subIcb: OrganisationSource,
    @Args(() => OtherDayPageArgs) args: OtherDayPageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<OrganisationSource>> {
    return commissioned(context, subIcb, 'PCN', args);
  }

  @FieldResolver(() => PracticeConnection, {
    description: 'The practices that it commissions that day, by ODS code.',
  })
  practices(
    @Root() subIcb: OrganisationSource,
    @Args(() => OtherDayPageArgs) args: OtherDayPageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<OrganisationSource>> {
    return commissioned(context, subIcb, 'PRACTICE', args);
  }
}
