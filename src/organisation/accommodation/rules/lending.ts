import { containsDay, type DayRange } from '../../../time/interval.js';

/** Whether a network has agreed to what is lent to it: a room, or part of somebody's working time. */
export const lendingStates = ['OFFERED', 'ACCEPTED', 'DECLINED'] as const;
export type LendingState = (typeof lendingStates)[number];

/** A lender's membership of a network on London days. */
export interface LendersMembership extends DayRange {
  readonly pcnId: string;
}

/**
 * How something lent begins: what a network lends itself, or a member its own network, stands at once; what comes from
 * outside waits for the network, since it opens the network's sessions to the lender. A member is who is one on the
 * first day of it that is still to come.
 * @param from the first day, `today` likewise a London day `YYYY-MM-DD`.
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
