import { Field, Float, InputType } from 'type-graphql';
import { IdField } from '../../platform/graphql/id-argument.js';
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

@InputType('CorrectPopulationInput', { description: 'The right figure, and why the one on record is replaced.' })
export class CorrectPopulationInput extends MutationInput {
  @IdField('Population', { description: 'The figure to correct. Its organisation, basis and day stay.' })
  population!: string;

  @Field(() => Float, { description: 'The count.' })
  value!: number;

  @Field(() => String, { nullable: true, description: 'Where the figure comes from; by default as before.' })
  source?: string;

  @Field(() => String, { description: 'Why: 1 to 200 characters, no patient identity.' })
  reason!: string;
}
