import type { Tx } from '../../platform/database/scope.js';
import { postsOfSessions, sessionsByIds } from '../../sessions/session/session.queries.js';
import { checkFitness } from '../../sessions/staffing/assign-clinician.js';
import { assignmentsByIds } from '../../sessions/staffing/assignment.queries.js';
import { cliniciansForAssignment } from '../../workforce/eligibility.queries.js';
import type { StaffAhead } from '../clinic/clinic-form.queries.js';

/**
 * Who may not work in a session on another day, and why, by assignment: who is not released to the network then, or
 * not fit for the service. The same check as for an assignment by hand.
 */
export async function barredOnDay(
  tx: Tx,
  sessionId: string,
  staff: readonly StaffAhead[],
  day: string,
): Promise<Map<string, string>> {
  const barred = new Map<string, string>();
  const [session] = await sessionsByIds(tx.db, [sessionId]);
  if (session === undefined || staff.length === 0) return barred;
  const posts = await postsOfSessions(tx.db, [sessionId]);
  const assignments = await assignmentsByIds(
    tx.db,
    staff.map(({ assignmentId }) => assignmentId),
  );
  const ids = assignments.flatMap(({ clinicianId, supervisorId }) => [clinicianId, supervisorId ?? []].flat());
  const people = new Map((await cliniciansForAssignment(tx.db, ids, day)).map((person) => [person.id, person]));
  for (const { id, clinicianId, supervisorId, postNumber } of assignments) {
    const [person, post] = [people.get(clinicianId), posts.find(({ number }) => number === postNumber)];
    if (person === undefined || post === undefined) continue;
    const supervisor = supervisorId === null ? undefined : people.get(supervisorId);
    const fit = await checkFitness(tx, { ...session, sessionOn: day }, post, person, supervisor);
    if (!fit.ok) barred.set(id, fit.problems.map(({ message }) => message).join(' '));
  }
  return barred;
}
