import { randomUUID } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import { refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import type { Tx } from '../platform/database/scope.js';
import { keyOfInput } from '../platform/graphql/input-id.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { containsDay } from '../time/interval.js';
import { serviceForPcn } from './agreement.queries.js';
import { knownOrganisation } from './known-organisation.js';
import { Membership } from './membership.entity.js';
import { membershipsOf } from './membership.queries.js';
import { organisationProblems } from './organisation.problems.js';
import { Participation, type ParticipationState } from './participation.entity.js';

export interface SetParticipation {
  readonly practice: string;
  /** The service's global id. */
  readonly service: string;
  readonly state: ParticipationState;
  readonly from: string;
}

/**
 * Says whether a practice takes part in a service of the network it is in on the day, from that day until what was said
 * for a later day. What was running ends that day. The membership's row is locked first, so that two changes at once
 * follow one another.
 * Refused: a practice in no network that day, a service that the network does not have.
 */
export const setParticipation = async (
  tx: Tx,
  viewer: Viewer,
  input: SetParticipation,
): Promise<Result<{ participationId: string }>> => {
  const practice = await knownOrganisation(tx, input.practice, ['PRACTICE'], 'practice');
  if (!practice.ok) return practice;
  const practiceId = practice.value.id;
  const membership = (await membershipsOf(tx.db, [practiceId])).find((row) => containsDay(row, input.from));
  const pcnId = membership?.pcnId ?? null;
  const barred = refusalOf(viewer, tx.scope, 'setParticipation', { organisationId: practiceId, pcnId });
  if (barred !== undefined) return refuse(barred);
  if (membership === undefined || pcnId === null) {
    const message = `${practice.value.name} is in no network on ${input.from}.`;
    return refuse({ code: organisationProblems.NOT_A_MEMBER, field: ['from'], message });
  }
  const service = keyOfInput('Service', input.service, 'service');
  if (!service.ok) return service;
  const serviceId = service.value;
  if ((await serviceForPcn(tx.db, serviceId, pcnId)) === undefined) {
    const message = 'The network of this practice has no service with this id.';
    return refuse({ code: generalProblems.NOT_FOUND, field: ['service'], message });
  }

  await tx.em.findOne(Membership, { id: membership.id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const said = await tx.em.find(Participation, { practiceId, pcnId, serviceId }, { orderBy: { validFrom: 'asc' } });
  const running = said.find(({ validFrom: from, validTo }) => containsDay({ from, to: validTo ?? null }, input.from));
  if (running?.state === input.state) return ok({ participationId: running.id });
  if (running?.validFrom === input.from) {
    running.state = input.state;
    await tx.em.flush();
    return ok({ participationId: running.id });
  }
  const next = said.find(({ validFrom }) => validFrom > input.from);
  const until = running?.validTo ?? next?.validFrom ?? null;
  if (running !== undefined) {
    running.validTo = input.from;
    // Insertions go before updates within one flush, and would meet the range that is not yet closed.
    await tx.em.flush();
  }
  const participation = tx.em.create(Participation, {
    id: randomUUID(),
    pcnId,
    practiceId,
    serviceId,
    state: input.state,
    validFrom: input.from,
    validTo: until,
  });
  await tx.em.flush();
  return ok({ participationId: participation.id });
};
