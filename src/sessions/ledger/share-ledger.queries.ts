import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';

/** What identifies a ledger: a network's places of one service with slots of one length, whatever the clinic. */
export interface ShareAccountKey {
  readonly pcnId: string;
  readonly serviceId: string;
  readonly slotMinutes: number;
}

/** Why an entry is in the ledger. */
export type LedgerKind =
  | 'PUBLISHED'
  | 'CANCELLED'
  | 'REINSTATED'
  | 'RETURNED'
  | 'PASSED_ON'
  | 'RECEIVED'
  | 'OVERRIDE'
  | 'CHANGED'
  | 'LEAVER_SPREAD'
  | 'HAND_OVER';

function asBalances(rows: readonly { id: string; parts: string }[]): Map<string, bigint> {
  return new Map(rows.map(({ id, parts }) => [id, BigInt(parts)]));
}

/**
 * Locks the ledger's row until the transaction ends, and creates the ledger if it is missing. Anything that enters a
 * change of balance, or gives places by balances, does this first: publications of all clinics of one service,
 * `givePlacesTo`, `overrideShares`, `cancelSession`, a leaver's balance. Lock order: after a clinic's or a session's
 * row, before rooms and places.
 * @returns the ledger's id.
 */
export async function lockShareAccount(db: Db, { pcnId, serviceId, slotMinutes }: ShareAccountKey): Promise<string> {
  await sql`/* openShareAccount */
    insert into share_account (pcn_id, service_id, slot_minutes) values (${pcnId}::uuid, ${serviceId}::uuid, ${slotMinutes})
    on conflict do nothing`.execute(db);
  const { rows } = await sql<{ id: string }>`/* lockShareAccount */
    select id from share_account where pcn_id = ${pcnId}::uuid and service_id = ${serviceId}::uuid
      and slot_minutes = ${slotMinutes} for no key update`.execute(db);
  const [account] = rows;
  if (account === undefined) throw new Error('a ledger that was opened is there');
  return account.id;
}

/**
 * The same for ledgers of several slot lengths, shortest first. Precondition: the clinic is locked, so that nobody
 * locks all ledgers of the network (`lockAccountsOfNetwork`) at the same time.
 */
export async function lockShareAccounts(
  db: Db,
  { pcnId, serviceId }: Omit<ShareAccountKey, 'slotMinutes'>,
  lengths: ReadonlySet<number>,
): Promise<Map<number, string>> {
  const accounts = new Map<number, string>();
  for (const slotMinutes of [...lengths].sort((a, b) => a - b)) {
    accounts.set(slotMinutes, await lockShareAccount(db, { pcnId, serviceId, slotMinutes }));
  }
  return accounts;
}

/** The same for the ledger from which a session's places are given. Precondition: the session is locked. */
export async function lockAccountOfSession(db: Db, sessionId: string): Promise<string> {
  const { rows } = await sql<ShareAccountKey>`/* accountOfSession */
    select s.pcn_id as "pcnId", s.service_id as "serviceId", coalesce(
      (select a.slot_minutes from share_ledger l join share_account a on a.id = l.account_id
        where l.session_id = s.id order by l.id desc limit 1), c.slot_minutes) as "slotMinutes"
    from session s join shared_clinic c on c.id = s.clinic_id where s.id = ${sessionId}::uuid`.execute(db);
  const [key] = rows;
  if (key === undefined) throw new Error('a session that is locked is there');
  return lockShareAccount(db, key);
}

export interface LockedAccount {
  readonly id: string;
  readonly serviceName: string;
  readonly slotMinutes: number;
}

/** Locks every ledger of a network, in the order of their ids. */
export async function lockAccountsOfNetwork(db: Db, pcnId: string): Promise<LockedAccount[]> {
  return (
    await sql<LockedAccount>`/* lockAccountsOfNetwork */
      select a.id, s.name as "serviceName", a.slot_minutes as "slotMinutes"
      from share_account a join service s on s.id = a.service_id where a.pcn_id = ${pcnId}::uuid order by a.id
      for no key update of a`.execute(db)
  ).rows;
}

/** What each practice is owed (above zero) or ahead (below zero) now, in parts of a place. */
export async function shareBalances(
  db: Db,
  { pcnId, serviceId, slotMinutes }: ShareAccountKey,
): Promise<Map<string, bigint>> {
  const { rows } = await sql<{ id: string; parts: string }>`/* shareBalances */
    select l.practice_id as id, ((sum(l.entitled) - sum(l.given)) * 1000000000000)::numeric(40, 0)::text as parts
    from share_account a join share_ledger l on l.account_id = a.id
    where a.pcn_id = ${pcnId}::uuid and a.service_id = ${serviceId}::uuid and a.slot_minutes = ${slotMinutes}
    group by l.practice_id order by l.practice_id`.execute(db);
  return asBalances(rows);
}

/** The same for one ledger. */
export async function balancesOfAccount(db: Db, accountId: string): Promise<Map<string, bigint>> {
  const { rows } = await sql<{ id: string; parts: string }>`/* balancesOfAccount */
    select l.practice_id as id, ((sum(l.entitled) - sum(l.given)) * 1000000000000)::numeric(40, 0)::text as parts
    from share_ledger l where l.account_id = ${accountId}::uuid
    group by l.practice_id order by l.practice_id`.execute(db);
  return asBalances(rows);
}

/** What each site of a clinic is owed of turns to host, in parts of a turn. */
export async function turnBalances(db: Db, clinicId: string): Promise<Map<string, bigint>> {
  const { rows } = await sql<{ id: string; parts: string }>`/* turnBalances */
    select l.site_id as id, ((sum(l.entitled) - sum(l.hosted)) * 1000000000000)::numeric(40, 0)::text as parts
    from hosting_ledger l where l.clinic_id = ${clinicId}::uuid group by l.site_id order by l.site_id`.execute(db);
  return asBalances(rows);
}

/** What the practices were entitled to of the places last published in a ledger. A balance is spread by it. */
export async function lastWeights(db: Db, accountId: string): Promise<{ practiceId: string; weight: number }[]> {
  return (
    await sql<{ practiceId: string; weight: number }>`/* lastWeights */
      select l.practice_id as "practiceId", l.entitled::float8 as weight from share_ledger l
      where l.kind = 'PUBLISHED' and l.session_id = (select n.session_id from share_ledger n
        where n.account_id = ${accountId}::uuid and n.kind = 'PUBLISHED' order by n.id desc limit 1)
      order by l.practice_id`.execute(db)
  ).rows;
}
