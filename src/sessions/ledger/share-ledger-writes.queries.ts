import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import type { LedgerKind } from './share-ledger.queries.js';

/** What the ledgers record of a session when it is published; parts are 10^-12 of a place or a turn. */
export interface LedgerSession {
  readonly id: string;
  readonly sessionOn: string;
  /** The site that hosts it. */
  readonly siteId: string;
  /** What each host is entitled to of this turn. */
  readonly hostClaims: readonly { readonly siteId: string; readonly parts: number }[];
  readonly shares: readonly { readonly practiceId: string; readonly entitledParts: number; readonly places: number }[];
}

/**
 * Enters what sessions entitle to and give, both places and turns to host, in their order. Precondition: the ledger is
 * locked.
 */
export async function enterPublication(
  db: Db,
  batch: { pcnId: string; clinicId: string; accountId: string; sessions: readonly LedgerSession[] },
): Promise<void> {
  const { pcnId, clinicId, accountId, sessions } = batch;
  const shares = sessions.flatMap(({ id, sessionOn, shares }) =>
    shares.map((share) => ({
      sessionId: id,
      on: sessionOn,
      practiceId: share.practiceId,
      parts: share.entitledParts,
      places: share.places,
    })),
  );
  await sql`/* enterShares */
    insert into share_ledger (pcn_id, account_id, practice_id, kind, session_id, on_day, entitled, given, entered_at)
    select ${pcnId}::uuid, ${accountId}::uuid, x."practiceId", 'PUBLISHED', x."sessionId", x.on,
      x.parts * 0.000000000001, x.places, app_now()
    from jsonb_to_recordset(${JSON.stringify(shares)}::jsonb)
      x("sessionId" uuid, "on" date, "practiceId" uuid, parts numeric, places integer)`.execute(db);
  const turns = sessions.flatMap(({ id, sessionOn, siteId, hostClaims }) =>
    hostClaims.map((claim) => ({ sessionId: id, on: sessionOn, ...claim, hosted: claim.siteId === siteId ? 1 : 0 })),
  );
  await sql`/* enterTurns */
    insert into hosting_ledger (pcn_id, clinic_id, site_id, kind, session_id, on_day, entitled, hosted, entered_at)
    select ${pcnId}::uuid, ${clinicId}::uuid, x."siteId", 'PUBLISHED', x."sessionId", x.on,
      x.parts * 0.000000000001, x.hosted, app_now()
    from jsonb_to_recordset(${JSON.stringify(turns)}::jsonb)
      x("sessionId" uuid, "on" date, "siteId" uuid, parts numeric, hosted integer)`.execute(db);
}

/**
 * Credits a session's places and its turn back: enters everything that the ledgers hold of it again with the opposite
 * sign, so that balances are as if it had never been published. Precondition: the ledger and the session are locked.
 */
export async function creditSession(db: Db, sessionId: string, reason: string): Promise<void> {
  await sql`/* creditShares */
    insert into share_ledger (pcn_id, account_id, practice_id, kind, session_id, on_day, entitled, given, returned, reason,
      entered_at)
    select l.pcn_id, l.account_id, l.practice_id, 'CANCELLED', l.session_id, min(l.on_day), -sum(l.entitled),
      -sum(l.given), -sum(l.returned), ${reason}, app_now()
    from share_ledger l where l.session_id = ${sessionId}::uuid
    group by l.pcn_id, l.account_id, l.practice_id, l.session_id
    having l.account_id = (select n.account_id from share_ledger n where n.session_id = l.session_id
        order by n.id desc limit 1)
      or sum(l.entitled) <> 0 or sum(l.given) <> 0 or sum(l.returned) <> 0
    order by l.practice_id`.execute(db);
  await sql`/* creditTurn */
    insert into hosting_ledger (pcn_id, clinic_id, site_id, kind, session_id, on_day, entitled, hosted, entered_at)
    select l.pcn_id, l.clinic_id, l.site_id, 'CANCELLED', l.session_id, min(l.on_day), -sum(l.entitled), -sum(l.hosted),
      app_now()
    from hosting_ledger l where l.session_id = ${sessionId}::uuid
    group by l.pcn_id, l.clinic_id, l.site_id, l.session_id order by l.site_id`.execute(db);
}

/** An entry for places of one session that change hands after its publication. */
export interface PlacesEntry {
  readonly practiceId: string;
  readonly kind: LedgerKind;
  readonly given?: number;
  readonly returned?: number;
}

/** Enters places that change hands. Precondition: the ledger and the session are locked. */
export async function enterPlaces(
  db: Db,
  { accountId, sessionId, reason }: { accountId: string; sessionId: string; reason: string | null },
  entries: readonly PlacesEntry[],
): Promise<void> {
  await sql`/* enterPlaces */
    insert into share_ledger (pcn_id, account_id, practice_id, kind, session_id, on_day, given, returned, reason, entered_at)
    select s.pcn_id, ${accountId}::uuid, x."practiceId", x.kind, s.id, s.session_on, coalesce(x.given, 0),
      coalesce(x.returned, 0), ${reason}, app_now()
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
      x("practiceId" uuid, kind text, given integer, returned integer)
    cross join session s where s.id = ${sessionId}::uuid`.execute(db);
}

/**
 * Enters balances that move from one practice to others on a London day, in parts of a place. Precondition: the ledger
 * is locked.
 */
export async function enterMoves(
  db: Db,
  move: { accountId: string; pcnId: string; kind: LedgerKind; on: string; reason: string },
  moved: ReadonlyMap<string, bigint>,
): Promise<void> {
  const rows = [...moved].map(([practiceId, parts]) => ({ practiceId, parts: parts.toString() }));
  await sql`/* enterMoves */
    insert into share_ledger (pcn_id, account_id, practice_id, kind, on_day, entitled, reason, entered_at)
    select ${move.pcnId}::uuid, ${move.accountId}::uuid, x."practiceId", ${move.kind}, ${move.on}::date,
      x.parts * 0.000000000001, ${move.reason}, app_now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) x("practiceId" uuid, parts numeric)`.execute(db);
}
