import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { type DocumentNode, Kind, parse, print } from 'graphql';
import { importJWK, SignJWT } from 'jose';
import { demoIssuer, newDemoKey, signDemoToken } from '../../../src/identity/demo-provider.js';
import type { Role } from '../../../src/identity/viewer.js';
import type { Limits } from '../../../src/platform/graphql/limits/limits.js';
import { committedSchema } from '../graphql/committed-schema.js';
import { cloneDatabase, type TestDatabase } from '../database/test-database.js';
import { strayFieldPaths } from '../graphql/user-error-paths.js';

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
  /**
   * The names of the SQL statements that it sends while `work` runs, without those of the scope itself (begin,
   * enter_scope, end). Precondition: nobody else asks it meanwhile.
   */
  statementsOf(work: () => Promise<unknown>): Promise<string[]>;
  /** The lines of its log so far, where a level was given. */
  log(): Promise<string[]>;
  close(): Promise<void>;
}

/** A document that is wrong on purpose has nothing to be looked at. */
function parsedOrNothing(document: string): DocumentNode {
  try {
    return parse(document, { noLocation: true });
  } catch {
    return { kind: Kind.DOCUMENT, definitions: [] };
  }
}

async function askHost<Told>(method: 'POST' | 'DELETE', path: string, body: object): Promise<Told> {
  const response = await fetch(`${process.env['TEST_APP_HOST']}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The process that serves the tests says: ${await response.text()}`);
  return (await response.json()) as Told;
}

/** The name of a database with the example network around a day, to be cloned. */
export async function exampleTemplate(around: string): Promise<string> {
  return (await askHost<{ template: string }>('POST', '/examples', { around })).template;
}

/** A server of the built sources over real HTTP, on a database of its own: see app-host.js. */
export async function startTestApp(
  options: {
    template?: string;
    now?: string;
    poolSize?: number;
    /** Without end where it is not set: tests ask much at once with one token, to find races. */
    connectionsPerPayer?: number;
    /** 20 s where it is not set. */
    statementTimeoutMs?: number;
    corsOrigins?: readonly string[];
    /** Limits other than the defaults. Points are unlimited unless they are set: tests are not people. */
    limits?: Partial<Limits>;
    /** Keeps the log from this level on; without it, errors go to whoever runs the tests. */
    logLevel?: 'debug';
  } = {},
): Promise<TestApp> {
  const testDatabase = await cloneDatabase(options.template);
  const setClock = async (instant: string | null) => {
    await testDatabase.sql(`update app_clock set shift = coalesce($1::timestamptz - clock_timestamp(), interval '0')`, [
      instant,
    ]);
  };
  if (options.now !== undefined) await setClock(options.now);
  const key = await newDemoKey();
  const { url } = await askHost<{ url: string }>('POST', '/apps', {
    databaseUrl: testDatabase.urls.app,
    poolSize: options.poolSize ?? 10,
    connectionsPerPayer: options.connectionsPerPayer,
    statementTimeoutMs: options.statementTimeoutMs,
    key,
    corsOrigins: options.corsOrigins ?? [],
    limits: { ratePoints: 1_000_000_000, ...options.limits },
    logLevel: options.logLevel,
  });

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
      const stray = strayFieldPaths(committedSchema(), parsed, variables ?? {}, reply.data);
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
    async statementsOf(work) {
      const counted = { database: new URL(testDatabase.urls.app).pathname.slice(1) };
      await askHost('POST', '/statements', counted);
      await work();
      return askHost<string[]>('DELETE', '/statements', counted);
    },
    log: () => askHost<string[]>('POST', '/logs', { url }),
    async close() {
      await askHost('DELETE', '/apps', { url });
      await testDatabase.drop();
    },
  };
}
