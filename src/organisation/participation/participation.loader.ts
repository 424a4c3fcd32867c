import type { Context } from '../../identity/context.js';
import { groupLoader, idLoader } from '../../platform/batch.js';
import { type ParticipationRow, participationsByIds, participationsOf } from './participation.queries.js';

/** What a practice has said about services, by service and day. */
export function participationsLoader(context: Context) {
  return groupLoader<string, ParticipationRow>(
    (ids) => context.query((db) => participationsOf(db, ids)),
    (row) => row.practiceId,
  );
}

/** Participations by id. */
export function participationLoader(context: Context) {
  return idLoader((ids) => context.query((db) => participationsByIds(db, ids)));
}
