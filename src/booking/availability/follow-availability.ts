import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { organisationByCode } from '../../organisation/directory/organisation.queries.js';
import type { Db, Scope } from '../../platform/database/scope.js';
import { RequestError, requestErrorOf } from '../../platform/graphql/request-error.js';

/**
 * Who may read what can be booked in a network, for all of it or for a practice of their own in it, may follow it.
 * @returns the PCN's id. @throws RequestError when the viewer may not, or no longer, hear of it.
 */
export const demandToFollow = async (db: Db, scope: Scope, viewer: Viewer, pcn: string): Promise<string> => {
  const row = await organisationByCode(db, pcn, scope.today);
  const inIt = row !== undefined && scope.pcnIds.includes(row.id);
  const barred = refusalOf(viewer, scope, 'readAvailability', {
    pcnId: row?.id ?? null,
    organisationId: inIt ? scope.organisationId : null,
  });
  if (barred !== undefined) throw requestErrorOf(barred);
  if (row === undefined)
    throw new RequestError('NOT_FOUND', `There is no PCN with the ODS code ${pcn}. Please check the code.`);
  return row.id;
};

/** @throws RequestError once the viewer's token has run out. */
export const demandValidToken = ({ tokenExpiresAt }: Viewer): void => {
  // eslint-disable-next-line no-restricted-syntax -- a token's end is told by the host's clock, as jose does
  if (tokenExpiresAt * 1000 <= Date.now())
    throw new RequestError('UNAUTHENTICATED', 'The token has expired. Sign in again, and subscribe with the new one.');
};
