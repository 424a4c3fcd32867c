import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import { OperationTypeNode } from 'graphql';
import type { ScopeRequest } from '../../database/scope.js';
import type { RequestContext } from '../request-context.js';
import { RequestError } from '../request-error.js';
import type { OperationGate } from './operation-gate.js';

type AnyContext = RequestContext<ScopeRequest>;

/** Holds operations over HTTP to the limits, and puts the cost of each into `extensions.cost` of its reply. */
export function limitsPlugin(gate: OperationGate): ApolloServerPlugin<AnyContext> {
  const listener: GraphQLRequestListener<AnyContext> = {
    async didResolveOperation({ document, operation, request, contextValue }) {
      if (operation == null) return; // the execution reports that it does not know which
      if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
        const message =
          'A subscription needs a WebSocket. Connect to this address with the protocol graphql-transport-ws.';
        throw new RequestError('BAD_USER_INPUT', message, { status: 400 });
      }
      gate.demandToken(contextValue.account, document, operation);
      await gate.admit(contextValue.account, document, operation, request.variables ?? {});
      contextValue.allowTime(gate.limits);
    },
    async didEncounterErrors({ errors, source, contextValue }) {
      if (!contextValue.account.admitted) await gate.charge(contextValue.account, source, errors);
      else gate.noteTimeUp(errors);
    },
    async willSendResponse({ source, contextValue: { account }, response }) {
      if (response.body.kind !== 'single') return;
      const { singleResult } = response.body;
      account.documentRefused = source !== undefined && singleResult.data === undefined;
      singleResult.extensions = { ...singleResult.extensions, cost: account.cost };
    },
  };
  return { requestDidStart: () => Promise.resolve(listener) };
}
