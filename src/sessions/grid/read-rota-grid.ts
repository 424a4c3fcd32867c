import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { findNetwork } from '../../organisation/directory/known-organisation.js';
import type { Db, Scope } from '../../platform/database/scope.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { windowOf } from '../../time/window.js';
import { type GridPost, type GridSession, type GridSubject, gridSessions, gridSubjects } from './rota-grid.queries.js';

export interface AskedGrid {
  readonly pcn: string;
  readonly from: string;
  readonly to: string;
  readonly by: GridSubject['kind'];
}

export interface GridEntry {
  readonly session: GridSession;
  /** Null in a grid by site or room: there a session is one entry. */
  readonly post: GridPost | null;
}

/** A row's subject is null for posts that nobody fills, or for sessions without a room. */
export interface GridRow {
  readonly subjectId: string | null;
  readonly entries: readonly GridEntry[];
}

export interface Grid {
  readonly by: GridSubject['kind'];
  readonly rows: readonly GridRow[];
}

/**
 * A network's published sessions on some London days, in rows: one for each clinician of the pool, or each site or room
 * that the network may use, and for whoever and whatever else is in a session. In no particular order of rows; entries
 * by start. Three statements, however many sessions there are. Refused as `rota` is.
 */
export async function readRotaGrid(db: Db, scope: Scope, viewer: Viewer, asked: AskedGrid): Promise<Result<Grid>> {
  const days = windowOf(asked.from, asked.to);
  if (!days.ok) return days;
  const network = await findNetwork(db, asked.pcn, scope.today);
  if (!network.ok) return network;
  const pcnId = network.value.id;
  const barred = refusalOf(viewer, scope, 'readRota', { pcnId });
  if (barred !== undefined) return refuse(barred);
  const rows = new Map<string | null, GridEntry[]>();
  for (const id of await gridSubjects(db, asked.by, pcnId, asked.from, asked.to)) rows.set(id, []);
  for (const session of await gridSessions(db, pcnId, asked.from, asked.to)) {
    for (const { subjectId, post } of entriesOf(session, asked.by)) {
      rows.set(subjectId, [...(rows.get(subjectId) ?? []), { session, post }]);
    }
  }
  const made = [...rows].map(([subjectId, entries]) => ({ subjectId, entries }));
  return ok({ by: asked.by, rows: made });
}

function entriesOf(
  session: GridSession,
  by: GridSubject['kind'],
): { subjectId: string | null; post: GridPost | null }[] {
  if (by === 'SITE') return [{ subjectId: session.siteId, post: null }];
  if (by === 'ROOM') return [{ subjectId: session.roomId, post: null }];
  // A post that somebody fills whom the viewer may not see is nobody's row.
  return session.posts
    .filter(({ open, clinicianId }) => open || clinicianId !== null)
    .map((post) => ({ subjectId: post.clinicianId, post }));
}
