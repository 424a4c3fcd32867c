import { exampleTemplate, startTestApp, type TestApp } from '../server/test-app.js';

/** A server with the example network around a day, at an hour of it: half past seven in the morning unless told. */
export async function startExampleApp(around: string, at = '07:30'): Promise<TestApp> {
  return startTestApp({ template: await exampleTemplate(around), now: `${around}T${at}:00Z` });
}
