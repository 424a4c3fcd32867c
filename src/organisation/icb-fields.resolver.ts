import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import type { ConnectionValue } from '../platform/graphql/connection.type.js';
import { OtherDayPageArgs } from './as-of.type.js';
import { atOf } from './at.js';
import { listOrganisations } from './organisation.resolver.js';
import {
  IntegratedCareBoardType,
  type OrganisationSource,
  PracticeConnection,
  PrimaryCareNetworkConnection,
} from './organisation.type.js';

@Resolver(() => IntegratedCareBoardType)
export class IcbFieldsResolver {
  @FieldResolver(() => PrimaryCareNetworkConnection, {
    description: 'The PCNs that it commissions that day, itself or through a sub-ICB, by ODS code.',
  })
  async pcns(
    @Root() icb: OrganisationSource,
    @Args(() => OtherDayPageArgs) args: OtherDayPageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<OrganisationSource>> {
    const at = await atOf(context, args.asOf, icb.at);
    return listOrganisations(context, 'PCN', args, at, { commissionerId: icb.key });
  }

  @FieldResolver(() => PracticeConnection, {
    description: 'The practices that it commissions that day, itself or through a sub-ICB, by ODS code.',
  })
  async practices(
    @Root() icb: OrganisationSource,
    @Args(() => OtherDayPageArgs) args: OtherDayPageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<OrganisationSource>> {
    const at = await atOf(context, args.asOf, icb.at);
    return listOrganisations(context, 'PRACTICE', args, at, { commissionerId: icb.key });
  }
}
