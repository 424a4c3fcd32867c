import { type Action, refusalOf, type Target } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import { checkPlainText } from '../organisation/directory/rules/plain-text.js';
import type { Tx } from '../platform/database/scope.js';
import { instantNow } from '../platform/database/today.queries.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { lockClinician } from './eligibility.queries.js';
import { lockJob, unknownEmployment } from './employment-for-change.js';
import type { EmploymentDecision } from './employment.entity.js';
import { employmentById, type EmploymentRow } from './employment.queries.js';

export interface DecideEmployment {
  readonly employmentId: string;
  readonly decision: EmploymentDecision;
}

function asked(row: EmploymentRow, { state }: EmploymentDecision): readonly [Action, Target] {
  return state === 'WITHDRAWN'
    ? ['employClinician', { organisationId: row.employerId }]
    : ['decideEmployment', { clinicianId: row.clinicianId }];
}

/**
 * Decides about a proposed job: the clinician accepts or declines it, or the employer withdraws it. Only one decision
 * is made. The clinician's row is locked first, as when a job takes effect at once, then the job's own row, so of two
 * decisions at once the later one sees the result of the earlier one. Refused: a job the viewer may not see, one
 * already decided, accepting one that is over.
 */
export async function decideEmployment(
  tx: Tx,
  viewer: Viewer,
  { employmentId, decision }: DecideEmployment,
): Promise<Result<{ employmentId: string }>> {
  const row = await employmentById(tx.db, employmentId);
  if (row === undefined) return unknownEmployment;
  const barred = refusalOf(viewer, tx.scope, ...asked(row, decision));
  if (barred !== undefined) return refuse(barred);
  const reason = decision.state === 'DECLINED' ? checkPlainText(decision.reason, 200, 'reason') : undefined;
  if (reason?.ok === false) return reason;

  if (decision.state !== 'WITHDRAWN') await lockClinician(tx.db, row.clinicianId);
  const employment = await lockJob(tx, employmentId);
  if (employment === undefined) return unknownEmployment;
  const said: EmploymentDecision = reason === undefined ? decision : { state: 'DECLINED', reason: reason.value };
  const decided = employment.decide(said, viewer.subject, await instantNow(tx.db), tx.scope.today);
  if (!decided.ok) return decided;
  await tx.em.flush();
  return ok({ employmentId });
}
