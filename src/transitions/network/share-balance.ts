import type { Tx } from '../../platform/database/scope.js';
import { moveBalance, type MovedBalance, spreadLeaverBalance } from '../../sessions/ledger/move-balances.js';
import type { ReportDraft } from '../change-report.js';

/** A balance below a hundredth of a place is still a balance, so it is not shown as none. */
function inWords(places: number): string {
  return places < 0.005 ? 'Less than 0.01' : places.toFixed(2);
}

function noteBalances(draft: ReportDraft, moved: readonly MovedBalance[], whither: string): void {
  for (const { places, serviceName, slotMinutes } of moved) {
    const owed = `${inWords(Math.abs(places))} of a place ${places > 0 ? 'owed' : 'had ahead'}`;
    draft.note(
      'moves',
      'SHARE_BALANCE',
      `${owed} in the ledger of ${serviceName}, ${slotMinutes}-minute slots, ${whither}.`,
    );
  }
}

/**
 * What a practice is owed or has had in advance moves with it. Locks every ledger of the network, after its sessions.
 */
export async function passBalance(
  tx: Tx,
  draft: ReportDraft,
  change: { fromPracticeId: string; toPracticeId: string; pcnId: string; on: string },
): Promise<void> {
  const { fromPracticeId, toPracticeId, pcnId, on } = change;
  const moved = await moveBalance(tx, { fromPractice: fromPracticeId, toPractice: toPracticeId, pcnId, on });
  noteBalances(draft, moved, 'passes on');
}

/** What a leaving practice is owed or has had in advance is spread over those who remain. Locks as `passBalance`. */
export async function spreadBalance(
  tx: Tx,
  draft: ReportDraft,
  change: { practiceId: string; pcnId: string; on: string },
): Promise<void> {
  return noteBalances(draft, await spreadLeaverBalance(tx, change), 'is spread over those who remain');
}
