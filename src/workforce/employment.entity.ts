import { defineEntity, p } from '@mikro-orm/core';

export const workingTimeStatuses = ['WORKER', 'PARTNER', 'SELF_EMPLOYED'] as const;
export type WorkingTimeStatus = (typeof workingTimeStatuses)[number];

const schema = defineEntity({
  name: 'Employment',
  tableName: 'employment',
  properties: {
    id: p.uuid().primary(),
    clinicianId: p.uuid(),
    employerId: p.uuid(),
    contractedMinutesPerWeek: p.integer(),
    sessionMinutes: p.integer(),
    workingTimeStatus: p.string().$type<WorkingTimeStatus>(),
    validFrom: p.string().columnType('date'),
    validTo: p.string().columnType('date').nullable(),
  },
});

/** A clinician's job with one employer: hours a week on the days `[validFrom, validTo)`. */
export class Employment extends schema.class {
  /** Whether the job holds on every one of the days. */
  covers(days: { readonly from: string; readonly to: string | null }): boolean {
    if (days.from < this.validFrom) return false;
    return this.validTo == null || (days.to !== null && days.to <= this.validTo);
  }
}
schema.setClass(Employment);
