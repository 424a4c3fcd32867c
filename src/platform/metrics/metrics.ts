import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** What `/metrics` shows. */
export interface Metrics {
  readonly registry: Registry;
  readonly httpSeconds: Histogram<'route' | 'status'>;
  /** Requests and operations refused before they ran, or stopped, by reason. */
  readonly refused: Counter<'reason'>;
  /** Points of the operations that ran. */
  readonly points: Counter;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    httpSeconds: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time to answer a request',
      labelNames: ['route', 'status'],
      registers,
    }),
    refused: new Counter({
      name: 'graphql_refused_total',
      help: 'Requests refused before they ran, or stopped, by reason',
      labelNames: ['reason'],
      registers,
    }),
    points: new Counter({ name: 'graphql_cost_points_total', help: 'Points of the operations that ran', registers }),
  };
}
