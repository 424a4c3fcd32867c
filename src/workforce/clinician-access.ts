import { type Action, refusalOf, type Target } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import type { Scope } from '../platform/database/scope.js';
import type { ClinicianRow } from './clinician.queries.js';

const own = (scope: Scope, organisationIds: readonly string[]): string | null =>
  organisationIds.find((id) => scope.organisationIds.includes(id)) ?? null;

/** What the permission table is asked about reading a clinician's records. */
const readTarget = (scope: Scope, row: ClinicianRow): Target => ({
  pcnId: row.pcnIds.find((id) => scope.pcnIds.includes(id)) ?? null,
  organisationId: own(scope, [...row.employerIds, row.registeredById]),
  clinicianId: row.id,
});

/** What it is asked about changing them: whoever employs the clinician now or will, and the clinician. */
export const changeTarget = (scope: Scope, row: ClinicianRow): Target => ({
  organisationId: own(scope, row.employerIds),
  clinicianId: row.id,
});

export const mayReadRecords = (viewer: Viewer, scope: Scope, row: ClinicianRow): boolean =>
  refusalOf(viewer, scope, 'readWorkforce', readTarget(scope, row)) === undefined;

export const mayChange = (viewer: Viewer, scope: Scope, action: Action, row: ClinicianRow): boolean =>
  refusalOf(viewer, scope, action, changeTarget(scope, row)) === undefined;
