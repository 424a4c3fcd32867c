import type { Context } from '../identity/context.js';
import { refusalOf, type Target } from '../identity/permissions.js';
import { findNetwork } from '../organisation/directory/known-organisation.js';
import type { Db, Scope } from '../platform/database/scope.js';
import type { Page } from '../platform/paging/page.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { staffRoleLoader } from './clinician.loader.js';
import { type ClinicianFilter, type ClinicianRow, listClinicians } from './clinician.queries.js';

/** Whom `clinicians` lists: a network's pool by the PCN's ODS code, or without one the viewer's own staff. */
export async function cliniciansOf(
  db: Db,
  { organisationId, clinicianId }: Scope,
  pcn: string | null | undefined,
  day: string,
): Promise<Result<ClinicianFilter>> {
  if (pcn == null) return ok({ kind: 'OWN', organisationId, clinicianId, day });
  const network = await findNetwork(db, pcn, day);
  return network.ok ? ok({ kind: 'RELEASED_TO', pcnId: network.value.id, day }) : network;
}

function targetOf(filter: ClinicianFilter): Target {
  switch (filter.kind) {
    case 'RELEASED_TO':
      return { pcnId: filter.pcnId };
    case 'EMPLOYED_BY':
      return { organisationId: filter.organisationId };
    case 'OWN':
      return { organisationId: filter.organisationId, clinicianId: filter.clinicianId, pcnId: filter.organisationId };
  }
}

/**
 * A page of clinicians by name, for viewers who may read the records of that workforce. Also refused: an unknown role.
 */
export async function searchClinicians(
  context: Context,
  filter: ClinicianFilter,
  roleCode: string | null,
  page: Page,
): Promise<Result<readonly ClinicianRow[]>> {
  const barred = await context.query(async (_db, scope) =>
    refusalOf(context.viewer, scope, 'readWorkforce', targetOf(filter)),
  );
  if (barred !== undefined) return refuse(barred);
  if (roleCode !== null && (await context.use(staffRoleLoader).load(roleCode)) === null) {
    const message = `There is no role ${roleCode}. \`staffRoles\` lists them.`;
    return refuse({ code: generalProblems.INVALID_INPUT, field: ['role'], message });
  }
  return ok(await context.query((db) => listClinicians(db, filter, roleCode, page)));
}
