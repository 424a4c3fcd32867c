import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'NetworkAgreement',
  tableName: 'network_agreement',
  properties: {
    id: p.uuid().primary(),
    pcnId: p.uuid(),
    title: p.text(),
    draftedOn: p.string().columnType('date'),
    startsOn: p.string().columnType('date'),
    inForceFrom: p.string().columnType('date').nullable(),
    endedOn: p.string().columnType('date').nullable(),
    discardedBecause: p.text().nullable(),
  },
});

/** What the practices of a network agree on; sharing waits until all of them have signed it. */
export class NetworkAgreement extends schema.class {}
schema.setClass(NetworkAgreement);
