import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';

export interface MembershipRow {
  readonly id: string;
  readonly practiceId: string;
  readonly pcnId: string;
  readonly from: string;
  readonly to: string | null;
  readonly source: string;
}

const columns = sql`m.id, m.practice_id as "practiceId", m.pcn_id as "pcnId", m.valid_from::text as "from",
  m.valid_to::text as "to", m.source`;

/** Every membership that the practices have had or will have, oldest first. */
export async function membershipsOf(db: Db, practiceIds: readonly string[]): Promise<MembershipRow[]> {
  return (
    await sql<MembershipRow>`/* membershipsOf */
      select ${columns} from membership m where m.practice_id = any(${[...practiceIds]}::uuid[])
      order by m.practice_id, m.valid_from`.execute(db)
  ).rows;
}

export async function membershipsByIds(db: Db, ids: readonly string[]): Promise<MembershipRow[]> {
  return (
    await sql<MembershipRow>`/* membershipsByIds */
      select ${columns} from membership m where m.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;
}

/** The memberships of several PCNs that run on the day. */
export async function membershipsOn(db: Db, pcnIds: readonly string[], day: string): Promise<MembershipRow[]> {
  return (
    await sql<MembershipRow>`/* membershipsOn */
      select ${columns} from membership m where m.pcn_id = any(${[...pcnIds]}::uuid[])
        and m.valid_from <= ${day}::date and (m.valid_to is null or m.valid_to > ${day}::date)
      order by m.pcn_id, m.valid_from`.execute(db)
  ).rows;
}

/**
 * The town in which most members of each PCN have their main site on the day; the first by name if two have equal
 * numbers.
 */
export async function townsOfNetworks(
  db: Db,
  pcnIds: readonly string[],
  day: string,
): Promise<{ id: string; town: string }[]> {
  return (
    await sql<{ id: string; town: string }>`/* townsOfNetworks */
      select distinct on (m.pcn_id) m.pcn_id as id, s.town
      from membership m join site_operation x on x.operator_id = m.practice_id and x.kind = 'MAIN'
        and x.valid_from <= ${day}::date and (x.valid_to is null or x.valid_to > ${day}::date)
      join site s on s.id = x.site_id
      where m.pcn_id = any(${[...pcnIds]}::uuid[]) and s.town is not null
        and m.valid_from <= ${day}::date and (m.valid_to is null or m.valid_to > ${day}::date)
      group by m.pcn_id, s.town
      order by m.pcn_id, count(*) desc, s.town`.execute(db)
  ).rows;
}
