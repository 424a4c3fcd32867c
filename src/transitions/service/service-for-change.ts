import { LockMode } from '@mikro-orm/core';
import { type Action, refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { Service } from '../../sessions/service/service.entity.js';
import { servicesByIds } from '../../sessions/service/service.queries.js';
import { sessionsProblems } from '../../sessions/service/sessions.problems.js';

/**
 * Locks a network's own service for update, so that nothing comes to rely on it in the meantime (`shareService`), and
 * checks who changes it. Refused: NOT_FOUND, FORBIDDEN, a service of the common catalogue.
 */
export async function serviceForChange(
  tx: Tx,
  viewer: Viewer,
  action: Action,
  serviceId: string,
): Promise<Result<Service & { pcnId: string }>> {
  const [seen] = await servicesByIds(tx.db, [serviceId]);
  if (seen === undefined) {
    const message = 'There is no such service, or it is not in one of your networks.';
    return refuse({ code: generalProblems.NOT_FOUND, field: ['service'], message });
  }
  const barred = refusalOf(viewer, tx.scope, action, { pcnId: seen.pcnId ?? tx.scope.pcnIds[0] ?? null });
  if (barred !== undefined) return refuse(barred);
  if (seen.pcnId === null) {
    const message = `${seen.name} is of the common catalogue, which no network changes. Define your own with defineService.`;
    return refuse({ code: sessionsProblems.SERVICE_OF_CATALOGUE, field: ['service'], message });
  }
  const service = await tx.em.findOneOrFail(Service, { id: seen.id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  return ok(Object.assign(service, { pcnId: seen.pcnId }));
}
