import { generalProblems } from '../../platform/problem-codes.js';
import { ok, type Problem, refuse, type Result } from '../../platform/result.js';
import type { Db, Tx } from '../../platform/database/scope.js';
import { organisationByCode, type OrganisationKind, type OrganisationRow } from './organisation.queries.js';

const words: Record<OrganisationKind, string> = {
  ICB: 'ICB',
  SUB_ICB: 'sub-ICB',
  PCN: 'PCN',
  PRACTICE: 'practice',
  HUB: 'hub',
  TRUST: 'trust',
  COMMUNITY_PROVIDER: 'community provider',
  VOLUNTARY: 'voluntary organisation',
  CONTRACT_HOLDER: 'contract holder',
};

/** The problem that no organisation of these kinds has the ODS code given at `field`. */
function noOrganisation(odsCode: string, kinds: readonly OrganisationKind[], ...field: readonly string[]): Problem {
  return {
    code: generalProblems.NOT_FOUND,
    field,
    message: `There is no ${kinds.map((kind) => words[kind]).join(' or ')} with the ODS code ${odsCode}. Please check the code.`,
  };
}

/** The organisation of an ODS code on a day; NOT_FOUND at `field` if there is none of these kinds. */
export async function findOrganisation(
  db: Db,
  day: string,
  odsCode: string,
  kinds: readonly OrganisationKind[],
  ...field: readonly string[]
): Promise<Result<OrganisationRow>> {
  const row = await organisationByCode(db, odsCode, day);
  return row !== undefined && kinds.includes(row.kind) ? ok(row) : refuse(noOrganisation(odsCode, kinds, ...field));
}

/**
 * The organisation of an input's ODS code. Refused with NOT_FOUND at `field` if there is none of these kinds. The
 * directory is not secret, so this may be said before checking what the viewer may do.
 */
export function knownOrganisation(
  tx: Tx,
  odsCode: string,
  kinds: readonly OrganisationKind[],
  ...field: readonly string[]
): Promise<Result<OrganisationRow>> {
  return findOrganisation(tx.db, tx.scope.today, odsCode, kinds, ...field);
}

/** The PCN of an ODS code on a day; NOT_FOUND at `pcn` if there is none. */
export function findNetwork(db: Db, odsCode: string, day: string): Promise<Result<OrganisationRow>> {
  return findOrganisation(db, day, odsCode, ['PCN'], 'pcn');
}

/** The practice of an ODS code on a day; NOT_FOUND at `field` if there is none. */
export function findPractice(
  db: Db,
  odsCode: string,
  day: string,
  ...field: readonly string[]
): Promise<Result<OrganisationRow>> {
  return findOrganisation(db, day, odsCode, ['PRACTICE'], ...field);
}
