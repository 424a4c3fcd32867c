import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import { analyseStage } from '../official-files/stage.queries.js';

/** Integrated care boards have commissioned since the Health and Care Act 2022 came into force. */
const icbsSince = '2022-07-01';

/**
 * Refuses rows whose codes are known here as something else, and finds the organisations of the others. Locks every one
 * that exists here, as each change by date does, in the order of their ids.
 */
export async function findOrganisations(db: Db, table: string): Promise<void> {
  await sql`/* lockImported */ select from organisation o where o.ods_code in (select code from ${sql.table(table)})
    order by o.id for no key update`.execute(db);
  await sql`/* findOrganisations */
    update ${sql.table(table)} s set organisation_id = o.id,
      outcome = case when o.kind <> s.kind then 'refused' end,
      what = case when o.kind <> s.kind then format('We know this code as a %s, not as a %s.', o.kind, s.kind) end
    from organisation o where o.ods_code = s.code and s.outcome is null`.execute(db);
}

/**
 * Adds the commissioners that rows name: sub-ICBs, and the ICB above each where rows of running organisations name one.
 * Refuses rows whose commissioner's code is known as something else.
 */
export async function addCommissioners(db: Db, table: string, source: string): Promise<void> {
  await sql`/* refuseCommissioners */
    update ${sql.table(table)} s set outcome = 'refused', what = format('We know the commissioner %s as a %s.', o.ods_code, o.kind)
    from ${sql.table(table)} x
    cross join lateral (values (x.commissioner, array['SUB_ICB', 'ICB']), (x.icb, array['ICB'])) n(code, kinds)
    join organisation o on o.ods_code = n.code and o.kind <> all(n.kinds)
    where x.line = s.line and x.outcome is null`.execute(db);
  await sql`/* addIcbs */
    insert into organisation (ods_code, kind, opened_on, source)
    select distinct s.icb, 'ICB', ${icbsSince}::date, ${source} from ${sql.table(table)} s
    where s.outcome is null and s.icb is not null and s.closed_on is null
      and not exists (select from organisation o where o.ods_code = s.icb)`.execute(db);
  await sql`/* addSubIcbs */
    insert into organisation (ods_code, kind, source)
    select distinct s.commissioner, 'SUB_ICB', ${source} from ${sql.table(table)} s
    where s.outcome is null and s.commissioner is not null
      and not exists (select from organisation o where o.ods_code = s.commissioner)`.execute(db);
  await sql`/* placeSubIcbs */
    insert into commissioning (organisation_id, commissioner_id, valid_from, source)
    select distinct on (b.id) b.id, i.id, ${icbsSince}::date, ${source}
    from ${sql.table(table)} s join organisation b on b.ods_code = s.commissioner and b.kind = 'SUB_ICB'
    join organisation i on i.ods_code = s.icb
    where s.outcome is null and s.closed_on is null
      and not exists (select from commissioning c where c.organisation_id = b.id)
    group by b.id, i.id order by b.id, count(*) desc, i.id`.execute(db);
  await nameCommissioners(db, table);
}

/**
 * Names commissioners that have no name: a sub-ICB as a row does, and its ICB by the same name without the sub-ICB's
 * code.
 */
async function nameCommissioners(db: Db, table: string): Promise<void> {
  await sql`/* nameSubIcbs */
    insert into organisation_name (organisation_id, name, valid_from)
    select distinct on (o.id) o.id, s.commissioner_name, coalesce(o.opened_on, ${icbsSince}::date)
    from ${sql.table(table)} s join organisation o on o.ods_code = s.commissioner
    where s.outcome is null and s.commissioner_name is not null
      and not exists (select from organisation_name n where n.organisation_id = o.id)
    group by o.id, s.commissioner_name order by o.id, count(*) desc, s.commissioner_name`.execute(db);
  await sql`/* nameIcbs */
    insert into organisation_name (organisation_id, name, valid_from)
    select distinct on (i.id) i.id, regexp_replace(n.name, ' - [A-Z0-9]{3,5}$', ''), coalesce(i.opened_on, ${icbsSince}::date)
    from ${sql.table(table)} s join organisation b on b.ods_code = s.commissioner
    join organisation_name n on n.organisation_id = b.id and n.valid_to is null and n.name ~ ' - [A-Z0-9]{3,5}$'
    join commissioning c on c.organisation_id = b.id and c.valid_to is null
    join organisation i on i.id = c.commissioner_id and i.kind = 'ICB'
    where not exists (select from organisation_name m where m.organisation_id = i.id)
    order by i.id, n.name`.execute(db);
}

