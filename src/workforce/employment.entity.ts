import { defineEntity, p } from '@mikro-orm/core';
import { ok, refuse, type Result } from '../platform/result.js';
import { workforceProblems } from './workforce.problems.js';

export const workingTimeStatuses = ['WORKER', 'PARTNER', 'SELF_EMPLOYED'] as const;
export type WorkingTimeStatus = (typeof workingTimeStatuses)[number];

/** Whether the clinician has agreed to a job proposed to them. */
export const employmentStates = ['OFFERED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN'] as const;
export type EmploymentState = (typeof employmentStates)[number];

/** The one decision about a proposed job: the clinician's, or that of the employer who withdraws it. */
export type EmploymentDecision =
  { readonly state: 'ACCEPTED' | 'WITHDRAWN' } | { readonly state: 'DECLINED'; readonly reason: string };

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
    state: p.string().$type<EmploymentState>(),
    decidedAt: p.datetime().nullable(),
    decidedBy: p.text().nullable(),
    declineReason: p.text().nullable(),
  },
});

/** A clinician's job with one employer, or a proposed job: hours a week on the days `[validFrom, validTo)`. */
export class Employment extends schema.class {
  /** Whether the job runs on every one of the days. */
  covers(days: { readonly from: string; readonly to: string | null }): boolean {
    if (days.from < this.validFrom) return false;
    return this.validTo == null || (days.to !== null && days.to <= this.validTo);
  }

  /** Decides about a proposal. Refused if it was already decided or withdrawn, and when accepting one that is over. */
  decide(decision: EmploymentDecision, by: string, at: Date, today: string): Result<void> {
    if (this.state !== 'OFFERED') {
      return refuse({
        code: workforceProblems.EMPLOYMENT_DECIDED,
        field: ['employment'],
        message: `This job was already ${this.state.toLowerCase()}, and that cannot be changed. The employer can propose another one.`,
      });
    }
    if (decision.state === 'ACCEPTED' && this.validTo != null && this.validTo <= today) {
      return refuse({
        code: workforceProblems.EMPLOYMENT_ENDED,
        field: ['employment'],
        message: `The job ended on ${this.validTo}. The employer can propose another one.`,
      });
    }
    this.state = decision.state;
    this.decidedAt = at;
    this.decidedBy = by;
    if (decision.state === 'DECLINED') this.declineReason = decision.reason;
    return ok(undefined);
  }
}
schema.setClass(Employment);
