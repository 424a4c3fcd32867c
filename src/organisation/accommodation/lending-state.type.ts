import { enumOf } from '../../platform/graphql/enum-of.js';
import type { LendingState } from './rules/lending.js';

export const LendingStateEnum = enumOf<LendingState>(
  'LendingState',
  'Whether a network has agreed to a room or working time that is lent to it.',
  {
    OFFERED: 'It comes from outside the network and is waiting for its director; it cannot be used yet.',
    ACCEPTED: 'It can be used: the director accepted it, or the lender is a member of the network.',
    DECLINED: 'The director declined it.',
  },
);