/**
 * Adds the organisations that do not exist here: name, commissioner and, for a practice or a hub, the site of its
 * address.
 */
export async function addOrganisations(
  db: Db,
  table: string,
  { source, editionOn }: { source: string; editionOn: string },
): Promise<void> {
  const since = sql`coalesce(s.opened_on, s.commissioned_on, ${editionOn}::date)`;
  await sql`/* addOrganisations */
    with added as (
      insert into organisation (ods_code, kind, opened_on, closed_on, source)
      select code, kind, opened_on, closed_on, ${source} from ${sql.table(table)}
      where outcome is null and organisation_id is null returning id, ods_code
    )
    update ${sql.table(table)} s set organisation_id = a.id, outcome = 'new' from added a
    where a.ods_code = s.code and s.outcome is null`.execute(db);
  await analyseStage(db, table);
  await sql`/* nameOrganisations */
    insert into organisation_name (organisation_id, name, valid_from)
    select s.organisation_id, s.name, ${since} from ${sql.table(table)} s where s.outcome = 'new'`.execute(db);
  await sql`/* commissionOrganisations */
    insert into commissioning (organisation_id, commissioner_id, valid_from, valid_to, source)
    select s.organisation_id, c.id, f.day, s.closed_on, ${source}
    from ${sql.table(table)} s join organisation c on c.ods_code = coalesce(s.commissioner, s.icb)
    cross join lateral (select greatest(coalesce(s.commissioned_on, ${since}), s.opened_on, c.opened_on) as day) f
    where s.outcome = 'new' and (s.closed_on is null or s.closed_on > f.day)`.execute(db);
  await sql`/* addSites */
    with sites as (
      insert into site (code, name, address, town, postcode, opened_on, closed_on)
      select s.code || '001', s.name, s.address, s.town, s.postcode, ${since}, s.closed_on
      from ${sql.table(table)} s where s.outcome = 'new' and s.kind in ('PRACTICE', 'HUB') and s.address is not null
        and not exists (select from site t where t.code = s.code || '001')
      returning id, code
    )
    insert into site_operation (site_id, operator_id, kind, valid_from, valid_to, source)
    select t.id, s.organisation_id, case s.kind when 'HUB' then 'HUB' else 'MAIN' end, ${since},
      case when s.closed_on > ${since} then s.closed_on end, ${source}
    from sites t join ${sql.table(table)} s on s.code = left(t.code, -3) and s.outcome = 'new'`.execute(db);
}

/** Adds to what the report says changed in a row. */
function also(what: ReturnType<typeof sql>) {
  return sql`concat_ws(' ', s.what, ${what})`;
}

/**
 * Gives organisations the name in the file from its edition's day on, where they had another name then. Capitals and
 * spacing do not make another name: the directory writes in capitals, people do not.
 */
export async function renameOrganisations(db: Db, table: string, editionOn: string): Promise<void> {
  await sql`/* findRenamed */
    update ${sql.table(table)} s set found_id = n.id, found_from = n.valid_from, found_to = n.valid_to, outcome = 'changed',
      what = ${also(sql`format('Called "%s", was "%s".', s.name, n.name)`)}
    from organisation_name n where n.organisation_id = s.organisation_id and (s.outcome is null or s.outcome = 'changed')
      and n.valid_from <= ${editionOn}::date and (n.valid_to is null or n.valid_to > ${editionOn}::date)
      and upper(regexp_replace(n.name, '\\s', '', 'g')) <> upper(regexp_replace(s.name, '\\s', '', 'g'))`.execute(db);
  await sql`/* renameFromTheStart */ update organisation_name n set name = s.name from ${sql.table(table)} s
    where n.id = s.found_id and s.found_from = ${editionOn}::date`.execute(db);
  await sql`/* endNames */ update organisation_name n set valid_to = ${editionOn}::date from ${sql.table(table)} s
    where n.id = s.found_id and s.found_from < ${editionOn}::date`.execute(db);
  await sql`/* giveNames */ insert into organisation_name (organisation_id, name, valid_from, valid_to)
    select s.organisation_id, s.name, ${editionOn}::date, s.found_to from ${sql.table(table)} s
    where s.found_id is not null and s.found_from < ${editionOn}::date`.execute(db);
  await sql`/* forgetFound */ update ${sql.table(table)} set found_id = null, found_from = null, found_to = null
    where found_id is not null`.execute(db);
}

