import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';

/**
 * What a closing ends by itself: the dated table, the column that holds the organisation, and what no two of its rows
 * share.
 */
export const endedByClosing = [
  { fact: 'membership', who: 'practice_id', once: 'practice_id', other: 'pcn_id' },
  { fact: 'commissioning', who: 'organisation_id', once: 'organisation_id', other: 'commissioner_id' },
  { fact: 'site_operation', who: 'operator_id', once: 'site_id', other: null },
] as const;
type Ended = (typeof endedByClosing)[number];

/**
 * Keeps a copy of every row that a closing is about to end or delete. Those belong to rows with `found_to`, their
 * closing day.
 */
export async function keepEnded(db: Db, table: string): Promise<void> {
  for (const { fact, who } of endedByClosing) {
    await sql`/* keepEnded */
      insert into closing_effect (organisation_id, closed_on, fact, row_id, was)
      select s.organisation_id, s.found_to, ${fact}, x.id, to_jsonb(x)
      from ${sql.table(table)} s join ${sql.table(fact)} x on x.${sql.ref(who)} = s.organisation_id
      where s.found_to is not null and (x.valid_to is null or x.valid_to > s.found_to)`.execute(db);
  }
}

interface BroughtBack {
  readonly organisationId: string;
  readonly label: string;
  readonly restored: boolean;
}

const labels = {
  membership: sql`'its membership of ' || coalesce((select ods_code from organisation where id = (w.was ->> 'pcn_id')::uuid), '?')`,
  commissioning: sql`'its commissioner ' || coalesce((select ods_code from organisation where id = (w.was ->> 'commissioner_id')::uuid), '?')`,
  site_operation: sql`'its site ' || (select name from site where id = (w.was ->> 'site_id')::uuid)`,
};

/**
 * Gives organisations back what a closing ended, where nothing has taken its place and the other side of it still
 * exists. They belong to rows with `found_from`, the day on which they were closed.
 */
async function bringBack(db: Db, table: string, { fact, once, other }: Ended): Promise<BroughtBack[]> {
  return (
    await sql<BroughtBack>`/* bringBack */
      with wanted as (
        select e.*, (e.was ->> 'valid_from')::date as valid_from, (e.was ->> 'valid_to')::date as valid_to
        from closing_effect e join ${sql.table(table)} s on s.organisation_id = e.organisation_id
        where s.found_from is not null and e.fact = ${fact}
      ), free as (
        select w.* from wanted w
        where not exists (select from ${sql.table(fact)} x where x.id <> w.row_id
            and x.${sql.ref(once)} = (w.was ->> ${once})::uuid
            and daterange(x.valid_from, x.valid_to) && daterange(greatest(w.valid_from, w.closed_on), w.valid_to))
          and not exists (select from organisation o where o.id = (w.was ->> ${other ?? 'none'})::uuid
            and o.closed_on < coalesce(w.valid_to, 'infinity'))
      ), lengthened as (
        update ${sql.table(fact)} x set valid_to = f.valid_to from free f
        where x.id = f.row_id and x.valid_to = f.closed_on returning x.id
      ), again as (
        insert into ${sql.table(fact)} select (jsonb_populate_record(null::${sql.table(fact)}, f.was)).* from free f
        where not exists (select from ${sql.table(fact)} x where x.id = f.row_id) returning id
      ), done as (delete from closing_effect e using wanted w where e.id = w.id)
      select w.organisation_id as "organisationId", ${labels[fact]} as label,
        w.row_id in (select id from lengthened union select id from again) as restored
      from wanted w order by w.valid_from`.execute(db)
  ).rows;
}

/** Sites that closed with their operator open with it, if it runs them again. */
async function openSites(db: Db, table: string): Promise<void> {
  await sql`/* openSites */
    update site t set closed_on = null from ${sql.table(table)} s join site_operation y on y.operator_id = s.organisation_id
    where s.found_from is not null and t.id = y.site_id and t.closed_on = s.found_from
      and (y.valid_to is null or y.valid_to > s.found_from)`.execute(db);
}

