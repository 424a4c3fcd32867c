/**
 * What a migration needs to know beside the database: the names of the two roles it grants rights to.
 * They are the users of DATABASE_URL and DATABASE_WORKER_URL, so an operator may call them what they like.
 */
export interface MigrationContext {
  readonly appRole: string;
  readonly workerRole: string;
}

/** Quotes an identifier for SQL text. */
export function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** Lets the app role do only what is named with a table, e.g. `select, insert, update`. */
export function grantToApp(context: MigrationContext, rights: string, tables: readonly string[]): string {
  return `grant ${rights} on ${tables.join(', ')} to ${quoted(context.appRole)};`;
}

/** Row-level security with one rule for reading and writing: rows outside it do not exist for the app role. */
export function tenantPolicy(table: string, mayRead: string, mayWrite: string = mayRead): string {
  return `
alter table ${table} enable row level security;
create policy ${table}_read on ${table} for select using (${mayRead});
create policy ${table}_insert on ${table} for insert with check (${mayWrite});
create policy ${table}_update on ${table} for update using (${mayWrite}) with check (${mayWrite});
create policy ${table}_delete on ${table} for delete using (${mayWrite});`;
}

/**
 * Statement-level audit triggers, which write one audit row for each changed row.
 * The row's PCN is read from its column `pcn_id`, where it has one.
 * @param options.key the primary key's columns, default `id`.
 * @param options.redacted columns whose value is never copied into the trail.
 * @param options.derived columns that triggers keep: a change of nothing else is not a change.
 * @param options.tenants how a row with no PCN of its own, or with more than one, finds those whose business it is:
 * `how:column`, where how is network, organisation, site, employment, employer or clinician (`audit_tenants`, 0010).
 */
export function audited(
  table: string,
  options: {
    key?: readonly string[];
    redacted?: readonly string[];
    derived?: readonly string[];
    tenants?: readonly string[];
  } = {},
): string {
  const list = (names: readonly string[]) => `'${names.join(',')}'`;
  const lists = [options.key ?? ['id'], options.redacted ?? [], options.derived ?? []];
  const args = (options.tenants === undefined ? lists : [...lists, options.tenants]).map(list).join(', ');
  return `
create trigger ${table}_audit_insert after insert on ${table} referencing new table as new_rows
  for each statement execute function audit_statement(${args});
create trigger ${table}_audit_update after update on ${table} referencing old table as old_rows new table as new_rows
  for each statement execute function audit_statement(${args});
create trigger ${table}_audit_delete after delete on ${table} referencing old table as old_rows
  for each statement execute function audit_statement(${args});`;
}

/** True where the viewer's scope lists the id in `column`; the inner select makes it one look-up a statement. */
export function inScope(column: string, setting: ScopeSetting): string {
  return `${column} = any(string_to_array((select current_setting('${setting}', true)), ',')::uuid[])`;
}

/** The settings that carry the viewer inside a transaction; `enter_scope` sets them. */
export type ScopeSetting = 'app.pcns' | 'app.booking_pcns' | 'app.organisations' | 'app.clinicians';
