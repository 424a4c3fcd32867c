import { Field, InputType, ObjectType } from 'type-graphql';
import { IdField } from '../platform/graphql/id-argument.js';
import { MutationPayload } from '../platform/graphql/user-error.type.js';
import { EmploymentType } from './employment.type.js';
import { MutationInput } from '../platform/graphql/mutation.input.js';
const nullWhenRefused = 'The employment; null if refused.';

@InputType('AcceptEmploymentInput', { description: 'Which proposed job the clinician accepts.' })
export class AcceptEmploymentInput extends MutationInput {
  @IdField('Employment', { description: 'The employment.' })
  employment!: string;
}

@InputType('DeclineEmploymentInput', { description: 'Which proposed job the clinician declines, and why.' })
export class DeclineEmploymentInput extends MutationInput {
  @IdField('Employment', { description: 'The employment.' })
  employment!: string;

  @Field(() => String, { description: 'Why, for the employer: 1 to 200 characters, no patient identity.' })
  reason!: string;
}

@InputType('WithdrawEmploymentInput', { description: 'Which proposed job the employer withdraws.' })
export class WithdrawEmploymentInput extends MutationInput {
  @IdField('Employment', { description: 'The employment.' })
  employment!: string;
}

@ObjectType('AcceptEmploymentPayload', { implements: MutationPayload, description: 'The accepted job.' })
export class AcceptEmploymentPayload extends MutationPayload {
  @Field(() => EmploymentType, { nullable: true, description: nullWhenRefused })
  employment?: EmploymentType | null;
}

@ObjectType('DeclineEmploymentPayload', { implements: MutationPayload, description: 'The declined job.' })
export class DeclineEmploymentPayload extends MutationPayload {
  @Field(() => EmploymentType, { nullable: true, description: nullWhenRefused })
  employment?: EmploymentType | null;
}

@ObjectType('WithdrawEmploymentPayload', { implements: MutationPayload, description: 'The withdrawn job.' })
export class WithdrawEmploymentPayload extends MutationPayload {
  @Field(() => EmploymentType, { nullable: true, description: nullWhenRefused })
  employment?: EmploymentType | null;
}
