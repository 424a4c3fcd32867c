import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { agreementStateFor } from '../../organisation/membership/network.queries.js';
import { findPractice } from '../../organisation/directory/known-organisation.js';
import { checkPlainText } from '../../organisation/directory/rules/plain-text.js';
import type { Tx } from '../../platform/database/scope.js';
import { instantNow } from '../../platform/database/today.queries.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, type Problem, refuse, type Result } from '../../platform/result.js';
import { lockSession } from '../session/lock-session.queries.js';
import { lockPlaces, notifySession, type PlaceRow, setPlaceOwner } from './place.queries.js';
import type { SessionRow } from '../session/session.queries.js';
import { sessionsProblems } from '../service/sessions.problems.js';
import { enterPlaces } from '../ledger/share-ledger-writes.queries.js';
import { lockAccountOfSession } from '../ledger/share-ledger.queries.js';

export interface OverrideShares {
  readonly session: string;
  readonly shares: readonly { readonly practice: string; readonly places: number }[];
  readonly reason: string;
}

const mostPractices = 200;

/** How many places a practice had and has, for those whose number changed. */
export interface SharesOverridden {
  readonly sessionId: string;
  readonly sessionOn: string;
  readonly changed: readonly {
    readonly practiceId: string;
    readonly code: string;
    readonly before: number;
    readonly after: number;
  }[];
}

interface Change {
  readonly practiceId: string;
  readonly code: string;
  readonly field: readonly string[];
  readonly free: readonly number[];
  readonly had: number;
  readonly delta: number;
}

/**
 * A director decides how many places of a session the named practices have; the others and the pool keep theirs. Free
 * places change hands, highest numbers first, and the ledger owes exactly what moved. Locks the session, its ledger and
 * its places. Refuses: a session that is cancelled or has begun, practices that may not share it, a different total
 * from what they have together, places that are already booked.
 */
export async function overrideShares(tx: Tx, viewer: Viewer, input: OverrideShares): Promise<Result<SharesOverridden>> {
  const found = await openSession(tx, viewer, input.session);
  if (!found.ok) return found;
  const session = found.value;
  const reason = checkPlainText(input.reason, 200, 'reason');
  if (!reason.ok) return reason;
  const accountId = await lockAccountOfSession(tx.db, session.id);
  const changes = await changesOf(tx, session, input.shares);
  if (!changes.ok) return changes;
  const moving = changes.value.flatMap(({ delta, free }) => (delta < 0 ? free.slice(delta) : []));
  for (const { practiceId, delta } of changes.value) {
    if (delta > 0) await setPlaceOwner(tx.db, session.id, moving.splice(0, delta), practiceId);
  }
  const entries = changes.value.flatMap(({ practiceId, delta }) =>
    delta === 0 ? [] : [{ practiceId, kind: 'OVERRIDE' as const, given: delta }],
  );
  await enterPlaces(tx.db, { accountId, sessionId: session.id, reason: reason.value }, entries);
  await notifySession(tx.db, session.id);
  const changed = changes.value.flatMap(({ practiceId, code, had, delta }) =>
    delta === 0 ? [] : [{ practiceId, code, before: had, after: had + delta }],
  );
  return ok({ sessionId: session.id, sessionOn: session.sessionOn, changed });
}

async function openSession(tx: Tx, viewer: Viewer, id: string): Promise<Result<SessionRow>> {
  const session = await lockSession(tx.db, id, 'share');
  const field = ['session'];
  if (session === undefined) {
    const message = 'There is no such session, or it is not in one of your networks.';
    return refuse({ code: generalProblems.NOT_FOUND, field, message });
  }
  const barred = refusalOf(viewer, tx.scope, 'overrideShares', { pcnId: session.pcnId });
  if (barred !== undefined) return refuse(barred);
  if (session.state === 'CANCELLED') {
    const message = 'This session was cancelled, so nobody owns its places any more. Choose another session.';
    return refuse({ code: sessionsProblems.SESSION_CANCELLED, field, message });
  }
  if (Date.parse(session.startsAt) <= (await instantNow(tx.db)).getTime()) {
    const message = 'This session has begun: its free places are open to every practice already.';
    return refuse({ code: sessionsProblems.SESSION_OVER, field, message });
  }
  return ok(session);
}

async function changesOf(tx: Tx, session: SessionRow, shares: OverrideShares['shares']): Promise<Result<Change[]>> {
  if (shares.length < 1 || shares.length > mostPractices) {
    return invalid(['shares'], `Name from 1 to ${mostPractices} practices.`);
  }
  const places = await lockPlaces(tx.db, session.id);
  const changes: Change[] = [];
  for (const [index, { practice: code, places: wanted }] of shares.entries()) {
    const field = ['shares', String(index)];
    const practice = await findPractice(tx.db, code, tx.scope.today, ...field, 'practice');
    if (!practice.ok) return practice;
    const practiceId = practice.value.id;
    if (changes.some((change) => change.practiceId === practiceId)) {
      const message = `${code} is already named. Name each practice once.`;
      return refuse({ code: sessionsProblems.SHARES_PRACTICE_TWICE, field: [...field, 'practice'], message });
    }
    if (wanted < 0) return invalid([...field, 'places'], 'Places are a whole number, zero or more.');
    const own = places.filter(({ ownerId }) => ownerId === practiceId);
    const free = own.filter((place) => place.free).map(({ number }) => number);
    changes.push({ practiceId, code, field, free, had: own.length, delta: wanted - own.length });
  }
  return checked(tx, session, places, changes);
}

async function checked(
  tx: Tx,
  session: SessionRow,
  places: readonly PlaceRow[],
  changes: readonly Change[],
): Promise<Result<Change[]>> {
  const named = new Set(changes.map(({ practiceId }) => practiceId));
  const total = places.filter(({ ownerId }) => ownerId !== null && named.has(ownerId)).length;
  const asked = total + changes.reduce((sum, { delta }) => sum + delta, 0);
  if (asked !== total) {
    const message = `These practices have ${total} places of the session together, and this gives them ${asked}. Name the practices that the difference comes from or goes to.`;
    return refuse({ code: sessionsProblems.OVERRIDE_TOTAL, field: ['shares'], message });
  }
  const gaining = changes.filter(({ delta }) => delta > 0);
  const ids = gaining.map(({ practiceId }) => practiceId);
  const may = await agreementStateFor(tx.db, ids, session.pcnId, session.serviceId, session.sessionOn);
  const problems = changes.flatMap(({ practiceId, code, field, free, delta }): Problem[] => {
    if (delta > 0 && !may.includes(practiceId)) {
      const message = `${code} may not share this service on ${session.sessionOn}: it must be in the network, have signed its agreement and take part in the service.`;
      return [{ code: sessionsProblems.NOT_SHARING, field: [...field, 'practice'], message }];
    }
    if (free.length >= -delta) return [];
    const message = `${code} has only ${free.length} free of the ${-delta} places to be taken; the others are booked.`;
    return [{ code: sessionsProblems.NOT_ENOUGH_PLACES, field: [...field, 'places'], message }];
  });
  const [first, ...rest] = problems;
  return first === undefined ? ok([...changes]) : refuse(first, ...rest);
}

function invalid(field: readonly string[], message: string): { ok: false; problems: readonly Problem[] } {
  return refuse({ code: generalProblems.INVALID_INPUT, field, message });
}
