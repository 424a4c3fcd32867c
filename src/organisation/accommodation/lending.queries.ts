import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import type { LendingState } from './rules/lending.js';

/** What is lent is kept in two tables, with the same columns for what the network has decided. */
export type LentTable = 'accommodation_offer' | 'pool_release';

export interface LentRow {
  readonly pcnId: string;
  readonly state: LendingState;
  readonly to: string | null;
}

/** Locks a lent row and reads it; undefined if there is none that the viewer may decide about. */
export async function lockLent(db: Db, table: LentTable, id: string): Promise<LentRow | undefined> {
  return (
    await sql<LentRow>`/* lockLent */
      select l.pcn_id as "pcnId", l.state, l.valid_to::text as "to" from ${sql.table(table)} l
      where l.id = ${id}::uuid for update`.execute(db)
  ).rows[0];
}

/** Writes the network's decision. Precondition: the row is locked and waiting. */
export async function writeDecision(
  db: Db,
  table: LentTable,
  id: string,
  { state, by, reason }: { state: LendingState; by: string; reason: string | null },
): Promise<void> {
  await sql`/* writeDecision */
    update ${sql.table(table)} set state = ${state}, decided_at = app_now(), decided_by = ${by}, decline_reason = ${reason}
    where id = ${id}::uuid`.execute(db);
}
