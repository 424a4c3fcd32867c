import { Field, InputType } from 'type-graphql';
import { IdField } from '../../platform/graphql/id-argument.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';
import { DateScalar } from '../../platform/graphql/scalars.js';

export const dryRunDescription = 'True to be told what would happen without changing anything.';
export const reasonDescription = 'Why, for those who are told; nothing about a person. At most 200 characters.';

@InputType('EndSharedClinicInput', { description: 'Which series ends, when and why.' })
export class EndSharedClinicInput extends MutationInput {
  @IdField('SharedClinic', { description: 'The shared clinic.' })
  clinic!: string;

  @Field(() => DateScalar, {
    description:
      'The first day without it, tomorrow at the earliest. A later day than its present end lets the series go on until then.',
  })
  from!: string;

  @Field(() => String, { description: reasonDescription })
  reason!: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True to cancel sessions with bookings too, together with their bookings; their practices are told which patients to ring. Default false: such a session is in the way.',
  })
  withBookings?: boolean;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}

@InputType('RenameClinicInput', { description: 'Another title for a shared clinic.' })
export class RenameClinicInput extends MutationInput {
  @IdField('SharedClinic', { description: 'The shared clinic.' })
  clinic!: string;

  @Field(() => String, { description: 'What people call it from now on, at most 200 characters.' })
  title!: string;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}
