import DataLoader from 'dataloader';
import type { Context } from '../identity/context.js';
import { groupLoader, idLoader } from '../platform/batch.js';
import { mayReadRecords } from './clinician-access.js';
import { cliniciansByIds, type RegistrationRow, registrationsOf } from './clinician.queries.js';
import { readStaffRoles, type StaffRoleRow } from './staff-role.queries.js';

/** Clinicians by id; null for one that the viewer may not see. */
export function clinicianLoader(context: Context) {
  return idLoader((ids) => context.query((db) => cliniciansByIds(db, ids)));
}

/** A clinician's registrations. */
export function registrationLoader(context: Context) {
  return groupLoader<string, RegistrationRow>(
    (ids) => context.query((db) => registrationsOf(db, ids)),
    (row) => row.clinicianId,
  );
}

/** Roles of the catalogue by code. The catalogue is small, so all of it is read. */
export function staffRoleLoader(context: Context) {
  return new DataLoader<string, StaffRoleRow | null>(async (codes) => {
    const roles = new Map((await context.query(readStaffRoles)).map((role) => [role.code, role]));
    return codes.map((code) => roles.get(code) ?? null);
  });
}

/** Whether the viewer may read the records (jobs, leave, registrations) of a clinician, in a query. */
export async function readsRecordsOf(context: Context, clinicianId: string): Promise<boolean> {
  const row = await context.use(clinicianLoader).load(clinicianId);
  return row !== null && context.query(async (_db, scope) => mayReadRecords(context.viewer, scope, row));
}
