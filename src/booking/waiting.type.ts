import { Field, ObjectType } from 'type-graphql';
import { connectionTypes } from '../platform/graphql/connection.type.js';
import { globalId } from '../platform/ids/global-id.js';
import { Node } from '../platform/graphql/node.type.js';
import { DateScalar, DateTimeScalar } from '../platform/graphql/scalars.js';
import { MutationPayload } from '../platform/graphql/user-error.type.js';
import { warningsDescription, WarningType } from '../platform/graphql/warning.type.js';
import { DeliveryModeEnum } from '../sessions/service/delivery-mode.type.js';
import { NeedEnum } from '../sessions/service/need.type.js';
import { AccessNeedEnum, BookingChannelEnum, WaitingStateEnum } from './coding.type.js';
import type { WaitingRow } from './waiting.queries.js';
import type { AccessNeed } from './rules/access-needs.js';
import type { Channel } from './booking.entity.js';
import type { DeliveryMode } from '../sessions/service/rules/delivery-mode.js';
import type { Need } from '../sessions/service/rules/needs.js';
import type { WaitingState } from './waiting-entry.entity.js';

/** What resolvers of a waiting entry get as their source. */
export interface WaitingSource extends WaitingRow {
  readonly __typename: 'WaitingEntry';
}

@ObjectType('WaitingEntry', {
  implements: Node,
  description: 'A patient of a practice who waits for a slot of a service.',
  simpleResolvers: true,
})
export class WaitingEntryType extends Node {
  @Field(() => WaitingStateEnum, { description: 'The state of the wait now.' })
  state!: WaitingState;

  @Field(() => String, { description: 'The practice’s own opaque reference for the patient.' })
  reference!: string;

  @Field(() => BookingChannelEnum, { description: 'How the patient reached the service.' })
  channel!: Channel;

  @Field(() => NeedEnum, { description: 'Why the patient comes.' })
  need!: Need;

  @Field(() => [AccessNeedEnum], { description: 'What the patient needs in order to be seen.' })
  accessNeeds!: readonly AccessNeed[];

  @Field(() => DeliveryModeEnum, { nullable: true, description: 'Only slots given in this way; null for any.' })
  deliveryMode!: DeliveryMode | null;

  @Field(() => DateScalar, { description: 'The first day that suits.' })
  fromOn!: string;

  @Field(() => DateScalar, { description: 'The first day that no longer suits.' })
  toOn!: string;

  @Field(() => DateTimeScalar, { description: 'Since when the patient waits.' })
  createdAt!: string;
}

export function waitingSource(row: WaitingRow): WaitingSource {
  return {
    ...row,
    __typename: 'WaitingEntry',
    id: globalId('WaitingEntry', row.id),
  };
}

export const { Connection: WaitingEntryConnection } = connectionTypes(
  'WaitingEntry',
  () => WaitingEntryType,
  'waiting patients, the longest wait first',
);

@ObjectType('WaitForSlotPayload', { implements: MutationPayload, description: 'The patient on the waiting list.' })
export class WaitForSlotPayload extends MutationPayload {
  @Field(() => WaitingEntryType, { nullable: true, description: 'The entry; null when it was refused.' })
  waitingEntry?: WaitingEntryType | null;

  @Field(() => [WarningType], { description: warningsDescription })
  warnings!: readonly WarningType[];
}

@ObjectType('WithdrawWaitPayload', { implements: MutationPayload, description: 'The entry taken off the list.' })
export class WithdrawWaitPayload extends MutationPayload {
  @Field(() => WaitingEntryType, { nullable: true, description: 'The entry; null when it was refused.' })
  waitingEntry?: WaitingEntryType | null;
}
