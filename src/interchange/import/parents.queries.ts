import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';

function on(alias: string, day: string) {
  return sql`${sql.ref(`${alias}.valid_from`)} <= ${day}::date
  and (${sql.ref(`${alias}.valid_to`)} is null or ${sql.ref(`${alias}.valid_to`)} > ${day}::date)`;
}

/**
 * Which ICBs the rows of running organisations name above each sub-ICB that we know, and which one our records have.
 */
function above(table: string, editionOn: string) {
  return sql`
  select b.id as sub_id, b.ods_code as sub, c.id as held_id, c.valid_from, c.valid_to, o.ods_code as ours, n.icbs, n.icb
  from (select commissioner, count(distinct icb) as icbs, min(icb) as icb from ${sql.table(table)}
    where outcome is distinct from 'refused' and icb is not null and closed_on is null group by commissioner) n
  join organisation b on b.ods_code = n.commissioner and b.kind = 'SUB_ICB'
  join commissioning c on c.organisation_id = b.id and ${on('c', editionOn)}
  join organisation o on o.id = c.commissioner_id`;
}

/**
 * Refuses rows that name another ICB than our records have on the edition's day, either above a sub-ICB or above an
 * organisation for which they name no sub-ICB: where the file's own rows disagree, and where ours began on that very
 * day or later.
 */
export async function refuseParents(db: Db, table: string, editionOn: string): Promise<void> {
  await sql`/* refuseIcbsAbove */
    update ${sql.table(table)} s set outcome = 'refused',
      what = case when a.icbs > 1
        then format('It has %s under %s, and other rows of the file have it elsewhere; our records have %s.', a.sub, s.icb, a.ours)
        else format('It has %s under %s; our records have %s since %s, which is no earlier than the file.', a.sub, s.icb,
          a.ours, a.valid_from) end
    from (${above(table, editionOn)}) a
    where s.commissioner = a.sub and s.icb <> a.ours and s.closed_on is null and s.outcome is distinct from 'refused'
      and (a.icbs > 1 or a.valid_from >= ${editionOn}::date)`.execute(db);
  await sql`/* refuseIcbsAlone */
    update ${sql.table(table)} s set outcome = 'refused',
      what = format('It names the ICB %s and no sub-ICB; our records have it under %s.', s.icb, i.ods_code)
    from commissioning c join organisation b on b.id = c.commissioner_id
    left join commissioning d on d.organisation_id = b.id and b.kind = 'SUB_ICB' and ${on('d', editionOn)}
    join organisation i on i.id = case when b.kind = 'ICB' then b.id else d.commissioner_id end
    where c.organisation_id = s.organisation_id and ${on('c', editionOn)} and s.outcome is null and s.closed_on is null
      and s.commissioner is null and s.icb <> i.ods_code`.execute(db);
}

/**
 * Puts sub-ICBs under the ICB that all rows name, from the edition's day on, since no row gives a day.
 * @returns what moved, in words. The first row that names it reports it too, unless its organisation is new.
 */
export async function moveSubIcbs(
  db: Db,
  table: string,
  { source, editionOn }: { source: string; editionOn: string },
): Promise<string[]> {
  const { rows } = await sql<{ sub: string; what: string }>`/* moveSubIcbs */
    with moved as materialized (
      select a.* from (${above(table, editionOn)}) a
      where a.icbs = 1 and a.icb <> a.ours and a.valid_from < ${editionOn}::date
    ), ended as (
      update commissioning c set valid_to = ${editionOn}::date from moved m where c.id = m.held_id
    )
    select m.sub, format('%s is under %s from %s, was under %s.', m.sub, m.icb, ${editionOn}::text, m.ours) as what,
      jsonb_build_object('sub', m.sub_id, 'icb', i.id, 'to', m.valid_to) as fact
    from moved m join organisation i on i.ods_code = m.icb`.execute(db);
  if (rows.length === 0) return [];
  const moves = JSON.stringify(rows);
  await sql`/* placeMovedSubIcbs */
    insert into commissioning (organisation_id, commissioner_id, valid_from, valid_to, source)
    select (x.fact ->> 'sub')::uuid, (x.fact ->> 'icb')::uuid, ${editionOn}::date, (x.fact ->> 'to')::date, ${source}
    from jsonb_to_recordset(${moves}::jsonb) x(fact jsonb)`.execute(db);
  await sql`/* sayMovedSubIcbs */
    update ${sql.table(table)} s set outcome = 'changed', what = concat_ws(' ', s.what, x.what)
    from (select x.what, min(t.line) as line
      from jsonb_to_recordset(${moves}::jsonb) x(sub text, what text) join ${sql.table(table)} t on t.commissioner = x.sub
      where t.icb is not null and t.closed_on is null and (t.outcome is null or t.outcome = 'changed') group by x.what) x
    where s.line = x.line`.execute(db);
  return rows.map(({ what }) => what);
}

/**
 * Notes in the rows of members where the file names another commissioner of the practice or the network than our
 * records have on the edition's day. Ours stays, since `epraccur` and the networks' own sheet are the better sources.
 */
export async function noteParents(db: Db, table: string, editionOn: string): Promise<void> {
  const ours = (organisation: string) => sql`select o.ods_code from commissioning c
    join organisation o on o.id = c.commissioner_id where c.organisation_id = ${sql.ref(organisation)} and ${on('c', editionOn)}`;
  await sql`/* noteParents */
    update ${sql.table(table)} s set what = concat_ws(' ', s.what, n.note)
    from (select x.line, concat_ws(' ',
        (select format('It names %s as the parent of the practice; our records have %s, which stays: --epraccur decides it.',
          x.practice_parent, p.ods_code) from (${ours('x.organisation_id')}) p where p.ods_code <> x.practice_parent),
        (select format('It names %s as the parent of the PCN; our records have %s, which stays: --epcn-details decides it.',
          x.pcn_parent, p.ods_code) from (${ours('x.found_id')}) p where p.ods_code <> x.pcn_parent)) as note
      from ${sql.table(table)} x where x.outcome is distinct from 'refused' and x.valid_from <= ${editionOn}::date
        and (x.valid_to is null or x.valid_to > ${editionOn}::date)) n
    where n.line = s.line and n.note <> ''`.execute(db);
}
