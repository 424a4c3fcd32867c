import { Field, Float, InputType } from 'type-graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { OdsCodeScalar } from '../directory/identifier.type.js';
import { PopulationBasisEnum } from './population.type.js';
import type { PopulationBasis } from '../directory/rules/population-basis.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';

@InputType('RecordPopulationInput', { description: 'A population figure and its source.' })
export class RecordPopulationInput extends MutationInput {
  @Field(() => OdsCodeScalar, { description: 'The practice, or the PCN for a PCN adjusted population.' })
  organisation!: string;

  @Field(() => PopulationBasisEnum, { description: 'What is counted.' })
  basis!: PopulationBasis;

  @Field(() => DateScalar, { description: 'The day of the count.' })
  countedOn!: string;

  @Field(() => Float, { description: 'The count.' })
  value!: number;

  @Field(() => String, { description: 'Where the figure comes from.' })
  source!: string;
}
