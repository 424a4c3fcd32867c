import { z } from 'zod';
import { troublesOfUrl } from './platform/database/connection-settings.js';
import type { Limits } from './platform/graphql/limits/limits.js';

/** An address that every connection uses, with each of its parameters. */
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ }).superRefine((url, context) => {
  for (const message of troublesOfUrl(url)) context.addIssue({ code: 'custom', message });
});

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  PCN_DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: databaseUrl.optional(),
  DATABASE_OWNER_URL: databaseUrl.optional(),
  DATABASE_WORKER_URL: databaseUrl.optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(20),
  CONNECTIONS_PER_PAYER: z.coerce.number().int().min(1).default(4),
  STATEMENT_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).default(10_000),
  REQUEST_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).default(15_000),
  LARGE_COMMAND_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).default(60_000),
  ARRIVAL_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).default(30_000),
  BODY_LIMIT_BYTES: z.coerce.number().int().min(1024).max(16_777_216).default(262_144),
  /** Never below the size of a page that gives no size. */
  PAGE_SIZE_LIMIT: z.coerce.number().int().min(20).max(100).default(100),
  QUERY_COST_LIMIT: z.coerce.number().int().min(100).default(10_000),
  QUERY_DEPTH_LIMIT: z.coerce.number().int().min(3).default(15),
  QUERY_ALIAS_LIMIT: z.coerce.number().int().min(0).default(30),
  QUERY_DIRECTIVE_LIMIT: z.coerce.number().int().min(0).default(30),
  QUERY_TOKEN_LIMIT: z.coerce.number().int().min(50).default(2000),
  RATE_LIMIT_POINTS: z.coerce.number().int().min(100).default(300_000),
  RATE_LIMIT_SECONDS: z.coerce.number().int().min(1).max(86_400).default(60),
  SUBSCRIPTION_LIMIT: z.coerce.number().int().min(1).default(50),
  TOKEN_SUBSCRIPTION_LIMIT: z.coerce.number().int().min(1).default(200),
  TOKEN_SOCKET_LIMIT: z.coerce.number().int().min(1).default(20),
  AUTH_ISSUER: z.string().min(1).optional(),
  AUTH_AUDIENCE: z.string().min(1).default('pcn-rota'),
  AUTH_JWKS_URL: z.url().optional(),
  /** With the time that a fetch may take twice, less than the minute in which a withdrawn key stops (decision 137). */
  AUTH_KEYS_REFRESH_SECONDS: z.coerce.number().int().min(1).max(45).default(30),
  AUTH_KEYS_KEPT_SECONDS: z.coerce.number().int().min(1).max(86_400).default(3600),
  CORS_ORIGINS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ),
  /** If it is not set: `warn` at a terminal, otherwise `info`. */
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).optional(),
  EXAMPLE: z.enum(['load', 'none']).default('load'),
});

/** The environment, parsed once. README.md holds the same table for people. */
export type Config = Readonly<z.infer<typeof schema>>;

export class ConfigError extends Error {}

/** @throws ConfigError with one line for each setting that is wrong, naming the setting and what it takes. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  const config = parsed.data;
  if (config.DATABASE_URL !== undefined) {
    const missing = (['DATABASE_OWNER_URL', 'DATABASE_WORKER_URL'] as const).filter((key) => config[key] === undefined);
    if (missing.length > 0) {
      throw new ConfigError(
        `DATABASE_URL is set, so ${missing.join(' and ')} must be set too (see the README's table).`,
      );
    }
  }
  if ((config.AUTH_ISSUER === undefined) !== (config.AUTH_JWKS_URL === undefined)) {
    throw new ConfigError('AUTH_ISSUER and AUTH_JWKS_URL name one identity provider: set both or neither.');
  }
  if (config.AUTH_KEYS_KEPT_SECONDS < 2 * config.AUTH_KEYS_REFRESH_SECONDS) {
    throw new ConfigError(
      'AUTH_KEYS_KEPT_SECONDS must be at least twice AUTH_KEYS_REFRESH_SECONDS: else good keys end between two fetches.',
    );
  }
  if (config.QUERY_COST_LIMIT > config.RATE_LIMIT_POINTS) {
    throw new ConfigError(
      'RATE_LIMIT_POINTS must be at least QUERY_COST_LIMIT: otherwise the largest operation never runs.',
    );
  }
  return Object.freeze(config);
}

/** What one request, and one token, may ask for. */
export function limitsOf(config: Config): Limits {
  return {
    depth: config.QUERY_DEPTH_LIMIT,
    aliases: config.QUERY_ALIAS_LIMIT,
    directives: config.QUERY_DIRECTIVE_LIMIT,
    tokens: config.QUERY_TOKEN_LIMIT,
    cost: config.QUERY_COST_LIMIT,
    pageSize: config.PAGE_SIZE_LIMIT,
    requestMs: config.REQUEST_TIMEOUT_MS,
    largeCommandMs: Math.max(config.LARGE_COMMAND_TIMEOUT_MS, config.REQUEST_TIMEOUT_MS),
    ratePoints: config.RATE_LIMIT_POINTS,
    ratePeriodSeconds: config.RATE_LIMIT_SECONDS,
    bodyBytes: config.BODY_LIMIT_BYTES,
    arrivalMs: config.ARRIVAL_TIMEOUT_MS,
    subscriptions: config.SUBSCRIPTION_LIMIT,
    payerSubscriptions: config.TOKEN_SUBSCRIPTION_LIMIT,
    sockets: config.TOKEN_SOCKET_LIMIT,
  };
}

/**
 * Checks that someone can say who is asking: an identity provider, or else the embedded database's own demo tokens.
 * @throws ConfigError if a server would have to serve other data with demo tokens.
 */
export function demandIdentityProvider(config: Config): void {
  if (config.DATABASE_URL === undefined || config.AUTH_ISSUER !== undefined) return;
  throw new ConfigError(
    'DATABASE_URL is set, so AUTH_ISSUER and AUTH_JWKS_URL must name an identity provider: demo tokens are only for the embedded database.',
  );
}
