import { InputType, Field, Int, ObjectType } from 'type-graphql';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';
import { IdField } from '../../platform/graphql/id-argument.js';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { SessionType, type SessionSource } from '../session/session.type.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';

@InputType('ReturnPlacesInput', { description: 'Which practice’s places go back to the pool, and how many.' })
export class ReturnPlacesInput extends MutationInput {
  @IdField('Session', { description: 'The session.' })
  session!: string;

  @Field(() => OdsCodeScalar, { description: 'The practice whose places they are.' })
  practice!: string;

  @Field(() => Int, { description: 'How many, from 1.' })
  count!: number;
}

@ObjectType('ReturnPlacesPayload', { implements: MutationPayload, description: 'The session after the return.' })
export class ReturnPlacesPayload extends MutationPayload {
  @Field(() => SessionType, { nullable: true, description: 'The session; null when it was refused.' })
  session?: SessionSource | null;
}

@InputType('GivePlacesToInput', { description: 'Which practice’s places go to which other practice, and how many.' })
export class GivePlacesToInput extends MutationInput {
  @IdField('Session', { description: 'The session.' })
  session!: string;

  @Field(() => OdsCodeScalar, { description: 'The practice whose places they are.' })
  from!: string;

  @Field(() => OdsCodeScalar, { description: 'The practice that gets them; it must share the service on that day.' })
  to!: string;

  @Field(() => Int, { description: 'How many, from 1.' })
  count!: number;
}

@ObjectType('GivePlacesToPayload', { implements: MutationPayload, description: 'The session after the gift.' })
export class GivePlacesToPayload extends MutationPayload {
  @Field(() => SessionType, { nullable: true, description: 'The session; null when it was refused.' })
  session?: SessionSource | null;
}
