import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import { type Nodes } from '../../platform/graphql/nodes.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { payloadOf } from '../../platform/graphql/user-error.type.js';
import { endOfDay } from '../../time/london.js';
import { OtherDayArgs } from '../directory/as-of.type.js';
import { atOf } from '../directory/at.js';
import { icbsLoader } from '../directory/organisation.loader.js';
import { type OrganisationSource, PracticeType } from '../directory/organisation.type.js';
import { correctPopulation } from './correct-population.js';
import { CorrectPopulationInput, RecordPopulationInput } from './population.input.js';
import { earlierFiguresLoader, populationLoader } from './population.loader.js';
import { type EarlierFigure, populationById } from './population.queries.js';
import {
  CorrectPopulationPayload,
  EarlierPopulationType,
  KnownPopulationType,
  populationSource,
  type PopulationSource,
  PopulationType,
  RecordPopulationPayload,
} from './population.type.js';
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

@Resolver(() => PopulationType)
export class PopulationFieldsResolver {
  @FieldResolver(() => [EarlierPopulationType], {
    description: 'What this figure was before it was corrected, the latest first.',
  })
  earlier(@Root() { key }: PopulationSource, @Ctx() context: Context): Promise<readonly EarlierFigure[]> {
    return context.use(earlierFiguresLoader).load(key);
  }

  @FieldResolver(() => KnownPopulationType, {
    nullable: true,
    description: 'The figure as it was known at the end of a day; null if it was not on record yet.',
  })
  async asKnownOn(
    @Root() now: PopulationSource,
    @Arg('day', () => DateScalar, { description: 'The London day.' }) day: string,
    @Ctx() context: Context,
  ): Promise<KnownPopulationType | null> {
    const end = endOfDay(day);
    const earlier = await context.use(earlierFiguresLoader).load(now.key);
    const known = ({ knownSince }: { knownSince: string | null }) =>
      knownSince === null || Date.parse(knownSince) < end;
    return earlier.find((each) => known(each) && Date.parse(each.knownUntil) >= end) ?? (known(now) ? now : null);
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may correct it.' })
  async viewerCanCorrect(@Root() { organisationId }: PopulationSource, @Ctx() context: Context): Promise<boolean> {
    const { day } = await atOf(context, null);
    const rows = await context.use(icbsLoader).load({ id: organisationId, day });
    return viewerCan(context, 'recordPopulation', { icbIds: rows.map(({ icbId }) => icbId) });
  }

  @Mutation(() => CorrectPopulationPayload, {
    description:
      'Replaces a figure that was wrong or has been recalculated. What stood there before can still be read. For contract managers of the ICB.',
  })
  async correctPopulation(
    @Arg('input', () => CorrectPopulationInput, { description: 'Which figure, and what it is.' })
    input: CorrectPopulationInput,
    @Ctx() context: Context,
  ): Promise<CorrectPopulationPayload> {
    const result = await context.command((tx, viewer) => correctPopulation(tx, viewer, input));
    const population = result.ok ? await read(context, result.value.populationId) : null;
    return payloadOf(result, () => ({ population }));
  }
}
