import { InputType, Field, Int } from 'type-graphql';
import { IdField } from '../../platform/graphql/id-argument.js';
import { DateScalar, LocalTimeScalar } from '../../platform/graphql/scalars.js';
import { ClinicPlaceInput, StaffingLineInput, SlotPlanInput } from '../../sessions/clinic/shared-clinic.input.js';

@InputType('MoveSharedClinicHostInput', { description: 'Whose turns of a shared clinic pass to whom, and when.' })
export class MoveSharedClinicHostInput {
  @IdField('SharedClinic', { description: 'The shared clinic.' })
  clinic!: string;

  @IdField('Site', { description: 'The site whose turns are taken over.' })
  host!: string;

  @Field(() => ClinicPlaceInput, { description: 'Where they are held from then on.' })
  to!: ClinicPlaceInput;

  @Field(() => DateScalar, { description: 'The first day; the series must be published up to it.' })
  from!: string;

  @Field(() => Boolean, { nullable: true, description: 'True to be told what would happen, and change nothing.' })
  dryRun?: boolean;
}

@InputType('ChangeSharedClinicInput', {
  description: 'What changes of a shared clinic, and when. What is not given stays as it is.',
})
export class ChangeSharedClinicInput {
  @IdField('SharedClinic', { description: 'The shared clinic.' })
  clinic!: string;

  @Field(() => DateScalar, { description: 'The first day; the series must be published up to it.' })
  from!: string;

  @Field(() => LocalTimeScalar, { nullable: true, description: 'When its sessions start, by the clock in London.' })
  startTime?: string;

  @Field(() => Int, { nullable: true, description: 'How long they last, in minutes.' })
  durationMinutes?: number;

  @Field(() => [StaffingLineInput], { nullable: true, description: 'Who is needed in every session.' })
  staffing?: StaffingLineInput[];

  @Field(() => SlotPlanInput, { nullable: true, description: 'How they are cut into slots; a part not given stays.' })
  slotPlan?: SlotPlanInput;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True to let sessions in which something is booked change with their bookings, whose practices are told whom to ring. Default false: they stay as they are.',
  })
  withBookings?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'True to be told what would happen, and change nothing.' })
  dryRun?: boolean;
}
