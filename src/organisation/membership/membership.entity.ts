import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'Membership',
  tableName: 'membership',
  properties: {
    id: p.uuid().primary(),
    practiceId: p.uuid(),
    pcnId: p.uuid(),
    validFrom: p.string().columnType('date'),
    validTo: p.string().columnType('date').nullable(),
    source: p.text(),
  },
});

/** A practice's days `[validFrom, validTo)` in a PCN. One PCN a day. */
export class Membership extends schema.class {}
schema.setClass(Membership);
