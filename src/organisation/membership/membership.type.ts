import { Field, ObjectType } from 'type-graphql';
import { connectionTypes } from '../../platform/graphql/connection.type.js';
import { globalId } from '../../platform/ids/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { type At, dayInId } from '../directory/at.js';
import type { MembershipRow } from './membership.queries.js';

/** What resolvers of a membership get as their source. */
export interface MembershipSource {
  readonly at: At;
  readonly practiceId: string;
  readonly pcnId: string;
}

@ObjectType('Membership', {
  implements: Node,
  description: "A practice's time in a PCN. A practice is in one PCN at a time; it may leave and return.",
  simpleResolvers: true,
})
export class MembershipType extends Node {
  @Field(() => DateScalar, { description: 'The first day.' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day after it leaves the PCN; null until further notice.',
  })
  to!: string | null;

  @Field(() => String, { description: 'Where this information comes from.' })
  source!: string;
}

/** The GraphQL source of a membership whose practice and PCN are read on a day. */
export function membershipSource(row: MembershipRow, at: At) {
  return {
    ...row,
    __typename: 'Membership' as const,
    id: globalId('Membership', row.id, dayInId(at)),
    at,
  };
}

export const { Connection: MembershipConnection } = connectionTypes('Membership', () => MembershipType, 'memberships');

@ObjectType('JoinNetworkPayload', { implements: MutationPayload, description: 'The new membership.' })
export class JoinNetworkPayload extends MutationPayload {
  @Field(() => MembershipType, { nullable: true, description: 'The new membership; null if it was refused.' })
  membership?: MembershipType | null;
}
