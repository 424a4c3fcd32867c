import pg from 'pg';
import { connectionOf } from './connection-settings.js';
import { migrationStatus, type MigrateOptions } from './migrate.js';

export interface MigrationGap {
  /** Steps of this release that the database has not had, oldest first. */
  readonly pending: readonly string[];
  /** Steps that the database has had and this release does not know: a newer release was at work. */
  readonly unknown: readonly string[];
}

/** How a database and this release differ; changes nothing. */
export const migrationGap = async (options: MigrateOptions): Promise<MigrationGap> => {
  const steps = await migrationStatus(options);
  const known = new Set(steps.map(({ name }) => name));
  return {
    pending: steps.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name),
    unknown: (await executedSteps(options.ownerUrl)).filter((name) => !known.has(name)),
  };
};

const executedSteps = async (ownerUrl: string): Promise<string[]> => {
  const client = new pg.Client(connectionOf(ownerUrl));
  await client.connect();
  try {
    const { rows: table } = await client.query<{ there: boolean }>(
      `select to_regclass('public.kysely_migration') is not null as there`,
    );
    if (table[0]?.there !== true) return [];
    const { rows } = await client.query<{ name: string }>('select name from public.kysely_migration order by name');
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
};
