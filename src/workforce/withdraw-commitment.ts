import { refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import type { Tx } from '../platform/database/scope.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { Commitment } from './commitment.entity.js';

export interface WithdrawCommitment {
  readonly commitmentId: string;
}

/** Withdraws a commitment: for the organisation that declared it, or the clinician. The audit trail keeps it. */
export async function withdrawCommitment(
  tx: Tx,
  viewer: Viewer,
  input: WithdrawCommitment,
): Promise<Result<{ commitmentId: string; clinicianId: string }>> {
  const commitment = await tx.em.findOne(Commitment, { id: input.commitmentId });
  if (commitment === null) {
    return refuse({
      code: generalProblems.NOT_FOUND,
      field: ['commitment'],
      message: 'There is no such commitment, or another organisation declared it.',
    });
  }
  const { id, clinicianId, declaredById } = commitment;
  const barred = refusalOf(viewer, tx.scope, 'declareCommitment', {
    organisationId: declaredById ?? null,
    clinicianId,
  });
  if (barred !== undefined) return refuse(barred);
  tx.em.remove(commitment);
  await tx.em.flush();
  return ok({ commitmentId: id, clinicianId });
}
