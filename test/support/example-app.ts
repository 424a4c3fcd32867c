import { openDatabase } from '../../src/app.js';
import { loadExample } from '../../src/example/load-example.js';
import { startTestApp, type TestApp } from './test-app.js';

/** A server with the example network around a day, at half past seven in the morning of it. */
export const startExampleApp = async (around: string): Promise<TestApp> => {
  const app = await startTestApp({ now: `${around}T07:30:00Z` });
  const database = await openDatabase(app.database.urls.app, { poolSize: 2, statementTimeoutMs: 20_000 });
  await loadExample({ database, ownerUrl: app.database.urls.owner, around, log: { info: () => undefined } });
  await database.close();
  return app;
};
