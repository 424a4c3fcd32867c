import { codesOf } from '../platform/problem-codes.js';
import type { Problem } from '../platform/result.js';

/** Why a hold, a booking or a change of one is refused. */
export const bookingProblemWords = {
  SLOT_TAKEN: 'Somebody else has this slot.',
  SLOT_NOT_RELEASED: 'This slot is not released yet.',
  SLOT_PAST: 'This slot has begun or is over.',
  SLOT_NOT_STAFFED: 'Nobody is assigned to give this slot yet.',
  SLOT_HELD_FOR_111: 'This slot is kept for NHS 111.',
  SLOT_NOT_FOR_111:
    'This slot is neither kept for NHS 111 nor open to it yet, and a booking partner can book no others.',
  SESSION_CANCELLED: 'The session has been cancelled.',
  NO_PLACE_LEFT: 'The practice has used its share of this session, and no place is open to every practice yet.',
  MAY_NOT_SHARE: 'The practice may not share this service on the day of the session.',
  MODE_NOT_OFFERED: 'The slot is not given in this way.',
  ACCESS_NEED_NOT_MET: 'The slot does not suit what the patient needs in order to be seen.',
  CHANNEL_NOT_YOURS: 'A booking partner books through its own channels only.',
  PATIENT_REFERENCE_MALFORMED:
    'The reference is empty or too long, holds a full date, or has characters other than letters, digits and - _ . / #.',
  PATIENT_REFERENCE_IS_NHS_NUMBER:
    'The text has more than nine digits, so it may be an NHS number, and no patient identity is kept here.',
  REFERENCE_BUSY: 'This reference has another booking at an overlapping time.',
  HOLD_EXPIRED: 'The hold has expired, and its slot may be gone.',
  WRONG_STATE: 'The state of the booking does not allow this.',
  TOO_EARLY: 'This can only be recorded once the slot has begun.',
  ALREADY_WAITING: 'This reference is already waiting for this service.',
} as const;

export const bookingProblems = codesOf(bookingProblemWords);

/** What the database itself refuses, by the constraint's name. */
export const bookingConstraints: Readonly<Record<string, Problem>> = {
  booking_slot_once: {
    code: bookingProblems.SLOT_TAKEN,
    field: ['slot'],
    message: 'Somebody else took this slot a moment ago. Choose another one.',
  },
  booking_place_once: {
    code: bookingProblems.NO_PLACE_LEFT,
    field: ['slot'],
    message: 'The last free place of this session was taken a moment ago. Choose another session.',
  },
  booking_reference_one_at_a_time: {
    code: bookingProblems.REFERENCE_BUSY,
    field: ['reference'],
    message: 'This reference has another booking at an overlapping time. Cancel or move that one first.',
  },
  waiting_entry_once: {
    code: bookingProblems.ALREADY_WAITING,
    field: ['reference'],
    message: 'This reference is already waiting for this service. Leave that wait as it is, or withdraw it first.',
  },
};
