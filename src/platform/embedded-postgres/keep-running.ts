import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataHome } from './data-home.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import type { Postmaster } from './postmaster.js';

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;
const GIVE_UP_AFTER_MS = 5 * 60_000;
/** If it ends sooner than this after its start it has not recovered, and the next start waits longer. */
const STEADY_AFTER_MS = 10_000;

/** Problems that may go away with time, or when someone frees disk space. */
const PASSING = new Set(['START_FAILED', 'DISK_FULL', 'NO_FREE_PORT', 'LEFTOVER_NOT_STOPPED']);

export interface KeptRunning {
  /** Settles, with the reason, when PostgreSQL has ended and cannot be started again. */
  readonly gaveUp: Promise<EmbeddedPostgresError>;
  /** Stops it for good, even during a start. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL again, on the same port, whenever it ends by itself: killed, out of memory, its disk full. It waits
 * for a full disk as long as necessary, for anything else five minutes.
 * @param start starts it once more, or throws EmbeddedPostgresError; ends early when the signal aborts.
 */
export function keepRunning(options: {
  home: DataHome;
  first: Postmaster;
  start: (signal: AbortSignal) => Promise<Postmaster>;
  log: { info(message: string): void; warn(message: string): void };
}): KeptRunning {
  const { home, start, log } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const gaveUp = Promise.withResolvers<EmbeddedPostgresError>();
  let postmaster = options.first;
  let pauseMs = FIRST_PAUSE_MS;

  const pause = async () => {
    await sleep(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  };

  const startAgain = async (): Promise<Postmaster | undefined> => {
    const since = performance.now();
    let told = '';
    while (!signal.aborted) {
      if (!existsSync(join(home.cluster, 'PG_VERSION'))) throw died(home, 'its data are gone');
      try {
        return await start(signal);
      } catch (error) {
        if (signal.aborted) break;
        const { code, message } = error as EmbeddedPostgresError;
        const lasting = code !== 'DISK_FULL' && performance.now() - since > GIVE_UP_AFTER_MS;
        if (!PASSING.has(code) || lasting) throw died(home, message);
        if (message !== told) log.warn(`${message} Trying again.`);
        told = message;
      }
      await pause();
    }
    return undefined;
  };

  const goOn = async (): Promise<void> => {
    for (;;) {
      const since = performance.now();
      await postmaster.exited;
      if (signal.aborted) return;
      log.warn(`PostgreSQL ended unexpectedly (see ${logOf(home)}); starting it again ...`);
      if (performance.now() - since > STEADY_AFTER_MS) pauseMs = FIRST_PAUSE_MS;
      await pause();
      const again = await startAgain();
      if (again === undefined) return;
      postmaster = again;
      if (signal.aborted) return postmaster.stop(); // it became ready at this very moment
      log.info('PostgreSQL runs again.');
    }
  };
  const ended = goOn().catch((error: unknown) => {
    gaveUp.resolve(
      error instanceof EmbeddedPostgresError ? error : died(home, error instanceof Error ? error.message : 'unknown'),
    );
  });

  return {
    gaveUp: gaveUp.promise,
    async stop() {
      stopping.abort();
      await postmaster.stop();
      await ended;
    },
  };
}

function logOf(home: DataHome): string {
  return join(home.path, 'postgres.log');
}

function died(home: DataHome, why: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'DIED',
    `PostgreSQL ended unexpectedly and could not be started again: ${why} See ${logOf(home)}, and start again.`,
  );
}
