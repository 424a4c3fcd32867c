import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { type Nodes } from '../../platform/graphql/nodes.js';
import { payloadOf } from '../../platform/graphql/user-error.type.js';
import { OtherDayArgs } from '../directory/as-of.type.js';
import { atOf } from '../directory/at.js';
import { type OrganisationSource, PracticeType } from '../directory/organisation.type.js';
import { RecordPopulationInput } from './population.input.js';
import { populationLoader } from './population.loader.js';
import { populationById } from './population.queries.js';
import { populationSource, PopulationType, RecordPopulationPayload } from './population.type.js';
import { recordPopulation } from './record-population.js';

async function read(context: Context, id: string) {
  const row = await context.query((db) => populationById(db, id));
  return row === undefined ? null : populationSource(row);
}

/** How `node` reads these types again. */
export const populationNodes: Nodes<Context> = {
  Population: (context: Context, id) => read(context, id.key),
};

@Resolver(() => PracticeType)
export class PopulationResolver {
  @FieldResolver(() => [PopulationType], {
    description: 'The newest count on each basis up to the day asked for; a basis without one is left out.',
  })
  async populations(
    @Root() practice: OrganisationSource,
    @Args(() => OtherDayArgs) { asOf }: OtherDayArgs,
    @Ctx() context: Context,
  ): Promise<PopulationType[]> {
    const at = await atOf(context, asOf, practice.at);
    const rows = await context.use(populationLoader).load({ id: practice.key, day: at.day });
    return rows.map(populationSource);
  }

  @Mutation(() => RecordPopulationPayload, {
    description: 'Records how many people a practice serves, or the PCN adjusted population of a PCN.',
  })
  async recordPopulation(
    @Arg('input', () => RecordPopulationInput, { description: 'The figure.' }) input: RecordPopulationInput,
    @Ctx() context: Context,
  ): Promise<RecordPopulationPayload> {
    const result = await context.command((tx, viewer) => recordPopulation(tx, viewer, input));
    const population = result.ok ? await read(context, result.value.populationId) : null;
    return payloadOf(result, () => ({ population }));
  }
}
