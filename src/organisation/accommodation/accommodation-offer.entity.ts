import { defineEntity, p } from '@mikro-orm/core';
import type { LendingState } from './rules/lending.js';

const schema = defineEntity({
  name: 'AccommodationOffer',
  tableName: 'accommodation_offer',
  properties: {
    id: p.uuid().primary(),
    pcnId: p.uuid(),
    offeredById: p.uuid(),
    roomId: p.uuid(),
    weekdays: p.array<number>(Number, String),
    fromTime: p.string().columnType('time'),
    toTime: p.string().columnType('time'),
    validFrom: p.string().columnType('date'),
    validTo: p.string().columnType('date').nullable(),
    state: p.string().$type<LendingState>(),
  },
});

/** "Our room on Wednesdays": a room offered to a PCN on some weekdays between two London times. */
export class AccommodationOffer extends schema.class {}
schema.setClass(AccommodationOffer);
