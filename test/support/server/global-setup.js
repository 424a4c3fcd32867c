// Plain JavaScript over the built sources: Jest does not transform what a global setup imports.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startEmbeddedPostgres } from '../../../dist/src/platform/embedded-postgres/embedded-postgres.js';
import { migrateUp } from '../../../dist/src/platform/migrations/migrate.js';
import { embeddedRoles } from '../../../dist/src/platform/migrations/provision.js';
import { provisionWhole } from '../../../dist/src/platform/migrations/provision-whole.js';

/**
 * One PostgreSQL a run, with a migrated database that every test file clones, and one process that serves the clones.
 */
export default async function setUp() {
  const dataDir = mkdtempSync(join(tmpdir(), 'pcn-rota-test-'));
  chmodSync(dataDir, 0o711);
  const log = { info: () => undefined, warn: (message) => console.warn(message) };
  const server = await startEmbeddedPostgres({
    dataDir,
    log,
    durable: false,
    removeWhenStopped: true,
    packageName: process.env.TEST_POSTGRES_PACKAGE ?? 'embedded-postgres',
  });
  const context = { appRole: embeddedRoles.app, workerRole: embeddedRoles.worker };
  const urls = await provisionWhole(server, 'pcn_template', async ({ owner }) => {
    await migrateUp({ ownerUrl: owner, context });
  });
  process.env.TEST_SUPERUSER_URL = server.superuserUrl();
  process.env.TEST_TEMPLATE_URLS = JSON.stringify(urls);
  globalThis.testPostgres = server;
  const host = spawn(process.execPath, ['--enable-source-maps', resolve('test/support/server/app-host.js')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  globalThis.testAppHost = host;
  const ended = once(host, 'exit').then(() => Promise.reject(new Error('The process that serves the tests ended.')));
  const [address] = await Promise.race([once(host.stdout, 'data'), ended]);
  ended.catch(() => undefined);
  process.env.TEST_APP_HOST = String(address).trim();
}
