import { type Logger, pino } from 'pino';

/** One JSON line an event. Bodies, variables and tokens are never logged, so no patient reference can be. */
export const createLogger = (level: string): Logger =>
  pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: ['req.headers.authorization', 'req.headers.cookie'],
  });
