import { parseGlobalId } from '../../../src/platform/ids/global-id.js';
import type { TestDatabase } from '../database/test-database.js';
import type { History, Outcome } from './history.js';

type Sql = Pick<TestDatabase, 'sql'>;

/** What must not be found, each with the SQL that looks for it as the owner. */
const faults: Readonly<Record<string, string>> = {
  'a slot or a place with two live bookings': `
    select session_id, 'slot' as what, slot_number as number from booking
      where state not in ('EXPIRED', 'CANCELLED') and (state <> 'HELD' or expires_at > app_now()) group by 1, 2, 3
      having count(*) > 1
    union all select session_id, 'place', place_number from booking where place_number is not null
      and state not in ('EXPIRED', 'CANCELLED') and (state <> 'HELD' or expires_at > app_now()) group by 1, 2, 3
      having count(*) > 1`,
  'a slot or a place that is taken by nobody, or free and taken': `
    with live as (select * from booking where state not in ('EXPIRED', 'CANCELLED')
        and (state <> 'HELD' or expires_at > app_now()))
    select l.session_id, 'slot' as what, l.number, b.state from slot l join session s on s.id = l.session_id
      left join live b on (b.session_id, b.slot_number) = (l.session_id, l.number)
      where s.state = 'PUBLISHED' and (b.id is null) <> is_free(l.taken_until, app_now())
    union all select p.session_id, 'place', p.number, b.state from place p join session s on s.id = p.session_id
      left join live b on (b.session_id, b.place_number) = (p.session_id, p.number)
      where s.state = 'PUBLISHED' and (b.id is null) <> is_free(p.taken_until, app_now())`,
  'a live booking of a session that was cancelled': `
    select b.id from booking b join session s on s.id = b.session_id
    where s.state = 'CANCELLED' and b.state in ('HELD', 'CONFIRMED')`,
  'a session whose places and held slots are not its slots': `
    select s.id, s.session_on, count(*) as slots, count(*) filter (where l.held_for_111) as held, p.places
    from session s join slot l on l.session_id = s.id
    cross join lateral (select count(*) as places from place where session_id = s.id) p
    where s.state = 'PUBLISHED' group by s.id, p.places
    having count(*) <> p.places + count(*) filter (where l.held_for_111)`,
  'a person in two places': `
    select a.id, b.id as other from assignment a join assignment b on a.clinician_id = b.clinician_id and a.id < b.id
      and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)
    where a.state = 'PUBLISHED' and b.state = 'PUBLISHED'
    union all select a.id, l.id from assignment a join leave l on l.clinician_id = a.clinician_id
      and tstzrange(a.starts_at, a.ends_at) && tstzrange(l.starts_at, l.ends_at)
    where a.state = 'PUBLISHED' and l.state = 'APPROVED'
    union all select a.id, c.id from assignment a join commitment c on c.clinician_id = a.clinician_id
      and tstzrange(a.starts_at, a.ends_at) && tstzrange(c.starts_at, c.ends_at)
    where a.state = 'PUBLISHED' and c.kind = 'RANGE'`,
  'two people at one post': `
    select session_id, post_number from assignment where state = 'PUBLISHED' group by 1, 2 having count(*) > 1`,
  'a room with two sessions at one time': `
    select a.id, b.id as other from session a join session b on a.room_id = b.room_id and a.id < b.id
      and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at)
    where a.state = 'PUBLISHED' and b.state = 'PUBLISHED'`,
  'a session whose ledger is not what its practices own': `
    with recursive heirs as (select id as practice_id, id as heir from organisation
      union select h.practice_id, x.successor_id from heirs h join succession x on x.predecessor_id = h.heir),
    last_heir as (select practice_id, heir from heirs h
      where not exists (select from succession x where x.predecessor_id = h.heir)),
    entered as (select l.session_id, h.heir, sum(l.given - l.returned) as n from share_ledger l
      join last_heir h using (practice_id) where l.session_id is not null group by 1, 2),
    owned as (select p.session_id, h.heir, count(*) as n from place p join last_heir h on h.practice_id = p.owner_id
      group by 1, 2)
    select s.id, s.session_on, s.state, heir, e.n as entered, o.n as owned
    from entered e full join owned o using (session_id, heir) join session s on s.id = session_id
    where coalesce(e.n, 0) <> case s.state when 'PUBLISHED' then coalesce(o.n, 0) else 0 end`,
  'a ledger whose entitlements are not what was given': `
    select l.session_id, sum(l.entitled), sum(l.given) from share_ledger l join session s on s.id = l.session_id
    group by 1 having abs(sum(l.entitled) - sum(l.given)) > 0.000001`,
  'balances that were moved and did not arrive': `
    select account_id, sum(entitled) from share_ledger where session_id is null group by 1
    having abs(sum(entitled)) > 0.000001`,
  'a day with two holders, networks or operators': `
    select a.id from contract a join contract b on a.practice_id = b.practice_id and a.id < b.id
      and daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to)
    union all select a.id from membership a join membership b on a.practice_id = b.practice_id and a.id < b.id
      and daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to)
    union all select a.id from site_operation a join site_operation b on a.site_id = b.site_id and a.id < b.id
      and daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to)`,
  'a day without a holder, of which nobody had notice': `
    select c.id, o.ods_code, c.valid_to from contract c join organisation o on o.id = c.practice_id
    where c.valid_to is not null and c.valid_to is distinct from c.notice_ends_on
      and c.type <> 'APMS' -- which has a term
      and not exists (select from contract n where n.practice_id = c.practice_id and n.valid_from = c.valid_to)
      and not exists (select from succession x where x.predecessor_id = c.practice_id and x.valid_from = c.valid_to)`,
  'a site without an operator on a day that it is open': `
    select t.id, t.name from site t join site_operation x on x.site_id = t.id group by t.id
    having not range_agg(daterange(x.valid_from, x.valid_to)) @> daterange(min(x.valid_from), t.closed_on)`,
};

