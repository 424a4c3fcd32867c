import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import { analyseStage, lineOfNobody, refuseHalves } from '../official-files/stage.queries.js';
import type { MemberDays } from './rules/merge-memberships.js';

/**
 * Whether any row is of a membership that had ended by the edition's day. Call before `findMembers`, which ends some.
 */
export async function tellsThePast(db: Db, table: string, editionOn: string): Promise<boolean> {
  return (
    (
      await sql`/* tellsThePast */ select from ${sql.table(table)} where valid_to <= ${editionOn}::date limit 1`.execute(
        db,
      )
    ).rows.length > 0
  );
}

/**
 * Locks the practices, as every change by date does, and finds the practice and the PCN of each row; refuses impossible
 * rows.
 */
export async function findMembers(db: Db, table: string): Promise<void> {
  await sql`/* lockMembers */ select from organisation o where o.ods_code in (select code from ${sql.table(table)})
    order by o.id for no key update`.execute(db);
  await sql`/* findMembers */
    update ${sql.table(table)} s set organisation_id = p.id, found_id = n.id,
      valid_to = case when e.ends < s.valid_to or s.valid_to is null then e.ends else s.valid_to end,
      outcome = case when t.trouble is not null then 'refused' end, what = t.trouble
    from ${sql.table(table)} x
    left join organisation p on p.ods_code = x.code and p.kind = 'PRACTICE'
    left join organisation n on n.ods_code = x.pcn and n.kind = 'PCN'
    cross join lateral (select least(p.closed_on, n.closed_on) as ends) e
    cross join lateral (select case
      when p.id is null then 'The practice is not in our directory. Load it with --epraccur.'
      when n.id is null then 'The PCN is not in our directory. Load it with --epcn-details.'
      when x.valid_from < n.opened_on then format('It begins on %s, and the PCN opened on %s.', x.valid_from, n.opened_on)
      when x.valid_from < p.opened_on then format('It begins on %s, and the practice opened on %s.', x.valid_from, p.opened_on)
      when x.valid_from >= e.ends then format('It begins on %s, and the practice or the PCN closed on %s.', x.valid_from, e.ends)
      end as trouble) t
    where s.line = x.line and s.outcome is null`.execute(db);
  await analyseStage(db, table);
}

/** Far more than any practice has had: each row of a history is compared with each other one of it. */
const mostMemberships = 100;

/**
 * Refuses all rows of a practice of which one is refused or two overlap, or which are too many to be one: half a
 * history would be a wrong one. A row that is fine itself says which one is not.
 */
export async function refuseBrokenHistories(db: Db, table: string): Promise<void> {
  await refuseHalves(db, table);
  await sql`/* refuseCrowds */
    update ${sql.table(table)} s set outcome = 'refused',
      what = format('It is one of %s memberships of the practice in this file, and more than %s are no history.', c.rows,
        ${mostMemberships}::integer)
    from (select code, count(*) as rows from ${sql.table(table)} where outcome is null
      group by code having count(*) > ${mostMemberships}) c
    where c.code = s.code and s.outcome is null`.execute(db);
  await sql`/* refuseOverlaps */
    update ${sql.table(table)} s set outcome = 'refused', what = format('Line %s has the practice in a PCN on the same days.', o.other)
    from (select a.line, min(b.line) as other from ${sql.table(table)} a join ${sql.table(table)} b on b.code = a.code
        and b.line <> a.line and daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to)
      where a.outcome is null and b.outcome is null group by a.line) o
    where o.line = s.line`.execute(db);
  await sql`/* refuseCompanions */
    update ${sql.table(table)} s set outcome = 'refused', what = format('Line %s of the same practice is refused.', r.line)
    from (select code, min(line) as line from ${sql.table(table)} where outcome = 'refused' group by code) r
    where r.code = s.code and s.outcome is null`.execute(db);
}

/**
 * The first line that may be about any practice: one that names none, or one that puts a practice which is not in our
 * directory into a network whose practices are. A wrong letter in a code causes either.
 */
export async function lineOfAnyPractice(db: Db, table: string): Promise<number | undefined> {
  const stranger = (
    await sql<{ line: number | null }>`/* lineOfStranger */
      select min(s.line) as line from ${sql.table(table)} s
      where not exists (select from organisation p where p.ods_code = s.code and p.kind = 'PRACTICE')
        and s.pcn in (select n.ods_code from membership m join organisation n on n.id = m.pcn_id
          union select t.pcn from ${sql.table(table)} t join organisation p on p.ods_code = t.code and p.kind = 'PRACTICE')`.execute(
      db,
    )
  ).rows[0]?.line;
  const lines = [await lineOfNobody(db, table), stranger].filter((line) => line != null);
  return lines.length === 0 ? undefined : Math.min(...lines);
}

