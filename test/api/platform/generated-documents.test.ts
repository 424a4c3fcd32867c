import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DocumentRun } from '../../support/graphql/document-run.js';
import { networksNow, seedNetworks } from '../../support/network/networks.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

const seed = Number(process.env['DOCUMENT_SEED'] ?? Date.now() % 100_000);
const documents = Number(process.env['DOCUMENTS'] ?? 150);
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ now: networksNow, limits: { cost: 1_000_000_000 } });
  await seedNetworks(app.database);
});
afterAll(() => app.close());

// 5,000 of them, with a server and its worker: test/soak/generated-documents.test.ts.
test('documents that nobody would write, by everybody: each is answered in form, and nobody reads what is others’', async () => {
  const run = new DocumentRun({ address: app.url, token: (role, code) => app.token(role, code) }, seed);
  await run.round(documents * 0.6, 4, false);
  await run.round(documents * 0.4, 4, true);
  if (process.env['DOCUMENT_COUNTS'] !== undefined) console.info(JSON.stringify(run.counts, null, 1));
  expect({ seed, found: run.found }).toEqual({ seed, found: {} });
});