interface Trail {
  readonly name: string;
  readonly keys: readonly string[];
  /** Columns that entries do not show, or that other triggers keep. */
  readonly beside: readonly string[];
}

/**
 * Where the audit trail and the rows disagree: by number of rows made and removed, and row by row in what they hold
 * now. Rows that came in one statement of many have no entries of their own, but a count.
 */
async function untold(database: Sql): Promise<unknown[]> {
  const trails = await database.sql<Trail>(`
    select c.relname as name, string_to_array(x.args[1], ',') as keys,
      string_to_array(x.args[2], ',') || string_to_array(x.args[3], ',') as beside
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    cross join lateral (select string_to_array(encode(t.tgargs, 'escape'), '\\000') as args) x
    where t.tgfoid = 'audit_statement'::regproc and t.tgtype & 4 > 0 and not c.relispartition order by 1`);
  const found: unknown[] = [];
  for (const { name, keys, beside } of trails) {
    const rows = await database.sql(
      `with rows as (select (select jsonb_object_agg(k, to_jsonb(r)->k) from unnest($2::text[]) k) as key,
          to_jsonb(r) - $3::text[] as row from ${name} r),
        entries as (select * from audit_entry where table_name = $1 and not copy),
        last as (select distinct on (row_key) row_key, operation, after - $3::text[] as row from entries
          where row_key is not null order by row_key, id desc),
        counted as (select coalesce(sum(row_count * case operation when 'INSERT' then 1 when 'DELETE' then -1 else 0 end), 0)
            as n, count(*) filter (where row_key is null and operation = 'UPDATE') as updates from entries),
        batched as (select coalesce(sum(row_count), 0) as n from entries where row_key is null and operation = 'INSERT'),
        compared as (select r.key, l.row_key, l.operation, r.row, l.row as told from rows r
          full join last l on l.row_key = r.key)
      select $1 as "table", 'count' as what, c.n::text as told, (select count(*)::text from rows) as real from counted c
        where c.n <> (select count(*) from rows)
      union all select $1, 'without an entry', b.n::text, (select count(*)::text from compared where row_key is null)
        from batched b where (select count(*) from compared where row_key is null) > b.n
      union all (select $1, 'another state', told::text, row::text from compared cross join counted c
        where row_key is not null and c.updates = 0
          and case when key is null then operation <> 'DELETE' else row is distinct from told end limit 3)`,
      [name, keys, beside.filter((column) => column !== '')],
    );
    found.push(...rows);
  }
  return found;
}

/** Mutations that may be done and leave everything as it was: what they set was so already, or nothing was to do. */
function mayChangeNothing(mutation: string): boolean {
  return /^(change|set|rename|correct)[A-Z]|^(publishSessions|moveSharedClinicHost|assignSeries)$/.test(mutation);
}
/** What ends a thing for good, and how the thing says so. */
const endings: Readonly<Record<string, readonly [type: string, state: string]>> = {
  cancelBooking: ['Booking', 'CANCELLED'],
  unassignClinician: ['Assignment', 'ENDED'],
  withdrawEmployment: ['Employment', 'WITHDRAWN'],
  withdrawLeave: ['Leave', 'WITHDRAWN'],
  withdrawWait: ['WaitingEntry', 'WITHDRAWN'],
  declineAccommodation: ['AccommodationOffer', 'DECLINED'],
  declineEmployment: ['Employment', 'DECLINED'],
  declineRelease: ['PoolRelease', 'DECLINED'],
};

