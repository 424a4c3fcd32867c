import { defineEntity, p } from '@mikro-orm/core';

const schema = defineEntity({
  name: 'WorkingWindow',
  tableName: 'working_pattern',
  properties: {
    id: p.uuid().primary(),
    employmentId: p.uuid(),
    clinicianId: p.uuid(),
    weekday: p.integer(),
    fromTime: p.string().columnType('time'),
    toTime: p.string().columnType('time'),
    validFrom: p.string().columnType('date'),
    validTo: p.string().columnType('date').nullable(),
  },
});

/** One window of the weekly pattern of an employment: London time `[fromTime, toTime)` on an ISO weekday. */
export class WorkingWindow extends schema.class {}
schema.setClass(WorkingWindow);
