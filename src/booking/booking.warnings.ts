import type { Need } from '../sessions/service/rules/needs.js';
import type { Warning } from '../platform/result.js';
import { codesOf } from '../platform/problem-codes.js';
import type { AccessNeed } from './rules/access-needs.js';

/** What needs attention after a slot was booked or waited for. */
export const bookingWarningWords = {
  NEED_NOT_SERVED: 'The service names the needs it is for, and this need is not one of them.',
  LONGER_APPOINTMENT_NOT_MADE: 'The patient needs more time, but only one slot of the usual length is booked.',
  STEP_FREE_UNKNOWN: 'The patient needs step-free access, and it is not recorded whether this room has it.',
  ACCESS_NEED_TO_ARRANGE:
    'The patient needs something that no session is recorded as having: somebody has to arrange it.',
} as const;
const bookingWarnings = codesOf(bookingWarningWords);

const toArrange: Partial<Record<AccessNeed, string>> = {
  INTERPRETER: 'An interpreter',
  SIGN_LANGUAGE: 'A sign-language interpreter',
  LARGE_PRINT: 'Large print',
  CHAPERONE: 'A chaperone',
};

/** What matters about a slot for a patient's access needs. */
interface Surroundings {
  readonly slotMinutes: number;
  /** Whether the patient needs step-free access and nobody knows if there is any. */
  readonly stepsUnknown: boolean;
}

/** The warning that a service is not for the patient's need; none when it is, or when it names no needs. */
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

/** What needs attention for a patient's access needs; the fields are positions in `accessNeeds`. */
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
          message: `Only one slot of ${slotMinutes} minutes is booked: two cannot be booked together yet. Ask the clinician, or book the next slot as well.`,
        },
      ];
    }
    if (need === 'STEP_FREE' && stepsUnknown) {
      return [
        {
          code: bookingWarnings.STEP_FREE_UNKNOWN,
          field,
          message: 'It is not recorded whether this room has step-free access. Ask the site before the patient comes.',
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
            message: `${what} is not arranged by this booking. Arrange it, and tell the clinician.`,
          },
        ];
  });
}
