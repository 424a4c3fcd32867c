import { roomsByIds, sitesByIds } from '../../organisation/site/site.queries.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import type { ServiceRow } from '../../sessions/service/service.queries.js';
import { sessionsProblems } from '../../sessions/service/sessions.problems.js';
import { suits } from '../../sessions/service/suits.js';

/** Where something is to be held: a room, or any suitable room of a site. */
export interface Target {
  readonly siteId: string;
  readonly roomId: string | null;
  readonly name: string;
}

/** The place named in `to`. Refused: no such room or site, a room that does not suit the service. */
export async function targetOf(
  tx: Tx,
  to: { readonly room?: string | undefined; readonly site?: string | undefined },
  service: ServiceRow,
): Promise<Result<Target>> {
  const unknown = (field: string) =>
    refuse({
      code: generalProblems.NOT_FOUND,
      field: ['to', field],
      message: `There is no such ${field}. Read the sites and rooms of the network again.`,
    });
  if (to.room != null) {
    const [room] = await roomsByIds(tx.db, [to.room]);
    const [site] = room === undefined ? [] : await sitesByIds(tx.db, [room.siteId]);
    if (room === undefined || site === undefined) return unknown('room');
    if (!suits(room, service)) {
      const message = `${room.name} of ${site.name} is not suitable for ${service.name}.`;
      return refuse({ code: sessionsProblems.ROOM_UNSUITABLE, field: ['to', 'room'], message });
    }
    return ok({ siteId: site.id, roomId: room.id, name: site.name });
  }
  const [site] = to.site == null ? [] : await sitesByIds(tx.db, [to.site]);
  return site === undefined ? unknown('site') : ok({ siteId: site.id, roomId: null, name: site.name });
}
