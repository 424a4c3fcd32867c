import { sql } from 'kysely';
import { countUpTo } from '../../platform/database/count-up-to.js';
import { keyset } from '../../platform/paging/keyset.js';
import type { Db } from '../../platform/database/scope.js';
import type { Page } from '../../platform/paging/page.js';

export type OrganisationKind =
  'ICB' | 'SUB_ICB' | 'PCN' | 'PRACTICE' | 'HUB' | 'TRUST' | 'COMMUNITY_PROVIDER' | 'VOLUNTARY' | 'CONTRACT_HOLDER';

export interface OrganisationRow {
  readonly id: string;
  readonly odsCode: string | null;
  readonly kind: OrganisationKind;
  /** Its name on the day asked for, or its nearest known name if that day has none. */
  readonly name: string;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  readonly unknown: boolean;
  readonly source: string;
}

/** The columns of OrganisationRow over `organisation o`, named as of `day`. */
function columns(day: string) {
  return sql`
  o.id, o.ods_code as "odsCode", o.kind, o.opened_on::text as "openedOn", o.closed_on::text as "closedOn", o.unknown,
  o.source, coalesce((
    select n.name from organisation_name n where n.organisation_id = o.id
    order by (n.valid_from <= ${day}::date and (n.valid_to is null or n.valid_to > ${day}::date)) desc,
      n.valid_from <= ${day}::date desc, case when n.valid_from <= ${day}::date then n.valid_from end desc, n.valid_from
    limit 1), o.ods_code) as name`;
}

/** In no particular order; ids that do not exist are left out. */
export async function organisationsByIds(db: Db, ids: readonly string[], day: string): Promise<OrganisationRow[]> {
  return (
    await sql<OrganisationRow>`/* organisationsByIds */
      select ${columns(day)} from organisation o where o.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;
}

export async function organisationByCode(db: Db, odsCode: string, day: string): Promise<OrganisationRow | undefined> {
  return (
    await sql<OrganisationRow>`/* organisationByCode */
      select ${columns(day)} from organisation o where o.ods_code = ${odsCode}`.execute(db)
  ).rows[0];
}

/** Which organisations of a kind a list keeps; a filter left out keeps all. */
export interface OrganisationFilter {
  /** Members of this PCN on the day. */
  readonly pcnId?: string | undefined;
  /** What this organisation commissions on the day, directly or through others. */
  readonly commissionerId?: string | undefined;
  /** Part of the name on the day, or the beginning of the ODS code; case does not matter. */
  readonly search?: string | undefined;
}

/** True if the dated row `alias` applies on the day. */
function on(alias: string, day: string) {
  return sql`${sql.ref(`${alias}.valid_from`)} <= ${day}::date
    and (${sql.ref(`${alias}.valid_to`)} is null or ${sql.ref(`${alias}.valid_to`)} > ${day}::date)`;
}

function kept(kind: OrganisationKind, day: string, { pcnId, commissionerId, search }: OrganisationFilter) {
  const conditions = [
    sql`o.kind = ${kind} and (o.opened_on is null or o.opened_on <= ${day}::date)
      and (o.closed_on is null or o.closed_on > ${day}::date)`,
  ];
  if (pcnId !== undefined) {
    conditions.push(sql`exists (select from membership m
      where m.practice_id = o.id and m.pcn_id = ${pcnId}::uuid and ${on('m', day)})`);
  }
  if (commissionerId !== undefined) {
    conditions.push(sql`o.id in (
      with recursive below(id) as (
        select ${commissionerId}::uuid
        union
        select c.organisation_id from commissioning c join below b on c.commissioner_id = b.id where ${on('c', day)}
      ) select id from below)`);
  }
  if (search !== undefined) {
    const part = search.replace(/[\\%_]/g, (sign) => `\\${sign}`);
    conditions.push(sql`(o.ods_code ilike ${`${part}%`} or exists (select from organisation_name n
      where n.organisation_id = o.id and ${on('n', day)} and n.name ilike ${`%${part}%`}))`);
  }
  return sql.join(conditions, sql` and `);
}

/** Those open on the day that the filter keeps, by ODS code. */
export async function organisationsOfKind(
  db: Db,
  kind: OrganisationKind,
  day: string,
  page: Page,
  filter: OrganisationFilter = {},
): Promise<OrganisationRow[]> {
  const { beyond, order } = keyset(page, ['o.ods_code', 'text']);
  return (
    await sql<OrganisationRow>`/* organisationsOfKind */
      select ${columns(day)} from organisation o
      where ${kept(kind, day, filter)}
        and ${beyond} ${order}`.execute(db)
  ).rows;
}

export async function countOrganisationsOfKind(
  db: Db,
  kind: OrganisationKind,
  day: string,
  filter: OrganisationFilter = {},
): Promise<number> {
  return countUpTo(db, 'countOrganisationsOfKind', sql`from organisation o where ${kept(kind, day, filter)}`);
}

export interface NameRow {
  readonly organisationId: string;
  readonly name: string;
  readonly from: string;
  readonly to: string | null;
}

/** The names that had ended by the day, newest first. */
export async function formerNamesOn(db: Db, organisationIds: readonly string[], day: string): Promise<NameRow[]> {
  return (
    await sql<NameRow>`/* formerNamesOn */
      select n.organisation_id as "organisationId", n.name, n.valid_from::text as "from", n.valid_to::text as "to"
      from organisation_name n where n.organisation_id = any(${[...organisationIds]}::uuid[]) and n.valid_to <= ${day}::date
      order by n.organisation_id, n.valid_from desc`.execute(db)
  ).rows;
}

/** Who commissions each organisation on the day; one without a commissioner is left out. */
export async function commissionersOn(
  db: Db,
  organisationIds: readonly string[],
  day: string,
): Promise<{ organisationId: string; commissionerId: string }[]> {
  return (
    await sql<{ organisationId: string; commissionerId: string }>`/* commissionersOn */
      select c.organisation_id as "organisationId", c.commissioner_id as "commissionerId" from commissioning c
      where c.organisation_id = any(${[...organisationIds]}::uuid[]) and ${on('c', day)}`.execute(db)
  ).rows;
}

/** The ICBs above each organisation on a day, directly or through a sub-ICB. */
export async function icbsAbove(
  db: Db,
  organisationIds: readonly string[],
  day: string,
): Promise<{ organisationId: string; icbId: string }[]> {
  return (
    await sql<{ organisationId: string; icbId: string }>`/* icbsAbove */
      with recursive above(organisation_id, id) as (
        select i, i from unnest(${[...organisationIds]}::uuid[]) i
        union
        select a.organisation_id, c.commissioner_id from commissioning c join above a on c.organisation_id = a.id
        where ${on('c', day)}
      )
      select a.organisation_id as "organisationId", o.id as "icbId" from above a join organisation o on o.id = a.id
      where o.kind = 'ICB'`.execute(db)
  ).rows;
}

/** The ICBs above one organisation on a day; for the permission table. */
export async function icbIdsOf(db: Db, organisationId: string, day: string): Promise<string[]> {
  return (await icbsAbove(db, [organisationId], day)).map((row) => row.icbId);
}
