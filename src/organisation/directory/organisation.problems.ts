import { codesOf, generalProblems } from '../../platform/problem-codes.js';
import type { Problem } from '../../platform/result.js';

/** Why a change to an organisation is refused. */
export const organisationProblemWords = {
  OVERLAPPING_MEMBERSHIP: 'A practice is in one PCN at a time.',
  OVERLAPPING_OPERATOR: 'A site is run by one organisation at a time.',
  OVERLAPPING_CONTRACT: 'A practice has one contract holder at a time.',
  CONTRACT_TERM: 'This type of contract may not run for these days.',
  NO_CONTRACT: 'The practice has no contract that day.',
  NOTICE_PERIOD: 'The days of the notice cannot be right.',
  NOTICE_ALREADY_GIVEN: 'Notice on this contract has already been given.',
  NO_NOTICE: 'No notice has been given on this contract.',
  NOTICE_TAKEN_EFFECT: 'The contract has ended by its notice.',
  AWARD_BEGUN: 'The contract has begun.',
  AGREEMENT_IN_FORCE: 'The agreement is in force, or has been.',
  AGREEMENT_DISCARDED: 'The draft was discarded.',
  SITE_CODE_TAKEN: 'Another site has this code.',
  ROOM_NAME_TAKEN: 'The site already has a room with this name.',
  ROOM_ALREADY_OFFERED: 'The network is already offered this room at some of these times.',
  ROOM_CLOSED: 'The room is closed on some of these days.',
  NOT_A_MEMBER: 'The practice is not in the network on the days concerned.',
  ALREADY_SIGNED: 'The practice has already signed this agreement.',
  AGREEMENT_ENDED: 'The agreement has ended.',
  AGREEMENT_ALREADY_IN_FORCE: 'A network has one agreement in force at a time.',
  LENDING_DECIDED: 'The network has already accepted or declined this.',
  LENDING_ENDED: 'The offer is over.',
  POPULATION_ALREADY_RECORDED: 'There is already a figure on this basis for this organisation and day.',
} as const;

export const organisationProblems = codesOf(organisationProblemWords);

/** What the database itself refuses, by constraint name. */
export const organisationConstraints: Readonly<Record<string, Problem>> = {
  membership_one_pcn: {
    code: organisationProblems.OVERLAPPING_MEMBERSHIP,
    message: 'The practice is already in a PCN on some of these days. End that membership first, or choose other days.',
  },
  site_operation_one_operator: {
    code: organisationProblems.OVERLAPPING_OPERATOR,
    message: 'The site already has an operator on some of these days. Choose other days.',
  },
  contract_one_holder: {
    code: organisationProblems.OVERLAPPING_CONTRACT,
    message:
      'The practice already has a contract on some of these days. Give notice on it first, or choose a later day.',
  },
  site_code_key: {
    code: organisationProblems.SITE_CODE_TAKEN,
    field: ['code'],
    message: 'Another site has this code. Leave the code out, or look that site up.',
  },
  room_site_id_name_key: {
    code: organisationProblems.ROOM_NAME_TAKEN,
    field: ['name'],
    message: 'The site has or had a room with this name. Two rooms of one site need different names.',
  },
  participation_one_state: {
    code: generalProblems.CONFLICT,
    message: 'Someone else changed this participation a moment ago. Read it again and try again.',
  },
  agreement_signature_once: {
    code: organisationProblems.ALREADY_SIGNED,
    field: ['practice'],
    message: 'The practice has already signed this agreement. There is nothing more to do.',
  },
  network_agreement_one_in_force: {
    code: organisationProblems.AGREEMENT_ALREADY_IN_FORCE,
    message:
      'Another agreement of this network is in force on some of these days. Read the network’s agreements again.',
  },
  population_once: {
    code: organisationProblems.POPULATION_ALREADY_RECORDED,
    field: ['countedOn'],
    message: 'A figure on this basis is already recorded for this organisation and day.',
  },
};
