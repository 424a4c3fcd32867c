import { Field, InputType, Int } from 'type-graphql';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';
import { IdField } from '../../platform/graphql/id-argument.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';
import { DateScalar, LocalTimeScalar } from '../../platform/graphql/scalars.js';
import { ClinicPlaceInput } from '../../sessions/clinic/clinic-host.input.js';
import { SharingInput, SlotPlanInput, StaffingLineInput } from '../../sessions/clinic/shared-clinic.input.js';
import { dryRunDescription, reasonDescription } from '../series/series.input.js';

@InputType('MoveSessionInput', {
  description: 'When and where a session is held instead. Anything left out stays as it is.',
})
export class MoveSessionInput extends MutationInput {
  @IdField('Session', { description: 'The session.' })
  session!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which it is held instead.' })
  on?: string;

  @Field(() => LocalTimeScalar, {
    nullable: true,
    description: 'When it starts, London time. It lasts as long as it does now.',
  })
  startTime?: string;

  @Field(() => ClinicPlaceInput, {
    nullable: true,
    description: 'Where it is held instead; the room must be offered and free. Default: where it is now.',
  })
  to?: ClinicPlaceInput;

  @Field(() => String, { description: reasonDescription })
  reason!: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True to let its bookings move with it; their practices are told which patients to ring. Default false: bookings are in the way of another time, day or site.',
  })
  withBookings?: boolean;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}

@InputType('ReinstateSessionInput', { description: 'Which cancelled session takes place after all, and why.' })
export class ReinstateSessionInput extends MutationInput {
  @IdField('Session', { description: 'The cancelled session; its time must still be ahead.' })
  session!: string;

  @Field(() => String, { description: reasonDescription })
  reason!: string;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}

@InputType('AddSessionInput', {
  description: 'One session on one day, without a series, open to practices of a network.',
})
export class AddSessionInput extends MutationInput {
  @Field(() => OdsCodeScalar, { description: 'The PCN whose session it is.' })
  pcn!: string;

  @IdField('Service', { description: 'The service, from the common catalogue or the network’s own.' })
  service!: string;

  @Field(() => String, { nullable: true, description: 'What people call it; default the name of the service.' })
  title?: string;

  @Field(() => DateScalar, { description: 'The day; a bank holiday is no obstacle.' })
  on!: string;

  @Field(() => LocalTimeScalar, { description: 'When it starts, in London clock time.' })
  startTime!: string;

  @Field(() => Int, { description: 'How long it lasts, in minutes; it ends by midnight.' })
  durationMinutes!: number;

  @Field(() => ClinicPlaceInput, { description: 'Where it is held; the room must be offered and free.' })
  place!: ClinicPlaceInput;

  @Field(() => [StaffingLineInput], { description: 'Who is needed.' })
  staffing!: StaffingLineInput[];

  @Field(() => SlotPlanInput, { nullable: true, description: 'How it is divided into slots.' })
  slotPlan?: SlotPlanInput;

  @Field(() => SharingInput, { description: 'How its places are shared.' })
  sharing!: SharingInput;

  @Field(() => Int, {
    nullable: true,
    description: 'How many hours before it starts its unused places open to every practice; default 24, at most 672.',
  })
  poolHoursBefore?: number;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether slots can be booked while nobody is assigned to their post; default no.',
  })
  bookableUnstaffed?: boolean;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}
