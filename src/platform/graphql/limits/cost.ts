import {
  type DocumentNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  getVariableValues,
  GraphQLError,
  type GraphQLSchema,
  isCompositeType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
// The package's ES modules load a second copy of `graphql`, whose `instanceof` does not know our types.
import { type ComplexityEstimator, fieldExtensionsEstimator, getComplexity } from 'graphql-query-complexity/cjs';
import { defaultPage } from '../connection.type.js';
import { LimitError } from './limit-error.js';
import type { OperationLimits } from './limits.js';
import { usualListSize } from './list-size.js';
import { pointsOfWork, workOf } from './work.js';

/** Points for any operation, for the work before its first object is read: about what 10 objects cost the server. */
export const operationPoints = 10;
/** Points for one mutation: a transaction with its checks, locks and audit rows. */
const mutationPoints = 100;
/** Points for `__schema`, whose usual answer is 0.4 MB and takes some 50 ms, and for `__type`. */
const schemaPoints = 1000;
const typePoints = 20;

/** Points of counting a list, which reads up to `mostCounted` of its rows, whatever the page. */
const countPoints = 60;

/** Arguments that say how much is read; the cost depends on no others. */
const sizing = new Set(['first', 'last', 'ids']);

/** How often one operation's selections are counted at most: fragments of fragments can grow without bound. */
const mostSelections = 5000;

const introspection: ComplexityEstimator = ({ type, field }) => {
  if (field.name === '__schema') return schemaPoints;
  if (field.name === '__type') return typePoints;
  return type.name.startsWith('__') ? 0 : undefined;
};

function tooLarge(limit: number, asked: number): LimitError {
  return new LimitError('PAGE_SIZE', `A page holds 0 to ${limit} items; ${asked} were asked for.`);
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const uncounted: readonly string[] = ['edges', 'nodes', 'pageInfo', '__typename'];

/** Whether a connection is asked how many there are, in words that differ: `totalCount`, `openPostCount`. */
function asksForCount(set: SelectionSetNode | undefined, fragments: Fragments, seen = new Set<string>()): boolean {
  return (set?.selections ?? []).some((selection) => {
    if (selection.kind === Kind.FIELD) return !uncounted.includes(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return asksForCount(selection.selectionSet, fragments, seen);
    if (seen.has(selection.name.value)) return false;
    seen.add(selection.name.value);
    return asksForCount(fragments.get(selection.name.value)?.selectionSet, fragments, seen);
  });
}

/** A page counts what it may hold at most, and everything below is multiplied, but for counts, which are made once. */
function page(limit: number): ComplexityEstimator {
  return ({ field, args, node, context, childComplexity }) => {
    const sized = args as { first?: number | null; last?: number | null; ids?: readonly unknown[] };
    if (sized.ids !== undefined && field.name === 'nodes') {
      if (sized.ids.length > limit) throw tooLarge(limit, sized.ids.length);
      return sized.ids.length * (1 + childComplexity);
    }
    if (!field.args.some(({ name }) => name === 'first')) return undefined;
    const size = sized.first ?? sized.last ?? defaultPage;
    if (size > limit) throw tooLarge(limit, size);
    if (field.extensions['complexity'] !== undefined && workOf(field) === undefined) return undefined;
    const { fragments } = context as { fragments: Fragments };
    const counted = asksForCount(node.selectionSet, fragments) ? countPoints : 0;
    return 1 + counted + Math.max(size, 1) * childComplexity;
  };
}

const object: ComplexityEstimator = ({ type, field, childComplexity }) => {
  const answers = getNamedType(field.type);
  if (!isCompositeType(answers)) return 0;
  if (type.name === 'Mutation') return mutationPoints + childComplexity;
  if (answers.name === 'PageInfo') return 0;
  if (answers.name.endsWith('Edge')) return childComplexity; // the connection has counted them
  if (isListType(getNullableType(field.type))) return usualListSize * (1 + childComplexity);
  return 1 + childComplexity;
};

/** The variables on which a document's cost depends: those of sizing arguments, and of @include and @skip. */
function sizingVariables(schema: GraphQLSchema, document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Argument({ name, value }) {
        const field = types.getFieldDef();
        const ofWork = field?.extensions['complexity'] !== undefined;
        if (!ofWork && !sizing.has(name.value) && name.value !== 'if') return;
        visit(value, { Variable: (variable) => void names.add(variable.name.value) });
      },
    }),
  );
  return [...names];
}

