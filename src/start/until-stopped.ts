import { setTimeout as delay } from 'node:timers/promises';
import { Lifecycle, Stopped } from './lifecycle.js';
import { loggable } from '../platform/database/database-error.js';
import { tell } from './start-error.js';
import { sameKeystrokeMs, stopping } from './stop-signals.js';

/** All that it opened is closed: there is nothing it could still do. */
const startMayLingerMs = 5000;

/**
 * Runs something until SIGINT, SIGTERM or SIGHUP, or until it fails, and then ends the process: with 0 if it was told
 * to stop, otherwise with 1. A second signal stops waiting for requests, a third for anything at all.
 * @param start puts what it opens into the lifecycle's charge, and returns when all is open.
 */
export async function untilStopped(
  start: (lifecycle: Lifecycle, fail: (error: unknown) => void) => Promise<void>,
): Promise<void> {
  const lifecycle = new Lifecycle((fault) => console.error(JSON.stringify({ whileStopping: loggable(fault) })));
  const end = Promise.withResolvers<number>();
  let ending = false;
  const stop = (code: number) => {
    ending = true;
    end.resolve(code);
  };
  const fail = (error: unknown) => {
    if (ending) return; // anything that fails now fails because other things have already been closed
    tell(error);
    stop(1);
  };

  let signals = 0;
  let lastSignalAt = -Infinity;
  const onSignal = () => {
    const now = performance.now();
    if (now - lastSignalAt < sameKeystrokeMs) return;
    lastSignalAt = now;
    signals += 1;
    if (signals === 1) stop(0);
    if (signals === 2) lifecycle.hurry();
    if (signals === 3) process.exit(1);
  };
  for (const signal of stopping) process.on(signal, onSignal);
  process.on('uncaughtException', fail);
  // The reader of our output may have gone (`npm start | head`): no reason to end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

  const started = (async () => start(lifecycle, fail))().catch((error: unknown) => {
    if (!(error instanceof Stopped)) fail(error);
  });
  const code = await end.promise;
  await lifecycle.close();
  await Promise.race([started, delay(startMayLingerMs)]);
  process.exit(code);
}
