import { randomUUID } from 'node:crypto';
import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { mayChangeRooms } from './room-for-change.js';
import { Room, type RoomKind } from './room.entity.js';
import { checkRoom, type NewRoom } from './rules/room-details.js';
import { sitesByIds } from './site.queries.js';

/**
 * Adds a room to an open site. It is not offered to anybody yet. Refused: a site that has closed, a name that another
 * room there has or had, texts that cannot be printed.
 */
export async function addRoom(
  tx: Tx,
  viewer: Viewer,
  { site: siteId, ...input }: NewRoom<RoomKind> & { readonly site: string },
): Promise<Result<{ roomId: string }>> {
  const [site] = await sitesByIds(tx.db, [siteId]);
  if (site === undefined) {
    const message = 'There is no such site. Read the site again and pass its `id`.';
    return refuse({ code: generalProblems.NOT_FOUND, field: ['site'], message });
  }
  const permitted = await mayChangeRooms(tx, viewer, site.id);
  if (!permitted.ok) return permitted;
  if (site.closedOn !== null && site.closedOn <= tx.scope.today) {
    const message = `${site.name} closed on ${site.closedOn}. Add the room to another site.`;
    return refuse({ code: generalProblems.INVALID_INPUT, field: ['site'], message });
  }
  const checked = checkRoom(input);
  if (!checked.ok) return checked;
  const room = tx.em.create(Room, { id: randomUUID(), siteId: site.id, ...checked.value });
  await tx.em.flush();
  return ok({ roomId: room.id });
}