const day = /^\d{4}-\d\d-\d\d$/;

/** A list counts by its length alone, and a value of a wrong type is refused later, whatever it is. */
function sizeOf(value: unknown): string {
  if (Array.isArray(value)) return `#${value.length}`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([name, inner]) => `${name}:${sizeOf(inner)}`)
      .join()}}`;
  }
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return String(value);
  return typeof value === 'string' && day.test(value) ? value : typeof value;
}

function fragmentsOf(document: DocumentNode): Fragments {
  return new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
}

const keptCosts = 100;

type Variables = Readonly<Record<string, unknown>>;

/**
 * Prices operations: one point for each object that the reply may hold, points for what each kind of operation costs
 * before that, and what fields say of their own work (`work.ts`). What a document costs with the same page sizes is
 * counted once.
 */
export class CostMeter {
  private readonly variables = new WeakMap<DocumentNode, readonly string[]>();
  private readonly costs = new WeakMap<OperationDefinitionNode, Map<string, number>>();
  private readonly estimators: ComplexityEstimator[];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly limits: Pick<OperationLimits, 'cost' | 'pageSize'>,
  ) {
    const answers = [introspection, page(limits.pageSize), fieldExtensionsEstimator(), object];
    this.estimators = [
      (options) => {
        for (const answer of answers) {
          const points = answer(options);
          if (typeof points === 'number') return points + pointsOfWork(options.field, options.args);
        }
      },
    ];
  }

  /**
   * Precondition: the document is valid, and `operation` is the one in it that will run.
   * @returns the operation's points; if its variables do not fit, only the basic cost, because then nothing of it runs.
   * @throws LimitError if it costs more than one operation may, or asks for too large a page; GraphQLError if an
   * argument is wrong.
   */
  priceOf(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): number {
    let names = this.variables.get(document);
    if (names === undefined) this.variables.set(document, (names = sizingVariables(this.schema, document)));
    let costs = this.costs.get(operation);
    if (costs === undefined) this.costs.set(operation, (costs = new Map<string, number>()));
    let key = '';
    for (const name of names) key += `${sizeOf(variables[name])},`;
    let cost = costs.get(key);
    if (cost === undefined) {
      if (this.wrongVariables(operation, variables).length > 0) return operationPoints;
      cost = this.count(document, operation, variables);
      if (costs.size >= keptCosts) costs.clear();
      costs.set(key, cost);
    }
    if (cost <= this.limits.cost) return cost;
    const counted = cost === Infinity ? 'more than can be counted' : `${cost} points`;
    throw new LimitError(
      'COST',
      `This costs ${counted}, and one operation may cost ${this.limits.cost}. Ask for smaller pages or for less at once.`,
    );
  }

  /** The first mistakes in an operation's variables: a value can hold thousands, and describing each takes time. */
  wrongVariables(operation: OperationDefinitionNode, variables: Variables): readonly GraphQLError[] {
    const options = { maxErrors: 20 };
    return getVariableValues(this.schema, operation.variableDefinitions ?? [], variables, options).errors ?? [];
  }

  private count(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): number {
    // Only the operation and its fragments: the library would also walk through the others.
    const definitions = document.definitions.filter(
      (definition) => definition.kind !== Kind.OPERATION_DEFINITION || definition === operation,
    );
    try {
      const objects = getComplexity({
        schema: this.schema,
        query: { kind: Kind.DOCUMENT, definitions },
        variables,
        estimators: this.estimators,
        context: { fragments: fragmentsOf(document) },
        maxQueryNodes: mostSelections,
      });
      return operationPoints + objects;
    } catch (error) {
      if ((error as Error).message === 'Query exceeds the maximum allowed number of nodes.') return Infinity;
      if (!(error instanceof GraphQLError) || error instanceof LimitError) throw error;
      // An argument is refused field by field when the operation runs; the others would run without being priced.
      throw new GraphQLError(error.message, {
        nodes: error.nodes ?? null,
        extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
      });
    }
  }
}