/**
 * Brings back what was ended with an organisation before such rows were kept: its commissioner, and the site of its
 * address. Both are in the directory.
 */
async function bringBackUnkept(db: Db, table: string): Promise<BroughtBack[]> {
  const commissioned = await sql<BroughtBack>`/* commissionReopened */
    update commissioning c set valid_to = null from ${sql.table(table)} s, organisation b
    where s.found_from is not null and c.organisation_id = s.organisation_id and c.valid_to = s.found_from
      and b.id = c.commissioner_id and b.closed_on is null
      and not exists (select from commissioning d where d.organisation_id = c.organisation_id and d.valid_from >= s.found_from)
    returning s.organisation_id as "organisationId", 'its commissioner ' || b.ods_code as label, true as restored`.execute(
    db,
  );
  const run = await sql<BroughtBack>`/* runReopened */
    update site_operation y set valid_to = null from ${sql.table(table)} s, site t
    where s.found_from is not null and y.operator_id = s.organisation_id and y.valid_to = s.found_from
      and t.id = y.site_id and t.code = s.code || '001' and (t.closed_on is null or t.closed_on = s.found_from)
      and not exists (select from site_operation z where z.site_id = t.id and z.valid_from >= s.found_from)
    returning s.organisation_id as "organisationId", 'its site ' || t.name as label, true as restored`.execute(db);
  return [...commissioned.rows, ...run.rows];
}

/**
 * What only people can decide again: a membership that may or may not have ended because of the closing, and the
 * contract.
 */
async function notKnown(db: Db, table: string): Promise<{ organisationId: string; what: string }[]> {
  return (
    await sql<{ organisationId: string; what: string }>`/* notKnown */
      select s.organisation_id as "organisationId", format('Its membership of %s ended on that day, and no record says whether '
        'by the closing: joinNetwork, if it goes on.', n.ods_code) as what
      from ${sql.table(table)} s join membership m on m.practice_id = s.organisation_id and m.valid_to = s.found_from
      join organisation n on n.id = m.pcn_id
      where s.found_from is not null
        and not exists (select from membership x where x.practice_id = m.practice_id and x.valid_from >= s.found_from)
      union all
      select s.organisation_id, format('No contract runs since %s: say with awardContract who holds it.', max(c.valid_to))
      from ${sql.table(table)} s join contract c on c.practice_id = s.organisation_id
      where s.found_from is not null group by s.organisation_id, s.found_from
      having max(coalesce(c.valid_to, 'infinity')) <= s.found_from`.execute(db)
  ).rows;
}

/** Gives back what the closings of rows with `found_from` ended. @returns which of it came back, and which did not. */
export async function undoClosings(db: Db, table: string): Promise<BroughtBack[]> {
  const back: BroughtBack[] = [];
  for (const ended of endedByClosing) back.push(...(await bringBack(db, table, ended)));
  back.push(...(await bringBackUnkept(db, table)));
  await openSites(db, table);
  return back;
}

/** The same for organisations that reopen; each row reports what came back, what did not, and what is not known. */
export async function undoReopened(db: Db, table: string): Promise<void> {
  const words = new Map<string, string[]>();
  const say = (organisationId: string, what: string) =>
    words.set(organisationId, [...(words.get(organisationId) ?? []), what]);
  for (const { organisationId, label, restored } of await undoClosings(db, table)) {
    say(
      organisationId,
      restored ? `Brought back: ${label}.` : `Not brought back, since something else is there now: ${label}.`,
    );
  }
  for (const { organisationId, what } of await notKnown(db, table)) say(organisationId, what);
  const said = [...words].map(([organisationId, all]) => ({ organisationId, what: all.join(' ') }));
  if (said.length === 0) return;
  await sql`/* sayBroughtBack */ update ${sql.table(table)} s set what = concat_ws(' ', s.what, x.what)
    from jsonb_to_recordset(${JSON.stringify(said)}::jsonb) x("organisationId" uuid, what text)
    where s.organisation_id = x."organisationId" and s.found_from is not null`.execute(db);
}
