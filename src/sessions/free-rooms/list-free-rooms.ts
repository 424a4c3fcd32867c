import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { findNetwork } from '../../organisation/directory/known-organisation.js';
import type { Db, Scope } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { type FreeRoom, freeRoomsAt } from './free-rooms.queries.js';

/** Which network, by ODS code, and which times `HH:MM` of which London day. */
export interface AskedRooms {
  readonly pcn: string;
  readonly on: string;
  readonly fromTime: string;
  readonly toTime: string;
  readonly stepFree: boolean;
}

/**
 * The rooms across all practices that are offered to the network and free, in no particular order. Refused to those who
 * may not read the rooms offered to it.
 */
export async function listFreeRooms(
  db: Db,
  scope: Scope,
  viewer: Viewer,
  { pcn, on, fromTime, toTime, stepFree }: AskedRooms,
): Promise<Result<readonly FreeRoom[]>> {
  if (fromTime >= toTime) {
    const message = 'The time must end after it starts, on the same day.';
    return refuse({ code: generalProblems.INVALID_INPUT, field: ['toTime'], message });
  }
  const network = await findNetwork(db, pcn, scope.today);
  if (!network.ok) return network;
  const pcnId = network.value.id;
  const barred = refusalOf(viewer, scope, 'readAccommodation', { pcnId });
  if (barred !== undefined) return refuse(barred);
  return ok(await freeRoomsAt(db, { pcnId, on, fromTime, toTime }, stepFree));
}
