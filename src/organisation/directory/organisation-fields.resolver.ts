import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { OtherDayArgs } from './as-of.type.js';
import { atOf } from './at.js';
import { commissionerLoader, formerNamesLoader } from './organisation.loader.js';
import { FormerNameType, type OrganisationSource, OrganisationType } from './organisation.type.js';
import { readOrganisation } from './read-organisation.js';

/** Fields that every kind of organisation has. */
@Resolver(() => OrganisationType)
export class OrganisationFieldsResolver {
  @FieldResolver(() => [FormerNameType], {
    description: 'Its former names by the day asked for, newest first.',
  })
  formerNames(@Root() organisation: OrganisationSource, @Ctx() context: Context): Promise<object[]> {
    return context.use(formerNamesLoader).load({ id: organisation.key, day: organisation.at.day });
  }

  @FieldResolver(() => OrganisationType, {
    nullable: true,
    description: 'Who commissions it that day: a sub-ICB or an ICB; null for an ICB, and if not known.',
  })
  async commissioner(
    @Root() organisation: OrganisationSource,
    @Args(() => OtherDayArgs) { asOf }: OtherDayArgs,
    @Ctx() context: Context,
  ): Promise<OrganisationSource | null> {
    const at = await atOf(context, asOf, organisation.at);
    const [row] = await context.use(commissionerLoader).load({ id: organisation.key, day: at.day });
    return row === undefined ? null : readOrganisation(context, row.commissionerId, at);
  }
}
