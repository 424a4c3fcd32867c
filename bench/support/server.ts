import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export interface BenchServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error()),
      );
    });
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => (child.exitCode === null ? child.once('exit', () => resolve()) : resolve()));
}

/** As `npm start` has them. */
const flags = ['--enable-source-maps', '--max-semi-space-size=8', '--disable-warning=ExperimentalWarning'];

/**
 * Starts a server in a process of its own, built beside this file, and waits until it answers at `path`. What it logs
 * is read and thrown away, as by a collector of logs; its last lines are told if it ends.
 */
export async function startServer(
  script: string,
  environment: Readonly<Record<string, string>>,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<BenchServer> {
  const port = await freePort();
  const file = fileURLToPath(new URL(`../../${script}`, import.meta.url));
  const child = spawn(process.execPath, [...flags, file], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', HOST: '127.0.0.1', ...environment, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let last = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => void (last = (last + chunk.toString()).slice(-2000)));
  }
  const url = `http://127.0.0.1:${port}`;
  for (const until = performance.now() + 60_000; ;) {
    const answered = await fetch(url + path, { headers }).then(
      (response) => response.status < 500,
      () => false,
    );
    if (answered) break;
    if (child.exitCode !== null || performance.now() > until) throw new Error(`${script} did not start:\n${last}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM');
      const killer = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await ended(child);
      clearTimeout(killer);
    },
  };
}

/** The product as it is run: its real start, with its limits and its log. */
export function productEnvironment(
  urls: { readonly owner: string; readonly app: string; readonly worker: string },
  identity: { readonly environment: Readonly<Record<string, string>> },
): Record<string, string> {
  return {
    DATABASE_URL: urls.app,
    DATABASE_OWNER_URL: urls.owner,
    DATABASE_WORKER_URL: urls.worker,
    LOG_LEVEL: 'info',
    ...identity.environment,
  };
}
