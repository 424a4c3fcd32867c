import { type Logger, pino } from 'pino';

/**
 * One JSON line for each event, on standard error: standard output is for people. Bodies, variables and tokens are
 * never logged, so no patient reference can be.
 */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ['req.headers.authorization', 'req.headers.cookie'],
    },
    pino.destination({ fd: process.stderr.fd, sync: true }),
  );
}
