import { type Action, refusalOf, type Target } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import type { Scope } from '../platform/database/scope.js';
import type { ClinicianRow } from './clinician.queries.js';

function own(scope: Scope, organisationIds: readonly string[]): string | null {
  return organisationIds.find((id) => scope.organisationIds.includes(id)) ?? null;
}

/** What the permission check needs to know about reading a clinician's records. */
function readTarget(scope: Scope, row: ClinicianRow): Target {
  return {
    pcnId: row.pcnIds.find((id) => scope.pcnIds.includes(id)) ?? null,
    organisationId: own(scope, [...row.employerIds, row.registeredById]),
    clinicianId: row.id,
  };
}

/** What the permission check needs to know about changing them: present and future employers, and the clinician. */
export function changeTarget(scope: Scope, row: ClinicianRow): Target {
  return {
    organisationId: own(scope, row.employerIds),
    clinicianId: row.id,
  };
}

export function mayReadRecords(viewer: Viewer, scope: Scope, row: ClinicianRow): boolean {
  return refusalOf(viewer, scope, 'readWorkforce', readTarget(scope, row)) === undefined;
}

export function mayChange(viewer: Viewer, scope: Scope, action: Action, row: ClinicianRow): boolean {
  return refusalOf(viewer, scope, action, changeTarget(scope, row)) === undefined;
}
