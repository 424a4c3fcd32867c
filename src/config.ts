import { z } from 'zod';

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  PCN_DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_OWNER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_WORKER_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(20),
  STATEMENT_TIMEOUT_MS: z.coerce.number().int().min(100).max(600_000).default(10_000),
  AUTH_ISSUER: z.string().min(1).optional(),
  AUTH_AUDIENCE: z.string().min(1).default('pcn-rota'),
  AUTH_JWKS_URL: z.url().optional(),
  CORS_ORIGINS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    ),
  /** Where it is not set: `warn` at a terminal, else `info`. */
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).optional(),
  EXAMPLE: z.enum(['load', 'none']).default('load'),
});

/** The environment, parsed once. README.md holds the same table for people. */
export type Config = Readonly<z.infer<typeof schema>>;

export class ConfigError extends Error {}

/** @throws ConfigError with one line per setting that is wrong, each naming the setting and what it takes. */
export const readConfig = (environment: NodeJS.ProcessEnv): Config => {
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
  return Object.freeze(config);
};

/**
 * Who else but the embedded database's own demo tokens could say who is asking?
 * @throws ConfigError where a server would have to serve other data with them.
 */
export const demandIdentityProvider = (config: Config): void => {
  if (config.DATABASE_URL === undefined || config.AUTH_ISSUER !== undefined) return;
  throw new ConfigError(
    'DATABASE_URL is set, so AUTH_ISSUER and AUTH_JWKS_URL must name an identity provider: demo tokens are only for the embedded database.',
  );
};
