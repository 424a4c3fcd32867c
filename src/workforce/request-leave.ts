import { randomUUID } from 'node:crypto';
import type { Viewer } from '../identity/viewer.js';
import type { Tx } from '../platform/database/scope.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { londonDay } from '../time/london.js';
import { clinicianForChange } from './clinician-for-change.js';
import { employmentsOf } from './employment.queries.js';
import { Leave, type LeaveKind } from './leave.entity.js';

const longestDays = 731;

export interface RequestLeave {
  readonly clinicianId: string;
  readonly kind: LeaveKind;
  readonly startsAt: string;
  readonly endsAt: string;
}

/**
 * Asks for leave; it counts in clashes once it is approved. Refused where it overlaps leave asked for or approved, and to
 * an employer for days outside the job.
 */
export const requestLeave = async (
  tx: Tx,
  viewer: Viewer,
  input: RequestLeave,
): Promise<Result<{ leaveId: string }>> => {
  const locked = await clinicianForChange(tx, viewer, 'requestLeave', input.clinicianId);
  if (!locked.ok) return locked;
  const startsAt = new Date(input.startsAt);
  const endsAt = new Date(input.endsAt);
  if (endsAt <= startsAt || endsAt.getTime() - startsAt.getTime() > longestDays * 86_400_000) {
    return refuse({
      code: generalProblems.INVALID_INPUT,
      field: ['endsAt'],
      message: 'Leave ends after it starts, and within two years.',
    });
  }
  if (tx.scope.clinicianId !== input.clinicianId && !(await employsDuring(tx, input.clinicianId, startsAt, endsAt))) {
    return refuse({
      code: generalProblems.INVALID_INPUT,
      field: ['startsAt'],
      message: 'You do not employ the clinician on any day of this leave. Leave from another job is for that employer.',
    });
  }
  const leave = tx.em.create(Leave, {
    id: randomUUID(),
    clinicianId: input.clinicianId,
    kind: input.kind,
    startsAt,
    endsAt,
    state: 'REQUESTED',
    decidedBy: null,
    decidedAt: null,
  });
  await tx.em.flush();
  return ok({ leaveId: leave.id });
};

/** Leave is known to who employs the clinician meanwhile, so only they can ask for it. */
const employsDuring = async (tx: Tx, clinicianId: string, startsAt: Date, endsAt: Date): Promise<boolean> => {
  const [first, last] = [londonDay(startsAt.getTime()), londonDay(endsAt.getTime())];
  const jobs = await employmentsOf(tx.db, [clinicianId]);
  return jobs.some(
    (job) =>
      tx.scope.organisationIds.includes(job.employerId) && job.from <= last && (job.to === null || job.to > first),
  );
};
