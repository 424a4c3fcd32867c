import { defineEntity, p } from '@mikro-orm/core';
import type { Channel } from './booking.entity.js';
import type { AccessNeed } from './rules/access-needs.js';
import type { DeliveryMode } from '../sessions/service/rules/delivery-mode.js';
import type { Need } from '../sessions/service/rules/needs.js';

export const waitingStates = ['WAITING', 'OFFERED', 'BOOKED', 'WITHDRAWN'] as const;
export type WaitingState = (typeof waitingStates)[number];

const schema = defineEntity({
  name: 'WaitingEntry',
  tableName: 'waiting_entry',
  properties: {
    id: p.uuid().primary(),
    pcnId: p.uuid(),
    practiceId: p.uuid(),
    serviceId: p.uuid(),
    reference: p.text(),
    channel: p.string().$type<Channel>(),
    need: p.string().$type<Need>(),
    accessNeeds: p.array<AccessNeed>(),
    deliveryMode: p.string().$type<DeliveryMode>().nullable(),
    fromOn: p.string().columnType('date'),
    toOn: p.string().columnType('date'),
    state: p.string().$type<WaitingState>(),
    offeredBookingId: p.uuid().nullable(),
    createdAt: p.datetime(),
  },
});

/** A patient of a practice who waits for a slot of a service in a range of days. */
export class WaitingEntry extends schema.class {}
schema.setClass(WaitingEntry);
