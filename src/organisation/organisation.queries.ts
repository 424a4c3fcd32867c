import { sql } from 'kysely';
import type { Db } from '../platform/database/scope.js';
import type { Page } from '../platform/graphql/connection.type.js';

export type OrganisationKind =
  'ICB' | 'SUB_ICB' | 'PCN' | 'PRACTICE' | 'HUB' | 'TRUST' | 'COMMUNITY_PROVIDER' | 'VOLUNTARY' | 'CONTRACT_HOLDER';

export interface OrganisationRow {
  readonly id: string;
  readonly odsCode: string | null;
  readonly kind: OrganisationKind;
  /** As it was called on the day asked for; its nearest known name where that day has none. */
  readonly name: string;
  readonly openedOn: string | null;
  readonly closedOn: string | null;
  readonly unknown: boolean;
  readonly source: string;
}

/** The columns of OrganisationRow over `organisation o`, named as of `day`. */
const columns = (day: string) => sql`
  o.id, o.ods_code as "odsCode", o.kind, o.opened_on::text as "openedOn", o.closed_on::text as "closedOn", o.unknown,
  o.source, coalesce((
    select n.name from organisation_name n where n.organisation_id = o.id
    order by (n.valid_from <= ${day}::date and (n.valid_to is null or n.valid_to > ${day}::date)) desc,
      n.valid_from <= ${day}::date desc, case when n.valid_from <= ${day}::date then n.valid_from end desc, n.valid_from
    limit 1), o.ods_code) as name`;

/** In no particular order; ids that do not exist are left out. */
export const organisationsByIds = async (db: Db, ids: readonly string[], day: string): Promise<OrganisationRow[]> =>
  (
    await sql<OrganisationRow>`/* organisationsByIds */
      select ${columns(day)} from organisation o where o.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;

export const organisationByCode = async (db: Db, odsCode: string, day: string): Promise<OrganisationRow | undefined> =>
  (
    await sql<OrganisationRow>`/* organisationByCode */
      select ${columns(day)} from organisation o where o.ods_code = ${odsCode}`.execute(db)
  ).rows[0];

/** By ODS code, those open on the day; `within` keeps the members of one PCN. */
export const organisationsOfKind = async (
  db: Db,
  kind: OrganisationKind,
  day: string,
  page: Page,
): Promise<OrganisationRow[]> =>
  (
    await sql<OrganisationRow>`/* organisationsOfKind */
      select ${columns(day)} from organisation o
      where o.kind = ${kind} and (o.opened_on is null or o.opened_on <= ${day}::date)
        and (o.closed_on is null or o.closed_on > ${day}::date)
        and (${page.from?.[0] ?? null}::text is null or ${
          page.backward ? sql`o.ods_code < ${page.from?.[0] ?? null}` : sql`o.ods_code > ${page.from?.[0] ?? null}`
        })
      order by o.ods_code ${page.backward ? sql`desc` : sql`asc`} limit ${page.limit + 1}`.execute(db)
  ).rows;

export const countOrganisationsOfKind = async (db: Db, kind: OrganisationKind, day: string): Promise<number> =>
  Number(
    (
      await sql<{ n: string }>`/* countOrganisationsOfKind */
        select count(*) as n from organisation o
        where o.kind = ${kind} and (o.opened_on is null or o.opened_on <= ${day}::date)
          and (o.closed_on is null or o.closed_on > ${day}::date)`.execute(db)
    ).rows[0]?.n,
  );

/** The ICBs above an organisation on a day, directly or through a sub-ICB or its PCN; for the permission table. */
export const icbIdsOf = async (db: Db, organisationId: string, day: string): Promise<string[]> =>
  (
    await sql<{ id: string }>`/* icbIdsOf */
      with recursive above(id) as (
        select ${organisationId}::uuid
        union
        select c.commissioner_id from commissioning c join above a on c.organisation_id = a.id
        where c.valid_from <= ${day}::date and (c.valid_to is null or c.valid_to > ${day}::date)
      )
      select o.id from above join organisation o using (id) where o.kind = 'ICB'`.execute(db)
  ).rows.map((row) => row.id);
