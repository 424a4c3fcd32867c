import { Field, ObjectType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/enum-of.js';
import type { UnusedTo111Policy } from './rules/unused-to-111.js';
import { DateScalar, LocalTimeScalar } from '../../platform/graphql/scalars.js';
import type { UnusedTo111Default } from './rules/unused-to-111.js';

export const UnusedTo111PolicyEnum = enumOf<UnusedTo111Policy>(
  'UnusedTo111Policy',
  'What opens a clinic’s slots that are still free on the day to NHS 111.',
  {
    CLINIC_TIME: 'The clinic’s own time, whatever its network has set.',
    NETWORK_DEFAULT: 'The network’s default for the day of the session; nothing where it has none.',
    NEVER: 'Nothing, whatever the network has set.',
  },
);

@ObjectType('UnusedTo111Default', {
  description:
    'From when on the day NHS 111 can book free slots in the network’s sessions, where a clinic has no setting of its own.',
  simpleResolvers: true,
})
export class UnusedTo111DefaultType implements UnusedTo111Default {
  @Field(() => LocalTimeScalar, {
    nullable: true,
    description: 'From what time in London, on the day of a session; null for no default on these days.',
  })
  unusedTo111From!: string | null;

  @Field(() => DateScalar, { description: 'The first day of sessions to which it applies.' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day to which it no longer applies; null until further notice.',
  })
  to!: string | null;
}
