import type { Context } from '../../identity/context.js';
import { atOf } from './at.js';
import { icbsLoader } from './organisation.loader.js';

/**
 * The ICBs that commission an organisation, for a `viewerCan…` field: what a viewer may do depends on today, whatever
 * day is being read.
 */
export async function icbsToday(context: Context, organisationId: string): Promise<string[]> {
  const today = await atOf(context, null);
  const rows = await context.use(icbsLoader).load({ id: organisationId, day: today.day });
  return rows.map(({ icbId }) => icbId);
}
