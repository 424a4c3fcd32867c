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

/** Who fills a post of a session. Its times are the session's, which the database sees to. */
export class Assignment extends schema.class {
  /** Takes the clinician off the post; who it was stays on record. */
  end(reason: string, at: Date): Result<void> {
    if (this.state === 'ENDED') {
      return refuse({
        code: sessionsProblems.ASSIGNMENT_ENDED,
        field: ['assignment'],
        message: 'This clinician has been taken off the session already. Read it again.',
      });
    }
    this.state = 'ENDED';
    this.endedAt = at;
    this.endedReason = reason;
    return ok(undefined);
  }
}
schema.setClass(Assignment);
