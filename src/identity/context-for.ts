import type { Database } from '../platform/database/database.js';
import { openAccount } from '../platform/graphql/limits/account.js';
import type { OperationGate } from '../platform/graphql/limits/operation-gate.js';
import type { AnyNodes } from '../platform/graphql/nodes.js';
import { RequestContext } from '../platform/graphql/request-context.js';
import { RequestError } from '../platform/graphql/request-error.js';
import { authenticate, type IdentityProvider } from './authenticate.js';
import type { Context } from './context.js';
import type { Viewer } from './viewer.js';

/** The caller, for HTTP and WebSockets alike. */
interface Caller {
  readonly authorization: string | undefined;
  readonly requestId: string;
  readonly address: string;
}

/**
 * Makes the context of a request: who is asking, and whose points it uses.
 * @throws RequestError UNAUTHENTICATED for a token that is not good, LimitError if no points are left.
 */
export function contextFor(parts: {
  readonly database: Database;
  readonly identity: IdentityProvider;
  readonly gate: OperationGate;
  readonly nodes: AnyNodes;
}): (caller: Caller) => Promise<Context> {
  const { database, identity, gate, nodes } = parts;
  return async ({ authorization, requestId, address }: Caller): Promise<Context> => {
    const viewer = await authenticate(identity, authorization, requestId);
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
      openAccount(payer, viewer.value !== undefined),
      nodes,
    );
  };
}
