import { codesOf } from '../../platform/problem-codes.js';

/** What there is to see to after a change of organisations. */
export const organisationWarningWords = {
  NOTICE_SHORT: 'The notice is shorter than a contractor’s own notice on a GMS contract.',
  DAYS_WITHOUT_CONTRACT: 'The practice has no contract on some days before or after.',
  AGREEMENT_OLD: 'The draft, or the day on which it may begin, is long past.',
  AGREEMENT_REPLACED: 'An agreement that was in force ends, since this one takes its place.',
  ROOM_OFFERED_ELSEWHERE: 'The room is offered to another network at some of these times too.',
} as const;

export const organisationWarnings = codesOf(organisationWarningWords);
