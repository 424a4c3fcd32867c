import type { Need } from '../sessions/service/rules/needs.js';
import type { Warning } from '../platform/result.js';
import { codesOf } from '../platform/problem-codes.js';
import type { AccessNeed } from './rules/coding.js';

/** What there is to see to after a slot was booked or waited for. */
export const bookingWarningWords = {
  NEED_NOT_SERVED: 'The service names what patients may come with, and this need is not among it.',
  LONGER_APPOINTMENT_NOT_MADE: 'The patient needs more time, and one slot of the usual length is all that is booked.',
  STEP_FREE_UNKNOWN: 'The patient needs a way in without steps, and nobody has said whether this room has one.',
  ACCESS_NEED_TO_ARRANGE: 'The patient needs what no session is known to have: somebody has to arrange it.',
} as const;
const bookingWarnings = codesOf(bookingWarningWords);

const toArrange: Partial<Record<AccessNeed, string>> = {
  INTERPRETER: 'An interpreter',
  SIGN_LANGUAGE: 'A sign-language interpreter',
  LARGE_PRINT: 'Large print',
  CHAPERONE: 'A chaperone',
};

/** What a slot is like, as far as a patient's access needs go. */
interface Surroundings {
  readonly slotMinutes: number;
  /** Whether nobody knows if a patient who needs it comes in without steps. */
  readonly stepsUnknown: boolean;
}

/** The warning that a service is not for what a patient comes with; none when it is, or does not say. */
export function needNotServed(need: Need, servedNeeds: readonly Need[]): Warning[] {
  return servedNeeds.length === 0 || servedNeeds.includes(need)
    ? []
    : [
        {
          code: bookingWarnings.NEED_NOT_SERVED,
          field: ['need'],
          message: `This service is for ${servedNeeds.join(', ')}, and not for ${need}. Ask whether another service suits better.`,
        },
      ];
}

/** What there is to see to about a patient's access needs; the fields are places in `accessNeeds`. */
export function accessWarnings(
  accessNeeds: readonly AccessNeed[],
  { slotMinutes, stepsUnknown }: Surroundings,
): Warning[] {
  return accessNeeds.flatMap((need, at): Warning[] => {
    const field = ['accessNeeds', String(at)];
    if (need === 'LONGER_APPOINTMENT') {
      return [
        {
          code: bookingWarnings.LONGER_APPOINTMENT_NOT_MADE,
          field,
          message: `One slot of ${slotMinutes} minutes is all that is booked: two cannot be booked together yet. Ask the clinician, or book the next slot as well.`,
        },
      ];
    }
    if (need === 'STEP_FREE' && stepsUnknown) {
      return [
        {
          code: bookingWarnings.STEP_FREE_UNKNOWN,
          field,
          message:
            'Nobody has said whether this room can be reached without steps. Ask the site before the patient comes.',
        },
      ];
    }
    const what = toArrange[need];
    return what === undefined
      ? []
      : [
          {
            code: bookingWarnings.ACCESS_NEED_TO_ARRANGE,
            field,
            message: `${what} is not arranged by this booking. Arrange it, and tell whoever gives the session.`,
          },
        ];
  });
}
