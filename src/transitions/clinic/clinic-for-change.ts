import { type Action, refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { planOf } from '../../sessions/publication/publish-sessions.js';
import type { ClinicPlan } from '../../sessions/clinic/rules/clinic-plan.js';
import { plannedDays } from '../../sessions/publication/rules/plan-sessions.js';
import { type ServiceRow, servicesByIds } from '../../sessions/service/service.queries.js';
import { type ClinicRow, lockClinic } from '../../sessions/clinic/shared-clinic.queries.js';
import type { UnusedTo111Default } from '../../sessions/clinic/rules/unused-to-111.js';
import { unusedTo111DefaultsOf } from '../../sessions/clinic/unused-to-111.queries.js';
import { seriesHorizon } from '../../time/horizon.js';
import { checkDay } from '../change-report.js';
import { transitionsProblems } from '../transitions.problems.js';

export interface ClinicForChange {
  readonly clinic: ClinicRow;
  readonly plan: ClinicPlan;
  readonly service: ServiceRow;
  /** What its network says about unused slots. */
  readonly unusedTo111Defaults: readonly UnusedTo111Default[];
}

/** Locks a clinic, as publication does, and checks the permission. Refused: NOT_FOUND, FORBIDDEN. */
export async function lockedClinic(
  tx: Tx,
  viewer: Viewer,
  action: Action,
  clinicId: string,
): Promise<Result<ClinicForChange>> {
  const clinic = await lockClinic(tx.db, clinicId);
  if (clinic === undefined) {
    const message = 'There is no such shared clinic in your networks.';
    return refuse({ code: generalProblems.NOT_FOUND, field: ['clinic'], message });
  }
  const barred = refusalOf(viewer, tx.scope, action, { pcnId: clinic.pcnId });
  if (barred !== undefined) return refuse(barred);
  const [service] = await servicesByIds(tx.db, [clinic.serviceId]);
  if (service === undefined) throw new Error('the service of a clinic in scope is in scope');
  const unusedTo111Defaults = await unusedTo111DefaultsOf(tx.db, [clinic.pcnId]);
  return ok({ clinic, plan: planOf(clinic), service, unusedTo111Defaults });
}

/**
 * The same for a clinic whose series changes from a day on. A series has no versions: what is published keeps its form
 * and what is not takes the new one, so everything before the day must be published. Refused as well: a day that is
 * not in the future, SERIES_NOT_PUBLISHED.
 */
export async function clinicForChange(
  tx: Tx,
  viewer: Viewer,
  action: Action,
  input: { readonly clinic: string; readonly from: string },
): Promise<Result<ClinicForChange>> {
  const found = await lockedClinic(tx, viewer, action, input.clinic);
  if (!found.ok) return found;
  const { clinic, plan } = found.value;
  const day = checkDay(tx.scope.today, input.from, seriesHorizon);
  if (!day.ok) return day;
  const since =
    clinic.publishedUntil !== null && clinic.publishedUntil > tx.scope.today ? clinic.publishedUntil : tx.scope.today;
  const missing = since < input.from ? plannedDays(plan, { from: since, to: input.from }) : ok([]);
  if (!missing.ok) return missing;
  if (missing.value.length > 0) {
    return refuse({
      code: transitionsProblems.SERIES_NOT_PUBLISHED,
      field: ['from'],
      message: `Sessions from ${since} on are not published yet and would take the new form too. Publish the series until ${input.from} first, or choose ${since}.`,
    });
  }
  return found;
}