/** Inserts the rows of practices that have never been in a PCN here. */
export async function addFirstMemberships(db: Db, table: string, source: string): Promise<void> {
  await sql`/* settleFirstMemberships */
    update ${sql.table(table)} s set outcome = 'new' where s.outcome is null
      and not exists (select from membership m where m.practice_id = s.organisation_id)`.execute(db);
  await sql`/* addFirstMemberships */
    insert into membership (practice_id, pcn_id, valid_from, valid_to, source)
    select organisation_id, found_id, valid_from, valid_to, ${source} from ${sql.table(table)} where outcome = 'new'`.execute(
    db,
  );
}

export interface StagedMembership extends MemberDays {
  readonly line: number;
}
export interface OurMembership extends MemberDays {
  readonly id: string;
}
export interface MemberHistory {
  readonly practiceId: string;
  readonly code: string;
  readonly file: readonly StagedMembership[];
  readonly ours: readonly OurMembership[];
}

function ours(practice: ReturnType<typeof sql>) {
  return sql`(select coalesce(json_agg(json_build_object('id', m.id,
  'pcn', n.ods_code, 'from', m.valid_from, 'to', m.valid_to) order by m.valid_from), '[]')
  from membership m join organisation n on n.id = m.pcn_id where m.practice_id = ${practice})`;
}

/**
 * Practices with rows that are not settled, after a code, in order of their codes: what the file says, and what we
 * hold.
 */
export async function unsettledHistories(db: Db, table: string, after: string, most: number): Promise<MemberHistory[]> {
  return (
    await sql<MemberHistory>`/* unsettledHistories */
      select s.code, s.organisation_id as "practiceId", json_agg(json_build_object('line', s.line, 'pcn', s.pcn,
        'from', s.valid_from, 'to', s.valid_to) order by s.valid_from) as file, ${ours(sql`s.organisation_id`)} as ours
      from ${sql.table(table)} s where s.outcome is null and s.code > ${after}
      group by s.code, s.organisation_id order by s.code limit ${most}`.execute(db)
  ).rows;
}

export async function membershipsHeld(db: Db, practiceId: string): Promise<OurMembership[]> {
  return (
    (
      await sql<{
        held: OurMembership[];
      }>`/* membershipsHeld */ select ${ours(sql`${practiceId}::uuid`)} as held`.execute(db)
    ).rows[0]?.held ?? []
  );
}

/** Whether anybody has shared, signed, booked or offered anything on the basis of the practice's memberships. */
export async function isWorkedWith(db: Db, practiceId: string): Promise<boolean> {
  return (
    (
      await sql<{ yes: boolean }>`/* isWorkedWith */
      select exists (select from place where owner_id = i.id)
        or exists (select from session_share where practice_id = i.id)
        or exists (select from share_ledger where practice_id = i.id)
        or exists (select from booking where practice_id = i.id)
        or exists (select from waiting_entry where practice_id = i.id)
        or exists (select from agreement_signature where practice_id = i.id)
        or exists (select from participation where practice_id = i.id)
        or exists (select from accommodation_offer where offered_by_id = i.id and state = 'ACCEPTED')
        or exists (select from clinic_fixed_share where practice_id = i.id) as yes
      from (select ${practiceId}::uuid as id) i`.execute(db)
    ).rows[0]?.yes === true
  );
}

/** Rewrites a practice's memberships. One that stays in its PCN keeps its id, so that references to it still work. */
export async function rewriteMemberships(
  db: Db,
  practiceId: string,
  rows: readonly (MemberDays & { readonly id: string | null })[],
  source: string,
): Promise<void> {
  const wanted = JSON.stringify(rows);
  const shape = sql`jsonb_to_recordset(${wanted}::jsonb) x(id uuid, pcn text, "from" date, "to" date)`;
  await sql`/* dropMemberships */ delete from membership m where m.practice_id = ${practiceId}
    and not exists (select from ${shape} where x.id = m.id and x."from" = m.valid_from and x."to" is not distinct from m.valid_to)`.execute(
    db,
  );
  await sql`/* writeMemberships */
    insert into membership (id, practice_id, pcn_id, valid_from, valid_to, source)
    select coalesce(x.id, gen_random_uuid()), ${practiceId}, (select id from organisation where ods_code = x.pcn), x."from", x."to",
      ${source}
    from ${shape} on conflict (id) do nothing`.execute(db);
}

/** The code of an ICB that commissions all of the organisations today, so that it may decide about them together. */
export async function commonIcbCode(db: Db, codes: readonly string[], today: string): Promise<string | undefined> {
  return (
    await sql<{ code: string }>`/* commonIcbCode */
      with recursive above(organisation_id, id) as (
        select o.id, o.id from organisation o where o.ods_code = any(${[...codes]}::text[])
        union
        select a.organisation_id, c.commissioner_id from commissioning c join above a on c.organisation_id = a.id
        where c.valid_from <= ${today}::date and (c.valid_to is null or c.valid_to > ${today}::date)
      )
      select o.ods_code as code from above a join organisation o on o.id = a.id where o.kind = 'ICB'
      group by o.ods_code having count(distinct a.organisation_id) = ${new Set(codes).size} order by 1 limit 1`.execute(
      db,
    )
  ).rows[0]?.code;
}
