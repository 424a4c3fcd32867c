import pg from 'pg';
import { connectionOf } from '../database/connection-settings.js';
import type { EmbeddedPostgres } from '../embedded-postgres/embedded-postgres.js';
import { type DatabaseUrls } from '../database-urls.js';

/** The three roles of an embedded database: one migrates, one serves, one reads the job queue. */
export const embeddedRoles = { owner: 'pcn_owner', app: 'pcn_app', worker: 'pcn_worker' } as const;

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

/** Runs SQL as the superuser of an embedded server, one statement after the other. */
export async function asSuperuser(server: EmbeddedPostgres, statements: readonly string[]): Promise<void> {
  const client = new pg.Client(connectionOf(server.superuserUrl()));
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Creates the three roles if they are missing. May be interrupted and run again at any point. */
export function provisionRoles(server: EmbeddedPostgres): Promise<void> {
  return asSuperuser(
    server,
    Object.values(embeddedRoles).map(
      (role) => `do $$ begin
        if not exists (select from pg_roles where rolname = '${role}') then create role ${role} login; end if;
      end $$; alter role ${role} password '${server.passwordFor(role)}'`,
    ),
  );
}

/** @param template copies that database instead of starting empty. */
export function createDatabase(server: EmbeddedPostgres, name: string, template?: string): Promise<void> {
  return asSuperuser(server, [
    `create database ${quoted(name)} owner ${embeddedRoles.owner} ${template === undefined ? '' : `template ${quoted(template)}`}`,
  ]);
}

export function urlsOf(server: EmbeddedPostgres, name: string): DatabaseUrls {
  return {
    owner: server.urlFor(embeddedRoles.owner, name),
    app: server.urlFor(embeddedRoles.app, name),
    worker: server.urlFor(embeddedRoles.worker, name),
  };
}
