import pg from 'pg';
import { connectionOf } from './connection-settings.js';
import type { Database, PoolSurroundings } from './database.js';
import type { DatabaseUrls } from '../database-urls.js';

/** The names of the settings that hold the addresses of the three roles. */
export type RoleNames = DatabaseUrls;

export type Checked =
  | { readonly ok: true; readonly roles: RoleNames; readonly app: PoolSurroundings }
  | { readonly ok: false; readonly troubles: string[] };

const oldestVersion = 15;
const connectWithinMs = 5000;

const settings = { owner: 'DATABASE_OWNER_URL', app: 'DATABASE_URL', worker: 'DATABASE_WORKER_URL' } as const;
type Kind = keyof typeof settings;
const kinds: readonly Kind[] = ['owner', 'app', 'worker'];

/**
 * Whether a PostgreSQL that someone else runs can be used: each role reaches the same database, which is new enough,
 * the owner may migrate it, and neither of the others can get round row-level security.
 * @returns the roles, or one line for each problem, with its remedy; never with a password.
 */
export async function checkDatabase(urls: DatabaseUrls): Promise<Checked> {
  const found = await Promise.all(kinds.map((kind) => lookAround(kind, urls[kind])));
  const unreachable = found.filter((found) => typeof found === 'string');
  if (unreachable.length > 0) return { ok: false, troubles: unreachable };
  const [owner, app, worker] = found as [Surroundings, Surroundings, Surroundings];

  const troubles =
    owner.version < oldestVersion
      ? [
          `PostgreSQL ${oldestVersion} or newer is needed, and ${settings.owner} leads to version ${owner.version}. ` +
            'Use a newer server, or unset DATABASE_URL to use the embedded one.',
        ]
      : [...notOneDatabase(found as Surroundings[]), ...notThreeRoles(owner, app, worker), ...tooWeak(owner)];
  if (troubles.length === 0) troubles.push(...tooPowerful('app', app, owner), ...tooPowerful('worker', worker, owner));
  if (troubles.length > 0) return { ok: false, troubles };
  return { ok: true, roles: { owner: owner.role, app: app.role, worker: worker.role }, app };
}

/**
 * Whether the migrations gave their rights to these roles. Precondition: the database is migrated.
 * @returns one line for each role that was left out.
 */
export async function checkGrants(urls: DatabaseUrls): Promise<string[]> {
  const granted = async (kind: Kind, question: string) => {
    const client = new pg.Client({ connectionTimeoutMillis: connectWithinMs, ...connectionOf(urls[kind]) });
    await client.connect();
    const { rows } = await client.query<{ role: string; granted: boolean }>(question).finally(() => client.end());
    return rows.filter((row) => !row.granted).map((row) => leftOut(kind, row.role));
  };
  const lines = await Promise.all([
    granted(
      'app',
      `select current_user as role,
        has_function_privilege('public.enter_scope(text, text, text, text)', 'execute') as granted`,
    ),
    granted('worker', `select current_user as role, has_schema_privilege('graphile_worker', 'usage') as granted`),
  ]);
  return lines.flat();
}

/**
 * Whether the pool that will serve requests reaches what was checked: the same role in the same database, encrypted or
 * not as `connectionOf` found.
 * @returns one line for each problem.
 */
export async function checkPool(database: Database, url: string, checked: PoolSurroundings): Promise<string[]> {
  const client = new pg.Client(connectionOf(url)); // only to describe where that is; it never connects
  let found: PoolSurroundings;
  try {
    found = await database.surroundings();
  } catch (error) {
    const cause = (error as { cause?: unknown }).cause ?? error;
    return [unreachable('app', client, cause as { code?: string; message: string })];
  }
  const { role, place, encrypted } = found;
  return [
    ...(role === checked.role && place === checked.place
      ? []
      : [`${settings.app}: the connections that serve reach another role or database than the one that was checked.`]),
    ...(encrypted === checked.encrypted
      ? []
      : [
          `${settings.app}: the connections that serve are ${encrypted ? '' : 'not '}encrypted, unlike the one checked.`,
        ]),
  ];
}

function leftOut(kind: Kind, role: string): string {
  return (
    `The role "${role}" of ${settings[kind]} was not the one named when this database was migrated, and has no rights in it. ` +
    'Use the role named then.'
  );
}

/** What a connection of a role finds. */
interface Surroundings extends PoolSurroundings {
  readonly version: number;
  readonly database: string;
  readonly superuser: boolean;
  readonly bypassesRowSecurity: boolean;
  readonly makesRoles: boolean;
  readonly ownedTable: string | null;
  readonly ownsDatabase: boolean;
  readonly extensionInstalled: boolean;
  readonly extensionAvailable: boolean;
  readonly mayMakeExtension: boolean;
  /** Built with ICU, whose rules sort names. */
  readonly sortsNames: boolean;
  /** Roles that this one may act as, itself included. */
  readonly actsAs: readonly string[];
}

