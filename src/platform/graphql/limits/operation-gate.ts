import {
  type DocumentNode,
  type ExecutionArgs,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  type SelectionSetNode,
  specifiedRules,
  validate,
  type ValidationRule,
} from 'graphql';
import { TimeUp } from '../../database/deadline.js';
import type { Metrics } from '../../metrics/metrics.js';
import type { Account } from './account.js';
import { CostMeter, operationPoints } from './cost.js';
import { documentRules } from './document-rules.js';
import { tokenNeeded } from '../request-error.js';
import { LimitError, limitOf } from './limit-error.js';
import type { Limits } from './limits.js';
import { PointsLedger } from './points.js';

export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** Admits operations, over HTTP and WebSockets alike: checks what each may ask for, and what its payer has left. */
export class OperationGate {
  readonly ledger: PointsLedger;
  readonly parseOptions: { readonly maxTokens: number };
  readonly rules: readonly ValidationRule[];
  private readonly meter: CostMeter;
  private readonly read = new WeakSet<DocumentNode>();

  constructor(
    readonly schema: GraphQLSchema,
    readonly limits: Limits,
    private readonly metrics: Pick<Metrics, 'refused' | 'points'>,
  ) {
    this.ledger = new PointsLedger(limits);
    this.parseOptions = { maxTokens: limits.tokens };
    this.rules = documentRules(limits);
    this.meter = new CostMeter(schema, limits);
  }

  /**
   * Refuses an operation without a token that asks for more than the schema, before its variables are looked at, so
   * that it learns nothing about them.
   * @throws RequestError UNAUTHENTICATED.
   */
  demandToken(account: Account, document: DocumentNode, operation: OperationDefinitionNode): void {
    if (!account.known && !asksForSchemaOnly(document, operation.selectionSet)) throw tokenNeeded();
  }

  /**
   * Prices a valid operation and takes its points. The first use of a document also pays for reading it, which is not
   * part of the operation's cost.
   * @throws LimitError if it may not run, GraphQLError if an argument is wrong.
   */
  async admit(
    account: Account,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const cost = this.meter.priceOf(document, operation, variables);
    const reading = this.read.has(document) ? 0 : readingPoints(document.loc?.source.body);
    this.read.add(document);
    await this.ledger.spend(account.payer, cost + reading);
    account.cost = cost;
    account.paid = cost + reading;
    account.admitted = true;
    this.metrics.points.inc(cost);
  }

  /**
   * Parses, checks and admits an operation that comes without Apollo. Its reading is paid before it is read: else a
   * hundred that arrive together would all be read before the first is charged.
   * @param open how many operations are open on its socket, and on all sockets of its payer, this one included.
   * @returns how to run it, or what is wrong with it.
   */
  async prepare(
    account: Account,
    request: OperationRequest,
    open: { readonly onSocket: number; readonly ofPayer: number },
  ): Promise<ExecutionArgs | readonly GraphQLError[]> {
    try {
      this.demandRoom(open);
      await this.ledger.spend(account.payer, readingPoints(request.query));
      const document = parse(request.query, this.parseOptions);
      this.read.add(document);
      const errors = validate(this.schema, document, [...specifiedRules, ...this.rules], { maxErrors: mostErrors });
      if (errors.length > 0) return await this.refuse(account, errors);
      const operation = getOperationAST(document, request.operationName);
      if (operation == null) {
        const message =
          'The document has no operation of this name; a document with several operations needs `operationName`.';
        return await this.refuse(account, [new GraphQLError(message)]);
      }
      if (operation.operation === OperationTypeNode.SUBSCRIPTION && leavesOut(document, operation.selectionSet)) {
        const message = 'The one field of a subscription cannot be left out. Remove @skip and @include from it.';
        return await this.refuse(account, [new GraphQLError(message)]);
      }
      this.demandToken(account, document, operation);
      const variableValues = request.variables ?? {};
      const wrong = this.meter.wrongVariables(operation, variableValues);
      if (wrong.length > 0) return await this.refuse(account, wrong);
      await this.admit(account, document, operation, variableValues);
      return { schema: this.schema, document, operationName: request.operationName, variableValues };
    } catch (error) {
      if (error instanceof GraphQLError) return this.refuse(account, [error]);
      throw error;
    }
  }

