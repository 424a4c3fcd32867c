import { Field, ObjectType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/enum-of.js';
import type { AgreementStanding } from '../agreement/rules/agreement.js';
import { globalId } from '../../platform/ids/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import type { ParticipationRow } from './participation.queries.js';
import { type At, dayInId } from '../directory/at.js';
import type { ParticipationState } from './participation.entity.js';

export const ParticipationStateEnum = enumOf<ParticipationState>(
  'ParticipationState',
  'Whether a practice takes part in a service of its network.',
  {
    IN: 'It takes part while the network agreement is in force. This is the default.',
    OUT: 'It has opted out.',
    PILOT: 'It takes part as soon as it has signed, even before the agreement is in force.',
  },
);

export const AgreementStandingEnum = enumOf<AgreementStanding>(
  'AgreementStanding',
  "Whether a practice has signed its network's agreement on a day.",
  {
    NO_AGREEMENT: 'There was none to sign, or the practice was in no network.',
    NOT_SIGNED: 'It had not signed the agreement in force or, if none was, the newest draft.',
    SIGNED: 'It had signed the agreement in force or, if none was, the newest draft.',
  },
);

/** What resolvers of a participation get as their source; `serviceId` is for the area that knows services. */
export interface ParticipationSource {
  readonly at: At;
  readonly practiceId: string;
  readonly pcnId: string;
  readonly serviceId: string;
}

@ObjectType('Participation', {
  implements: Node,
  description: 'What a practice has said about one service of its network, and for which days.',
  simpleResolvers: true,
})
export class ParticipationType extends Node {
  @Field(() => String, { description: 'The name of the service.' })
  serviceName!: string;

  @Field(() => ParticipationStateEnum, { description: 'Whether it takes part.' })
  state!: ParticipationState;

  @Field(() => DateScalar, { description: 'The first day.' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day after it ends; null until further notice.',
  })
  to!: string | null;
}

/** The GraphQL source of a participation whose practice and PCN are read on a day. */
export function participationSource(row: ParticipationRow, at: At) {
  return {
    ...row,
    __typename: 'Participation' as const,
    id: globalId('Participation', row.id, dayInId(at)),
    at,
  };
}
