import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type DocumentNode, Kind, parse, print } from 'graphql';
import { createApp, openDatabase, schema } from '../../src/app.js';
import type { Logger } from 'pino';
import { limitsOf, readConfig } from '../../src/config.js';
import { importJWK, SignJWT } from 'jose';
import { demoIssuer, demoProvider, newDemoKey, signDemoToken } from '../../src/identity/demo-provider.js';
import type { Role } from '../../src/identity/viewer.js';
import type { Limits } from '../../src/platform/graphql/limits/limits.js';
import { createLogger } from '../../src/platform/logging/logger.js';
import { cloneDatabase, type TestDatabase } from './test-database.js';
import { strayFieldPaths } from './user-error-paths.js';

export interface Reply<Data> {
  readonly status: number;
  readonly data: Data;
  readonly errors?: readonly { message: string; path?: (string | number)[]; extensions: { code: string } }[];
}

/** Asks as one role: `await asDirector('{ pcns { totalCount } }')`. */
export type Ask = <Data = any, Variables = Record<string, unknown>>(
  document: string | TypedDocumentNode<Data, Variables>,
  variables?: Variables,
) => Promise<Reply<Data>>;

export interface TestApp {
  readonly url: string;
  readonly database: TestDatabase;
  /** A client with a token of the role for an organisation's ODS code (for `clinician`, the clinician's code). */
  as(role: Role, organisationCode: string): Promise<Ask>;
  /** A client without a token, or with any Authorization header. */
  withHeader(authorization?: string): Ask;
  token(role: Role, organisationCode: string, lifetime?: string): Promise<string>;
  /** A token with any claims, signed like the others; it ends after an hour. */
  signed(claims: Record<string, unknown>): Promise<string>;
  /** Sets the database's clock to an instant, from which it runs on; null sets it right again. */
  setClock(instant: string | null): Promise<void>;
  close(): Promise<void>;
}

/** A document that is wrong on purpose has nothing to be looked at. */
const parsedOrNothing = (document: string): DocumentNode => {
  try {
    return parse(document, { noLocation: true });
  } catch {
    return { kind: Kind.DOCUMENT, definitions: [] };
  }
};

/** A server of the sources over real HTTP, on a database of its own. */
export const startTestApp = async (
  options: {
    template?: string;
    now?: string;
    poolSize?: number;
    corsOrigins?: readonly string[];
    /** Other limits than the defaults. Points are without end where none are set: tests are no people. */
    limits?: Partial<Limits>;
    log?: Logger;
  } = {},
): Promise<TestApp> => {
  const testDatabase = await cloneDatabase(options.template);
  const setClock = async (instant: string | null) => {
    await testDatabase.sql(`update app_clock set shift = coalesce($1::timestamptz - clock_timestamp(), interval '0')`, [
      instant,
    ]);
  };
  if (options.now !== undefined) await setClock(options.now);
  const database = await openDatabase(testDatabase.urls.app, {
    poolSize: options.poolSize ?? 10,
    statementTimeoutMs: 20_000,
  });
  const key = await newDemoKey();
  const app = await createApp({
    database,
    identity: demoProvider(key, 'pcn-rota'),
    log: options.log ?? createLogger(process.env['TEST_LOG_LEVEL'] ?? 'error'),
    corsOrigins: options.corsOrigins ?? [],
    limits: { ...limitsOf(readConfig({})), ratePoints: 1_000_000_000, ...options.limits },
    firstQuery: '{ __typename }',
    notReady: async () => [],
    compileAtOnce: true,
  });
  const url = await app.listen('127.0.0.1', 0);

  const withHeader =
    (authorization?: string): Ask =>
    async (document, variables) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
        body: JSON.stringify({ query: typeof document === 'string' ? document : print(document), variables }),
      });
      const reply = (await response.json()) as { data?: Record<string, unknown> | null };
      const parsed = typeof document === 'string' ? parsedOrNothing(document) : document;
      const stray = strayFieldPaths(await schema(), parsed, variables ?? {}, reply.data);
      if (stray.length > 0) throw new Error(`A user error points at no field of the input. ${stray.join('; ')}`);
      return { status: response.status, ...reply } as never;
    };
  const token = (role: Role, code: string, lifetime?: string) => signDemoToken(key, 'pcn-rota', role, code, lifetime);

  return {
    url,
    database: testDatabase,
    as: async (role, code) => withHeader(`Bearer ${await token(role, code)}`),
    withHeader,
    token,
    signed: async (claims) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'ES256', kid: 'demo' })
        .setIssuer(demoIssuer)
        .setAudience('pcn-rota')
        .setExpirationTime('1h')
        .sign(await importJWK(key, 'ES256')),
    setClock,
    async close() {
      await app.close();
      await database.close();
      await testDatabase.drop();
    },
  };
};
