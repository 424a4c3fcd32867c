import { ConfigError } from '../config.js';
import { EmbeddedPostgresError } from '../platform/embedded-postgres/embedded-postgres-error.js';

/** What the person at the terminal can put right: each line says what is wrong and what to do, without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
  /** What the process ends with. */
  exitCode = 1;

  constructor(...lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

/** A command was called wrongly; nothing was looked at. */
export class UsageError extends StartError {
  override exitCode = 2;
}

/** Prints an error as its reader needs it: lines with a remedy as they are, a bug with all its details. */
export function tell(error: unknown): void {
  if (error instanceof StartError || error instanceof ConfigError || error instanceof EmbeddedPostgresError) {
    console.error(error.message);
    return;
  }
  console.error('PCN Rota ended because of a fault of its own. Please report it with these lines:');
  console.error(error);
}
