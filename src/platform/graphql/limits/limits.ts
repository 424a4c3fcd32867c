/** What one request may ask for. Every number is a setting; the README's table holds the defaults. */
export interface OperationLimits {
  /** Levels of selection sets, with fragments flattened. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Words, numbers and signs in the document's text. */
  readonly tokens: number;
  /** Points for one operation, see `cost.ts`. */
  readonly cost: number;
  /** `first`, `last` and the number of `ids`; never above the schema's own 100. */
  readonly pageSize: number;
}

export interface Limits extends OperationLimits {
  /** The longest that one operation may take, in milliseconds. */
  readonly requestMs: number;
  /** The same for an operation with a large command, such as a hand-over. */
  readonly largeCommandMs: number;
  /** Points that one token may spend in `ratePeriodSeconds`. */
  readonly ratePoints: number;
  readonly ratePeriodSeconds: number;
  /** Of an HTTP body and of a WebSocket message. */
  readonly bodyBytes: number;
  /** How long an HTTP request may take to arrive, in milliseconds. */
  readonly arrivalMs: number;
  /** Subscriptions that one WebSocket may hold open. */
  readonly subscriptions: number;
  /** Subscriptions that one payer may hold open on all its WebSockets. */
  readonly payerSubscriptions: number;
  /** WebSockets that one payer may hold open. */
  readonly sockets: number;
}

/** Which limit a request exceeded, as `extensions.limit` of the error and as the metric's reason. */
export type LimitName =
  | 'ALIASES'
  | 'BODY'
  | 'COST'
  | 'DEPTH'
  | 'DIRECTIVES'
  | 'HEADERS'
  | 'PAGE_SIZE'
  | 'POINTS'
  | 'SUBSCRIPTIONS'
  | 'TIME'
  | 'TOKENS';
