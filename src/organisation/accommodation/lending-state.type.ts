import { registerEnumType } from 'type-graphql';

export const LendingStateEnum = { OFFERED: 'OFFERED', ACCEPTED: 'ACCEPTED', DECLINED: 'DECLINED' } as const;
registerEnumType(LendingStateEnum, {
  name: 'LendingState',
  description: 'Whether a network has agreed to a room or working time that is lent to it.',
  valuesConfig: {
    OFFERED: { description: 'It comes from outside the network and waits for its director; nothing may use it yet.' },
    ACCEPTED: { description: 'It stands: the director said yes, or the lender is of the network itself.' },
    DECLINED: { description: 'The director said no.' },
  },
});
