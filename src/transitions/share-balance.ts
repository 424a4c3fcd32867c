import type { Tx } from '../platform/database/scope.js';
import { moveBalance, type MovedBalance, spreadLeaverBalance } from '../sessions/move-balances.js';
import type { ReportDraft } from './change-report.js';
import { many } from './rules/days.js';

const noteBalances = (draft: ReportDraft, moved: readonly MovedBalance[], whither: string): void => {
  for (const { places } of moved) {
    const owed = `${Math.abs(places).toFixed(2)} of a place ${places > 0 ? 'owed' : 'had ahead'}`;
    draft.note('moves', 'SHARE_BALANCE', `${owed} in one ledger of shares ${whither}.`);
  }
  if (moved.length > 1) draft.note('moves', 'SHARE_BALANCE', `${many(moved.length, 'ledger')} of shares in all.`);
};

/** What a practice is owed or has ahead moves with it. Locks every ledger of the network, after its sessions. */
export const passBalance = async (
  tx: Tx,
  draft: ReportDraft,
  change: { fromPracticeId: string; toPracticeId: string; pcnId: string; on: string },
): Promise<void> => {
  const { fromPracticeId, toPracticeId, pcnId, on } = change;
  const moved = await moveBalance(tx, { fromPractice: fromPracticeId, toPractice: toPracticeId, pcnId, on });
  noteBalances(draft, moved, 'passes on');
};

/** What a leaver is owed or has ahead is spread over those who remain. Locks as `passBalance`. */
export const spreadBalance = async (
  tx: Tx,
  draft: ReportDraft,
  change: { practiceId: string; pcnId: string; on: string },
): Promise<void> => noteBalances(draft, await spreadLeaverBalance(tx, change), 'is spread over those who remain');
