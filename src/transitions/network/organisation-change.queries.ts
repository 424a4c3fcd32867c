import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import type { SiteKind } from '../../organisation/site/site-operation.entity.js';

/**
 * Locks organisations until the transaction ends, in order of id. Every change by date to an organisation takes this
 * lock first. Anything that only refers to one (a booking) does not wait.
 */
export async function lockOrganisations(db: Db, ids: readonly string[]): Promise<void> {
  await sql`/* lockOrganisations */
    select from organisation where id = any(${[...ids]}::uuid[]) order by id for no key update`.execute(db);
}

export interface DatedContract {
  readonly id: string;
  readonly practiceId: string;
  readonly practiceCode: string;
  readonly holderId: string;
  readonly type: string;
  readonly from: string;
  readonly to: string | null;
}

/** The contracts of a practice, or those that an organisation holds, locked, oldest first. */
export async function lockContracts(
  db: Db,
  of: { practiceId: string } | { holderId: string },
): Promise<DatedContract[]> {
  return (
    await sql<DatedContract>`/* lockContracts */
      select c.id, c.practice_id as "practiceId", o.ods_code as "practiceCode", c.holder_id as "holderId", c.type,
        c.valid_from::text as "from", c.valid_to::text as "to"
      from contract c join organisation o on o.id = c.practice_id
      where ${'practiceId' in of ? sql`c.practice_id = ${of.practiceId}` : sql`c.holder_id = ${of.holderId}`}
      order by c.valid_from, c.id for update of c`.execute(db)
  ).rows;
}

export async function endContract(db: Db, id: string, on: string): Promise<void> {
  await sql`/* endContract */ update contract set valid_to = ${on}::date where id = ${id}`.execute(db);
}

/**
 * Passes a contract to another holder from a day on: it is cut there if it is running by then, otherwise it is taken
 * over whole.
 */
export async function passContract(
  db: Db,
  contract: DatedContract,
  to: { holderId: string; on: string; source: string },
): Promise<void> {
  if (contract.from >= to.on) {
    await sql`/* takeOverContract */ update contract set holder_id = ${to.holderId} where id = ${contract.id}`.execute(
      db,
    );
    return;
  }
  await endContract(db, contract.id, to.on);
  await sql`/* continueContract */
    insert into contract (practice_id, type, holder_id, caretaker, valid_from, valid_to, certainty, source)
    select practice_id, type, ${to.holderId}, caretaker, ${to.on}::date, ${contract.to}::date, certainty, ${to.source}
    from contract where id = ${contract.id}`.execute(db);
}

/** Ends a membership that runs on the day before; from the day on it no longer puts the practice in a network. */
export async function endMembership(db: Db, id: string, on: string): Promise<void> {
  await sql`/* endMembership */ update membership set valid_to = ${on}::date where id = ${id}`.execute(db);
}

export interface OperatedSite {
  readonly operationId: string;
  readonly siteId: string;
  readonly name: string;
  readonly kind: SiteKind;
  readonly from: string;
  readonly to: string | null;
}

/** What an organisation runs on the day or will run later, locked; by name. */
export async function lockSitesOf(db: Db, operatorId: string, day: string): Promise<OperatedSite[]> {
  return (
    await sql<OperatedSite>`/* lockSitesOf */
      select x.id as "operationId", x.site_id as "siteId", s.name, x.kind, x.valid_from::text as "from",
        x.valid_to::text as "to"
      from site_operation x join site s on s.id = x.site_id
      where x.operator_id = ${operatorId} and (x.valid_to is null or x.valid_to > ${day}::date)
      order by s.name, x.id for no key update of x, s`.execute(db)
  ).rows;
}

/**
 * Passes the running of sites on from a day: each row that runs across the day is cut there, and later rows are taken
 * over.
 */
