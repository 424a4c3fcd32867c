import { type BenchIdentity, startIdentity } from './identity.js';
import { type BenchPostgres, startPostgres } from './postgres.js';
import { type BenchServer, startServer } from './server.js';

/** What every benchmark needs, and what takes it down again. */
export interface Stage {
  readonly postgres: BenchPostgres;
  readonly identity: BenchIdentity;
  /** Ends this too when the benchmark ends: the last begun first, and PostgreSQL last of all. */
  readonly atEnd: (stop: () => unknown) => void;
  /** A server of its own process, until the benchmark ends. */
  readonly start: (script: string, environment: Readonly<Record<string, string>>, path: string) => Promise<BenchServer>;
}

/** Runs a benchmark on a PostgreSQL and an identity provider of its own. */
export async function onStage<T>(benchmark: (stage: Stage) => Promise<T>): Promise<T> {
  const postgres = await startPostgres();
  const stops: (() => unknown)[] = [() => postgres.stop()];
  const atEnd = (stop: () => unknown): void => void stops.unshift(stop);
  try {
    const identity = await startIdentity();
    atEnd(() => identity.stop());
    return await benchmark({
      postgres,
      identity,
      atEnd,
      async start(script, environment, path) {
        const server = await startServer(script, environment, path);
        atEnd(() => server.stop());
        return server;
      },
    });
  } finally {
    for (const stop of stops) await stop();
  }
}
