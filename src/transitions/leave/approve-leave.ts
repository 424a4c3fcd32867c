import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { instantNow } from '../../platform/database/today.queries.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { londonDay, londonTime } from '../../time/london.js';
import { assignmentsBetween } from '../../workforce/absence.queries.js';
import { leaveForChange } from '../../workforce/leave-for-change.js';
import { clashesInWords } from '../../workforce/rules/clash-wording.js';
import { workforceProblems } from '../../workforce/workforce.problems.js';
import { carryOut, type ChangeReport, ReportDraft } from '../change-report.js';
import { openAssignments } from './leave.queries.js';
import { noteSupervision } from './note-supervision.js';
import { agreeing, many } from '../rules/days.js';

/** What happens to published sessions that the clinician staffs during the leave. */
export type AffectedAssignments = 'REFUSE' | 'OPEN';

export interface ApproveLeave {
  readonly leaveId: string;
  readonly affectedAssignments?: AffectedAssignments | undefined;
  readonly dryRun?: boolean | undefined;
}

/**
 * Approves leave, after which nobody can assign the clinician at that time. Locks the clinician's row first, as
 * `assignClinician` does, so of an approval and an assignment at the same time one loses. If the clinician staffs
 * published sessions of any network during the leave, REFUSE refuses with LEAVE_CLASHES; OPEN takes the clinician off
 * them, and their bookings stay until someone else is found.
 */
export function approveLeave(tx: Tx, viewer: Viewer, input: ApproveLeave): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => approve(inner, viewer, input));
}

async function approve(tx: Tx, viewer: Viewer, input: ApproveLeave): Promise<Result<ChangeReport>> {
  const found = await leaveForChange(tx, viewer, 'decideLeave', input.leaveId);
  if (!found.ok) return found;
  const leave = found.value;
  const decided = leave.decide('APPROVED', viewer.subject, await instantNow(tx.db));
  if (!decided.ok) return decided;
  const [startsAt, endsAt] = [leave.startsAt.toISOString(), leave.endsAt.toISOString()];
  const clashes = await assignmentsBetween(tx.db, leave.clinicianId, startsAt, endsAt);
  if (clashes.length > 0 && input.affectedAssignments !== 'OPEN') {
    return refuse({
      code: workforceProblems.LEAVE_CLASHES,
      field: ['leave'],
      message: `${clashesInWords(clashes)} Have someone else assigned there first, open them with \`affectedAssignments: OPEN\`, or refuse the leave.`,
    });
  }
  await tx.em.flush();
  const draft = new ReportDraft(londonDay(leave.startsAt.getTime()));
  if (clashes.length > 0) {
    for (const opened of await openAssignments(tx.db, leave.clinicianId, startsAt, endsAt)) {
      const [start, end] = [Date.parse(opened.startsAt), Date.parse(opened.endsAt)];
      const when = `${londonDay(start)} ${londonTime(start)} to ${londonTime(end)}`;
      const booked =
        opened.taken === 0
          ? 'nothing is booked there'
          : `${many(opened.taken, 'slot')} booked there ${agreeing(opened.taken, 'stays', 'stay')} booked`;
      draft.note('moves', 'ASSIGNMENT', `The post on ${when} is open; ${booked}.`, {
        on: londonDay(start),
        about: opened.sessionId === null ? null : { type: 'Session', key: opened.sessionId },
      });
      draft.tell(opened.pcnId, `Someone else is needed on ${when}; ${booked}.`);
    }
  }
  await noteSupervision(tx, draft, { clinicianId: leave.clinicianId, startsAt, endsAt });
  return ok(draft.report);
}
