import { Directive, Field, InputType, Int, ObjectType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import type { ContinuityAspect, ContinuityRow } from './continuity.queries.js';

export const ContinuityAspectEnum = enumOf<ContinuityAspect>(
  'ContinuityAspect',
  'What there should be exactly one of on every day.',
  {
    HOLDER: 'Who holds the practice’s contract.',
    NETWORK: 'The PCN that the practice is in.',
    OPERATOR: 'Who runs a site.',
  },
);

@Directive('@oneOf')
@InputType('ContinuityOfInput', { description: 'Whose continuity to check: give exactly one of these.' })
export class ContinuityOfInput {
  @Field(() => OdsCodeScalar, { nullable: true, description: 'One practice.' })
  practice?: string;

  @Field(() => OdsCodeScalar, { nullable: true, description: 'All practices that an ICB commissions on these days.' })
  icb?: string;
}

/** What resolvers of a break get as their source. */
export type ContinuityBreakSource = ContinuityRow;

@ObjectType('ContinuityBreak', {
  description: 'Days on which there was none, or more than one, of something there should be one of.',
  simpleResolvers: true,
})
export class ContinuityBreakType implements Pick<ContinuityRow, 'aspect' | 'from' | 'to' | 'count'> {
  @Field(() => ContinuityAspectEnum, { description: 'What was missing or doubled.' })
  aspect!: ContinuityAspect;

  @Field(() => DateScalar, { description: 'The first of the days.' })
  from!: string;

  @Field(() => DateScalar, { description: 'The day after the last of them.' })
  to!: string;

  @Field(() => Int, { description: 'How many there were: 0, or 2 or more.' })
  count!: number;
}
