import type { Context } from '../../identity/context.js';
import { refusalOf } from '../../identity/permissions.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { containsDay } from '../../time/interval.js';
import { membershipsLoader } from '../membership/membership.loader.js';
import { participationsLoader } from './participation.loader.js';
import type { ParticipationRow } from './participation.queries.js';

/** The PCN that a practice is in on a day. */
export async function networkOn(context: Context, practiceId: string, day: string): Promise<string | undefined> {
  return (await context.use(membershipsLoader).load(practiceId)).find((row) => containsDay(row, day))?.pcnId;
}

/**
 * What a practice has said about the services of its network of the day, for viewers who may read the network's papers.
 */
export async function listParticipations(
  context: Context,
  practiceId: string,
  day: string,
): Promise<Result<readonly ParticipationRow[]>> {
  const pcnId = await networkOn(context, practiceId, day);
  if (pcnId === undefined) return ok([]);
  const barred = await context.query(async (_db, scope) =>
    refusalOf(context.viewer, scope, 'readNetworkPapers', { pcnId }),
  );
  if (barred !== undefined) return refuse(barred);
  const rows = await context.use(participationsLoader).load(practiceId);
  return ok(rows.filter((row) => row.pcnId === pcnId && containsDay(row, day)));
}
