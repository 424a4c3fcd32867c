import type { Context } from '../../identity/context.js';
import { groupLoader, idLoader } from '../../platform/batch.js';
import { type ParticipationRow, participationsByIds, participationsOf } from './participation.queries.js';

/** What a practice has said about services, by service and day. */
export const participationsLoader = (context: Context) =>
  groupLoader<string, ParticipationRow>(
    (ids) => context.query((db) => participationsOf(db, ids)),
    (row) => row.practiceId,
  );

/** Participations by their own id. */
export const participationLoader = (context: Context) =>
  idLoader((ids) => context.query((db) => participationsByIds(db, ids)));
