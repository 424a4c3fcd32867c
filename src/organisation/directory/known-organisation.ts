import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import type { Tx } from '../../platform/database/scope.js';
import { organisationByCode, type OrganisationKind, type OrganisationRow } from './organisation.queries.js';

const words: Record<OrganisationKind, string> = {
  ICB: 'integrated care board',
  SUB_ICB: 'sub-ICB',
  PCN: 'PCN',
  PRACTICE: 'practice',
  HUB: 'hub',
  TRUST: 'trust',
  COMMUNITY_PROVIDER: 'community provider',
  VOLUNTARY: 'voluntary organisation',
  CONTRACT_HOLDER: 'contract holder',
};

/**
 * The organisation of an input's ODS code. Refused with NOT_FOUND at `field` when there is none of these kinds; who is
 * in the directory is no secret, so this may be said before anybody asks what the viewer may do.
 */
export const knownOrganisation = async (
  tx: Tx,
  odsCode: string,
  kinds: readonly OrganisationKind[],
  ...field: readonly string[]
): Promise<Result<OrganisationRow>> => {
  const row = await organisationByCode(tx.db, odsCode, tx.scope.today);
  if (row !== undefined && kinds.includes(row.kind)) return ok(row);
  const wanted = kinds.map((kind) => words[kind]).join(' or ');
  return refuse({
    code: generalProblems.NOT_FOUND,
    field,
    message: `There is no ${wanted} with the ODS code ${odsCode}. Please check the code.`,
  });
};
