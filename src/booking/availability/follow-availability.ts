import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { findNetwork } from '../../organisation/directory/known-organisation.js';
import type { Db, Scope } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, type Problem, refuse, type Result } from '../../platform/result.js';

/**
 * Checks that the viewer may follow a network: anyone who may read what can be booked in it, for the whole network or
 * for a practice of their own in it. Refuses a viewer who may not, or may no longer, see it.
 * @returns the PCN's id.
 */
export async function mayFollow(db: Db, scope: Scope, viewer: Viewer, pcn: string): Promise<Result<string>> {
  const network = await findNetwork(db, pcn, scope.today);
  const pcnId = network.ok ? network.value.id : null;
  const inIt = pcnId !== null && scope.pcnIds.includes(pcnId);
  const barred = refusalOf(viewer, scope, 'readAvailability', {
    pcnId,
    organisationId: inIt ? scope.organisationId : null,
  });
  if (barred !== undefined) return refuse(barred);
  return network.ok ? ok(network.value.id) : network;
}

/** Why a subscription ends once the viewer's token has run out, or its key counts no more; undefined until then. */
export function tokenOver({ tokenExpiresAt, keyTrouble }: Viewer): Problem | undefined {
  // eslint-disable-next-line no-restricted-syntax -- a token's end is told by the host's clock, as jose does
  return tokenExpiresAt * 1000 > Date.now()
    ? keyTrouble?.()
    : {
        code: generalProblems.UNAUTHENTICATED,
        message: 'The token has expired. Sign in again, and subscribe with the new one.',
      };
}
