import { type Action, refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { type LentTable, lockLent, writeDecision } from './lending.queries.js';
import { organisationProblems } from '../directory/organisation.problems.js';
import { checkPlainText } from '../directory/rules/plain-text.js';

export type LendingDecision = { readonly accept: true } | { readonly accept: false; readonly reason: string };

export interface DecideLending {
  readonly table: LentTable;
  readonly id: string;
  readonly action: Action;
  /** Where the input names it. */
  readonly field: string;
  readonly decision: LendingDecision;
}

/**
 * A network decides once about a room or working time that someone outside it offers. The row is locked first, so of
 * two decisions at once, or a decision while the offer is being ended, the later one sees the result of the earlier
 * one. Refused: an offer the viewer may not see, one already decided, accepting one that is over.
 */
export async function decideLending(
  tx: Tx,
  viewer: Viewer,
  { table, id, action, field, decision }: DecideLending,
): Promise<Result<{ id: string }>> {
  const row = await lockLent(tx.db, table, id);
  if (row === undefined) {
    const message = 'There is no such offer to one of your networks.';
    return refuse({ code: generalProblems.NOT_FOUND, field: [field], message });
  }
  const barred = refusalOf(viewer, tx.scope, action, { pcnId: row.pcnId });
  if (barred !== undefined) return refuse(barred);
  if (row.state !== 'OFFERED') {
    const message = `This was already ${row.state.toLowerCase()}, and that cannot be changed. Ask for a new offer if plans have changed.`;
    return refuse({ code: organisationProblems.LENDING_DECIDED, field: [field], message });
  }
  if (decision.accept) {
    if (row.to !== null && row.to <= tx.scope.today) {
      const message = `The offer ended on ${row.to}. Ask for a new one if it is still wanted.`;
      return refuse({ code: organisationProblems.LENDING_ENDED, field: [field], message });
    }
    await writeDecision(tx.db, table, id, { state: 'ACCEPTED', by: viewer.subject, reason: null });
    return ok({ id });
  }
  const reason = checkPlainText(decision.reason, 200, 'reason');
  if (!reason.ok) return reason;
  await writeDecision(tx.db, table, id, { state: 'DECLINED', by: viewer.subject, reason: reason.value });
  return ok({ id });
}
