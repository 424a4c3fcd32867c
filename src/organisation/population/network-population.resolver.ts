import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { OtherDayArgs } from '../directory/as-of.type.js';
import { atOf } from '../directory/at.js';
import { networkPopulationLoader, sizeBandLoader } from './network-population.loader.js';
import { type NetworkPopulationSource, NetworkPopulationType, SizeBandType } from './network-population.type.js';
import { type OrganisationSource, PracticeType, PrimaryCareNetworkType } from '../directory/organisation.type.js';
import { readOrganisation } from '../directory/read-organisation.js';
import { work } from '../../platform/graphql/limits/work.js';

@Resolver(() => PrimaryCareNetworkType)
export class NetworkPopulationsResolver {
  @FieldResolver(() => [NetworkPopulationType], {
    complexity: work(40),
    description: 'How many people it serves that day on each of the three bases, which are never mixed.',
  })
  async populations(
    @Root() pcn: OrganisationSource,
    @Args(() => OtherDayArgs) { asOf }: OtherDayArgs,
    @Arg('knownOn', () => DateScalar, {
      nullable: true,
      description:
        'As the figures were known at the end of this day, before later corrections; default as they are known now.',
    })
    knownOn: string | undefined,
    @Ctx() context: Context,
  ): Promise<object[]> {
    const at = await atOf(context, asOf, pcn.at);
    const key = { id: pcn.key, day: at.day, knownOn: knownOn ?? null };
    const populations = await context.use(networkPopulationLoader).load(key);
    return populations.map((population) => ({ ...population, at }));
  }

  @FieldResolver(() => SizeBandType, {
    nullable: true,
    complexity: work(40),
    description: 'How its registered population compares with the usual size; null if the population is not known.',
  })
  async sizeBand(
    @Root() pcn: OrganisationSource,
    @Args(() => OtherDayArgs) { asOf }: OtherDayArgs,
    @Ctx() context: Context,
  ): Promise<object | null> {
    const at = await atOf(context, asOf, pcn.at);
    return context.use(sizeBandLoader).load({ id: pcn.key, day: at.day });
  }
}

@Resolver(() => NetworkPopulationType)
export class NetworkPopulationResolver {
  @FieldResolver(() => [PracticeType], { description: 'The members that have no figure on this basis by that day.' })
  missing(@Root() { missingIds, at }: NetworkPopulationSource, @Ctx() context: Context): Promise<OrganisationSource[]> {
    return Promise.all(missingIds.map((id) => readOrganisation(context, id, at)));
  }
}