/** A role's powers include those of every role that it may take on by SET ROLE. */
const question = `select
  current_setting('server_version_num')::int / 10000 as version,
  current_user as role,
  current_database() as database,
  concat(current_database(), ' ', pg_postmaster_start_time()) as place,
  coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as encrypted,
  exists (select from mine where rolsuper) as "superuser",
  exists (select from mine where rolbypassrls) as "bypassesRowSecurity",
  exists (select from mine where rolcreaterole) as "makesRoles",
  (select min(format('%I.%I', n.nspname, c.relname)) from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'graphile_worker') and c.relkind in ('r', 'p', 'v', 'm')
      and c.relowner in (select oid from mine)) as "ownedTable",
  exists (select from pg_database d where d.datname = current_database() and d.datdba in (select oid from mine))
    as "ownsDatabase",
  exists (select from pg_extension where extname = 'btree_gist') as "extensionInstalled",
  exists (select from pg_available_extensions where name = 'btree_gist') as "extensionAvailable",
  has_database_privilege(current_database(), 'CREATE') as "mayMakeExtension",
  exists (select from pg_collation where collprovider = 'i') as "sortsNames",
  array(select rolname::text from mine) as "actsAs"
from (select 1) as one_row`;
const withMine = `with mine as (select * from pg_roles where pg_has_role(current_user, oid, 'MEMBER')) ${question}`;

async function lookAround(kind: Kind, url: string): Promise<Surroundings | string> {
  const client = new pg.Client({ connectionTimeoutMillis: connectWithinMs, ...connectionOf(url) });
  client.on('error', () => undefined); // the query in progress reports it
  try {
    await client.connect();
    return (await client.query<Surroundings>(withMine)).rows[0]!;
  } catch (error) {
    return unreachable(kind, client, error as { code?: string; message: string });
  } finally {
    await client.end().catch(() => undefined);
  }
}

function unreachable(kind: Kind, client: pg.Client, error: { code?: string; message: string }): string {
  const setting = settings[kind];
  const where = `${client.host}:${client.port}`;
  if (error.code === '28000' && /no encryption|SSL off/i.test(error.message)) {
    return (
      `${setting}: the server at ${where} requires TLS. ` +
      'Add sslmode=verify-full to it, and sslrootcert if the server has its own certificate authority.'
    );
  }
  switch (error.code) {
    case '28000':
    case '28P01':
      return `${setting}: the server at ${where} does not let "${client.user ?? ''}" in. Check the password, and pg_hba.conf.`;
    case '3D000':
      return (
        `${setting}: the server at ${where} has no database "${client.database ?? ''}". ` +
        `Create it: create database "${client.database ?? ''}" owner <the role of ${settings.owner}>.`
      );
    case '42501':
      return `${setting}: "${client.user ?? ''}" may not connect to the database "${client.database ?? ''}". Grant it CONNECT.`;
    default:
      if (/SSL|TLS|certificate|issuer/i.test(`${error.code} ${error.message}`)) {
        return (
          `${setting}: no trusted connection to ${where} (${error.code ?? error.message}). Check its "sslmode" and ` +
          '"sslrootcert", and the certificate and settings of the server.'
        );
      }
      return (
        `${setting}: no PostgreSQL answers at ${where} (${error.code ?? error.message}). ` +
        'Start it, or correct the address, or unset DATABASE_URL to use the embedded one.'
      );
  }
}

function notOneDatabase(found: readonly Surroundings[]): string[] {
  return new Set(found.map(({ place }) => place)).size === 1
    ? []
    : ['DATABASE_URL, DATABASE_OWNER_URL and DATABASE_WORKER_URL must lead to the same database of the same server.'];
}

function notThreeRoles(owner: Surroundings, app: Surroundings, worker: Surroundings): string[] {
  return new Set([owner.role, app.role, worker.role]).size === 3
    ? []
    : [
        'DATABASE_URL, DATABASE_OWNER_URL and DATABASE_WORKER_URL must name three different roles: ' +
          `they are "${app.role}", "${owner.role}" and "${worker.role}".`,
      ];
}

function tooWeak(owner: Surroundings): string[] {
  if (!owner.extensionInstalled && !owner.extensionAvailable) {
    return [
      'The server does not have the extension btree_gist, which stops one person being in two places. ' +
        "Install PostgreSQL's contrib package there (e.g. postgresql-contrib).",
    ];
  }
  if (!owner.extensionInstalled && !owner.mayMakeExtension) {
    return [
      `The role "${owner.role}" of ${settings.owner} may not create the extension btree_gist in "${owner.database}". ` +
        `Have a superuser run: create extension btree_gist; or: alter database "${owner.database}" owner to "${owner.role}".`,
    ];
  }
  if (!owner.sortsNames) {
    return [
      'The server was built without ICU, which is needed to sort names. ' +
        'Use a PostgreSQL with ICU (those of the PostgreSQL project and of Linux distributions have it).',
    ];
  }
  if (!owner.ownsDatabase) {
    return [
      `The role "${owner.role}" of ${settings.owner} does not own the database "${owner.database}". ` +
        `Have a superuser run: alter database "${owner.database}" owner to "${owner.role}".`,
    ];
  }
  return [];
}

function tooPowerful(kind: 'app' | 'worker', it: Surroundings, owner: Surroundings): string[] {
  const why = it.superuser
    ? 'it is a superuser, or may become one'
    : it.bypassesRowSecurity
      ? 'it has BYPASSRLS, or may act as a role that has'
      : it.makesRoles
        ? 'it has CREATEROLE, or may act as a role that has'
        : it.actsAs.includes(owner.role)
          ? `it may act as "${owner.role}"`
          : it.ownsDatabase
            ? `it owns the database "${it.database}"`
            : it.ownedTable !== null
              ? `it owns ${it.ownedTable}`
              : undefined;
  return why === undefined
    ? []
    : [
        `The role "${it.role}" of ${settings[kind]} is too powerful: ${why}, so one network could see another's data. ` +
          'Create a plain role for it: create role ... login nosuperuser nobypassrls nocreaterole.',
      ];
}
