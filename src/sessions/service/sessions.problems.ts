import '../../workforce/workforce.problems.js';
import { codesOf } from '../../platform/problem-codes.js';
import type { Problem } from '../../platform/result.js';
import { seriesHorizon } from '../../time/horizon.js';

/** Why services, shared clinics, their sessions, staffing or places are refused. */
export const sessionsProblemWords = {
  SERVICE_CODE_TAKEN: 'The network already has a service with this code.',
  SERVICE_RETIRED: 'The service is not offered any more on some of these days.',
  SERVICE_OF_CATALOGUE: 'The service is of the common catalogue, which no network changes.',

  RECURRENCE_TOO_LONG: 'The recurrence rule is too long.',
  RECURRENCE_MALFORMED: 'The text is not a recurrence rule (RFC 5545 RRULE).',
  RECURRENCE_TOO_FINE: 'The rule repeats within a day; the time of day comes from the clinic.',
  RECURRENCE_NOT_ONE_RULE: 'There must be one recurrence rule, and there are several.',
  RECURRENCE_WITH_START: 'The rule names a start or a time zone, which come from the clinic.',
  RECURRENCE_UNSUPPORTED: 'The rule has a part that is not supported.',
  RECURRENCE_WITHOUT_DAYS: 'The rule gives no day at all.',
  RECURRENCE_WINDOW: `The period has no day or more than ${seriesHorizon.words}.`,
  RECURRENCE_START_TOO_EARLY: 'The series starts too long before the period.',

  HOSTING_WITHOUT_HOST: 'A shared clinic needs at least one host.',
  HOSTING_SITE_TWICE: 'A site is named twice among the hosts.',
  HOSTING_WEIGHT: 'Weights of hosts are whole numbers from 1 that add up to at most 1,000.',
  HOST_NOT_OFFERED: 'The host has not offered a suitable room to the network on this weekday at these times.',
  ROOM_UNSUITABLE: 'The room is not of the kind that the service needs, or lacks equipment.',
  ROOM_TAKEN: 'The room is in use at this time.',

  MODE_NOT_OF_SERVICE: 'The service is not given in this way.',
  SESSION_PAST_MIDNIGHT: 'A session ends on the day on which it starts.',
  SLOTS_LENGTH: 'A slot lasts whole minutes, at least one.',
  SLOTS_COUNT: 'The number of slots in a session is none or too large.',
  SLOTS_DO_NOT_FIT: 'The slots are longer than the session.',
  SLOTS_HELD: 'More slots are held for 111 than there are.',
  RELEASE_WAVE_MALFORMED: 'A release needs a number of slots, the days before and a time.',
  RELEASE_WAVES_DO_NOT_FIT: 'The releases have more slots than begin after them.',

  SHARES_PLACES: 'Places are a whole number, zero or more.',
  SHARES_WEIGHT: 'A weight is a number, zero or more.',
  SHARES_PRACTICE_TWICE: 'A practice is named twice among the shares.',
  SHARES_WITHOUT_WEIGHT: 'Nobody has a share: at least one practice needs a weight above zero.',
  OVERRIDE_TOTAL: 'The practices named would not have as many places together as they have now.',
  NO_MEMBERS: 'No practice may share the service on the day.',
  LIST_MISSING: 'A practice has no list of the kind that decides how places are shared.',

  HORIZON_TOO_FAR: `Sessions are published at most ${seriesHorizon.words} ahead.`,
  SESSION_CANCELLED: 'The session has been cancelled.',
  SESSION_NOT_CANCELLED: 'The session takes place; it was not cancelled.',
  SESSION_OVER: 'The session has begun or is over.',
  POST_FILLED: 'Somebody already fills this post.',
  NO_OPEN_POST: 'No open post of the session is for this role.',
  NOT_RELEASED: 'The clinician is not released to this network on the day.',
  CLINICIAN_BUSY: 'The clinician is elsewhere, or away, at this time.',
  ASSIGNMENT_ENDED: 'The assignment has already ended.',
  NOT_ENOUGH_PLACES: 'The practice has fewer free places in this session.',
  NOT_SHARING: 'The practice may not share the service on the day of the session.',
  SAME_PRACTICE: 'The practice that gives and the one that receives are the same.',
} as const;

export const sessionsProblems = codesOf(sessionsProblemWords);

/** What the database itself refuses, by the constraint's name. */
export const sessionsConstraints: Readonly<Record<string, Problem>> = {
  service_code_once: {
    code: sessionsProblems.SERVICE_CODE_TAKEN,
    field: ['code'],
    message: 'Your network already has a service with this code. Choose another code.',
  },
  session_room_free: {
    code: sessionsProblems.ROOM_TAKEN,
    message: 'Another session took the room for this time a moment ago. Choose another room, time or day.',
  },
  assignment_one_place_at_a_time: {
    code: sessionsProblems.CLINICIAN_BUSY,
    field: ['clinician'],
    message: 'The clinician was assigned to another session at this time a moment ago. Choose another clinician.',
  },
  assignment_post_once: {
    code: sessionsProblems.POST_FILLED,
    field: ['post'],
    message: 'Somebody was assigned to this post a moment ago. Choose another post.',
  },
};
