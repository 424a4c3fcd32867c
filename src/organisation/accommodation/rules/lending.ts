import { containsDay, type DayRange } from '../../../time/interval.js';

/** Whether a network has agreed to what is lent to it: a room, or part of someone's working time. */
export const lendingStates = ['OFFERED', 'ACCEPTED', 'DECLINED'] as const;
export type LendingState = (typeof lendingStates)[number];

/** A lender's membership of a network on London days. */
export interface LendersMembership extends DayRange {
  readonly pcnId: string;
}

/**
 * The state in which a loan begins. What a network lends itself, or a member lends its own network, can be used at
 * once. What comes from outside waits for the network, because it lets the lender see the network's sessions. A lender
 * is a member if it is one on the first day of the loan that is not past.
 * @param from the first day; like `today` a London day `YYYY-MM-DD`.
 */
export function firstStateOf(
  { lenderId, pcnId, from }: { lenderId: string; pcnId: string; from: string },
  memberships: readonly LendersMembership[],
  today: string,
): LendingState {
  const day = from > today ? from : today;
  const own = lenderId === pcnId || memberships.some((row) => row.pcnId === pcnId && containsDay(row, day));
  return own ? 'ACCEPTED' : 'OFFERED';
}