export async function passSites(
  db: Db,
  to: { from: string; operatorId: string; newOperatorId: string; asBranch: boolean; source: string },
): Promise<void> {
  const kind = to.asBranch ? sql`case kind when 'MAIN' then 'BRANCH' else kind end` : sql`kind`;
  await sql`/* takeOverLaterSites */
    update site_operation set operator_id = ${to.newOperatorId}, kind = ${kind}
    where operator_id = ${to.operatorId} and valid_from >= ${to.from}::date`.execute(db);
  const { rows } = await sql<{ id: string; ended: string | null }>`/* cutSites */
    update site_operation x set valid_to = ${to.from}::date from site_operation was
    where was.id = x.id and x.operator_id = ${to.operatorId} and x.valid_from < ${to.from}::date
      and (x.valid_to is null or x.valid_to > ${to.from}::date)
    returning x.id, was.valid_to::text as ended`.execute(db);
  await sql`/* continueSites */
    insert into site_operation (site_id, operator_id, kind, valid_from, valid_to, source)
    select x.site_id, ${to.newOperatorId}, ${kind}, ${to.from}::date, e.ended::date, ${to.source}
    from site_operation x join jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) e(id uuid, ended text) on e.id = x.id`.execute(
    db,
  );
}

/** Closes an organisation on a day, and ends its commissioning. */
export async function closeOrganisation(db: Db, id: string, on: string): Promise<void> {
  await sql`/* closeOrganisation */ update organisation set closed_on = ${on}::date where id = ${id}`.execute(db);
  await sql`/* endCommissioning */
    update commissioning set valid_to = ${on}::date where organisation_id = ${id} and valid_from < ${on}::date
      and (valid_to is null or valid_to > ${on}::date)`.execute(db);
}

export async function insertSuccession(
  db: Db,
  row: { predecessorId: string; successorId: string; from: string; source: string },
): Promise<void> {
  await sql`/* insertSuccession */
    insert into succession (predecessor_id, successor_id, valid_from, source)
    values (${row.predecessorId}, ${row.successorId}, ${row.from}::date, ${row.source})`.execute(db);
}

/** Who takes over from an organisation, and when; undefined if nobody does. */
export async function successorOf(db: Db, id: string): Promise<{ code: string | null; from: string } | undefined> {
  return (
    await sql<{ code: string | null; from: string }>`/* successorOf */
      select o.ods_code as code, s.valid_from::text as "from" from succession s
      join organisation o on o.id = s.successor_id where s.predecessor_id = ${id}`.execute(db)
  ).rows[0];
}

/**
 * Renames an organisation from a day on. False, and nothing changes, if a change of name is planned for that day or
 * later.
 */
export async function renameOrganisation(db: Db, id: string, name: string, from: string): Promise<boolean> {
  const { rows } = await sql`/* laterNames */
    select from organisation_name where organisation_id = ${id} and valid_from >= ${from}::date`.execute(db);
  if (rows.length > 0) return false;
  await sql`/* endName */
    update organisation_name set valid_to = ${from}::date
    where organisation_id = ${id} and (valid_to is null or valid_to > ${from}::date)`.execute(db);
  await sql`/* insertName */
    insert into organisation_name (organisation_id, name, valid_from)
    values (${id}, ${name}, ${from}::date)`.execute(db);
  return true;
}

/**
 * The sum of two practices' counts, for every basis on which both have a figure by the day; nothing if the practice
 * that continues has a figure for that very day.
 */
export async function joinPopulations(
  db: Db,
  { from, oldId, newId }: { from: string; oldId: string; newId: string },
): Promise<{ basis: string; value: number }[]> {
  return (
    await sql<{ basis: string; value: number }>`/* joinPopulations */
      insert into population (organisation_id, basis, counted_on, value, source)
      select ${newId}, b.basis, ${from}::date, o.value + n.value,
        format('Sum at the hand-over: %s counted on %s and %s counted on %s', o.value, o.counted_on, n.value, n.counted_on)
      from (values ('REGISTERED'), ('WEIGHTED')) b(basis)
      cross join lateral (select value, counted_on from population where organisation_id = ${oldId} and basis = b.basis
        and counted_on <= ${from}::date order by counted_on desc limit 1) o
      cross join lateral (select value, counted_on from population where organisation_id = ${newId} and basis = b.basis
        and counted_on <= ${from}::date order by counted_on desc limit 1) n
      where n.counted_on < ${from}::date
      returning basis, value::float8`.execute(db)
  ).rows;
}

/** How many employments an organisation has on the day or later. */
export async function countStaffAhead(db: Db, id: string, day: string): Promise<number> {
  return (
    (await sql<{ n: number }>`/* countStaffAhead */ select staff_ahead(${id}, ${day}::date) as n`.execute(db)).rows[0]
      ?.n ?? 0
  );
}
