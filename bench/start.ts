import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './support/load.js';
import { say } from './support/report.js';
import { startServer } from './support/server.js';

const rounds = 3;
const restMs = 10_000;

function residentMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/**
 * How long a start takes to its first answer, on data that are there (embedded PostgreSQL and the example network), and
 * how much memory its Node process then holds at rest. The very first start, which also makes the database, is not
 * counted.
 */
export async function run(): Promise<Record<string, unknown>> {
  const dataDir = mkdtempSync(join(process.env['BENCH_DIR'] ?? tmpdir(), 'pcn-rota-start-'));
  const path = `/graphql?query=${encodeURIComponent('{ __typename }')}`;
  const environment = { PCN_DATA_DIR: dataDir };
  const headers = { 'apollo-require-preflight': 'true' };
  try {
    await (await startServer('src/main.js', environment, '/health/ready')).stop();
    const seconds: number[] = [];
    const megabytes: number[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const began = performance.now();
      const server = await startServer('src/main.js', environment, path, headers);
      seconds.push((performance.now() - began) / 1000);
      await new Promise((resolve) => setTimeout(resolve, restMs));
      megabytes.push(residentMb(server.pid));
      await server.stop();
      say(`round ${round}: ${seconds.at(-1)?.toFixed(2)} s, ${Math.round(megabytes.at(-1) ?? 0)} MB`);
    }
    return {
      name: 'start',
      secondsToFirstAnswer: Number(median(seconds).toFixed(2)),
      nodeRestMb: Math.round(median(megabytes)),
    };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
