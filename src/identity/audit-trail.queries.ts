import { type RawBuilder, sql } from 'kysely';
import { countUpTo } from '../platform/database/count-up-to.js';
import { keyset } from '../platform/paging/keyset.js';
import type { Db } from '../platform/database/scope.js';
import type { Page } from '../platform/paging/page.js';

/** Partitions of the trail, one for each London month. */
export interface AuditUpkeep {
  readonly made: number;
  readonly dropped: number;
}

/**
 * Has the owner create the coming months' partitions, and drop those whose financial year ended more than `years` ago.
 * The database refuses fewer years than its owner set.
 */
export async function keepAuditMonths(db: Db, years: number): Promise<AuditUpkeep> {
  const { rows } = await sql<AuditUpkeep>`/* keepAuditMonths */ select * from maintain_audit_trail(${years})`.execute(
    db,
  );
  return rows[0]!;
}

type Columns = Readonly<Record<string, unknown>>;

/**
 * `at` is PostgreSQL's text in UTC; `before` and `after` are the row's columns, without those that are never recorded.
 */
export interface AuditRow {
  readonly id: string;
  readonly key: string;
  readonly at: string;
  readonly actor: string;
  readonly actorRole: string;
  readonly actorCode: string | null;
  readonly requestId: string | null;
  readonly table: string;
  readonly operation: 'INSERT' | 'UPDATE' | 'DELETE';
  readonly before: Columns | null;
  readonly after: Columns | null;
  readonly rowCount: number;
  readonly batchId: string | null;
}

/** Entries of one network on London days `[from, to)`. */
export interface AuditFilter {
  readonly pcnId: string;
  readonly from: string;
  readonly to: string;
  readonly tables: readonly string[];
  /** Only entries that hold a key in one of these columns of these tables. */
  readonly naming?: { readonly key: string; readonly columns: readonly { table: string; column: string }[] };
  readonly actor?: string;
  readonly requestId?: string;
}

/** An entry's key in one uuid: its instant in microseconds and its number, 16 hexadecimal digits each. */
const keyColumn = sql`(lpad(to_hex((extract(epoch from e.at) * 1000000)::bigint), 16, '0')
  || lpad(to_hex(e.id), 16, '0'))::uuid`;

const columns = sql`e.id::text, ${keyColumn} as key, e.at, e.actor, e.actor_role as "actorRole",
  o.ods_code as "actorCode", e.request_id as "requestId", e.table_name as "table", e.operation, e.before, e.after,
  e.row_count as "rowCount", e.batch_id as "batchId"`;

const source = sql`audit_entry e left join organisation o on o.id = e.actor_organisation_id`;

function matching({ pcnId, from, to, tables, naming, actor, requestId }: AuditFilter): RawBuilder<boolean> {
  return sql<boolean>`
  e.pcn_id = ${pcnId}::uuid and e.at >= ${from}::date::timestamp at time zone 'Europe/London'
  and e.at < ${to}::date::timestamp at time zone 'Europe/London' and e.table_name = any(${[...tables]})
  and ${actor === undefined ? sql`true` : sql`e.actor = ${actor}`}
  and ${requestId === undefined ? sql`true` : sql`e.request_id = ${requestId}`}
  and ${
    naming === undefined
      ? sql`true`
      : sql`exists (select from unnest(${naming.columns.map(({ table }) => table)}::text[],
          ${naming.columns.map(({ column }) => column)}::text[]) n(name, col)
          where n.name = e.table_name and ${naming.key} in (e.before->>n.col, e.after->>n.col))`
  }`;
}

/** Newest first: a page's direction is the reverse of the columns'. */
export async function listAuditEntries(db: Db, filter: AuditFilter, page: Page): Promise<AuditRow[]> {
  const { beyond, order } = keyset({ ...page, backward: !page.backward }, ['e.at', 'timestamptz'], ['e.id', 'bigint']);
  return (
    await sql<AuditRow>`/* listAuditEntries */
      select ${columns} from ${source} where ${matching(filter)} and ${beyond} ${order}`.execute(db)
  ).rows;
}

export async function countAuditEntries(db: Db, filter: AuditFilter): Promise<number> {
  return countUpTo(db, 'countAuditEntries', sql`from audit_entry e where ${matching(filter)}`);
}

/** One entry of a network by its key; undefined if it does not exist or belongs to another network. */
export async function auditEntryByKey(
  db: Db,
  key: string,
  pcnId: string,
  tables: readonly string[],
): Promise<AuditRow | undefined> {
  const digits = key.replaceAll('-', '');
  const microseconds = BigInt(`0x${digits.slice(0, 16)}`).toString();
  const id = BigInt(`0x${digits.slice(16)}`).toString();
  // there is no entry beyond what the database accepts as an instant or a number
  if (microseconds.length > 16 || id.length > 18) return undefined;
  return (
    await sql<AuditRow>`/* auditEntryByKey */
      select ${columns} from ${source} where e.pcn_id = ${pcnId}::uuid and e.id = ${id}::bigint
        and e.at = timestamptz 'epoch' + ${microseconds}::bigint * interval '1 microsecond'
        and e.table_name = any(${[...tables]})`.execute(db)
  ).rows[0];
}

/** The kinds of organisations, by id. */
export async function organisationKinds(db: Db, ids: readonly string[]): Promise<{ id: string; kind: string }[]> {
  return (
    await sql<{ id: string; kind: string }>`/* organisationKinds */
      select id, kind from organisation where id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;
}
