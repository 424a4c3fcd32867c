import { sql } from 'kysely';
import type { Db } from '../platform/database/scope.js';
import type { Supervision } from './rules/fitness-for-service.js';
import type { RegistrationBody } from './rules/registration.js';

export interface StaffRoleRow {
  readonly code: string;
  readonly name: string;
  readonly registrationBody: RegistrationBody | null;
  readonly reimbursable: boolean;
  readonly supervision: Supervision;
  readonly maySeeUndifferentiated: boolean;
  readonly mayTriage: boolean;
  readonly source: string;
}

/** The whole catalogue, by name. */
export async function readStaffRoles(db: Db): Promise<StaffRoleRow[]> {
  return (
    await sql<StaffRoleRow>`/* readStaffRoles */
      select r.code, r.name, r.registration_body as "registrationBody", r.reimbursable, r.supervision,
        r.may_see_undifferentiated as "maySeeUndifferentiated", r.may_triage as "mayTriage", r.source
      from staff_role r order by r.name`.execute(db)
  ).rows;
}
