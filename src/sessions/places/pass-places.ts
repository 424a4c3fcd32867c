import { type Action, refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { findPractice } from '../../organisation/directory/known-organisation.js';
import { agreementStateFor } from '../../organisation/membership/network.queries.js';
import type { Tx } from '../../platform/database/scope.js';
import { instantNow } from '../../platform/database/today.queries.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { lockSession } from '../session/lock-session.queries.js';
import { lockOwnPlaces, notifySession, setPlaceOwner } from './place.queries.js';
import type { SessionRow } from '../session/session.queries.js';
import { enterPlaces, type PlacesEntry } from '../ledger/share-ledger-writes.queries.js';
import { lockAccountOfSession } from '../ledger/share-ledger.queries.js';
import { sessionsProblems } from '../service/sessions.problems.js';

export interface ReturnPlaces {
  readonly session: string;
  readonly practice: string;
  readonly count: number;
}

export interface GivePlacesTo {
  readonly session: string;
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

const mostPlaces = 300;

/**
 * Gives some of a practice's free places of a session back to the pool, where any practice may use them. The ledger
 * records it but owes nothing for it: the places were given. Refuses: more than the practice owns and has free, a
 * session that is cancelled or has begun.
 */
export async function returnPlaces(
  tx: Tx,
  viewer: Viewer,
  input: ReturnPlaces,
): Promise<Result<{ sessionId: string }>> {
  const found = await sessionAndOwner(tx, viewer, 'returnPlaces', input.session, input.practice, 'practice');
  if (!found.ok) return found;
  const { session, practiceId } = found.value;
  return pass(tx, session, { practiceId, code: input.practice, count: input.count, to: null });
}

/**
 * Passes some of a practice's free places of a session to another practice that may share the service on that day. In
 * the ledger they count as given to the receiver, so what a practice passes on today it is owed again. Refuses as
 * `returnPlaces` does, and when the receiver may not share the service or is the same practice.
 */
export async function givePlacesTo(
  tx: Tx,
  viewer: Viewer,
  input: GivePlacesTo,
): Promise<Result<{ sessionId: string }>> {
  const owned = await sessionAndOwner(tx, viewer, 'givePlacesTo', input.session, input.from, 'from');
  if (!owned.ok) return owned;
  const { session, practiceId } = owned.value;
  const found = await findPractice(tx.db, input.to, tx.scope.today, 'to');
  if (!found.ok) return found;
  const receiver = found.value;
  if (receiver.id === practiceId) {
    return refuse({
      code: sessionsProblems.SAME_PRACTICE,
      field: ['to'],
      message: `${input.to} already has these places. Name another practice.`,
    });
  }
  const may = await agreementStateFor(tx.db, [receiver.id], session.pcnId, session.serviceId, session.sessionOn);
  if (may.length === 0) {
    return refuse({
      code: sessionsProblems.NOT_SHARING,
      field: ['to'],
      message: `${input.to} may not share this service on ${session.sessionOn}: it must be in the network, have signed its agreement and take part in the service.`,
    });
  }
  return pass(tx, session, { practiceId, code: input.from, count: input.count, to: receiver.id });
}

async function sessionAndOwner(
  tx: Tx,
  viewer: Viewer,
  action: Action,
  id: string,
  code: string,
  field: string,
): Promise<Result<{ session: SessionRow; practiceId: string }>> {
  const session = await lockSession(tx.db, id, 'share');
  if (session === undefined) {
    return refuse({
      code: generalProblems.NOT_FOUND,
      field: ['session'],
      message: 'There is no such session, or it is not in one of your networks.',
    });
  }
  const practice = await findPractice(tx.db, code, tx.scope.today, field);
  const organisationId = practice.ok ? practice.value.id : null;
  const barred = refusalOf(viewer, tx.scope, action, { pcnId: session.pcnId, organisationId });
  if (barred !== undefined) return refuse(barred);
  return practice.ok ? ok({ session, practiceId: practice.value.id }) : practice;
}

/** Passes on the places with the highest numbers, so that those who book by number keep theirs. */
async function pass(
  tx: Tx,
  session: SessionRow,
  { practiceId, code, count, to }: { practiceId: string; code: string; count: number; to: string | null },
): Promise<Result<{ sessionId: string }>> {
  if (count < 1 || count > mostPlaces) {
    return refuse({
      code: generalProblems.INVALID_INPUT,
      field: ['count'],
      message: `From 1 to ${mostPlaces} places can be passed on at once.`,
    });
  }
  if (session.state === 'CANCELLED') {
    return refuse({
      code: sessionsProblems.SESSION_CANCELLED,
      field: ['session'],
      message: 'This session was cancelled, so nobody owns its places any more. Choose another session.',
    });
  }
  if (Date.parse(session.startsAt) <= (await instantNow(tx.db)).getTime()) {
    return refuse({
      code: sessionsProblems.SESSION_OVER,
      field: ['session'],
      message: 'This session has begun: its free places are open to every practice already.',
    });
  }
  const accountId = await lockAccountOfSession(tx.db, session.id);
  const free = (await lockOwnPlaces(tx.db, session.id, practiceId)).filter((place) => place.free);
  if (free.length < count) {
    return refuse({
      code: sessionsProblems.NOT_ENOUGH_PLACES,
      field: ['count'],
      message: `${code} has ${free.length} free ${free.length === 1 ? 'place' : 'places'} of its own in this session, not ${count}.`,
    });
  }
  const numbers = free.slice(-count).map(({ number }) => number);
  await setPlaceOwner(tx.db, session.id, numbers, to);
  const entries: PlacesEntry[] =
    to === null
      ? [{ practiceId, kind: 'RETURNED', returned: count }]
      : [
          { practiceId, kind: 'PASSED_ON', given: -count },
          { practiceId: to, kind: 'RECEIVED', given: count },
        ];
  await enterPlaces(tx.db, { accountId, sessionId: session.id, reason: null }, entries);
  await notifySession(tx.db, session.id);
  return ok({ sessionId: session.id });
}
