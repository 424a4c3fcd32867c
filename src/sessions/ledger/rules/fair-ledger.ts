import { foreseenTurns, overdueTurns } from './foreseen-turns.js';
import { type Balances, balancesAfter, type LedgerStep, type Turn } from './ledger-step.js';
import { unforeseenTurns } from './unforeseen-turns.js';

/**
 * Gives out the places of sessions from the balances so far, in the order in which the sessions are published. Returns
 * the turns of each step, one for each place. Preview and publication both call this.
 *
 * While what is coming is known, the chairman assignment keeps everybody within 1 - 1/(2k - 2) of a place. Where that
 * is impossible (for example, because a practice that was owed places has left) it keeps everybody within a whole
 * place. Where even that is impossible, because of an unannounced change or an entry in the ledger, places are given
 * late until it is possible again: what is overdue goes first, to whoever is owed most.
 *
 * Proved (docs/fair-shares.md), with balances that add up to zero:
 * - From even balances, or continuing with nothing changed, every drift stays within 1 - 1/(2k - 2) after every place.
 * - Whatever changes unannounced, giving puts nobody ahead by a whole place, and nobody who may share is ever owed H(k)
 *   < 1 + ln(k) places or more, apart from entries that move balances.
 * - Once claims are known and all are able, everybody is within a whole place as soon as those ahead have earned it
 *   back.
 * - Nobody who is ahead by a place or more is given one while anybody else may be given it.
 *
 * Precondition: a step with places has somebody able, and its claims add up to one place.
 */
export function giveInTurn(balances: Balances, steps: readonly LedgerStep[]): Turn[][] {
  const turns: Turn[][] = [];
  let now = balances;
  // Looking ahead is tried again after 1, 2, 4, ... steps, so that a long horizon costs little when it fails.
  for (let tried = 1; turns.length < steps.length; tried *= 2) {
    const ahead = steps.slice(turns.length);
    const foreseen = foreseenTurns(now, ahead, 'CHAIRMAN') ?? foreseenTurns(now, ahead, 'WHOLE');
    if (foreseen !== undefined) return [...turns, ...foreseen];
    const late = overdueTurns(now, ahead, tried);
    for (const [index, step] of ahead.slice(0, tried).entries()) {
      const given = late[index] ?? unforeseenTurns(now, step);
      turns.push(given);
      now = balancesAfter(now, step, given);
    }
  }
  return turns;
}
