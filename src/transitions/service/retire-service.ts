import type { Viewer } from '../../identity/viewer.js';
import { checkPlainText } from '../../organisation/directory/rules/plain-text.js';
import { membersOn } from '../../organisation/membership/network.queries.js';
import type { Tx } from '../../platform/database/scope.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { sessionsProblems } from '../../sessions/service/sessions.problems.js';
import { carryOut, type ChangeReport, checkDay, ReportDraft } from '../change-report.js';
import { agreeing, many } from '../rules/days.js';
import { clinicsOfService, waitingForService } from './service-change.queries.js';
import { serviceForChange } from './service-for-change.js';

export interface RetireService {
  readonly service: string;
  readonly from: string;
  readonly reason: string;
  readonly dryRun?: boolean | undefined;
}

/**
 * Retires a network's own service from a day on: no clinic of it is scheduled past that day, and no session published
 * on it or later. What is published stays. Locks the service and its clinics, so that of a retiring and a scheduling or
 * a publication at once one sees the other. May be repeated with another day while the first has not come.
 */
export function retireService(tx: Tx, viewer: Viewer, input: RetireService): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => retire(inner, viewer, input));
}

async function retire(tx: Tx, viewer: Viewer, input: RetireService): Promise<Result<ChangeReport>> {
  const found = await serviceForChange(tx, viewer, 'changeService', input.service);
  if (!found.ok) return found;
  const service = found.value;
  const { from } = input;
  const day = checkDay(tx.scope.today, from);
  if (!day.ok) return day;
  const reason = checkPlainText(input.reason, 200, 'reason');
  if (!reason.ok) return reason;
  if (service.retiredOn != null && service.retiredOn <= tx.scope.today) {
    const message = `${service.name} was retired on ${service.retiredOn}. Define it anew with defineService.`;
    return refuse({ code: sessionsProblems.SERVICE_RETIRED, field: ['service'], message });
  }
  const draft = new ReportDraft(from);
  draft.note('moves', 'SERVICE', `${service.name} is retired: ${from} is the first day without it.`, {
    about: { type: 'Service', key: service.id },
    ...(service.retiredOn == null ? {} : { before: service.retiredOn }),
    after: from,
  });
  for (const clinic of await clinicsOfService(tx.db, service.id, from, true)) {
    const left = `${many(clinic.sessions, 'session')} published from then on ${agreeing(clinic.sessions, 'stays', 'stay')}`;
    draft.note('stays', 'CLINIC', `“${clinic.title}” publishes nothing from ${from} on; ${left}.`, {
      about: { type: 'SharedClinic', key: clinic.clinicId },
    });
  }
  for (const { practiceId, waiting } of await waitingForService(tx.db, service.id, from)) {
    const text = `${many(waiting, 'patient')} of one practice ${agreeing(waiting, 'waits', 'wait')} for it past that day.`;
    draft.note('stays', 'WAITING_LIST', text, { count: waiting });
    draft.tell(practiceId, `${many(waiting, 'patient')} of yours ${agreeing(waiting, 'waits', 'wait')} for it.`);
  }
  for (const { practiceId } of await membersOn(tx.db, service.pcnId, from)) {
    draft.tell(practiceId, `${service.name} is not offered any more from ${from}: ${reason.value}`);
  }
  service.retiredOn = from;
  service.retiredBecause = reason.value;
  await tx.em.flush();
  return ok(draft.report);
}
