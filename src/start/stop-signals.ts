import { constants } from 'node:os';
import { StartError } from './start-error.js';

/** Terminals send Ctrl-C to npm and to us, and npm sends it on: one keystroke arrives twice. */
export const sameKeystrokeMs = 400;
export const stopping = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A command was told to stop, and did. Its exit code is what shells make of that signal. */
export class Interrupted extends StartError {
  constructor(signal: (typeof stopping)[number], ...lines: readonly string[]) {
    super(...lines);
    this.exitCode = exitCodeOf(signal);
  }
}

function exitCodeOf(signal: (typeof stopping)[number]): number {
  return 128 + constants.signals[signal];
}

/**
 * Lets a command end in order when it is told to stop, where it would else be cut off: the signal is aborted, with the
 * error that tells so as its reason. Who asks a second time waits for nothing any more.
 * @param lines what is then told.
 */
export function stopSignals(...lines: readonly string[]): {
  readonly signal: AbortSignal;
  readonly release: () => void;
} {
  const controller = new AbortController();
  let firstAt = -Infinity;
  const onSignal = (signal: NodeJS.Signals) => {
    const name = signal as (typeof stopping)[number];
    if (!controller.signal.aborted) {
      firstAt = performance.now();
      controller.abort(new Interrupted(name, ...lines));
    } else if (performance.now() - firstAt > sameKeystrokeMs) process.exit(exitCodeOf(name));
  };
  for (const signal of stopping) process.on(signal, onSignal);
  return {
    signal: controller.signal,
    release: () => {
      for (const signal of stopping) process.off(signal, onSignal);
    },
  };
}
