import { CompiledQuery, type QueryExecutorProvider } from 'kysely';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { Refusals } from './refusals.js';

/** Who is asking, from a checked token and the HTTP request; all that the database needs to know. */
export interface ScopeRequest {
  /** The role in kebab-case, e.g. `care-navigator`. */
  readonly role: string;
  /** The ODS code of the organisation acted for, or a clinician's own code. */
  readonly organisationCode: string;
  /** The token's subject; the audit trail's actor. */
  readonly subject: string;
  readonly requestId: string;
}

/** Who pays for what is done: a token's subject in an organisation. */
export function payerOf({ subject, organisationCode }: ScopeRequest): string {
  return `${subject} ${organisationCode}`;
}

/** What the database made of it: the ids that row-level security lets this transaction see. */
export interface Scope {
  readonly organisationId: string | null;
  readonly organisationKind: string | null;
  /**
   * The organisation acted for and those that it has succeeded. It may do for each of them what it may do for itself.
   */
  readonly organisationIds: readonly string[];
  readonly clinicianId: string | null;
  /** PCNs whose clinics, sessions and rota are visible. */
  readonly pcnIds: readonly string[];
  /** PCNs that it lends rooms or people to without being a member: it sees the sessions that use these. */
  readonly lentPcnIds: readonly string[];
  /** PCNs whose bookings are all visible. */
  readonly bookingPcnIds: readonly string[];
  /** Today in London by the database's clock, `YYYY-MM-DD`. */
  readonly today: string;
}

/** What SQL runs on, as `sql`…`.execute(db)`: every query here is SQL with its own row type. */
export type Db = QueryExecutorProvider;

/** An open transaction with the viewer's scope: `em` for commands, `db` for SQL, both on one connection. */
export interface Tx {
  readonly em: SqlEntityManager;
  readonly db: Db;
  readonly scope: Scope;
  /** What a refusal of the database means to users. */
  readonly refusals: Refusals;
}

function ids(text: string): string[] {
  return text === '' ? [] : text.split(',');
}

export interface ScopeRow {
  organisation_id: string | null;
  organisation_kind: string | null;
  clinician_id: string | null;
  pcn_ids: string;
  booking_pcn_ids: string;
  today: string;
  organisation_ids: string;
  lent_pcn_ids: string;
}

/** The statement that sets an open transaction's scope and returns one ScopeRow. */
export function enterScopeStatement(request: ScopeRequest): { text: string; values: string[] } {
  return {
    text: '/* enterScope */ select * from enter_scope($1, $2, $3, $4)',
    values: [request.role, request.organisationCode, request.subject, request.requestId],
  };
}

export function scopeOf(row: ScopeRow | undefined): Scope {
  if (row === undefined) throw new Error('enter_scope returned no row');
  return {
    organisationId: row.organisation_id,
    organisationKind: row.organisation_kind,
    organisationIds: ids(row.organisation_ids),
    clinicianId: row.clinician_id,
    pcnIds: ids(row.pcn_ids),
    lentPcnIds: ids(row.lent_pcn_ids),
    bookingPcnIds: ids(row.booking_pcn_ids),
    today: row.today,
  };
}

/** Sets the transaction's scope. Precondition: `db` is an open transaction. */
export async function enterScope(db: Db, request: ScopeRequest): Promise<Scope> {
  const { text, values } = enterScopeStatement(request);
  const { rows } = await db.getExecutor().executeQuery<ScopeRow>(CompiledQuery.raw(text, values));
  return scopeOf(rows[0]);
}
