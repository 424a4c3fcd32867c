import type { Context } from '../../identity/context.js';
import { refusalOf } from '../../identity/permissions.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { sessionLoader } from './session.loader.js';
import type { SessionRow } from './session.queries.js';

/** A published session, for anyone who may read its network. A practice also sees the session of its own booking. */
export async function readSession(context: Context, id: string): Promise<Result<SessionRow>> {
  const row = await context.use(sessionLoader).load(id);
  if (row === null) {
    const message = 'There is no such session, or it is not in one of your networks.';
    return refuse({ code: generalProblems.NOT_FOUND, field: ['id'], message });
  }
  const barred = await context.query(async (_db, scope) =>
    refusalOf(context.viewer, scope, 'readNetwork', { pcnId: row.pcnId }),
  );
  return barred === undefined ? ok(row) : refuse(barred);
}
