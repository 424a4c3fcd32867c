import { LockMode } from '@mikro-orm/core';
import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { icbIdsOf } from '../directory/organisation.queries.js';
import { Room } from './room.entity.js';
import { operationsOn } from './site.queries.js';

/**
 * Whether the viewer may change the rooms of a site: whoever runs it on the day, or commissions that organisation.
 * @returns who runs the site; null if nobody does.
 */
export async function mayChangeRooms(tx: Tx, viewer: Viewer, siteId: string): Promise<Result<string | null>> {
  const [operation] = await operationsOn(tx.db, [siteId], tx.scope.today);
  const organisationId = operation?.operatorId ?? null;
  const icbIds = organisationId === null ? [] : await icbIdsOf(tx.db, organisationId, tx.scope.today);
  const barred = refusalOf(viewer, tx.scope, 'changeRooms', { organisationId, icbIds });
  return barred === undefined ? ok(organisationId) : refuse(barred);
}

/** Locks a room and loads it for change. Refused: NOT_FOUND, FORBIDDEN. */
export async function roomForChange(
  tx: Tx,
  viewer: Viewer,
  roomId: string,
): Promise<Result<{ room: Room; operatorId: string | null }>> {
  const room = await tx.em.findOne(Room, { id: roomId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (room === null) {
    const message = 'There is no room with this id. Read the rooms of the site again.';
    return refuse({ code: generalProblems.NOT_FOUND, field: ['room'], message });
  }
  const permitted = await mayChangeRooms(tx, viewer, room.siteId);
  return permitted.ok ? ok({ room, operatorId: permitted.value }) : permitted;
}
