import { LockMode } from '@mikro-orm/core';
import { type Action, refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import type { Tx } from '../platform/database/scope.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { lockClinician } from './eligibility.queries.js';
import { Employment } from './employment.entity.js';
import { employmentById, type EmploymentRow } from './employment.queries.js';

const unknown = refuse({
  code: generalProblems.NOT_FOUND,
  field: ['employment'],
  message: 'There is no such employment, or you may not see it.',
});

/** Reads an employment that a command is about and asks the permission table: its employer, or the clinician. */
export const permittedEmployment = async (
  tx: Tx,
  viewer: Viewer,
  action: Action,
  employmentId: string,
): Promise<Result<EmploymentRow>> => {
  const row = await employmentById(tx.db, employmentId);
  if (row === undefined) return unknown;
  const barred = refusalOf(viewer, tx.scope, action, { organisationId: row.employerId, clinicianId: row.clinicianId });
  return barred === undefined ? ok(row) : refuse(barred);
};

/**
 * Locks the clinician, then the employment, and loads it for change: always in this order. For employers; a clinician
 * may not lock their own contract.
 */
export const lockEmployment = async (tx: Tx, row: EmploymentRow): Promise<Result<Employment>> => {
  if (!(await lockClinician(tx.db, row.clinicianId))) return unknown;
  const employment = await tx.em.findOne(
    Employment,
    { id: row.id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  return employment === null ? unknown : ok(employment);
};
