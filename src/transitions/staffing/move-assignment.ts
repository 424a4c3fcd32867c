import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result, type Warning } from '../../platform/result.js';
import { lockSession } from '../../sessions/session/lock-session.queries.js';
import { assignClinician } from '../../sessions/staffing/assign-clinician.js';
import { assignmentsByIds } from '../../sessions/staffing/assignment.queries.js';
import { unassignClinician } from '../../sessions/staffing/unassign-clinician.js';
import { lockClinician } from '../../workforce/eligibility.queries.js';
import { carryOut, type ChangeReport, ReportDraft } from '../change-report.js';
import { staffAhead } from '../clinic/clinic-form.queries.js';
import { agreeing, many } from '../rules/days.js';
import { placeOfAssignment } from './staffing-change.queries.js';

export interface MoveAssignment {
  readonly assignment: string;
  readonly session?: string | undefined;
  readonly post?: string | undefined;
  readonly clinician?: string | undefined;
  readonly supervisor?: string | undefined;
  readonly reason: string;
  readonly dryRun?: boolean | undefined;
}

export interface MovedAssignment {
  /** The new assignment; null when nothing was done. */
  readonly assignmentId: string | null;
  readonly warnings: readonly Warning[];
  readonly change: ChangeReport;
}

/**
 * Moves an assignment: the clinician goes to another post or session, or another clinician takes the post. The old one
 * ends and the new one begins, or neither; each by the checks of `unassignClinician` and `assignClinician`. Slots that
 * are booked at a post that is left stay booked and are counted. Locks the clinicians and then the sessions, each in
 * order of id.
 */
export async function moveAssignment(tx: Tx, viewer: Viewer, input: MoveAssignment): Promise<Result<MovedAssignment>> {
  let moved: Omit<MovedAssignment, 'change'> = { assignmentId: null, warnings: [] };
  const result = await carryOut(tx, input.dryRun, async (inner) => {
    const done = await move(inner, viewer, input);
    if (!done.ok) return done;
    const { change, ...rest } = done.value;
    moved = rest;
    return ok(change);
  });
  if (!result.ok) return result;
  return ok({ ...moved, assignmentId: result.value.performed ? moved.assignmentId : null, change: result.value });
}

async function move(tx: Tx, viewer: Viewer, input: MoveAssignment): Promise<Result<MovedAssignment>> {
  const [known] = await assignmentsByIds(tx.db, [input.assignment]);
  if (known === undefined) {
    const message = 'There is no such assignment, or it is not in one of your networks.';
    return refuse({ code: generalProblems.NOT_FOUND, field: ['assignment'], message });
  }
  const session = input.session ?? input.post?.split('/')[0] ?? known.sessionId;
  const clinician = input.clinician ?? known.clinicianId;
  const here = session === known.sessionId;
  const post = input.post ?? (here ? `${session}/${known.postNumber}` : undefined);
  const samePost = post === `${known.sessionId}/${known.postNumber}`;
  if (samePost && clinician === known.clinicianId) {
    const message = 'This is where the clinician works already. Name another session, post or clinician.';
    return refuse({ code: generalProblems.INVALID_INPUT, field: ['session'], message });
  }
  for (const id of [...new Set([known.clinicianId, clinician])].sort()) await lockClinician(tx.db, id);
  for (const id of [...new Set([known.sessionId, session])].sort()) await lockSession(tx.db, id, 'update');
  const [was] = (await staffAhead(tx.db, [known.sessionId])).filter((each) => each.assignmentId === known.id);
  const ended = await unassignClinician(tx, viewer, { assignment: known.id, reason: input.reason });
  if (!ended.ok) return ended;
  const assigned = await assignClinician(tx, viewer, { session, post, clinician, supervisor: input.supervisor });
  if (!assigned.ok) return assigned;

  const places = await placeOfAssignment(tx.db, [known.id, assigned.value.assignmentId]);
  const [from, to] = [places.get(known.id), places.get(assigned.value.assignmentId)];
  const [is] = (await staffAhead(tx.db, [session])).filter((each) => each.assignmentId === assigned.value.assignmentId);
  if (from === undefined || to === undefined) throw new Error('both assignments are there');
  const draft = new ReportDraft(to.on);
  const [before, after] = [`${from.name}, ${from.where}`, `${to.name}, ${to.where}`];
  draft.note('moves', 'ASSIGNMENT', `${before}, becomes ${after}.`, {
    on: to.on,
    about: { type: 'Assignment', key: known.id },
    before,
    after,
  });
  const left = samePost ? 0 : ended.value.affectedSlotCount;
  const text = `${many(left, 'slot')} of the post that is left ${agreeing(left, 'is', 'are')} booked or held: somebody else is needed there.`;
  draft.note('stays', 'BOOKINGS', text, {
    count: left,
    on: from.on,
    about: { type: 'Session', key: known.sessionId },
  });
  const other = clinician !== known.clinicianId;
  const instead = other
    ? `${from.name} no longer works: ${from.where}.`
    : `${to.name} works ${to.where} instead of ${from.where}.`;
  for (const id of was?.employerIds ?? []) draft.tell(id, instead);
  if (other) for (const id of is?.employerIds ?? []) draft.tell(id, `${to.name} works ${to.where}.`);
  return ok({ assignmentId: assigned.value.assignmentId, warnings: assigned.value.warnings, change: draft.report });
}
