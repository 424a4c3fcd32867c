import type { Context } from '../../identity/context.js';
import { refusalOf } from '../../identity/permissions.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { agreementsLoader } from './agreement.loader.js';
import type { AgreementRow } from './agreement.queries.js';

/**
 * Every agreement of a network, newest first, for viewers who may read its papers. Those of many networks are one
 * query.
 */
export async function listAgreements(context: Context, pcnId: string): Promise<Result<readonly AgreementRow[]>> {
  const barred = await context.query(async (_db, scope) =>
    refusalOf(context.viewer, scope, 'readNetworkPapers', { pcnId }),
  );
  return barred === undefined ? ok(await context.use(agreementsLoader).load(pcnId)) : refuse(barred);
}
