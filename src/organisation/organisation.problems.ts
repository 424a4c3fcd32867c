import { constraintProblems, problemCodes } from '../platform/problem-codes.js';

/** Why a change of organisations is refused. */
export const organisationProblems = problemCodes({
  OVERLAPPING_MEMBERSHIP: 'A practice is in one PCN at a time.',
  OVERLAPPING_OPERATOR: 'A site is run by one organisation at a time.',
  OVERLAPPING_CONTRACT: 'A practice has one contract holder at a time.',
  POPULATION_ALREADY_RECORDED: 'There is a figure of this basis for this organisation and day already.',
});

constraintProblems({
  membership_one_pcn: {
    code: organisationProblems.OVERLAPPING_MEMBERSHIP,
    message: 'The practice is in a PCN on some of these days already. End that membership first, or choose other days.',
  },
  site_operation_one_operator: {
    code: organisationProblems.OVERLAPPING_OPERATOR,
    message: 'The site has an operator on some of these days already.',
  },
  contract_one_holder: {
    code: organisationProblems.OVERLAPPING_CONTRACT,
    message:
      'The practice has a contract on some of these days already. Give notice on it first, or choose a later day.',
  },
  population_once: {
    code: organisationProblems.POPULATION_ALREADY_RECORDED,
    field: ['countedOn'],
    message: 'A figure of this basis is recorded for this organisation and day already.',
  },
});
