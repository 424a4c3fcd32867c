import { Directive, Field, InputType } from 'type-graphql';
import { IdField } from '../platform/graphql/id-argument.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { OdsCodeScalar } from '../organisation/directory/identifier.type.js';
import { DeliveryModeEnum } from '../sessions/service/delivery-mode.type.js';
import { NeedEnum } from '../sessions/service/need.type.js';
import { AccessNeedEnum, BookingChannelEnum, CancellationReasonEnum, OutcomeEnum } from './coding.type.js';
import { referenceRule } from './rules/patient-reference.js';
import type { AccessNeed } from './rules/access-needs.js';
import type { CancellationReason } from './cancel-booking.js';
import type { Channel } from './booking.entity.js';
import type { DeliveryMode } from '../sessions/service/rules/delivery-mode.js';
import type { Need } from '../sessions/service/rules/needs.js';
import type { Outcome } from './booking.entity.js';
import { MutationInput } from '../platform/graphql/mutation.input.js';

@InputType('HoldSlotInput', { description: 'Which slot to keep for a few minutes, and for whom.' })
export class HoldSlotInput extends MutationInput {
  @IdField('Slot', { description: 'The slot.' })
  slot!: string;

  @Field(() => OdsCodeScalar, { description: 'The practice whose patient it is for.' })
  practice!: string;

  @Field(() => BookingChannelEnum, { description: 'How the patient reached the service.' })
  channel!: Channel;

  @Field(() => DeliveryModeEnum, {
    nullable: true,
    description: 'How it is to be given; default the slot’s first way.',
  })
  deliveryMode?: DeliveryMode;
}

@Directive('@oneOf')
@InputType('BookableInput', { description: 'What to book: a free slot, or one of your holds.' })
export class BookableInput {
  @IdField('Slot', { nullable: true, description: 'A slot, from `sharedAvailability`.' })
  slot?: string;

  @IdField('Booking', { nullable: true, description: 'A booking in state HELD, from `holdSlot` or the waiting list.' })
  hold?: string;
}

@InputType('BookSlotInput', { description: 'A booking of a shared slot for a patient of a practice.' })
export class BookSlotInput extends MutationInput {
  @Field(() => BookableInput, { description: 'The slot or the hold to book.' })
  what!: BookableInput;

  @Field(() => OdsCodeScalar, { description: 'The practice whose patient it is for.' })
  practice!: string;

  @Field(() => String, {
    description: `The practice’s own opaque reference for the patient, ${referenceRule}. Never an NHS number, a name or a date of birth.`,
  })
  reference!: string;

  @Field(() => BookingChannelEnum, { description: 'How the patient reached the service.' })
  channel!: Channel;

  @Field(() => NeedEnum, { description: 'Why the patient comes.' })
  need!: Need;

  @Field(() => [AccessNeedEnum], { defaultValue: [], description: 'What the patient needs in order to be seen.' })
  accessNeeds!: AccessNeed[];

  @Field(() => DeliveryModeEnum, {
    nullable: true,
    description:
      'How it is to be given; default the slot’s first way that suits the patient’s needs. A hold keeps the way that it was made with.',
  })
  deliveryMode?: DeliveryMode;
}

@InputType('MoveBookingInput', { description: 'Which booking moves to which slot.' })
export class MoveBookingInput extends MutationInput {
  @IdField('Booking', { description: 'The booking to move.' })
  booking!: string;

  @IdField('Slot', { description: 'The slot to move it to.' })
  slot!: string;

  @Field(() => DeliveryModeEnum, {
    nullable: true,
    description:
      'How it is to be given; default the way it was booked, which is refused where the new slot is not given that way.',
  })
  deliveryMode?: DeliveryMode;
}

@InputType('CancelBookingInput', { description: 'Which booking or hold to give up, and why.' })
export class CancelBookingInput extends MutationInput {
  @IdField('Booking', { description: 'The booking or hold.' })
  booking!: string;

  @Field(() => CancellationReasonEnum, { description: 'Why.' })
  reason!: CancellationReason;
}

@InputType('UndoCancelBookingInput', { description: 'Which booking is not cancelled after all.' })
export class UndoCancelBookingInput extends MutationInput {
  @IdField('Booking', { description: 'The booking.' })
  booking!: string;
}

@InputType('RecordOutcomeInput', { description: 'How a booked slot ended.' })
export class RecordOutcomeInput extends MutationInput {
  @IdField('Booking', { description: 'The booking.' })
  booking!: string;

  @Field(() => OutcomeEnum, { description: 'What happened. Recording it again corrects it.' })
  outcome!: Outcome;
}

@InputType('CancelSessionInput', { description: 'Which session is cancelled, and why.' })
export class CancelSessionInput extends MutationInput {
  @IdField('Session', { description: 'The session.' })
  session!: string;

  @Field(() => String, {
    description: 'Why, for the practices to read; nothing about a person. At most 200 characters.',
  })
  reason!: string;
}

@InputType('WaitForSlotInput', { description: 'What a patient of a practice waits for.' })
export class WaitForSlotInput extends MutationInput {
  @IdField('Service', { description: 'The service.' })
  service!: string;

  @Field(() => OdsCodeScalar, { description: 'The practice whose patient it is.' })
  practice!: string;

  @Field(() => String, {
    description: `The practice’s own opaque reference for the patient, ${referenceRule}. Never an NHS number, a name or a date of birth.`,
  })
  reference!: string;

  @Field(() => BookingChannelEnum, { description: 'How the patient reached the service.' })
  channel!: Channel;

  @Field(() => NeedEnum, { description: 'Why the patient comes.' })
  need!: Need;

  @Field(() => [AccessNeedEnum], { defaultValue: [], description: 'What the patient needs in order to be seen.' })
  accessNeeds!: AccessNeed[];

  @Field(() => DeliveryModeEnum, { nullable: true, description: 'Only slots given in this way.' })
  deliveryMode?: DeliveryMode;

  @Field(() => DateScalar, { description: 'The first day that suits.' })
  from!: string;

  @Field(() => DateScalar, { description: 'The first day that no longer suits; at most 92 days after `from`.' })
  to!: string;
}
