import { registerEnumType } from 'type-graphql';

export const LendingStateEnum = { OFFERED: 'OFFERED', ACCEPTED: 'ACCEPTED', DECLINED: 'DECLINED' } as const;
registerEnumType(LendingStateEnum, {
  name: 'LendingState',
  description: 'Whether a network has agreed to a room or working time that is lent to it.',
  valuesConfig: {
    OFFERED: {
      description: 'It comes from outside the network and is waiting for its director; it cannot be used yet.',
    },
    ACCEPTED: { description: 'It can be used: the director accepted it, or the lender is a member of the network.' },
    DECLINED: { description: 'The director declined it.' },
  },
});
