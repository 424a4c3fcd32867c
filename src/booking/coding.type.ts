import { enumOf } from '../platform/graphql/enum-of.js';
import type { AccessNeed } from './rules/access-needs.js';
import type { BookingState, Channel, Outcome } from './booking.entity.js';
import type { CancellationReason } from './cancel-booking.js';
import type { WaitingState } from './waiting-entry.entity.js';

export const BookingChannelEnum = enumOf<Channel>('BookingChannel', 'How a patient reached the service.', {
  PHONE: 'The patient telephoned the practice.',
  ONLINE: 'Through the practice’s own online service.',
  NHS_APP: 'Through the NHS App.',
  WALK_IN_ASSISTED: 'At the front desk, with help.',
  NHS_111: 'NHS 111 booked it.',
  COMMUNITY_PHARMACY: 'A community pharmacy booked it.',
  PRACTICE_STAFF: 'Staff booked it without a request, such as for a recall.',
});

export const AccessNeedEnum = enumOf<AccessNeed>(
  'AccessNeed',
  'What the patient needs in order to be seen, as a code.',
  {
    INTERPRETER: 'A spoken-language interpreter.',
    SIGN_LANGUAGE: 'A sign-language interpreter.',
    STEP_FREE: 'Step-free access.',
    LARGE_PRINT: 'Letters in large print.',
    LONGER_APPOINTMENT: 'More time than usual.',
    CHAPERONE: 'A chaperone.',
    REMOTE_ONLY: 'Can only be seen by telephone or video.',
    IN_PERSON_ONLY: 'Can only be seen in person.',
  },
);

export const BookingStateEnum = enumOf<BookingState>('BookingState', 'The state of a booking.', {
  HELD: 'Kept for a few minutes; it ends at `expiresAt` unless it is booked.',
  EXPIRED: 'A hold that was not booked in time.',
  CONFIRMED: 'Booked.',
  CANCELLED: 'Given up before it began, or its session was cancelled.',
  ATTENDED: 'The patient was seen.',
  DID_NOT_ATTEND: 'The patient did not come (DNA).',
  LEFT_UNSEEN: 'The patient came and left without being seen.',
});

export const OutcomeEnum = enumOf<Outcome>('BookingOutcome', 'How a booked slot ended.', {
  ATTENDED: 'The patient was seen.',
  DID_NOT_ATTEND: 'The patient did not come (DNA).',
  LEFT_UNSEEN: 'The patient came and left without being seen.',
});

const reasons: Readonly<Record<CancellationReason, string>> = {
  PATIENT_CANCELLED: 'The patient asked for it.',
  PRACTICE_CANCELLED: 'The practice had to cancel.',
  BOOKED_ELSEWHERE: 'The patient has another appointment instead.',
  ENTERED_IN_ERROR: 'It was made by mistake.',
};

export const CancellationReasonEnum = enumOf<CancellationReason>(
  'CancellationReason',
  'Why a booking was given up.',
  reasons,
);

/** What a caller says, or what a command on something else wrote. */
export type BookingCancellation = CancellationReason | 'SESSION_CANCELLED' | 'WAIT_WITHDRAWN';

export const BookingCancellationEnum = enumOf<BookingCancellation>(
  'BookingCancellation',
  'Why a booking does not take place.',
  {
    ...reasons,
    SESSION_CANCELLED: 'Its session was cancelled.',
    WAIT_WITHDRAWN: 'It was a hold on offer to a patient who no longer waits.',
  },
);

export const WaitingStateEnum = enumOf<WaitingState>('WaitingState', 'The state of a wait for a slot.', {
  WAITING: 'No slot has become free yet, or an offer expired.',
  OFFERED: 'A slot is held for this patient: book the hold before it expires.',
  BOOKED: 'The offered slot was booked.',
  WITHDRAWN: 'Taken off the list.',
});
