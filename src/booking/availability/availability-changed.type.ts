import { Field, ID, ObjectType } from 'type-graphql';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';

@ObjectType('AvailabilityChange', {
  description:
    'Notice that something about a network’s sessions changed: ids and a version only; read again what you show.',
  simpleResolvers: true,
})
export class AvailabilityChangeType {
  @Field(() => OdsCodeScalar, { description: 'The PCN whose sessions changed.' })
  pcn!: string;

  @Field(() => [ID], {
    description:
      'The sessions that changed; empty when there were too many to name, or when some may have been missed: read all again.',
  })
  sessionIds!: string[];

  @Field(() => String, {
    description:
      'A number that never falls within a subscription: of a reply and a notice, or two notices, the one with the smaller is older. Notices may share one. After a new subscription begin anew: read all.',
  })
  version!: string;
}
