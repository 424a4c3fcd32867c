import { LockMode } from '@mikro-orm/core';
import { type Action, refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { Contract } from '../../organisation/contract/contract.entity.js';
import { contractsAround } from '../../organisation/contract/contract.queries.js';
import { icbIdsOf, organisationsByIds } from '../../organisation/directory/organisation.queries.js';
import { membershipsOf } from '../../organisation/membership/membership.queries.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import type { ReportDraft } from '../change-report.js';
import { runningOn } from '../rules/days.js';

/**
 * Locks a contract, as `giveNotice` does, and checks who changes it.
 * @returns it, and the practice's code or name.
 */
export async function contractForChange(
  tx: Tx,
  viewer: Viewer,
  action: Action,
  contractId: string,
): Promise<Result<{ contract: Contract; code: string }>> {
  const contract = await tx.em.findOne(Contract, { id: contractId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (contract === null) {
    const message = 'There is no contract with this id. Read the contracts of the practice again.';
    return refuse({ code: generalProblems.NOT_FOUND, field: ['contract'], message });
  }
  const { practiceId } = contract;
  const icbIds = await icbIdsOf(tx.db, practiceId, tx.scope.today);
  const barred = refusalOf(viewer, tx.scope, action, { organisationId: practiceId, icbIds });
  if (barred !== undefined) return refuse(barred);
  const [practice] = await organisationsByIds(tx.db, [practiceId], tx.scope.today);
  return ok({ contract, code: practice?.odsCode ?? practice?.name ?? 'the practice' });
}

/** A clash if another contract of the practice begins before `to`, the first day without this one; null for no end. */
export async function noteNextContract(
  tx: Tx,
  draft: ReportDraft,
  contract: Contract,
  { from, to }: { from: string; to: string | null },
): Promise<void> {
  const { beginsOn } = await contractsAround(tx.db, { practiceId: contract.practiceId, from, to: from });
  if (beginsOn === null || (to !== null && beginsOn >= to)) return;
  draft.note('clashes', 'CONTRACT', `The next contract begins on ${beginsOn}. Correct that award first.`, {
    on: beginsOn,
  });
}

/** Tells the practice, its network, and the holders. */
export async function tellOfContract(
  tx: Tx,
  draft: ReportDraft,
  { practiceId, day, holders }: { practiceId: string; day: string; holders: readonly string[] },
  what: string,
): Promise<void> {
  for (const organisationId of new Set([practiceId, ...holders])) draft.tell(organisationId, what);
  const membership = runningOn(await membershipsOf(tx.db, [practiceId]), day);
  if (membership !== undefined) draft.tell(membership.pcnId, what);
}