function tableOf(type: string): string {
  if (['Practice', 'Provider', 'PrimaryCareNetwork'].includes(type)) return 'organisation';
  return type.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}

/** What people were told and is not so, and the other way round. */
async function misled(database: Sql, { outcomes, twins }: History): Promise<unknown[]> {
  const entered = new Set(
    (await database.sql<{ id: string }>(`select distinct request_id as id from audit_entry`)).map(({ id }) => id),
  );
  const changed = ({ requestId }: Outcome) => requestId !== null && entered.has(requestId);
  const found: unknown[] = [];
  for (const outcome of outcomes) {
    const { kind, mutation, again } = outcome;
    if (kind === 'done' && !again && !changed(outcome) && !mayChangeNothing(mutation)) {
      if (!twins.some((pair) => pair.includes(outcome))) found.push({ told: 'done', but: 'nothing changed', outcome });
    }
    if ((kind === 'refused' || kind === 'tried') && changed(outcome)) {
      found.push({ told: kind, but: 'something changed', outcome });
    }
  }
  for (const [one, two] of twins) {
    if (changed(one) && changed(two)) found.push({ told: 'once', but: 'changed twice', one, two });
    if (one.kind === 'done' && two.kind === 'done' && one.ids.join() !== two.ids.join()) {
      found.push({ told: 'two things', one, two });
    }
  }
  found.push(...(await gone(database, outcomes)), ...(await misreferred(database, outcomes)));
  return found;
}

/** Things that a reply named and that are not there, or did not end though a reply says so. */
async function gone(database: Sql, outcomes: readonly Outcome[]): Promise<unknown[]> {
  // What somebody takes back later has not ended.
  const undone = new Set(
    outcomes
      .filter(({ mutation, kind }) => mutation === 'undoCancelBooking' && kind !== 'refused')
      .map(({ input }) => input['booking']),
  );
  const named = outcomes.filter(({ kind }) => kind === 'done').flatMap(({ ids, mutation }) =>
    ids.flatMap((id) => {
      const parsed = parseGlobalId(id);
      const [type, state] = endings[mutation] ?? [];
      return parsed === undefined ? [] : [{ ...parsed, ending: type === parsed.type && !undone.has(id) ? state : null }];
    }),
  ); // prettier-ignore
  const found: unknown[] = [];
  for (const [type, of] of Map.groupBy(named, (each) => each.type)) {
    const table = tableOf(type);
    found.push(
      ...(await database.sql(
        `select $1 as table, x.key, x.ending, r.row->>'state' as state
        from jsonb_to_recordset($2::jsonb) x(key uuid, ending text)
        left join (select id, to_jsonb(t) as row from ${table} t) r on r.id = x.key
        where x.ending is not null and r.row->>'state' is distinct from x.ending
          or r.id is null and not exists (select from audit_entry e
            where e.table_name = $1 and e.operation = 'DELETE' and e.row_key->>'id' = x.key::text)`,
        [table, JSON.stringify(of)],
      )),
    );
  }
  return found;
}

/** Bookings that were confirmed and are not there once, or that were refused and are there. */
async function misreferred(database: Sql, outcomes: readonly Outcome[]): Promise<unknown[]> {
  const told = new Map<string, boolean>();
  for (const { mutation, kind, input } of outcomes) {
    if (mutation !== 'bookSlot' || kind === 'unknown') continue;
    const reference = String(input['reference']);
    told.set(reference, kind === 'done' || told.get(reference) === true);
  }
  return database.sql(
    `select x.reference, x.booked, count(b.id) from jsonb_to_recordset($1::jsonb) x(reference text, booked boolean)
     left join booking b on b.reference = x.reference group by 1, 2
     having count(b.id) <> case when x.booked then 1 else 0 end`,
    [JSON.stringify([...told].map(([reference, booked]) => ({ reference, booked })))],
  );
}

/** Everything that is wrong after a history, by what it is; nothing where all is well. */
export async function judge(database: Sql, history: History): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const [name, text] of Object.entries(faults)) found[name] = await database.sql(text);
  found['an audit trail that is not what happened'] = await untold(database);
  found['a reply that is not so'] = await misled(database, history);
  found['an error of our own'] = history.outcomes.filter(({ words }) => words.includes('INTERNAL_SERVER_ERROR'));
  return Object.fromEntries(Object.entries(found).filter(([, rows]) => rows.length > 0));
}
