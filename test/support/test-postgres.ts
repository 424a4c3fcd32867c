import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/platform/database/embedded/embedded-postgres.js';

/**
 * One server for a whole test run, on a folder of its own under the temporary folder. `stop` deletes both; so does the
 * watchdog if the run is killed. It gives up durability, so it is no place to test that.
 */
export async function startTestPostgres(): Promise<EmbeddedPostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), 'pcn-rota-test-'));
  // mkdtemp makes it 0700, and where the tests run as root PostgreSQL runs as another user.
  chmodSync(dataDir, 0o711);
  const log = { info: () => undefined, warn: (message: string) => console.warn(message) };
  return startEmbeddedPostgres({ dataDir, log, durable: false, removeWhenStopped: true });
}
