import { randomUUID } from 'node:crypto';
import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { seriesHorizon } from '../../time/horizon.js';
import { addDays } from '../../time/london.js';
import { type AskedClinic, clinicOfInput, type ScheduleSharedClinic } from '../clinic/clinic-of-input.js';
import { planningFacts } from './planning-facts.js';
import { plannedDays, unofferedHosts } from './rules/plan-sessions.js';
import { refuseRetired } from '../service/rules/retired.js';
import { servicesByIds, shareService } from '../service/service.queries.js';
import { insertClinic } from '../clinic/shared-clinic.queries.js';

/**
 * Schedules a shared clinic: nothing of it can be booked before `publishSessions`. Besides what `clinicOfInput`
 * refuses, refuses a host that has not offered a suitable room on the first of its own turns of each weekday (in the
 * `seriesHorizon`). For later turns without an offer, publication finds a stand-in or refuses.
 */
export async function scheduleSharedClinic(
  tx: Tx,
  viewer: Viewer,
  input: ScheduleSharedClinic,
): Promise<Result<{ clinicId: string }>> {
  const asked = await clinicOfInput(tx.db, tx.scope, viewer, input);
  if (!asked.ok) return asked;
  const { pcnId, service, title, plan } = asked.value;
  await shareService(tx.db, service.id);
  const [now = service] = await servicesByIds(tx.db, [service.id]);
  const retired = refuseRetired(now, lastDayOf(plan.endsOn), 'service');
  if (retired !== undefined) return refuse(retired);
  const offered = await checkHosts(tx, asked.value);
  if (!offered.ok) return offered;
  const id = randomUUID();
  await insertClinic(tx.db, { id, pcnId, serviceId: service.id, title, plan });
  return ok({ clinicId: id });
}

/** The last day of a series; one without an end runs for ever. */
function lastDayOf(endsOn: string | null): string {
  return endsOn === null ? '9999-12-31' : addDays(endsOn, -1);
}

/** Refuses `HOST_NOT_OFFERED` with the hosts that have no room on offer for their own turns. */
export async function checkHosts(
  { db, scope }: Pick<Tx, 'db' | 'scope'>,
  { pcnId, service, plan }: AskedClinic,
): Promise<Result<null>> {
  const from = plan.startsOn > scope.today ? plan.startsOn : scope.today;
  const days = plannedDays(plan, { from, to: addDays(from, seriesHorizon.days) });
  if (!days.ok) return days;
  const facts = await planningFacts(db, { pcnId, service, plan, days: days.value });
  const [first, ...rest] = unofferedHosts(plan, days.value, facts);
  return first === undefined ? ok(null) : refuse(first, ...rest);
}
