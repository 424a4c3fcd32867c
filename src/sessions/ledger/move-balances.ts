import { membersOn } from '../../organisation/membership/network.queries.js';
import type { Tx } from '../../platform/database/scope.js';
import { spreadBalance } from './rules/spread-balance.js';
import { enterMoves } from './share-ledger-writes.queries.js';
import { balancesOfAccount, lastWeights, lockAccountsOfNetwork } from './share-ledger.queries.js';

/** What moved in one ledger. `places` is what the practice was owed (above zero) or ahead (below zero). */
export interface MovedBalance {
  readonly serviceName: string;
  readonly slotMinutes: number;
  readonly places: number;
}

function inPlaces(parts: bigint): number {
  return Number(parts) / 1e12;
}

/**
 * Spreads what a practice that leaves a network is owed, or ahead, over the network's other members on the day. In each
 * ledger it is spread by what they were last entitled to, or equally where none of them was entitled: together they
 * gain exactly what the leaver loses. Nothing moves where nobody is left to take it. Call it again after cancelling a
 * session in which the practice had a share. Locks every ledger of the network. Authorised by the command that it is
 * part of.
 * @param input.on the London day from which the practice is out; the members on that day take over.
 */
export async function spreadLeaverBalance(
  tx: Pick<Tx, 'db'>,
  input: { readonly pcnId: string; readonly practiceId: string; readonly on: string },
): Promise<MovedBalance[]> {
  const { pcnId, practiceId, on } = input;
  const accounts = await lockAccountsOfNetwork(tx.db, pcnId);
  const others = (await membersOn(tx.db, pcnId, on))
    .map((member) => member.practiceId)
    .filter((id) => id !== practiceId);
  const moved: MovedBalance[] = [];
  for (const { id: accountId, serviceName, slotMinutes } of accounts) {
    const owed = (await balancesOfAccount(tx.db, accountId)).get(practiceId) ?? 0n;
    if (owed === 0n) continue;
    const weights = (await lastWeights(tx.db, accountId)).filter((each) => others.includes(each.practiceId));
    const shared = weights.some(({ weight }) => weight > 0);
    const parts = spreadBalance(owed, shared ? weights : others.map((id) => ({ practiceId: id, weight: 1 })));
    if (!parts.ok) continue;
    const move = { accountId, pcnId, kind: 'LEAVER_SPREAD', on, reason: 'A practice left the network' } as const;
    await enterMoves(tx.db, move, new Map([[practiceId, -owed], ...parts.value]));
    moved.push({ serviceName, slotMinutes, places: inPlaces(owed) });
  }
  return moved;
}

/**
 * Moves what a practice is owed, or ahead, in every ledger of a network to the practice that takes it over: one loses
 * exactly what the other gains. Locks every ledger of the network. Authorised by the command that it is part of.
 * @param input.on the London day of the hand-over.
 */
export async function moveBalance(
  tx: Pick<Tx, 'db'>,
  input: { readonly fromPractice: string; readonly toPractice: string; readonly pcnId: string; readonly on: string },
): Promise<MovedBalance[]> {
  const { fromPractice, toPractice, pcnId, on } = input;
  if (fromPractice === toPractice) return [];
  const moved: MovedBalance[] = [];
  for (const { id: accountId, serviceName, slotMinutes } of await lockAccountsOfNetwork(tx.db, pcnId)) {
    const owed = (await balancesOfAccount(tx.db, accountId)).get(fromPractice) ?? 0n;
    if (owed === 0n) continue;
    const move = { accountId, pcnId, kind: 'HAND_OVER', on, reason: 'A practice was handed over' } as const;
    await enterMoves(
      tx.db,
      move,
      new Map([
        [fromPractice, -owed],
        [toPractice, owed],
      ]),
    );
    moved.push({ serviceName, slotMinutes, places: inPlaces(owed) });
  }
  return moved;
}
