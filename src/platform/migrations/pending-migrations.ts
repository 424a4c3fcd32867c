import pg from 'pg';
import { connectionOf } from '../database/connection-settings.js';
import { migrationStatus, type MigrateOptions } from './migrate.js';

export interface MigrationGap {
  /** Steps of this release that the database has not had, oldest first. */
  readonly pending: readonly string[];
  /** Steps that the database has had and this release does not know: a newer release has run. */
  readonly unknown: readonly string[];
  /** Functions for which the database has a later text than this release. */
  readonly overtaken: readonly string[];
}

/** How a database and this release differ; changes nothing. */
export async function migrationGap(options: MigrateOptions): Promise<MigrationGap> {
  const steps = await migrationStatus(options);
  const known = new Set(steps.map(({ name }) => name));
  return {
    pending: steps
      .filter(({ executedAt, overtaken }) => executedAt === undefined && !overtaken)
      .map(({ name }) => name),
    unknown: (await executedSteps(options.ownerUrl)).filter((name) => !known.has(name)),
    overtaken: steps.filter(({ overtaken }) => overtaken).map(({ name }) => name),
  };
}

async function executedSteps(ownerUrl: string): Promise<string[]> {
  const client = new pg.Client(connectionOf(ownerUrl));
  await client.connect();
  try {
    const namesIn = async (table: string, names: string): Promise<string[]> => {
      const { rows: found } = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
        table,
      ]);
      if (found[0]?.there !== true) return [];
      const { rows } = await client.query<{ name: string }>(`select ${names} as name from ${table} order by 1`);
      return rows.map(({ name }) => name);
    };
    const steps = await namesIn('public.kysely_migration', 'name');
    return [...steps, ...(await namesIn('public.function_text', `'functions/' || file`))];
  } finally {
    await client.end();
  }
}
