import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DateScalar, LocalTimeScalar } from '../../platform/graphql/scalars.js';
import type { UnusedTo111Default } from './rules/unused-to-111.js';

export const UnusedTo111PolicyEnum = {
  CLINIC_TIME: 'CLINIC_TIME',
  NETWORK_DEFAULT: 'NETWORK_DEFAULT',
  NEVER: 'NEVER',
} as const;
registerEnumType(UnusedTo111PolicyEnum, {
  name: 'UnusedTo111Policy',
  description: 'What opens the slots of a clinic that are still free on the day to NHS 111.',
  valuesConfig: {
    CLINIC_TIME: { description: 'A time of the clinic’s own, whatever its network says.' },
    NETWORK_DEFAULT: { description: 'What the network says for the session’s day; nothing where it has no default.' },
    NEVER: { description: 'Nothing, whatever the network says.' },
  },
});

@ObjectType('UnusedTo111Default', {
  description:
    'From when, on the day, NHS 111 may book what is free in the network’s sessions, where a clinic says nothing of its own.',
  simpleResolvers: true,
})
export class UnusedTo111DefaultType implements UnusedTo111Default {
  @Field(() => LocalTimeScalar, {
    nullable: true,
    description: 'From what time in London, on the day of a session; null for no default on these days.',
  })
  unusedTo111From!: string | null;

  @Field(() => DateScalar, { description: 'The first day of sessions for which it holds.' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day on which it is over; null until further notice.',
  })
  to!: string | null;
}
