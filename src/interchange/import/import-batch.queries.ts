import { sql } from 'kysely';
import type { FileCounts } from '../official-files/import-report.js';
import type { Db } from '../../platform/database/scope.js';

/** An arbitrary number of our own; one import at a time holds it until its transaction ends. */
const lockKey = 4_700_011;

/**
 * Has PostgreSQL end the transaction, and with it the lock, within seconds of its client: it would else see a statement
 * through for nobody while the next import waits. A client whose machine is gone sends no end, and so is asked for
 * signs of life. Where the server cannot look, it goes on as before.
 */
export async function endWithClient(db: Db): Promise<void> {
  await sql`/* endWithClient */ do $$
    begin
      perform set_config(name, value, true) from (values ('client_connection_check_interval', '1s'),
        ('tcp_keepalives_idle', '5'), ('tcp_keepalives_interval', '2'), ('tcp_keepalives_count', '3')) setting(name, value);
    exception when invalid_parameter_value then null;
    end $$`.execute(db);
}

/** @returns whether no other import was running; it is ours until the transaction ends. */
export async function tryImportLock(db: Db): Promise<boolean> {
  return (
    (await sql<{ got: boolean }>`/* tryImportLock */ select pg_try_advisory_xact_lock(${lockKey}) as got`.execute(db))
      .rows[0]?.got === true
  );
}

/** Waits for the running import. */
export async function waitForImportLock(db: Db): Promise<void> {
  await sql`/* waitForImportLock */ select pg_advisory_xact_lock(${lockKey})`.execute(db);
}

/** Makes the audit trail write one row for each statement, with the count and this id, and names the actor. */
export async function setImportBatch(db: Db, batchId: string, actor: string): Promise<void> {
  await sql`/* setImportBatch */ select set_config('app.batch', ${batchId}, true), set_config('app.actor', ${actor}, true),
    set_config('app.role', 'system', true), set_config('app.request', ${batchId}, true)`.execute(db);
}

/** The newest edition of a kind that has been loaded, or undefined. */
export async function newestEdition(
  db: Db,
  kind: string,
): Promise<{ editionOn: string; fileName: string } | undefined> {
  return (
    await sql<{ editionOn: string; fileName: string }>`/* newestEdition */
      select edition_on::text as "editionOn", file_name as "fileName" from official_import
      where kind = ${kind} and edition_on is not null order by edition_on desc, imported_at desc limit 1`.execute(db)
  ).rows[0];
}

export interface ImportedFile extends FileCounts {
  readonly kind: string;
  readonly fileName: string;
}

export async function insertImports(db: Db, batchId: string, files: readonly ImportedFile[]): Promise<void> {
  await sql`/* insertImports */
    insert into official_import (batch_id, kind, file_name, sha256, edition_on, rows_read, rows_new, rows_changed,
      rows_unchanged, rows_left_out, rows_refused, imported_at)
    select ${batchId}, x.kind, x."fileName", x.sha256, x."editionOn", x.rows, x.new, x.changed, x.unchanged, x."leftOut",
      x.refused, app_now()
    from jsonb_to_recordset(${JSON.stringify(files)}::jsonb) x(kind text, "fileName" text, sha256 text, "editionOn" date,
      rows bigint, new bigint, changed bigint, unchanged bigint, "leftOut" bigint, refused bigint)`.execute(db);
}
