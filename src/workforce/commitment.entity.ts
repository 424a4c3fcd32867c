import { defineEntity, p } from '@mikro-orm/core';

export const commitmentKinds = ['RANGE', 'WEEKLY'] as const;
export type CommitmentKind = (typeof commitmentKinds)[number];

const schema = defineEntity({
  name: 'Commitment',
  tableName: 'commitment',
  properties: {
    id: p.uuid().primary(),
    clinicianId: p.uuid(),
    declaredById: p.uuid().nullable(),
    kind: p.string().$type<CommitmentKind>(),
    startsAt: p.datetime().nullable(),
    endsAt: p.datetime().nullable(),
    weekday: p.integer().nullable(),
    fromTime: p.string().columnType('time').nullable(),
    toTime: p.string().columnType('time').nullable(),
    validFrom: p.string().columnType('date').nullable(),
    validTo: p.string().columnType('date').nullable(),
    workingMinutes: p.integer(),
  },
});

/** Work elsewhere: a single period or a weekly time, and how much of it is working time; never what it is. */
export class Commitment extends schema.class {}
schema.setClass(Commitment);
