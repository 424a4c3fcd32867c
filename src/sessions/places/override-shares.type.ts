import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { IdField } from '../../platform/graphql/id-argument.js';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import type { SharesOverridden } from './override-shares.js';
import { type SessionSource, SessionType } from '../session/session.type.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';

@InputType('PracticePlacesInput', { description: 'How many places of a session a practice gets.' })
export class PracticePlacesInput {
  @Field(() => OdsCodeScalar, { description: 'The practice.' })
  practice!: string;

  @Field(() => Int, { description: 'How many places it has afterwards, those already booked included.' })
  places!: number;
}

@InputType('OverrideSharesInput', {
  description: 'A different sharing of a session’s places from the ledger’s, and why.',
})
export class OverrideSharesInput extends MutationInput {
  @IdField('Session', { description: 'The session.' })
  session!: string;

  @Field(() => [PracticePlacesInput], {
    description: 'Practices that gain and practices that lose: together they keep as many places as they have.',
  })
  shares!: PracticePlacesInput[];

  @Field(() => String, { description: 'Why; it is kept in the ledger. At most 200 characters.' })
  reason!: string;
}

@ObjectType('OverrideSharesPayload', { implements: MutationPayload, description: 'The session as it is shared now.' })
export class OverrideSharesPayload extends MutationPayload {
  @Field(() => SessionType, { nullable: true, description: 'The session; null when it was refused.' })
  session?: SessionSource | null;

  /** For the area that reports changes. */
  overridden?: SharesOverridden | null;
}
