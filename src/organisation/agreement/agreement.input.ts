import { Field, InputType } from 'type-graphql';
import { IdField } from '../../platform/graphql/id-argument.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { OdsCodeScalar } from '../directory/identifier.type.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';

@InputType('DraftAgreementInput', { description: 'A new network agreement, to be signed.' })
export class DraftAgreementInput extends MutationInput {
  @Field(() => OdsCodeScalar, { description: 'The PCN.' })
  pcn!: string;

  @Field(() => String, { description: 'Its title.' })
  title!: string;

  @Field(() => DateScalar, { description: 'The first day on which it can be in force.' })
  startsOn!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day of the draft; default today.' })
  draftedOn?: string;
}

@InputType('SignAgreementInput', { description: 'Who signs which agreement.' })
export class SignAgreementInput extends MutationInput {
  @IdField('NetworkAgreement', { description: 'The agreement.' })
  agreement!: string;

  @Field(() => OdsCodeScalar, { description: 'The practice that signs.' })
  practice!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day of the signature; default today.' })
  signedOn?: string;
}
