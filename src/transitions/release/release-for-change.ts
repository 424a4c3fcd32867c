import { LockMode } from '@mikro-orm/core';
import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { organisationProblems } from '../../organisation/directory/organisation.problems.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { clinicianById, type ClinicianRow } from '../../workforce/clinician.queries.js';
import { lockEmployment } from '../../workforce/employment-for-change.js';
import type { Employment } from '../../workforce/employment.entity.js';
import { employmentById, releasesByIds } from '../../workforce/employment.queries.js';
import { PoolRelease } from '../../workforce/pool-release.entity.js';

export interface ReleaseToChange {
  readonly release: PoolRelease;
  readonly employment: Employment;
  readonly clinician: ClinicianRow;
}

/**
 * Locks the clinician, the job and the release, in this order, and checks who changes the release: the employer.
 * Refused: NOT_FOUND, FORBIDDEN, a release that was declined or has ended by the day.
 */
export async function releaseForChange(
  tx: Tx,
  viewer: Viewer,
  { release: id, from }: { readonly release: string; readonly from: string },
): Promise<Result<ReleaseToChange>> {
  const unknown = refuse({
    code: generalProblems.NOT_FOUND,
    field: ['release'],
    message: 'There is no such release, or you may not see it.',
  });
  const [row] = await releasesByIds(tx.db, [id]);
  if (row === undefined) return unknown;
  const barred = refusalOf(viewer, tx.scope, 'releaseToPool', { organisationId: row.employerId });
  if (barred !== undefined) return refuse(barred);
  const job = await employmentById(tx.db, row.employmentId);
  const locked = job && (await lockEmployment(tx, job));
  const clinician = await clinicianById(tx.db, row.clinicianId);
  if (!locked?.ok || clinician === undefined) return unknown;
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const release = await tx.em.findOne(PoolRelease, { id }, lock);
  if (release === null) return unknown;
  if (release.state === 'DECLINED') {
    const message = 'The network declined it, so there is nothing to change. Release anew with releaseToPool.';
    return refuse({ code: organisationProblems.LENDING_DECIDED, field: ['release'], message });
  }
  if (release.validTo != null && release.validTo <= from) {
    const message = `It ends on ${release.validTo} anyway. Choose an earlier day, or release anew with releaseToPool.`;
    return refuse({ code: organisationProblems.LENDING_ENDED, field: ['from'], message });
  }
  return ok({ release, employment: locked.value, clinician });
}
