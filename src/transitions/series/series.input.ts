import { Field, InputType, Int } from 'type-graphql';
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

@InputType('SkipDateInput', { description: 'On which day a shared clinic is not held, and why.' })
export class SkipDateInput extends MutationInput {
  @IdField('SharedClinic', { description: 'The shared clinic.' })
  clinic!: string;

  @Field(() => DateScalar, { description: 'The day that its rule names, or one that was added.' })
  on!: string;

  @Field(() => String, { description: reasonDescription })
  reason!: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True to cancel its session with its bookings; their practices are told which patients to ring. Default false: a session with bookings is in the way.',
  })
  withBookings?: boolean;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}

@InputType('AddDateInput', { description: 'On which further day a shared clinic is held.' })
export class AddDateInput extends MutationInput {
  @IdField('SharedClinic', { description: 'The shared clinic.' })
  clinic!: string;

  @Field(() => DateScalar, {
    description: 'A day within the series that its rule does not name, or one that was skipped.',
  })
  on!: string;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}

@InputType('SetClinicPlanningInput', {
  description: 'What plans of the rota go by for a shared clinic. Anything left out stays as it is.',
})
export class SetClinicPlanningInput extends MutationInput {
  @IdField('SharedClinic', { description: 'The shared clinic.' })
  clinic!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Minutes of rest inside a session, which are no working time; from 0 to 240, shorter than the session.',
  })
  breakMinutes?: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Which clinic is staffed first where people are short: from 1, staffed first, to 9.',
  })
  priority?: number;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}
