import { Field, ID, ObjectType } from 'type-graphql';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';

@ObjectType('AvailabilityChange', {
  description:
    'Notice that a network’s sessions have changed. It holds only ids and a version: read again what you show.',
  simpleResolvers: true,
})
export class AvailabilityChangeType {
  @Field(() => OdsCodeScalar, { description: 'The PCN whose sessions changed.' })
  pcn!: string;

  @Field(() => [ID], {
    description:
      'The sessions that changed. Empty when there were too many to name, or when some may have been missed: then read everything again.',
  })
  sessionIds!: string[];

  @Field(() => String, {
    description:
      'A number that never falls within a subscription. Of a reply and a notice, or of two notices, the one with the smaller number is older. Notices may share a number. After a new subscription start afresh: read everything.',
  })
  version!: string;
}