  private demandRoom({ onSocket, ofPayer }: { readonly onSocket: number; readonly ofPayer: number }): void {
    const { subscriptions, payerSubscriptions } = this.limits;
    if (onSocket > subscriptions) {
      const message = `One connection can hold at most ${subscriptions} subscriptions.`;
      throw new LimitError('SUBSCRIPTIONS', message, 'RATE_LIMITED');
    }
    if (ofPayer > payerSubscriptions) {
      const message = `One token can hold at most ${payerSubscriptions} subscriptions over all its connections.`;
      throw new LimitError('SUBSCRIPTIONS', message, 'RATE_LIMITED');
    }
  }

  /** Charges a document that was refused by its length, for that is what reading it took, and counts why. */
  async charge(account: Account, source: string | undefined, errors: readonly GraphQLError[]): Promise<void> {
    const reasons = new Set(errors.map((error) => reasonOf(error)));
    for (const reason of reasons) this.metrics.refused.inc({ reason });
    if (reasons.has('points')) return; // the cost of a refused request has been charged
    account.cost = account.paid = operationPoints + readingPoints(source);
    await this.ledger.charge(account.payer, account.cost);
  }

  /** Counts an operation that was stopped because its time was up. */
  noteTimeUp(errors: readonly GraphQLError[]): void {
    if (errors.some(({ originalError }) => originalError instanceof TimeUp))
      this.metrics.refused.inc({ reason: 'time' });
  }

  /**
   * Charges a request that was refused before its operation could be read, because its body or token is not valid.
   * @throws LimitError if its payer has nothing left.
   */
  async refuseUnread(account: Account, reason: 'body' | 'body_size' | 'request' | 'token'): Promise<void> {
    this.metrics.refused.inc({ reason });
    account.cost = operationPoints;
    await this.ledger.spend(account.payer, operationPoints);
  }

  private async refuse(account: Account, errors: readonly GraphQLError[]): Promise<readonly GraphQLError[]> {
    await this.charge(account, undefined, errors);
    for (const error of errors) error.extensions['code'] ??= 'BAD_USER_INPUT';
    return errors;
  }
}

/**
 * Whether a directive may leave out a root field, which the specification forbids for subscriptions and graphql-js
 * cannot execute. Each fragment is looked at once, because fragments of fragments can double.
 */
function leavesOut(
  document: DocumentNode,
  { selections }: SelectionSetNode,
  seen: Set<string> = new Set<string>(),
): boolean {
  return selections.some((selection) => {
    if ((selection.directives ?? []).length > 0) return true;
    if (selection.kind === Kind.FIELD) return false;
    if (selection.kind === Kind.INLINE_FRAGMENT) return leavesOut(document, selection.selectionSet, seen);
    const name = selection.name.value;
    if (seen.has(name)) return false;
    seen.add(name);
    return document.definitions.some(
      (node) =>
        node.kind === Kind.FRAGMENT_DEFINITION &&
        node.name.value === name &&
        leavesOut(document, node.selectionSet, seen),
    );
  });
}

const openToAll: readonly string[] = ['__typename', '__schema', '__type'];

/** Whether every root field is an introspection field, even one left out by a directive. */
function asksForSchemaOnly(
  document: DocumentNode,
  { selections }: SelectionSetNode,
  seen: Set<string> = new Set<string>(),
): boolean {
  return selections.every((selection) => {
    if (selection.kind === Kind.FIELD) return openToAll.includes(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return asksForSchemaOnly(document, selection.selectionSet, seen);
    const name = selection.name.value;
    if (seen.has(name)) return true;
    seen.add(name);
    return document.definitions.every(
      (node) =>
        node.kind !== Kind.FRAGMENT_DEFINITION ||
        node.name.value !== name ||
        asksForSchemaOnly(document, node.selectionSet, seen),
    );
  });
}

/** So many mistakes of one document are told: to look for the words that may have been meant takes time. */
const mostErrors = 20;

/** Checking a document takes at worst some milliseconds for each kilobyte. */
const charactersAPoint = 4;
function readingPoints(source: string | undefined): number {
  return Math.ceil((source?.length ?? 0) / charactersAPoint);
}

function reasonOf(error: GraphQLError): string {
  const limit = limitOf(error);
  if (limit !== undefined) return limit.toLowerCase();
  if (error.extensions['code'] === 'UNAUTHENTICATED') return 'token';
  return /^Syntax Error/.test(error.message) ? 'syntax' : 'document';
}
