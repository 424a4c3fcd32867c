import type { Context } from '../../identity/context.js';
import { groupLoader, idLoader } from '../../platform/batch.js';
import {
  poolsOfSessions,
  type PoolRow,
  type PostRow,
  postsOfSessions,
  sessionsByIds,
  type ShareRow,
  sharesOfSessions,
  type SlotRow,
  slotsOfSessions,
} from './session.queries.js';

/** Sessions by id; null for one that does not exist or is not in one of the viewer's networks. */
export function sessionLoader(context: Context) {
  return idLoader((ids) => context.query((db) => sessionsByIds(db, ids)));
}

/** The posts of a session, by number. */
export function postsLoader(context: Context) {
  return groupLoader<string, PostRow>(
    (ids) => context.query((db) => postsOfSessions(db, ids)),
    (row) => row.sessionId,
  );
}

/** The practices' shares of a session, by ODS code. */
export function sharesLoader(context: Context) {
  return groupLoader<string, ShareRow>(
    (ids) => context.query((db) => sharesOfSessions(db, ids)),
    (row) => row.sessionId,
  );
}

/** The pool of a session: at most one row. */
export function poolLoader(context: Context) {
  return groupLoader<string, PoolRow>(
    (ids) => context.query((db) => poolsOfSessions(db, ids)),
    (row) => row.sessionId,
  );
}

/** The slots of a session, by number. */
export function slotsLoader(context: Context) {
  return groupLoader<string, SlotRow>(
    (ids) => context.query((db) => slotsOfSessions(db, ids)),
    (row) => row.sessionId,
  );
}
