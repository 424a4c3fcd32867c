import { defineEntity, p } from '@mikro-orm/core';

export type ParticipationState = 'IN' | 'OUT' | 'PILOT';

const schema = defineEntity({
  name: 'Participation',
  tableName: 'participation',
  properties: {
    id: p.uuid().primary(),
    pcnId: p.uuid(),
    practiceId: p.uuid(),
    serviceId: p.uuid(),
    state: p.string().$type<ParticipationState>(),
    validFrom: p.string().columnType('date'),
    validTo: p.string().columnType('date').nullable(),
  },
});

/** What a practice has said about one service of its network on the days `[validFrom, validTo)`. */
export class Participation extends schema.class {}
schema.setClass(Participation);
