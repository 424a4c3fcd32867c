import { Field, Float, ObjectType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/enum-of.js';
import type { PopulationBasis } from '../directory/rules/population-basis.js';
import { Node } from '../../platform/graphql/node.type.js';
import { globalId } from '../../platform/ids/global-id.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
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
}

export function populationSource(row: PopulationRow) {
  return {
    ...row,
    __typename: 'Population',
    id: globalId('Population', row.id),
  };
}

@ObjectType('RecordPopulationPayload', { implements: MutationPayload, description: 'The recorded population.' })
export class RecordPopulationPayload extends MutationPayload {
  @Field(() => PopulationType, { nullable: true, description: 'The new figure; null if it was refused.' })
  population?: PopulationType | null;
}
