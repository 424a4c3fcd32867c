import pg from 'pg';
import { connectionOf } from '../database/connection-settings.js';
import type { EmbeddedPostgres } from '../embedded-postgres/embedded-postgres.js';
import { asSuperuser, createDatabase, provisionRoles, urlsOf } from './provision.js';
import { type DatabaseUrls } from '../database-urls.js';

/**
 * Creates the database `name` if it is missing and has it filled, all or nothing: it is filled under another name and
 * gets its own when it is complete. However a first start is interrupted, the next one finds nothing half-made.
 * @param fill gets the addresses of a new, empty database, and leaves no connection to it open.
 */
export async function provisionWhole(
  server: EmbeddedPostgres,
  name: string,
  fill: (urls: DatabaseUrls) => Promise<void>,
): Promise<DatabaseUrls> {
  await provisionRoles(server);
  if (!(await databaseExists(server, name))) {
    const unfinished = `${name}_unfinished`;
    await dropDatabase(server, unfinished);
    await createDatabase(server, unfinished);
    await fill(urlsOf(server, unfinished));
    await asSuperuser(server, [`alter database "${unfinished}" rename to "${name}"`]);
  }
  return urlsOf(server, name);
}

export async function databaseExists(server: EmbeddedPostgres, name: string): Promise<boolean> {
  const client = new pg.Client(connectionOf(server.superuserUrl()));
  await client.connect();
  try {
    return (await client.query('select from pg_database where datname = $1', [name])).rowCount === 1;
  } finally {
    await client.end();
  }
}

/** Deletes a database with everything in it, if it exists. */
export function dropDatabase(server: EmbeddedPostgres, name: string): Promise<void> {
  return asSuperuser(server, [`drop database if exists "${name}" with (force)`]);
}
