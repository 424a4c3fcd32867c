import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { globalId } from '../../platform/ids/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import type { ParticipationRow } from './participation.queries.js';
import { type At, dayInId } from '../directory/at.js';
import type { ParticipationState } from './participation.entity.js';

export const ParticipationStateEnum = { IN: 'IN', OUT: 'OUT', PILOT: 'PILOT' } as const;
registerEnumType(ParticipationStateEnum, {
  name: 'ParticipationState',
  description: 'Whether a practice takes part in a service of its network.',
  valuesConfig: {
    IN: { description: 'It takes part while the network agreement is in force. This is the default.' },
    OUT: { description: 'It has opted out.' },
    PILOT: { description: 'It takes part as soon as it has signed, even before the agreement is in force.' },
  },
});

export const AgreementStandingEnum = {
  NO_AGREEMENT: 'NO_AGREEMENT',
  NOT_SIGNED: 'NOT_SIGNED',
  SIGNED: 'SIGNED',
} as const;
registerEnumType(AgreementStandingEnum, {
  name: 'AgreementStanding',
  description: "Whether a practice has signed its network's agreement on a day.",
  valuesConfig: {
    NO_AGREEMENT: { description: 'There was none to sign, or the practice was in no network.' },
    NOT_SIGNED: { description: 'It had not signed the agreement in force or, if none was, the newest draft.' },
    SIGNED: { description: 'It had signed the agreement in force or, if none was, the newest draft.' },
  },
});

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
