import { once } from 'node:events';

export default async function tearDown() {
  const host = globalThis.testAppHost;
  if (host !== undefined && host.exitCode === null) {
    host.stdin.end();
    await once(host, 'exit');
  }
  await globalThis.testPostgres?.stop();
}
