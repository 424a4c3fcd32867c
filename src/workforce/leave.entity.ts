import { defineEntity, p } from '@mikro-orm/core';
import { ok, refuse, type Result } from '../platform/result.js';
import { workforceProblems } from './workforce.problems.js';

export const leaveKinds = ['ANNUAL', 'STUDY', 'SICK', 'PARENTAL', 'OTHER'] as const;
export type LeaveKind = (typeof leaveKinds)[number];
export const leaveStates = ['REQUESTED', 'APPROVED', 'REFUSED', 'WITHDRAWN'] as const;
export type LeaveState = (typeof leaveStates)[number];

const schema = defineEntity({
  name: 'Leave',
  tableName: 'leave',
  properties: {
    id: p.uuid().primary(),
    clinicianId: p.uuid(),
    kind: p.string().$type<LeaveKind>(),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    state: p.string().$type<LeaveState>(),
    decidedBy: p.text().nullable(),
    decidedAt: p.datetime().nullable(),
    lateReason: p.text().nullable(),
  },
});

function decided(state: string) {
  return refuse({
    code: workforceProblems.LEAVE_DECIDED,
    field: ['leave'],
    message: `This leave is already ${state.toLowerCase()}. Make a new request if plans have changed.`,
  });
}

/** Leave that a clinician has asked for, and the employer's decision. */
export class Leave extends schema.class {
  /** The employer's decision on a request. Refused if it was already decided or withdrawn. */
  decide(state: 'APPROVED' | 'REFUSED', by: string, at: Date): Result<void> {
    if (this.state !== 'REQUESTED') return decided(this.state);
    this.state = state;
    this.decidedBy = by;
    this.decidedAt = at;
    return ok(undefined);
  }

  /** Withdraws a request or approved leave; who decided stays on record. */
  withdraw(): Result<void> {
    if (this.state !== 'REQUESTED' && this.state !== 'APPROVED') return decided(this.state);
    this.state = 'WITHDRAWN';
    return ok(undefined);
  }
}
schema.setClass(Leave);
