import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { databaseText } from '../platform/migrations/database-text.js';
import { migrateUp } from '../platform/migrations/migrate.js';
import { embeddedRoles } from '../platform/migrations/provision.js';
import { provisionWhole } from '../platform/migrations/provision-whole.js';
import { startEmbeddedPostgres } from '../platform/embedded-postgres/embedded-postgres.js';

/** From dist/src/commands up to the checkout, where it is committed. */
const file = join(dirname(fileURLToPath(import.meta.url)), '../../../schema/database.sql');

/** `schema --database`: writes schema/database.sql from a database that is created for it and then deleted. */
export async function writeDatabaseSchema(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pcn-rota-schema-'));
  // For root, PostgreSQL runs as another user, who must be able to reach its own folder in here.
  chmodSync(dataDir, 0o711);
  const log = { info: () => undefined, warn: console.error };
  const server = await startEmbeddedPostgres({ dataDir, log, durable: false, removeWhenStopped: true });
  try {
    const context = { appRole: embeddedRoles.app, workerRole: embeddedRoles.worker };
    const { owner: ownerUrl } = await provisionWhole(server, 'pcn_rota', async ({ owner }) => {
      await migrateUp({ ownerUrl: owner, context });
    });
    writeFileSync(file, await databaseText({ ownerUrl }));
  } finally {
    await server.stop();
  }
  console.log('schema/database.sql is written.');
}
