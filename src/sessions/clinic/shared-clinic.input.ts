import { Field, Float, InputType, Int } from 'type-graphql';
import { IdField } from '../../platform/graphql/id-argument.js';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';
import { DateScalar, LocalTimeScalar } from '../../platform/graphql/scalars.js';
import type { BankHolidayPolicy } from '../../time/recurrence.js';
import type { HostingMode, SharingPolicy } from './rules/clinic-plan.js';
import type { UnusedTo111Policy } from './rules/unused-to-111.js';
import { DeliveryModeEnum } from '../service/delivery-mode.type.js';
import type { DeliveryMode } from '../service/rules/delivery-mode.js';
import { ClinicHostInput } from './clinic-host.input.js';
import { BankHolidayPolicyEnum, HostingModeEnum, RRuleScalar, SharingPolicyEnum } from './shared-clinic.type.js';
import { UnusedTo111PolicyEnum } from './unused-to-111.type.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';

@InputType('StaffingLineInput', { description: 'A number of posts of one role in every session.' })
export class StaffingLineInput {
  @Field(() => String, {
    description: 'Code of the staff role, one of the service’s roles, e.g. `CLINICAL_PHARMACIST`.',
  })
  role!: string;

  @Field(() => Int, { description: 'How many posts, from 1 to 50.' })
  count!: number;

  @Field(() => Int, {
    description: 'How many slots each post has in a session; 0 for a post that sees nobody alone.',
  })
  slotsPerPost!: number;
}

@InputType('SlotReleaseInput', {
  description: 'A number of slots that can be booked from a given time on. They are spread over the session.',
})
export class SlotReleaseInput {
  @Field(() => Int, { description: 'How many slots, from 1.' })
  slots!: number;

  @Field(() => Int, { description: 'How many days before the session; 0 is the day itself.' })
  daysBefore!: number;

  @Field(() => LocalTimeScalar, { description: 'The time in London.' })
  time!: string;
}

@InputType('SlotPlanInput', { description: 'How sessions are divided into slots, and when the slots can be booked.' })
export class SlotPlanInput {
  @Field(() => Int, {
    nullable: true,
    description: 'How long a slot lasts, in minutes; default the service’s own length.',
  })
  slotMinutes?: number;

  @Field(() => [DeliveryModeEnum], {
    nullable: true,
    description: 'How patients are seen; default every way that the service allows.',
  })
  deliveryModes?: DeliveryMode[];

  @Field(() => [SlotReleaseInput], {
    nullable: true,
    description:
      'When slots are released over the days before a session. A slot in no release can be booked as soon as it is published.',
  })
  releases?: SlotReleaseInput[];

  @Field(() => Int, { nullable: true, description: 'How many slots of a session are kept for NHS 111; default 0.' })
  heldFor111?: number;

  @Field(() => LocalTimeScalar, {
    nullable: true,
    description:
      'From what time in London, on the day of a session, NHS 111 can also book slots that are still free. A time is the clinic’s own and overrides the network’s default; null means never. Left out, `unusedTo111Policy` decides.',
  })
  unusedTo111From?: string | null;

  @Field(() => UnusedTo111PolicyEnum, {
    nullable: true,
    description:
      'Whether the clinic has its own time, follows its network or never opens. Left out, a time means CLINIC_TIME and null means NEVER; with neither, a new clinic follows its network and a change leaves the setting as it is.',
  })
  unusedTo111Policy?: UnusedTo111Policy | null;
}

@InputType('FixedShareInput', { description: 'A practice’s weight in every session.' })
export class FixedShareInput {
  @Field(() => OdsCodeScalar, { description: 'The practice.' })
  practice!: string;

  @Field(() => Float, { description: 'Its weight, zero or more; only the proportions count.' })
  weight!: number;
}

@InputType('SharingInput', { description: 'How the places of a session are shared among the practices.' })
export class SharingInput {
  @Field(() => SharingPolicyEnum, { description: 'By what.' })
  policy!: SharingPolicy;

  @Field(() => [FixedShareInput], { nullable: true, description: 'The weights, for the policy FIXED only.' })
  fixedShares?: FixedShareInput[];
}

@InputType('ScheduleSharedClinicInput', {
  description: 'A recurring series of sessions, open to practices of a network.',
})
export class ScheduleSharedClinicInput extends MutationInput {
  @Field(() => OdsCodeScalar, { description: 'The PCN whose clinic it is.' })
  pcn!: string;

  @IdField('Service', { description: 'The service, from the common catalogue or the network’s own.' })
  service!: string;

  @Field(() => String, { nullable: true, description: 'What people call it; default the name of the service.' })
  title?: string;

  @Field(() => RRuleScalar, { description: 'The days: `FREQ=WEEKLY;BYDAY=WE`. The rule may be endless.' })
  recurrence!: string;

  @Field(() => LocalTimeScalar, { description: 'When a session starts, in London clock time.' })
  startTime!: string;

  @Field(() => Int, { description: 'How long a session lasts, in minutes; it ends by midnight.' })
  durationMinutes!: number;

  @Field(() => DateScalar, { description: 'The first day that may have a session.' })
  startsOn!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day after the series; leave it out for an endless series.',
  })
  endsOn?: string;

  @Field(() => HostingModeEnum, { description: 'How hosts take turns.' })
  hosting!: HostingMode;

  @Field(() => [ClinicHostInput], { description: 'The hosts, in the order of their turns; each site once.' })
  hosts!: ClinicHostInput[];

  @Field(() => [StaffingLineInput], { description: 'Who is needed in every session.' })
  staffing!: StaffingLineInput[];

  @Field(() => SlotPlanInput, { nullable: true, description: 'How sessions are divided into slots.' })
  slotPlan?: SlotPlanInput;

  @Field(() => SharingInput, { description: 'How places are shared.' })
  sharing!: SharingInput;

  @Field(() => BankHolidayPolicyEnum, { nullable: true, description: 'What happens on bank holidays; default SKIP.' })
  bankHolidayPolicy?: BankHolidayPolicy;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many hours before a session starts its unused places open to every practice; default 24, at most 672.',
  })
  poolHoursBefore?: number;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether slots can be booked while nobody is assigned to their post; default no.',
  })
  bookableUnstaffed?: boolean;
}
