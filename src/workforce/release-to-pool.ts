import { randomUUID } from 'node:crypto';
import type { Viewer } from '../identity/viewer.js';
import { membershipsOf } from '../organisation/membership/membership.queries.js';
import { findNetwork } from '../organisation/directory/known-organisation.js';
import { firstStateOf } from '../organisation/accommodation/rules/lending.js';
import type { Tx } from '../platform/database/scope.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { lockEmployment, permittedEmployment } from './employment-for-change.js';
import { releasesOfEmployments } from './employment.queries.js';
import { PoolRelease } from './pool-release.entity.js';
import { checkDays } from './rules/clinician-details.js';
import { mostReleased } from './rules/release-limit.js';
import { workforceProblems } from './workforce.problems.js';

export interface ReleaseToPool {
  readonly employmentId: string;
  /** The PCN's ODS code. */
  readonly pcn: string;
  readonly minutesPerWeek: number;
  readonly from: string;
  /** The end of the employment if absent. */
  readonly to?: string;
}

/**
 * Lets a PCN roster part of an employment. On no day can all pools together have more than the contracted minutes: two
 * releases of one employment wait for each other on its row. Releases to a network that the employer is not a member of
 * wait for that network's director; their minutes are reserved for it until it declines them.
 */
export async function releaseToPool(
  tx: Tx,
  viewer: Viewer,
  input: ReleaseToPool,
): Promise<Result<{ releaseId: string }>> {
  const permitted = await permittedEmployment(tx, viewer, 'releaseToPool', input.employmentId);
  if (!permitted.ok) return permitted;
  const network = await findNetwork(tx.db, input.pcn, input.from);
  if (!network.ok) return network;
  const pcnId = network.value.id;
  if (input.minutesPerWeek < 1) {
    return refuse({
      code: generalProblems.INVALID_INPUT,
      field: ['minutesPerWeek'],
      message: 'Release at least one minute a week; a GP session is 250.',
    });
  }
  const inOrder = checkDays(input.from, input.to, 'to');
  if (!inOrder.ok) return inOrder;

  const locked = await lockEmployment(tx, permitted.value);
  if (!locked.ok) return locked;
  const employment = locked.value;
  const days = { from: input.from, to: input.to ?? employment.validTo ?? null };
  if (!employment.covers(days) || (days.to !== null && days.to <= days.from)) {
    return refuse({
      code: workforceProblems.EMPLOYMENT_ENDED,
      field: ['from'],
      message: `The employment runs from ${employment.validFrom}${employment.validTo == null ? ' on' : ` until before ${employment.validTo}`}. Choose days within it.`,
    });
  }

  const before = (await releasesOfEmployments(tx.db, [employment.id])).filter(({ state }) => state !== 'DECLINED');
  const most = mostReleased(
    before.map(({ minutesPerWeek, from, to }) => ({ minutesPerWeek, days: { from, to } })),
    days,
  );
  const free = employment.contractedMinutesPerWeek - most.minutesPerWeek;
  if (input.minutesPerWeek > free) {
    return refuse({
      code: workforceProblems.RELEASE_EXCEEDS_CONTRACT,
      field: ['minutesPerWeek'],
      message: `${most.minutesPerWeek} of ${employment.contractedMinutesPerWeek} contracted minutes a week are already released on ${most.day}: at most ${free} more can be.`,
    });
  }
  const lending = { lenderId: employment.employerId, pcnId, from: days.from };
  const memberships = await membershipsOf(tx.db, [employment.employerId]);
  const release = tx.em.create(PoolRelease, {
    id: randomUUID(),
    employmentId: employment.id,
    clinicianId: employment.clinicianId,
    employerId: employment.employerId,
    pcnId,
    minutesPerWeek: input.minutesPerWeek,
    validFrom: days.from,
    validTo: days.to,
    state: firstStateOf(lending, memberships, tx.scope.today),
  });
  await tx.em.flush();
  return ok({ releaseId: release.id });
}
