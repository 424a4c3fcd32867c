import { LockMode } from '@mikro-orm/core';
import { type Action, refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import type { Tx } from '../platform/database/scope.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { lockClinician } from './eligibility.queries.js';
import { Employment, type EmploymentState } from './employment.entity.js';
import { employmentById, type EmploymentRow } from './employment.queries.js';
import { workforceProblems } from './workforce.problems.js';

export const unknownEmployment = refuse({
  code: generalProblems.NOT_FOUND,
  field: ['employment'],
  message: 'There is no such employment, or you may not see it.',
});

/**
 * Reads an employment that a command is about and checks the permission table: for its employer, or the clinician.
 * Refused: a job that the clinician has not accepted, because nothing can depend on it. Acceptance cannot be undone.
 */
export async function permittedEmployment(
  tx: Tx,
  viewer: Viewer,
  action: Action,
  employmentId: string,
): Promise<Result<EmploymentRow>> {
  const row = await employmentById(tx.db, employmentId);
  if (row === undefined) return unknownEmployment;
  const barred = refusalOf(viewer, tx.scope, action, { organisationId: row.employerId, clinicianId: row.clinicianId });
  if (barred !== undefined) return refuse(barred);
  return row.state === 'ACCEPTED'
    ? ok(row)
    : refuse({ code: workforceProblems.EMPLOYMENT_WAITS, field: ['employment'], message: notStanding[row.state] });
}

const notStanding: Readonly<Record<Exclude<EmploymentState, 'ACCEPTED'>, string>> = {
  OFFERED: 'The clinician has not accepted this job yet. Wait until they do, or withdraw it with withdrawEmployment.',
  DECLINED: 'The clinician has declined this job. Propose another one with employClinician.',
  WITHDRAWN: 'This job was withdrawn. Propose another one with employClinician.',
};

/** Locks only the job, for an employer that cannot see the clinician. */
export async function lockJob(tx: Tx, id: string): Promise<Employment | undefined> {
  return (
    (await tx.em.findOne(Employment, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true })) ?? undefined
  );
}

/** Locks the clinician, then the employment, and loads it for change: always in this order. */
export async function lockEmployment(tx: Tx, row: EmploymentRow): Promise<Result<Employment>> {
  if (!(await lockClinician(tx.db, row.clinicianId))) return unknownEmployment;
  const employment = await lockJob(tx, row.id);
  return employment === undefined ? unknownEmployment : ok(employment);
}
