import { type Kysely, sql } from 'kysely';
import { type MigrationContext, quoted } from './migration-context.js';

interface Policies {
  readonly insert?: string;
  readonly update?: string;
  /** Which rows may be locked, if they are more than those that may be changed: a lock is an update to the policies. */
  readonly lock?: string;
  /** Columns that the app role may change. What says whose a row is stays, or the policy asks of both. */
  readonly columns?: readonly string[];
}

const commissioned = (column: string) => `viewer_commissions(${column})`;
const kept = (column: string) => `viewer_keeps(${column})`;
const role = `(select current_setting('app.role', true))`;

/** What a holder has may pass to another although somebody else commissions the practice. */
const passed = `(${commissioned('holder_id')} and viewer_commissions_holder(practice_id))`;

/** Everybody reads these tables. Who writes them is said here, for each. */
const tables: Readonly<Record<string, Policies>> = {
  // Networks take turns on it: whoever changes shares or participations locks the organisation.
  organisation: { update: commissioned('id'), lock: 'true', columns: ['closed_on'] },
  organisation_name: {
    insert: commissioned('organisation_id'),
    update: commissioned('organisation_id'),
    columns: ['valid_to'],
  },
  commissioning: { update: commissioned('organisation_id'), columns: ['valid_to'] },
  succession: { insert: `${commissioned('predecessor_id')} and ${commissioned('successor_id')}` },
  // Scopes are made of memberships, so no practice can give itself one.
  membership: {
    insert: `${commissioned('practice_id')} and ${commissioned('pcn_id')}`,
    update: commissioned('practice_id'),
    columns: ['valid_to'],
  },
  contract: {
    insert: `${commissioned('practice_id')} or ${passed}`,
    update: `${kept('practice_id')} or ${passed}`,
    lock: 'true',
    columns: [
      ...['type', 'caretaker', 'holder_id', 'valid_from', 'valid_to'],
      ...['notice_given_on', 'notice_ends_on', 'term_ends_on', 'change_reason'],
    ],
  },
  population: {
    insert: commissioned('organisation_id'),
    update: commissioned('organisation_id'),
    lock: 'true',
    columns: ['value', 'source', 'known_since'],
  },
  population_earlier: { insert: commissioned('organisation_id') },
  site: {
    insert: `${role} in ('icb-contract-manager', 'practice-manager', 'provider-manager')`,
    update: 'viewer_keeps_site(id)',
    columns: ['closed_on'],
  },
  site_operation: {
    insert: `${kept('operator_id')} and (viewer_keeps_site(site_id) or is_new_site(site_id))`,
    update: kept('operator_id'),
    columns: ['operator_id', 'kind', 'valid_to'],
  },
  // Whoever plans a session in a room, or decides about an offer of it, locks it.
  room: {
    insert: 'viewer_keeps_site(site_id) or is_new_site(site_id)',
    update: 'viewer_keeps_site(site_id)',
    lock: 'true',
    columns: ['name', 'kind', 'equipment', 'step_free', 'places', 'closed_on', 'closed_because'],
  },
  travel_time: {},
};

/** What the app role could do with them until now. */
const before: Readonly<Record<string, string>> = { succession: 'insert', population_earlier: 'insert' };

function secure(app: string, [table, { insert, update, lock, columns }]: [string, Policies]): string {
  return `
revoke insert, update, delete on ${table} from ${app};
alter table ${table} enable row level security;
create policy ${table}_read on ${table} for select using (true);
${
  insert === undefined
    ? ''
    : `create policy ${table}_insert on ${table} for insert with check (${insert});
grant insert on ${table} to ${app};`
}
${
  update === undefined
    ? ''
    : `create policy ${table}_update on ${table} for update using (${lock ?? update}) with check (${update});
grant update (${(columns ?? []).join(', ')}) on ${table} to ${app};`
}`;
}

function open(app: string, [table, { insert, update }]: [string, Policies]): string {
  const drop = (verb: string, policy: string | undefined) =>
    policy === undefined ? '' : `drop policy ${table}_${verb} on ${table};`;
  return `
${drop('insert', insert)} ${drop('update', update)} drop policy ${table}_read on ${table};
alter table ${table} disable row level security;
revoke insert, update on ${table} from ${app};
grant ${before[table] ?? 'insert, update'} on ${table} to ${app};`;
}

/** Their texts are in migrations/functions, and are created when the last numbered step has run. */
const functions = [
  'viewer_commissions(p_organisation uuid)',
  'viewer_commissions_holder(p_practice uuid)',
  'viewer_keeps(p_organisation uuid)',
  'viewer_keeps_site(p_site uuid)',
  'is_new_site(p_site uuid)',
];

/** The directory is everybody's to read. Its rows are written by those who run, or commission, what they are about. */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const app = quoted(context.appRole);
  const made = functions.map(
    (signature) => `create function ${signature} returns boolean language sql stable as 'select false';`,
  );
  const secured = Object.entries(tables).map((entry) => secure(app, entry));
  await sql.raw([...made, ...secured].join('\n')).execute(db);
}

export async function down(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const app = quoted(context.appRole);
  const opened = Object.entries(tables).map((entry) => open(app, entry));
  await sql.raw([...opened, ...functions.map((signature) => `drop function ${signature};`)].join('\n')).execute(db);
}
