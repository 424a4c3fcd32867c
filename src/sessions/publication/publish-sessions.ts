import { randomUUID } from 'node:crypto';
import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { seriesHorizon } from '../../time/horizon.js';
import { parseRecurrence } from '../../time/recurrence-rule.js';
import {
  daysToPublish,
  nextPublicationFrom,
  problemsOfSessions,
  publicationHorizon,
  type Series,
} from './next-publication.js';
import { lockRooms } from './planning.queries.js';
import { candidateRooms, planningFacts } from './planning-facts.js';
import type { ClinicPlan } from '../clinic/rules/clinic-plan.js';
import { type PlannedDay, planSessions } from './rules/plan-sessions.js';
import { enterPublication } from '../ledger/share-ledger-writes.queries.js';
import { lockShareAccount } from '../ledger/share-ledger.queries.js';
import { refuseRetired } from '../service/rules/retired.js';
import { servicesByIds } from '../service/service.queries.js';
import { insertSessions, setAuditBatch } from './session-writes.queries.js';
import { sessionsProblems } from '../service/sessions.problems.js';
import { type ClinicRow, lockClinic, setPublishedUntil } from '../clinic/shared-clinic.queries.js';

/**
 * Publishes the sessions of a clinic, with their posts, slots, shares and places: from where the last publication
 * ended (or today) up to a London day, that day excluded; all of them or none. Calls for one clinic wait for each
 * other on its row, so that each occurrence is published once however often it is requested. Rooms are locked too:
 * sessions that others have published into them by then are named as clashes, and nobody publishes into them before
 * this call ends. Between the two, the ledger of the service and slot length is locked (`lockShareAccount`): the
 * places of its clinics are given in the order of publication. Refuses: a horizon past `seriesHorizon`;
 * `HOST_NOT_OFFERED`, `ROOM_TAKEN`, `NO_MEMBERS`, `LIST_MISSING` for each session.
 */
export async function publishSessions(
  tx: Tx,
  viewer: Viewer,
  input: { readonly clinic: string; readonly until: string },
): Promise<Result<{ clinicId: string; publishedCount: number }>> {
  const clinic = await lockClinic(tx.db, input.clinic);
  if (clinic === undefined) {
    return refuse({
      code: generalProblems.NOT_FOUND,
      field: ['clinic'],
      message: 'There is no such shared clinic, or it is not in one of your networks.',
    });
  }
  const barred = refusalOf(viewer, tx.scope, 'publishSessions', { pcnId: clinic.pcnId });
  if (barred !== undefined) return refuse(barred);
  const { until } = input;
  const horizon = publicationHorizon(tx.scope.today);
  if (until > horizon) {
    return refuse({
      code: sessionsProblems.HORIZON_TOO_FAR,
      field: ['until'],
      message: `Sessions are published at most ${seriesHorizon.words} ahead: today, before ${horizon}.`,
    });
  }
  const plan = planOf(clinic);
  const series: Series = { plan, clinicId: clinic.id, publishedUntil: clinic.publishedUntil };
  if (until <= nextPublicationFrom(tx.scope.today, series)) return ok({ clinicId: clinic.id, publishedCount: 0 });
  const days = await daysToPublish(tx.db, tx.scope.today, series, until);
  if (!days.ok) return days;
  const published = await publishDays(tx, clinic, plan, days.value);
  if (!published.ok) return published;
  await setPublishedUntil(tx.db, clinic.id, until);
  return ok({ clinicId: clinic.id, publishedCount: published.value });
}

/**
 * Publishes the sessions of these days, as `publishSessions` does. Precondition: the clinic is locked, and the days
 * have no session.
 */
export async function publishDays(
  tx: Tx,
  clinic: ClinicRow,
  plan: ClinicPlan,
  days: readonly PlannedDay[],
): Promise<Result<number>> {
  if (days.length === 0) return ok(0);
  const [service] = await servicesByIds(tx.db, [clinic.serviceId]);
  if (service === undefined) throw new Error('the service of a clinic in scope is in scope');
  const retired = refuseRetired(service, days.at(-1)?.heldOn ?? '', 'until');
  if (retired !== undefined) return refuse(retired);
  const asked = { pcnId: clinic.pcnId, service, plan, days, clinicId: clinic.id };
  const accountId = await lockShareAccount(tx.db, clinic);
  const rooms = await candidateRooms(tx.db, plan, service);
  await lockRooms(
    tx.db,
    rooms.map(({ roomId }) => roomId),
  );
  const sessions = planSessions(plan, days, await planningFacts(tx.db, asked)).map((session) => ({
    id: randomUUID(),
    ...session,
  }));
  const [first, ...rest] = problemsOfSessions(sessions);
  if (first !== undefined) return refuse(first, ...rest);
  await setAuditBatch(tx.db, randomUUID());
  await insertSessions(tx.db, { ...clinic, clinicId: clinic.id, sessions });
  await enterPublication(tx.db, { pcnId: clinic.pcnId, clinicId: clinic.id, accountId, sessions });
  await setAuditBatch(tx.db, null);
  return ok(sessions.length);
}

/** The plan of a clinic that is already scheduled. */
export function planOf(clinic: ClinicRow): ClinicPlan {
  const recurrence = parseRecurrence(clinic.rrule);
  if (!recurrence.ok) throw new Error('a scheduled clinic has a rule that was checked');
  return { ...clinic, recurrence: recurrence.value };
}
