import { defineEntity, p } from '@mikro-orm/core';
import type { LendingState } from '../organisation/accommodation/rules/lending.js';

const schema = defineEntity({
  name: 'PoolRelease',
  tableName: 'pool_release',
  properties: {
    id: p.uuid().primary(),
    employmentId: p.uuid(),
    clinicianId: p.uuid(),
    employerId: p.uuid(),
    pcnId: p.uuid(),
    minutesPerWeek: p.integer(),
    validFrom: p.string().columnType('date'),
    validTo: p.string().columnType('date').nullable(),
    state: p.string().$type<LendingState>(),
    changeReason: p.text().nullable(),
  },
});

/** Minutes a week of an employment that a PCN may roster, on the days `[validFrom, validTo)`. */
export class PoolRelease extends schema.class {}
schema.setClass(PoolRelease);
