import type { RequestContext } from '../platform/graphql/request-context.js';
import type { Viewer } from './viewer.js';

/** The context that resolvers of every area get. */
export type Context = RequestContext<Viewer>;
