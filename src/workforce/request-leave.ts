import { randomUUID } from 'node:crypto';
import type { Viewer } from '../identity/viewer.js';
import type { Tx } from '../platform/database/scope.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { policyOn } from '../policy/policies.js';
import { addDays, londonDay } from '../time/london.js';
import { checkPlainText } from '../organisation/directory/rules/plain-text.js';
import { checkAbsenceLength } from './rules/absence-length.js';
import { clinicianForChange } from './clinician-for-change.js';
import { employmentsOf } from './employment.queries.js';
import { Leave, type LeaveKind } from './leave.entity.js';

export interface RequestLeave {
  readonly clinicianId: string;
  readonly kind: LeaveKind;
  readonly startsAt: string;
  readonly endsAt: string;
  /** Why it is recorded after its first day; required in that case and not allowed otherwise. */
  readonly lateReason?: string | undefined;
}

/**
 * Asks for leave, which counts in clashes once it is approved. Refused: leave that overlaps other leave asked for or
 * approved, or is too short or too long; leave that began without a reason or longer ago than the policy allows; and,
 * for an employer, days outside the job.
 */
export async function requestLeave(tx: Tx, viewer: Viewer, input: RequestLeave): Promise<Result<{ leaveId: string }>> {
  const locked = await clinicianForChange(tx, viewer, 'requestLeave', input.clinicianId);
  if (!locked.ok) return locked;
  const startsAt = new Date(input.startsAt);
  const endsAt = new Date(input.endsAt);
  const length = checkAbsenceLength(startsAt.getTime(), endsAt.getTime());
  if (!length.ok) return length;
  const late = checkLate(londonDay(startsAt.getTime()), tx.scope.today, input.lateReason);
  if (!late.ok) return late;
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
    lateReason: late.value,
  });
  await tx.em.flush();
  return ok({ leaveId: leave.id });
}

/** Why leave is recorded after its first day; null for leave that is not. Source: policy LEAVE_RECORDED_LATE. */
function checkLate(firstDay: string, today: string, given: string | null | undefined): Result<string | null> {
  const no = (field: string, message: string) =>
    refuse({ code: generalProblems.INVALID_INPUT, field: [field], message });
  const reason = given == null ? ok(null) : checkPlainText(given, 200, 'lateReason');
  if (!reason.ok) return reason;
  if (firstDay >= today) {
    return reason.value === null
      ? ok(null)
      : no('lateReason', 'Leave that has not begun needs no reason. Leave it out.');
  }
  const latest = policyOn('LEAVE_RECORDED_LATE', today);
  if (latest !== undefined && firstDay < addDays(today, -latest.value)) {
    const message = `Leave can be recorded at most ${latest.value} days after its first day: today, leave that began on ${addDays(today, -latest.value)} or later.`;
    return no('startsAt', message);
  }
  if (reason.value === null) {
    return no(
      'lateReason',
      `The leave began on ${firstDay}. Say why it is recorded late, without saying anything about health.`,
    );
  }
  return reason;
}

/** Only those who employ the clinician at the time see the leave, so only they can ask for it. */
async function employsDuring(tx: Tx, clinicianId: string, startsAt: Date, endsAt: Date): Promise<boolean> {
  const [first, last] = [londonDay(startsAt.getTime()), londonDay(endsAt.getTime())];
  const jobs = await employmentsOf(tx.db, [clinicianId]);
  return jobs.some(
    (job) =>
      tx.scope.organisationIds.includes(job.employerId) && job.from <= last && (job.to === null || job.to > first),
  );
}
