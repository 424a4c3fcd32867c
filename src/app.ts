import 'reflect-metadata';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { ApolloServerPlugin } from '@apollo/server';
import type { Logger } from 'pino';
import house from './areas.json' with { type: 'json' };
import { bookingArea } from './booking/booking.area.js';
import { capacityArea } from './capacity/capacity.area.js';
import { auditTrailOf } from './identity/audit-trail.resolver.js';
import type { IdentityProvider } from './identity/authenticate.js';
import { contextFor } from './identity/context-for.js';
import { identityArea } from './identity/identity.area.js';
import { AuditTrailKinds } from './identity/rules/audited-kinds.js';
import { organisationArea } from './organisation/organisation.area.js';
import { type Area, fromAll } from './platform/areas/area.js';
import { Database, type DatabaseOptions } from './platform/database/database.js';
import { Refusals } from './platform/database/refusals.js';
import type { ScopeRequest } from './platform/database/scope.js';
import type { Limits } from './platform/graphql/limits/limits.js';
import { Pace } from './platform/graphql/limits/pace.js';
import { OperationGate } from './platform/graphql/limits/operation-gate.js';
import type { RequestContext } from './platform/graphql/request-context.js';
import { buildExecutableSchema } from './platform/graphql/schema.js';
import { createGraphqlServer } from './platform/graphql/server.js';
import { graphqlMount } from './platform/http/graphql-mount.js';
import { createHttpServer } from './platform/http/http-server.js';
import { probes } from './platform/http/probes.js';
import { mountSubscriptions } from './platform/http/subscriptions.js';
import { measureDatabase } from './platform/metrics/database-metrics.js';
import { createMetrics } from './platform/metrics/metrics.js';
import { platformArea } from './platform/platform.area.js';
import { sessionsArea } from './sessions/sessions.area.js';
import { transitionsArea } from './transitions/transitions.area.js';
import { workforceArea } from './workforce/workforce.area.js';

const lists: readonly Area[] = [
  bookingArea,
  capacityArea,
  identityArea,
  organisationArea,
  platformArea,
  sessionsArea,
  transitionsArea,
  workforceArea,
];

/**
 * The areas that have anything to list, from the bottom to the top; the audit trail comes last, because it covers them
 * all.
 */
const told = house.flatMap(({ area }) => lists.filter(({ name }) => name === area));

/** What the audit trail shows. */
export const audited = new AuditTrailKinds(fromAll(told, 'audited'));
const areas: readonly Area[] = [...told, { name: 'audit trail', ...auditTrailOf(audited) }];

/** What runs in the background. */
export const jobs = areas.flatMap((area) => area.jobs ?? []);

/** What may lie ahead of an organisation when it is to close; patients come first, papers last. */
export const liesAhead = areas.toReversed().flatMap((area) => area.liesAhead ?? []);
/** How `node` reads each type again. */
export const nodes = fromAll(areas, 'nodes');
const problems = fromAll(areas, 'problems');

let built: Promise<GraphQLSchema> | undefined;

/** The schema of all areas; built once in a process. */
export function schema(): Promise<GraphQLSchema> {
  return (built ??= buildExecutableSchema({
    resolvers: areas.flatMap((area) => area.resolvers ?? []),
    problems,
    warnings: fromAll(areas, 'warnings'),
    nodes,
  }));
}

/** Opens the one door to the data, for the server, its jobs and the command line. */
export function openDatabase(url: string, options: Omit<DatabaseOptions, 'url' | 'entities' | 'refusals'>) {
  return Database.connect({
    url,
    entities: areas.flatMap((area) => area.entities ?? []),
    refusals: new Refusals(problems, fromAll(areas, 'constraints')),
    ...options,
  });
}

export interface AppOptions {
  readonly database: Database;
  readonly identity: IdentityProvider;
  readonly log: Logger;
  readonly corsOrigins: readonly string[];
  readonly limits: Limits;
  readonly firstQuery: string;
  /** What must be there before the server is ready, apart from the database; empty when it is. */
  readonly notReady: () => Promise<readonly string[]>;
  /** Requests over HTTP of one payer that are at work at a time; without it, as many as come. */
  readonly requestsPerPayer?: number;
  /** For tests, which send each document once: see compiled-execution.ts. */
  readonly compileAtOnce?: boolean;
}

export interface App {
  readonly http: FastifyInstance;
  /** @returns the address it listens on. */
  listen(host: string, port: number): Promise<string>;
  /** Stops accepting requests, finishes those accepted, and leaves the database to the caller that opened it. */
  close(): Promise<void>;
}

/** Puts all areas together behind HTTP. */
export async function createApp(options: AppOptions): Promise<App> {
  const { database, identity, log } = options;
  const metrics = createMetrics();
  measureDatabase(metrics.registry, options.database);
  for (const metric of identity.keys.metrics) metrics.registry.registerMetric(metric);
  const gate = new OperationGate(await schema(), options.limits, metrics);
  const { arrivalMs } = options.limits;
  const http = await createHttpServer({ log, corsOrigins: options.corsOrigins, metrics, arrivalMs });
  const drain: ApolloServerPlugin<RequestContext<ScopeRequest>> = fastifyApolloDrainPlugin(http as never);
  const apollo = createGraphqlServer(await schema(), gate, log, [drain], database.refusals, {
    compileAtOnce: options.compileAtOnce ?? false,
  });
  await apollo.start();
  const contextOf = contextFor({ database, identity, gate, nodes });
  const { requestsPerPayer: atOnce } = options;
  const pace = atOnce === undefined ? undefined : new Pace(options.limits, gate.ledger, atOnce);
  const mounts = [
    probes({ metrics, database, notReady: options.notReady }),
    graphqlMount({ apollo, contextOf, gate, pace, firstQuery: options.firstQuery }),
  ];
  for (const mount of [...mounts, ...areas.flatMap((area) => area.routes ?? [])]) await http.register(mount);
  const subscriptions = mountSubscriptions(http, gate, contextOf, database.refusals);
  return {
    http,
    listen: (host, port) => http.listen({ host, port }),
    async close() {
      await subscriptions.close();
      await apollo.stop();
    },
  };
}
