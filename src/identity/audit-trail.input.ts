import { ArgsType, type ClassType, Field } from 'type-graphql';
import type { GlobalId } from '../platform/ids/global-id.js';
import { IdPartsField } from '../platform/graphql/id-argument.js';
import { PageArgs } from '../platform/graphql/connection.type.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import type { AuditTrailKinds } from './rules/audited-kinds.js';

/** What to look for in the trail. */
export interface AskedOfTrail extends PageArgs {
  readonly from?: string;
  readonly to?: string;
  readonly kinds?: string[];
  readonly object?: GlobalId;
  readonly actor?: string;
  readonly requestId?: string;
}

/** The arguments of `auditTrail`, which name kinds and the types of their objects. Call it once. */
export function auditTrailArgs(kinds: AuditTrailKinds, AuditedKindEnum: object): ClassType<AskedOfTrail> {
  @ArgsType()
  class AuditTrailArgs extends PageArgs {
    @Field(() => DateScalar, { nullable: true, description: 'The first day; default 92 days before `to`.' })
    from?: string;

    @Field(() => DateScalar, {
      nullable: true,
      description: 'The day after the last day shown, at most 366 days after `from`; default tomorrow.',
    })
    to?: string;

    @Field(() => [AuditedKindEnum], {
      nullable: true,
      description: 'Only changes to things of these kinds; default all.',
    })
    kinds?: string[];

    @IdPartsField(kinds.types, {
      nullable: true,
      description:
        'Only changes to this object, or changes that name it: for a session, also changes to its shares and its bookings. Entries of a batch name no single object.',
    })
    object?: GlobalId;

    @Field(() => String, {
      nullable: true,
      description: 'Only what this actor did: the `subject` of an entry’s actor.',
    })
    actor?: string;

    @Field(() => String, {
      nullable: true,
      description: 'Only what one request did, by the id in the `x-request-id` header of its reply.',
    })
    requestId?: string;
  }
  return AuditTrailArgs;
}
