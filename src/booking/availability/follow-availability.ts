import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { organisationByCode } from '../../organisation/directory/organisation.queries.js';
import type { Db, Scope } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, type Problem, refuse, type Result } from '../../platform/result.js';

/**
 * Who may read what can be booked in a network, for all of it or for a practice of their own in it, may follow it.
 * Refused when the viewer may not, or no longer, hear of it.
 * @returns the PCN's id.
 */
export const mayFollow = async (db: Db, scope: Scope, viewer: Viewer, pcn: string): Promise<Result<string>> => {
  const row = await organisationByCode(db, pcn, scope.today);
  const inIt = row !== undefined && scope.pcnIds.includes(row.id);
  const barred = refusalOf(viewer, scope, 'readAvailability', {
    pcnId: row?.id ?? null,
    organisationId: inIt ? scope.organisationId : null,
  });
  if (barred !== undefined) return refuse(barred);
  if (row === undefined)
    return refuse({
      code: generalProblems.NOT_FOUND,
      message: `There is no PCN with the ODS code ${pcn}. Please check the code.`,
    });
  return ok(row.id);
};

/** Why a subscription ends once the viewer's token has run out; undefined until then. */
export const tokenOver = ({ tokenExpiresAt }: Viewer): Problem | undefined =>
  // eslint-disable-next-line no-restricted-syntax -- a token's end is told by the host's clock, as jose does
  tokenExpiresAt * 1000 > Date.now()
    ? undefined
    : {
        code: generalProblems.UNAUTHENTICATED,
        message: 'The token has expired. Sign in again, and subscribe with the new one.',
      };
