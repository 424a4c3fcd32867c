import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/platform/embedded-postgres/embedded-postgres.js';
import { migrateUp } from '../../src/platform/migrations/migrate.js';
import { createDatabase, embeddedRoles, provisionRoles, urlsOf } from '../../src/platform/migrations/provision.js';
import { type DatabaseUrls } from '../../src/platform/database-urls.js';
import { type Country, fill, slotsOf } from './data.js';
import { say } from './report.js';

export interface BenchPostgres {
  /** A migrated database with a made-up country in it. */
  database(name: string, country: Country): Promise<DatabaseUrls & { readonly superuser: string }>;
  /** Stops it and deletes its data. */
  stop(): Promise<void>;
}

/** The PostgreSQL that the product brings along, with the product's own settings, on a folder of its own. */
export async function startPostgres(): Promise<BenchPostgres> {
  const dataDir = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'pcn-rota-bench-'));
  chmodSync(dataDir, 0o711); // root's PostgreSQL runs as another user, who must get at its own folder in here
  const server = await startEmbeddedPostgres({ dataDir, log: { info: say, warn: say }, removeWhenStopped: true });
  await provisionRoles(server);
  return {
    async database(name, country) {
      say(`Making ${name}: ${country.pcns} networks, ${slotsOf(country)} slots ...`);
      await createDatabase(server, name);
      const urls = urlsOf(server, name);
      const context = { appRole: embeddedRoles.app, workerRole: embeddedRoles.worker };
      await migrateUp({ ownerUrl: urls.owner, context });
      const superuser = server.superuserUrl(name);
      await fill(superuser, country, say);
      return { ...urls, superuser };
    },
    stop: () => server.stop(),
  };
}
