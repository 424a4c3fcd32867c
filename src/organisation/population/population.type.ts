import { Field, Float, ObjectType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/enum-of.js';
import type { PopulationBasis } from '../directory/rules/population-basis.js';
import { Node } from '../../platform/graphql/node.type.js';
import { globalId } from '../../platform/ids/global-id.js';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.js';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import type { PopulationRow } from './population.queries.js';

export const PopulationBasisEnum = enumOf<PopulationBasis>(
  'PopulationBasis',
  'What a population counts. The three are never mixed in one figure.',
  {
    REGISTERED: 'Patients on the practice list.',
    WEIGHTED: 'The list weighted by need (Carr-Hill), as used for reimbursed roles.',
    PCN_ADJUSTED: 'The PCN adjusted population, on which the enhanced access requirement is based.',
  },
);

@ObjectType('Population', {
  implements: Node,
  description: 'How many people an organisation serves, on one basis and day.',
  simpleResolvers: true,
})
export class PopulationType extends Node {
  @Field(() => PopulationBasisEnum, { description: 'What is counted.' })
  basis!: PopulationBasis;

  @Field(() => DateScalar, { description: 'The day of the count.' })
  countedOn!: string;

  @Field(() => Float, { description: 'The count; weighted lists have decimals.' })
  value!: number;

  @Field(() => String, { description: 'Where the figure comes from.' })
  source!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when this figure has been known here; null if it was recorded before that was kept.',
  })
  knownSince!: string | null;
}

/** What resolvers of a population get as their source. */
export interface PopulationSource extends PopulationType {
  readonly __typename: 'Population';
  readonly key: string;
  readonly organisationId: string;
}

export function populationSource(row: PopulationRow): PopulationSource {
  return {
    ...row,
    __typename: 'Population',
    id: globalId('Population', row.id),
    key: row.id,
  };
}

@ObjectType('EarlierPopulation', {
  description: 'What a figure was before it was corrected.',
  simpleResolvers: true,
})
export class EarlierPopulationType {
  @Field(() => Float, { description: 'The count as it was known then.' })
  value!: number;

  @Field(() => String, { description: 'Where that figure came from.' })
  source!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when it had been known; null if it was recorded before that was kept.',
  })
  knownSince!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was corrected.' })
  knownUntil!: string;

  @Field(() => String, { description: 'Why it was corrected.' })
  reason!: string;
}

@ObjectType('KnownPopulation', {
  description: 'A figure as it was known at the end of a day.',
  simpleResolvers: true,
})
export class KnownPopulationType {
  @Field(() => Float, { description: 'The count.' })
  value!: number;

  @Field(() => String, { description: 'Where it came from.' })
  source!: string;
}

@ObjectType('CorrectPopulationPayload', { implements: MutationPayload, description: 'The corrected population.' })
export class CorrectPopulationPayload extends MutationPayload {
  @Field(() => PopulationType, { nullable: true, description: 'The figure as it is now; null if it was refused.' })
  population?: PopulationType | null;
}

@ObjectType('RecordPopulationPayload', { implements: MutationPayload, description: 'The recorded population.' })
export class RecordPopulationPayload extends MutationPayload {
  @Field(() => PopulationType, { nullable: true, description: 'The new figure; null if it was refused.' })
  population?: PopulationType | null;
}
