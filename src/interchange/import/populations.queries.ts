import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import type { PopulationBasis } from '../../organisation/directory/rules/population-basis.js';

/** Gives every row of a file of one day that day. */
export async function setCountedOn(db: Db, table: string, day: string): Promise<void> {
  await sql`/* setCountedOn */ update ${sql.table(table)} set counted_on = ${day}::date where counted_on is null`.execute(
    db,
  );
}

/** Finds each row's practice and the figure that we hold for it on that day and basis, and decides what to do. */
export async function comparePopulations(db: Db, table: string, basis: PopulationBasis): Promise<void> {
  await sql`/* comparePopulations */
    update ${sql.table(table)} s set organisation_id = o.id, found_id = p.id,
      outcome = case
        when o.id is null then 'refused'
        when s.counted_on > london_today() then 'refused'
        when p.id is null then 'new'
        when p.value = s.value then 'unchanged'
        else 'changed' end,
      what = case
        when o.id is null then 'The practice is not in our directory. Load it with --epraccur.'
        when s.counted_on > london_today() then 'The count is dated in the future. Give the day of counting, today at the latest.'
        when p.value <> s.value then format('%s on %s: %s, was %s (%s)', ${basis}::text, s.counted_on, s.value, p.value,
          p.source) end
    from ${sql.table(table)} x
    left join organisation o on o.ods_code = x.code and o.kind = 'PRACTICE'
    left join population p on p.organisation_id = o.id and p.basis = ${basis} and p.counted_on = x.counted_on
    where s.line = x.line and s.outcome is null`.execute(db);
}

export async function insertPopulations(
  db: Db,
  table: string,
  { basis, source }: { basis: PopulationBasis; source: string },
): Promise<void> {
  await sql`/* insertPopulations */
    insert into population (organisation_id, basis, counted_on, value, source)
    select organisation_id, ${basis}, counted_on, value, ${source} from ${sql.table(table)} where outcome = 'new'`.execute(
    db,
  );
  await sql`/* replacePopulations */
    update population p set value = s.value, source = ${source} from ${sql.table(table)} s
    where p.id = s.found_id and s.outcome = 'changed'`.execute(db);
}