/** Takes over the opening day where the file has a different one and nothing in our records is earlier. */
export async function correctOpenings(db: Db, table: string): Promise<void> {
  await sql`/* correctOpenings */
    with corrected as (
      update organisation o set opened_on = s.opened_on from ${sql.table(table)} s, organisation was
      where o.id = s.organisation_id and was.id = o.id and (s.outcome is null or s.outcome = 'changed')
        and s.opened_on is distinct from o.opened_on and s.opened_on is not null
        and (o.closed_on is null or o.closed_on >= s.opened_on)
        and not exists (select from membership m where m.practice_id = o.id and m.valid_from < s.opened_on)
        and not exists (select from membership m where m.pcn_id = o.id and m.valid_from < s.opened_on)
      returning o.id, was.opened_on as was
    )
    update ${sql.table(table)} s set outcome = 'changed', what = ${also(
      sql`format('Opened on %s, was %s.', s.opened_on, coalesce(c.was::text, 'not known'))`,
    )}
    from corrected c where c.id = s.organisation_id`.execute(db);
}

/**
 * Puts organisations under the commissioner that the file names, where they had another on the edition's day: from the
 * day in the row, or else from the edition's. Refuses rows where ours began no earlier, or would have ended by then:
 * there the file contradicts our records.
 */
export async function moveCommissioners(
  db: Db,
  table: string,
  { source, editionOn }: { source: string; editionOn: string },
): Promise<void> {
  await sql`/* findMovedCommissioners */
    update ${sql.table(table)} s set
      outcome = case when m.goes then 'changed' else 'refused' end,
      what = case when m.goes
        then ${also(sql`format('Commissioned by %s from %s, was %s.', s.commissioner, m.day, m.ours)`)}
        else format('Our records have it commissioned by %s since %s; the file says %s since %s.', m.ours, m.valid_from,
          s.commissioner, coalesce(s.commissioned_on::text, 'a day that it does not name')) end,
      found_id = case when m.goes then m.id end, found_from = m.day, found_to = m.valid_to
    from (select x.line, c.*, b.ods_code as ours, f.day,
        c.valid_from < f.day and (c.valid_to is null or c.valid_to > f.day) as goes
      from ${sql.table(table)} x join organisation o on o.ods_code = x.commissioner
      join commissioning c on c.organisation_id = x.organisation_id and c.commissioner_id <> o.id
        and c.valid_from <= ${editionOn}::date and (c.valid_to is null or c.valid_to > ${editionOn}::date)
      join organisation b on b.id = c.commissioner_id
      cross join lateral (select coalesce(x.commissioned_on, ${editionOn}::date) as day) f) m
    where m.line = s.line and (s.outcome is null or s.outcome = 'changed')`.execute(db);
  await sql`/* endCommissioned */ update commissioning c set valid_to = s.found_from from ${sql.table(table)} s
    where c.id = s.found_id`.execute(db);
  await sql`/* commissionAnew */ insert into commissioning (organisation_id, commissioner_id, valid_from, valid_to, source)
    select s.organisation_id, o.id, s.found_from, s.found_to, ${source}
    from ${sql.table(table)} s join organisation o on o.ods_code = s.commissioner where s.found_id is not null`.execute(
    db,
  );
  await sql`/* forgetMoved */ update ${sql.table(table)} set found_id = null, found_from = null, found_to = null
    where found_id is not null or found_from is not null`.execute(db);
  await sql`/* commissionFirst */
    with first as (
      insert into commissioning (organisation_id, commissioner_id, valid_from, valid_to, source)
      select s.organisation_id, o.id, f.day, x.closed_on, ${source}
      from ${sql.table(table)} s join organisation o on o.ods_code = s.commissioner
      join organisation x on x.id = s.organisation_id
      cross join lateral (select coalesce(s.commissioned_on, case when s.kind = 'PCN' then s.opened_on end,
        ${editionOn}::date) as day) f
      where (s.outcome is null or s.outcome = 'changed') and (x.closed_on is null or x.closed_on > f.day)
        and not exists (select from commissioning c where c.organisation_id = s.organisation_id)
      returning organisation_id
    )
    update ${sql.table(table)} s set outcome = 'changed', what = ${also(sql`format('Commissioned by %s.', s.commissioner)`)}
    from first f where f.organisation_id = s.organisation_id`.execute(db);
}
