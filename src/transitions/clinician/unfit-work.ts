import type { Tx } from '../../platform/database/scope.js';
import type { ClinicianRow, RegistrationRow } from '../../workforce/clinician.queries.js';
import { mayStaff } from '../../workforce/rules/fitness-for-service.js';
import { readStaffRoles } from '../../workforce/staff-role.queries.js';
import { containsDay } from '../../time/interval.js';
import { workOfClinician } from './clinician-change.queries.js';
import type { UnfitWork } from './settle-work.js';

/** What may change of a clinician's fitness. */
export interface Fitness {
  readonly skills: readonly string[];
  readonly registrations: readonly Pick<RegistrationRow, 'body' | 'from' | 'to'>[];
}

/**
 * The published work from a London day on for which a clinician is fit before a change, and would not be after it.
 * @param from the first day on which the two may differ.
 */
export async function workUnfitFor(
  tx: Tx,
  clinician: ClinicianRow,
  from: string,
  [before, after]: readonly [Fitness, Fitness],
): Promise<UnfitWork[]> {
  const role = (await readStaffRoles(tx.db)).find(({ code }) => code === clinician.roleCode);
  if (role === undefined) throw new Error(`the catalogue has no role ${clinician.roleCode}`);
  // roles, supervisors and what a role may see are not what changes here
  const supervisorId = clinician.id;
  const service = { name: 'The service', roles: [role.code], undifferentiated: false, triage: false, gpOnSite: false };
  return (await workOfClinician(tx.db, clinician.id, from)).flatMap((work) => {
    const against = ({ skills, registrations }: Fitness) => {
      const valid = registrations.filter((registration) => containsDay(registration, work.sessionOn));
      const candidate = { ...clinician, skills, registrationBodies: valid.map(({ body }) => body), supervisorId };
      return mayStaff(candidate, role, { ...service, skills: work.skills });
    };
    const known = new Set(against(before).map(({ message }) => message));
    const fresh = against(after).filter(({ message }) => !known.has(message));
    return fresh.length === 0 ? [] : [{ work, why: fresh.map(({ message }) => message).join(' ') }];
  });
}
