import { codesOf } from '../../platform/problem-codes.js';

/** What to check after a change to an organisation. */
export const organisationWarningWords = {
  NOTICE_SHORT: 'The notice is shorter than a contractor’s own notice on a GMS contract.',
  DAYS_WITHOUT_CONTRACT: 'The practice has no contract on some days before or after.',
  AGREEMENT_OLD: 'The draft, or the day on which it may begin, is long past.',
  AGREEMENT_REPLACED: 'An agreement that was in force ends, because this one replaces it.',
  ROOM_OFFERED_ELSEWHERE: 'The room is also offered to another network at some of these times.',
} as const;

export const organisationWarnings = codesOf(organisationWarningWords);
