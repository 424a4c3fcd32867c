import { createServer } from 'node:http';
import { postgraphile } from 'postgraphile';
import { makePgService, type PgAdaptorSettings } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { authenticate } from '../../src/identity/authenticate.js';
import { provider, required } from './environment.js';

/**
 * The peer: PostGraphile 5 with its own preset and its defaults for production (prepared statements, cached plans, no
 * GraphiQL, no explain). It checks the same token, and enters the same scope where it would set its settings.
 */
const service = makePgService({
  connectionString: required('DATABASE_URL'),
  schemas: ['bench'],
  poolConfig: { max: 20, options: '-c TimeZone=UTC' },
});
const { adaptor } = service;

/** PostGraphile's own: begin, settings, query, commit. Here the settings are entered by the product's function. */
const scoped = {
  ...adaptor,
  async createWithPgClient(settings: Partial<PgAdaptorSettings>, variant?: 'SUPERUSER') {
    const inner = (await adaptor.createWithPgClient(settings, variant)) as (
      pgSettings: null,
      callback: (client: any) => Promise<unknown>,
    ) => Promise<unknown>;
    const withPgClient = (scope: Record<string, string> | null, callback: (client: any) => Promise<unknown>) => {
      if (scope === null) return inner(null, callback);
      const { role, code, subject } = scope;
      return inner(null, (client) =>
        client.withTransaction(async (transaction: any) => {
          const values = [role, code, subject, 'bench'];
          await transaction.query({ name: 'scope', text: 'select * from enter_scope($1, $2, $3, $4)', values });
          return callback(transaction);
        }),
      );
    };
    return Object.assign(withPgClient, { release: () => (inner as unknown as { release?: () => void }).release?.() });
  },
};

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [{ ...service, adaptor: scoped as never }],
  grafast: {
    explain: false,
    async context(requestContext) {
      const headers = requestContext.node?.req.headers;
      const checked = await authenticate(provider, headers?.authorization, 'bench');
      if (!checked.ok || checked.value === undefined) throw new Error('UNAUTHENTICATED');
      const { role, organisationCode, subject } = checked.value;
      return { pgSettings: { role, code: organisationCode, subject } };
    },
  },
  grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false, websockets: false },
});

const server = createServer();
server.once('error', (error) => {
  throw error;
});
await instance.createServ(grafserv).addTo(server);
server.listen(Number(process.env['PORT']), '127.0.0.1', () => console.error('listening'));
