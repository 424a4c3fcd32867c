import { Directive, Field, InputType, Int } from 'type-graphql';
import { IdField } from '../../platform/graphql/id-argument.js';

@Directive('@oneOf')
@InputType('ClinicPlaceInput', { description: 'Where a host holds the clinic. Give exactly one of these.' })
export class ClinicPlaceInput {
  @IdField('Room', { nullable: true, description: 'In this room, which must be offered to the network.' })
  room?: string;

  @IdField('Site', {
    nullable: true,
    description: 'At this site, in any suitable room that is offered and free.',
  })
  site?: string;
}

@InputType('ClinicHostInput', { description: 'A host of a clinic’s sessions.' })
export class ClinicHostInput {
  @Field(() => ClinicPlaceInput, { description: 'The room or the site.' })
  place!: ClinicPlaceInput;

  @Field(() => Int, {
    nullable: true,
    description: 'For hosting CYCLE: how many sessions of each cycle it hosts, from 1; default 1.',
  })
  weight?: number;
}
