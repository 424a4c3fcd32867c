import { registerEnumType } from 'type-graphql';

export enum BookingChannelEnum {
  PHONE = 'PHONE',
  ONLINE = 'ONLINE',
  NHS_APP = 'NHS_APP',
  WALK_IN_ASSISTED = 'WALK_IN_ASSISTED',
  NHS_111 = 'NHS_111',
  COMMUNITY_PHARMACY = 'COMMUNITY_PHARMACY',
  PRACTICE_STAFF = 'PRACTICE_STAFF',
}
registerEnumType(BookingChannelEnum, {
  name: 'BookingChannel',
  description: 'How a patient reached the service.',
  valuesConfig: {
    PHONE: { description: 'The patient telephoned the practice.' },
    ONLINE: { description: 'Through the practice’s own online service.' },
    NHS_APP: { description: 'Through the NHS App.' },
    WALK_IN_ASSISTED: { description: 'At the front desk, with help.' },
    NHS_111: { description: 'NHS 111 booked it.' },
    COMMUNITY_PHARMACY: { description: 'A community pharmacy booked it.' },
    PRACTICE_STAFF: { description: 'Staff booked it without a request, such as for a recall.' },
  },
});

export enum AccessNeedEnum {
  INTERPRETER = 'INTERPRETER',
  SIGN_LANGUAGE = 'SIGN_LANGUAGE',
  STEP_FREE = 'STEP_FREE',
  LARGE_PRINT = 'LARGE_PRINT',
  LONGER_APPOINTMENT = 'LONGER_APPOINTMENT',
  CHAPERONE = 'CHAPERONE',
  REMOTE_ONLY = 'REMOTE_ONLY',
  IN_PERSON_ONLY = 'IN_PERSON_ONLY',
}
registerEnumType(AccessNeedEnum, {
  name: 'AccessNeed',
  description: 'What the patient needs in order to be seen, as a code.',
  valuesConfig: {
    INTERPRETER: { description: 'A spoken-language interpreter.' },
    SIGN_LANGUAGE: { description: 'A sign-language interpreter.' },
    STEP_FREE: { description: 'Step-free access.' },
    LARGE_PRINT: { description: 'Letters in large print.' },
    LONGER_APPOINTMENT: { description: 'More time than usual.' },
    CHAPERONE: { description: 'A chaperone.' },
    REMOTE_ONLY: { description: 'Can only be seen by telephone or video.' },
    IN_PERSON_ONLY: { description: 'Can only be seen in person.' },
  },
});

export enum BookingStateEnum {
  HELD = 'HELD',
  EXPIRED = 'EXPIRED',
  CONFIRMED = 'CONFIRMED',
  CANCELLED = 'CANCELLED',
  ATTENDED = 'ATTENDED',
  DID_NOT_ATTEND = 'DID_NOT_ATTEND',
  LEFT_UNSEEN = 'LEFT_UNSEEN',
}
registerEnumType(BookingStateEnum, {
  name: 'BookingState',
  description: 'The state of a booking.',
  valuesConfig: {
    HELD: { description: 'Kept for a few minutes; it ends at `expiresAt` unless it is booked.' },
    EXPIRED: { description: 'A hold that was not booked in time.' },
    CONFIRMED: { description: 'Booked.' },
    CANCELLED: { description: 'Given up before it began, or its session was cancelled.' },
    ATTENDED: { description: 'The patient was seen.' },
    DID_NOT_ATTEND: { description: 'The patient did not come (DNA).' },
    LEFT_UNSEEN: { description: 'The patient came and left without being seen.' },
  },
});

export enum OutcomeEnum {
  ATTENDED = 'ATTENDED',
  DID_NOT_ATTEND = 'DID_NOT_ATTEND',
  LEFT_UNSEEN = 'LEFT_UNSEEN',
}
registerEnumType(OutcomeEnum, {
  name: 'BookingOutcome',
  description: 'How a booked slot ended.',
  valuesConfig: {
    ATTENDED: { description: 'The patient was seen.' },
    DID_NOT_ATTEND: { description: 'The patient did not come (DNA).' },
    LEFT_UNSEEN: { description: 'The patient came and left without being seen.' },
  },
});

export enum CancellationReasonEnum {
  PATIENT_CANCELLED = 'PATIENT_CANCELLED',
  PRACTICE_CANCELLED = 'PRACTICE_CANCELLED',
  BOOKED_ELSEWHERE = 'BOOKED_ELSEWHERE',
  ENTERED_IN_ERROR = 'ENTERED_IN_ERROR',
}
registerEnumType(CancellationReasonEnum, {
  name: 'CancellationReason',
  description: 'Why a booking was given up.',
  valuesConfig: {
    PATIENT_CANCELLED: { description: 'The patient asked for it.' },
    PRACTICE_CANCELLED: { description: 'The practice had to cancel.' },
    BOOKED_ELSEWHERE: { description: 'The patient has another appointment instead.' },
    ENTERED_IN_ERROR: { description: 'It was made by mistake.' },
  },
});

export enum WaitingStateEnum {
  WAITING = 'WAITING',
  OFFERED = 'OFFERED',
  BOOKED = 'BOOKED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(WaitingStateEnum, {
  name: 'WaitingState',
  description: 'The state of a wait for a slot.',
  valuesConfig: {
    WAITING: { description: 'No slot has become free yet, or an offer expired.' },
    OFFERED: { description: 'A slot is held for this patient: book the hold before it expires.' },
    BOOKED: { description: 'The offered slot was booked.' },
    WITHDRAWN: { description: 'Taken off the list.' },
  },
});
