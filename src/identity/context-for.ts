import type { Database } from '../platform/database/database.js';
import { openAccount } from '../platform/graphql/limits/account.js';
import type { OperationGate } from '../platform/graphql/limits/operation-gate.js';
import type { AnyNodes } from '../platform/graphql/nodes.js';
import { RequestContext } from '../platform/graphql/request-context.js';
import { RequestError } from '../platform/graphql/request-error.js';
import { authenticate, type IdentityProvider, KeysUnavailable } from './authenticate.js';
import type { Context } from './context.js';
import type { Viewer } from './viewer.js';

/** The caller, for HTTP and WebSockets alike. */
interface Caller {
  readonly authorization: string | undefined;
  readonly requestId: string;
  readonly address: string;
}

/**
 * Makes the context of a request: who asks, and who pays for it.
 * @throws RequestError UNAUTHENTICATED for a token that is not good, IDENTITY_UNAVAILABLE for one that cannot be
 * checked, which costs nobody anything; LimitError for a payer without points.
 */
export function contextFor(parts: {
  readonly database: Database;
  readonly identity: IdentityProvider;
  readonly gate: OperationGate;
  readonly nodes: AnyNodes;
}): (caller: Caller) => Promise<Context> {
  const { database, identity, gate, nodes } = parts;
  return async ({ authorization, requestId, address }: Caller): Promise<Context> => {
    const viewer = await authenticate(identity, authorization, requestId).catch(asRequestError);
    if (!viewer.ok) {
      await gate.refuseUnread(openAccount(address), 'token');
      const reasons = viewer.problems.map((problem) => problem.message).join(' ');
      throw new RequestError('UNAUTHENTICATED', reasons, { status: 401 });
    }
    const payer = viewer.value === undefined ? address : `${viewer.value.subject} ${viewer.value.organisationCode}`;
    await gate.ledger.demandSome(payer);
    return new RequestContext<Viewer>(
      database,
      viewer.value,
      requestId,
      openAccount(payer, viewer.value !== undefined, () => gate.ledger.left(payer)),
      nodes,
    );
  };
}

function asRequestError(error: unknown): never {
  if (!(error instanceof KeysUnavailable)) throw error;
  throw new RequestError('IDENTITY_UNAVAILABLE', error.message, {
    status: 503,
    headers: new Map([['retry-after', String(error.retrySeconds)]]),
  });
}
