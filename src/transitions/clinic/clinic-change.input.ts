import { InputType, Field, Int } from 'type-graphql';
import { IdField } from '../../platform/graphql/id-argument.js';
import { DateScalar, LocalTimeScalar } from '../../platform/graphql/scalars.js';
import { ClinicPlaceInput } from '../../sessions/clinic/clinic-host.input.js';
import { StaffingLineInput, SlotPlanInput } from '../../sessions/clinic/shared-clinic.input.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';

@InputType('MoveSharedClinicHostInput', { description: 'Whose turns in a shared clinic go to which site, and when.' })
export class MoveSharedClinicHostInput extends MutationInput {
  @IdField('SharedClinic', { description: 'The shared clinic.' })
  clinic!: string;

  @IdField('Site', { description: 'The site whose turns are taken over.' })
  host!: string;

  @Field(() => ClinicPlaceInput, { description: 'The site where they are held from then on.' })
  to!: ClinicPlaceInput;

  @Field(() => DateScalar, { description: 'The first day; the series must be published up to it.' })
  from!: string;

  @Field(() => Boolean, { nullable: true, description: 'True to be told what would happen without changing anything.' })
  dryRun?: boolean;
}

@InputType('ChangeSharedClinicInput', {
  description: 'What changes in a shared clinic, and when. Anything left out stays as it is.',
})
export class ChangeSharedClinicInput extends MutationInput {
  @IdField('SharedClinic', { description: 'The shared clinic.' })
  clinic!: string;

  @Field(() => DateScalar, { description: 'The first day; the series must be published up to it.' })
  from!: string;

  @Field(() => LocalTimeScalar, { nullable: true, description: 'When its sessions start, London time.' })
  startTime?: string;

  @Field(() => Int, { nullable: true, description: 'How long they last, in minutes.' })
  durationMinutes?: number;

  @Field(() => [StaffingLineInput], { nullable: true, description: 'Who is needed in every session.' })
  staffing?: StaffingLineInput[];

  @Field(() => SlotPlanInput, {
    nullable: true,
    description: 'How they are divided into slots; any part left out stays as it is.',
  })
  slotPlan?: SlotPlanInput;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True to let sessions with bookings change together with their bookings; their practices are told which patients to ring. Default false: they stay as they are.',
  })
  withBookings?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'True to be told what would happen without changing anything.' })
  dryRun?: boolean;
}
