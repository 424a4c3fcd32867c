import { Field, Float, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import type { At } from '../directory/at.js';
import type { PopulationBasis } from '../directory/rules/population-basis.js';
import { PopulationBasisEnum } from './population.type.js';
import type { PopulationBand } from './rules/population-band.js';

/** What resolvers of a network's population get as their source. */
export interface NetworkPopulationSource {
  readonly at: At;
  readonly missingIds: readonly string[];
}

@ObjectType('NetworkPopulation', {
  description: 'How many people a PCN serves, on one basis: its own figure, or the sum over its members.',
  simpleResolvers: true,
})
export class NetworkPopulationType {
  @Field(() => PopulationBasisEnum, { description: 'What is counted.' })
  basis!: PopulationBasis;

  @Field(() => Float, { nullable: true, description: 'The count; null, with a reason, if a figure is missing.' })
  value!: number | null;

  @Field(() => String, { nullable: true, description: 'Why there is no count; null if there is one.' })
  reason!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day of the oldest count it rests on.' })
  countedFrom!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day of the newest count it rests on.' })
  countedTo!: string | null;

  @Field(() => [String], { description: 'Where the counts come from.' })
  sources!: readonly string[];
}

export const BandPositionEnum = enumOf(
  'BandPosition',
  'How a population compares with a band; both bounds belong to it.',
  {
    BELOW: 'Below the band.',
    INSIDE: 'Inside the band.',
    ABOVE: 'Above the band.',
  },
);

@ObjectType('SizeBand', {
  description: 'How large a PCN is meant to be, and how it compares. This only warns; it never stops anything.',
  simpleResolvers: true,
})
export class SizeBandType {
  @Field(() => Int, { description: 'Its registered patients.' })
  population!: number;

  @Field(() => Int, { description: 'The lower bound.' })
  lowest!: number;

  @Field(() => Int, { description: 'The upper bound.' })
  highest!: number;

  @Field(() => BandPositionEnum, { description: 'Below, inside or above.' })
  position!: PopulationBand['position'];

  @Field(() => String, { nullable: true, description: 'What to know if it is outside the band; null inside.' })
  warning!: string | null;

  @Field(() => String, { description: 'Who set the band.' })
  setBy!: string;

  @Field(() => DateScalar, { description: 'The first day of the band.' })
  validFrom!: string;

  @Field(() => String, { description: 'What the band is based on, and where to read it.' })
  source!: string;
}
