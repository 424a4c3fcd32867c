import { defineEntity, p } from '@mikro-orm/core';
import { ok, refuse, type Result } from '../../platform/result.js';
import { sessionsProblems } from '../service/sessions.problems.js';

export type AssignmentState = 'DRAFT' | 'PUBLISHED' | 'ENDED';

const schema = defineEntity({
  name: 'Assignment',
  tableName: 'assignment',
  properties: {
    id: p.uuid().primary(),
    pcnId: p.uuid(),
    sessionId: p.uuid(),
    postNumber: p.integer(),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    clinicianId: p.uuid(),
    supervisorId: p.uuid().nullable(),
    state: p.string().$type<AssignmentState>(),
    assignedAt: p.datetime(),
    assignedBy: p.text(),
    endedAt: p.datetime().nullable(),
    endedReason: p.text().nullable(),
  },
});

/** Who fills a post of a session. The database makes sure that its times are the session's. */
export class Assignment extends schema.class {
  /** Takes the clinician off the post; the record of who it was stays. */
  end(reason: string, at: Date): Result<void> {
    if (this.state === 'ENDED') {
      return refuse({
        code: sessionsProblems.ASSIGNMENT_ENDED,
        field: ['assignment'],
        message: 'This clinician has already been taken off the session. Read it again.',
      });
    }
    this.state = 'ENDED';
    this.endedAt = at;
    this.endedReason = reason;
    return ok(undefined);
  }
}
schema.setClass(Assignment);
