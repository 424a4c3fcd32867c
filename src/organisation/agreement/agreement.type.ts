import { Field, ObjectType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/enum-of.js';
import type { AgreementState } from './rules/agreement.js';
import { globalId } from '../../platform/ids/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { warningsDescription, WarningType } from '../../platform/graphql/warning.type.js';
import type { AgreementRow, SignatureRow } from './agreement.queries.js';
import { type At, dayInId } from '../directory/at.js';

export const AgreementStateEnum = enumOf<AgreementState>(
  'AgreementState',
  'The state of a network agreement on a day.',
  {
    DRAFT: 'Nobody had signed it.',
    PART_SIGNED: 'Some had signed it, or all had but it had not begun.',
    IN_FORCE: 'All members had signed it and it had begun: practices may share services.',
    ENDED: 'It was over.',
    DISCARDED: 'It was discarded before all had signed.',
  },
);

/** What resolvers of a network agreement get as their source. */
export interface AgreementSource {
  readonly key: string;
  readonly at: At;
  readonly row: AgreementRow;
}

@ObjectType('NetworkAgreement', {
  implements: Node,
  description:
    'What the practices of a PCN agree on. Sharing waits until all have signed; a pilot practice may start before.',
  simpleResolvers: true,
})
export class NetworkAgreementType extends Node {
  @Field(() => String, { description: 'Its title.' })
  title!: string;

  @Field(() => DateScalar, { description: 'The day of the draft.' })
  draftedOn!: string;

  @Field(() => DateScalar, { description: 'The first day on which it can be in force.' })
  startsOn!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day in force: the later of its start and the day the last member signed; null until then.',
  })
  inForceFrom!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The first day after it ends, or the day on which the draft was discarded; null while no end is known.',
  })
  endedOn!: string | null;

  @Field(() => String, { nullable: true, description: 'Why the draft was discarded; null if it was not.' })
  discardedBecause!: string | null;
}

/** The GraphQL source of an agreement read on a day. */
export function agreementSource(row: AgreementRow, at: At) {
  return {
    __typename: 'NetworkAgreement' as const,
    id: globalId('NetworkAgreement', row.id, dayInId(at)),
    key: row.id,
    at,
    row,
    title: row.title,
    draftedOn: row.draftedOn,
    startsOn: row.startsOn,
    inForceFrom: row.inForceFrom,
    endedOn: row.endedOn,
    discardedBecause: row.discardedBecause,
  };
}

/** What resolvers of a signature get as their source. */
export interface SignatureSource {
  readonly at: At;
  readonly practiceId: string;
}

@ObjectType('AgreementSignature', { description: 'Which practice signed, and when.', simpleResolvers: true })
export class AgreementSignatureType {
  @Field(() => DateScalar, { description: 'The day of the signature.' })
  signedOn!: string;
}

export function signatureSource(row: SignatureRow, at: At) {
  return { ...row, at };
}

@ObjectType('DraftAgreementPayload', { implements: MutationPayload, description: 'The new draft.' })
export class DraftAgreementPayload extends MutationPayload {
  @Field(() => NetworkAgreementType, { nullable: true, description: 'The new draft; null if it was refused.' })
  agreement?: NetworkAgreementType | null;

  @Field(() => [WarningType], { description: warningsDescription })
  warnings!: readonly WarningType[];
}

@ObjectType('SignAgreementPayload', { implements: MutationPayload, description: 'The signed agreement.' })
export class SignAgreementPayload extends MutationPayload {
  @Field(() => NetworkAgreementType, {
    nullable: true,
    description: 'The agreement with the new signature; null if it was refused.',
  })
  agreement?: NetworkAgreementType | null;

  @Field(() => [WarningType], { description: warningsDescription })
  warnings!: readonly WarningType[];
}
