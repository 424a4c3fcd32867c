import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';

export interface AccountRow {
  readonly id: string;
  readonly slotMinutes: number;
}

/** A network's ledgers of a service, one for each slot length, shortest first. */
export async function accountsOfService(
  db: Db,
  { pcnId, serviceId, slotMinutes }: { pcnId: string; serviceId: string; slotMinutes: number | null },
): Promise<AccountRow[]> {
  return (
    await sql<AccountRow>`/* accountsOfService */
      select id, slot_minutes as "slotMinutes" from share_account
      where pcn_id = ${pcnId}::uuid and service_id = ${serviceId}::uuid
        and (${slotMinutes}::integer is null or slot_minutes = ${slotMinutes}::integer)
      order by slot_minutes`.execute(db)
  ).rows;
}

/**
 * A practice's sums in one ledger, in places: within the period (by days of sessions), before it, and of every entry.
 */
export interface PracticeSums {
  readonly accountId: string;
  readonly practiceId: string;
  readonly broughtForward: number;
  readonly entitlement: number;
  readonly given: number;
  readonly returned: number;
  readonly passedOn: number;
  readonly received: number;
  readonly drift: number;
  readonly balance: number;
}

/** By ODS code. Places passed on or received count only in sessions that were not cancelled. */
export async function practiceSums(
  db: Db,
  accountIds: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<PracticeSums[]> {
  return (
    await sql<PracticeSums>`/* practiceSums */
      select l.account_id as "accountId", l.practice_id as "practiceId",
        coalesce(sum(l.entitled - l.given) filter (where l.on_day < d.first), 0)::float8 as "broughtForward",
        coalesce(sum(l.entitled) filter (where l.on_day >= d.first and l.on_day < d.beyond), 0)::float8 as entitlement,
        coalesce(sum(l.given) filter (where l.on_day >= d.first and l.on_day < d.beyond), 0)::integer as given,
        coalesce(sum(l.returned) filter (where l.on_day >= d.first and l.on_day < d.beyond), 0)::integer as returned,
        coalesce(-sum(l.given) filter (where l.kind = 'PASSED_ON' and s.state = 'PUBLISHED' and l.on_day >= d.first
          and l.on_day < d.beyond), 0)::integer as "passedOn",
        coalesce(sum(l.given) filter (where l.kind = 'RECEIVED' and s.state = 'PUBLISHED' and l.on_day >= d.first
          and l.on_day < d.beyond), 0)::integer as received,
        coalesce(sum(l.entitled - l.given) filter (where l.on_day < d.beyond), 0)::float8 as drift,
        sum(l.entitled - l.given)::float8 as balance
      from (select ${from}::date as first, ${to}::date as beyond) d
      cross join share_ledger l join organisation o on o.id = l.practice_id left join session s on s.id = l.session_id
      where l.account_id = any(${[...accountIds]}::uuid[])
      group by l.account_id, l.practice_id, o.ods_code order by o.ods_code`.execute(db)
  ).rows;
}

/** A site's sums of turns to host one clinic. */
export interface HostSums {
  readonly accountId: string;
  readonly clinicId: string;
  readonly siteId: string;
  readonly broughtForward: number;
  readonly entitlement: number;
  readonly hosted: number;
  readonly drift: number;
  readonly balance: number;
}

/** By the clinic's title and the site's name, for clinics with sessions in these ledgers. */
export async function hostSums(
  db: Db,
  accountIds: readonly string[],
  { from, to }: { from: string; to: string },
): Promise<HostSums[]> {
  return (
    await sql<HostSums>`/* hostSums */
      select x.account_id as "accountId", l.clinic_id as "clinicId", l.site_id as "siteId",
        coalesce(sum(l.entitled - l.hosted) filter (where l.on_day < d.first), 0)::float8 as "broughtForward",
        coalesce(sum(l.entitled) filter (where l.on_day >= d.first and l.on_day < d.beyond), 0)::float8 as entitlement,
        coalesce(sum(l.hosted) filter (where l.on_day >= d.first and l.on_day < d.beyond), 0)::integer as hosted,
        coalesce(sum(l.entitled - l.hosted) filter (where l.on_day < d.beyond), 0)::float8 as drift,
        sum(l.entitled - l.hosted)::float8 as balance
      from (select ${from}::date as first, ${to}::date as beyond) d
      cross join (select distinct e.account_id, s.clinic_id from share_ledger e join session s on s.id = e.session_id
        where e.account_id = any(${[...accountIds]}::uuid[])) x
      join hosting_ledger l on l.clinic_id = x.clinic_id
      join shared_clinic c on c.id = l.clinic_id join site t on t.id = l.site_id
      group by x.account_id, l.clinic_id, l.site_id, c.title, t.name
      order by c.title, l.clinic_id, t.name, l.site_id`.execute(db)
  ).rows;
}
