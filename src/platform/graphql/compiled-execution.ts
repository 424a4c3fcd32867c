import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  getVariableValues,
  type GraphQLSchema,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';

/** One request: a valid document, its variables and its context. */
export interface Execution {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: unknown;
}

type Run = (
  root: undefined,
  context: unknown,
  variables: Readonly<Record<string, unknown>>,
) => Promise<ExecutionResult> | ExecutionResult;

/**
 * A document is compiled when it comes for the third time, because clients repeat theirs and one-offs are not worth it.
 */
const timesBeforeCompiling = 2;
/**
 * The most recently used are kept and other documents are interpreted, so that no flood of new ones costs memory or
 * time.
 */
const mostCompiled = 200;
/** And no more than of so many characters: compiled code and what it closes over is some hundred times as large. */
const mostCompiledCharacters = 300_000;
const msBetweenCompilations = 50;
const longestDocument = 10_000;

/**
 * Whether a document is of the plain sort that is compiled: one query on object types only. The compiler writes code
 * from the document and does not quote every text in it, so it is never given a document with a text literal; clients
 * send texts as variables. Directives, abstract types and variables inside literals are also left to the interpreter:
 * frequent documents rarely have them, and their rules are subtle.
 */
export function isCompilable(schema: GraphQLSchema, document: DocumentNode): boolean {
  if (lengthOf(document) > longestDocument) return false;
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operations.length !== 1 || operations[0]?.operation !== OperationTypeNode.QUERY) return false;
  const types = new TypeInfo(schema);
  let plain = true;
  let literals = 0;
  const never = (): void => void (plain = false);
  const literal = { enter: () => void (literals += 1), leave: () => void (literals -= 1) };
  visit(
    document,
    visitWithTypeInfo(types, {
      Directive: never,
      StringValue: never,
      ObjectValue: literal,
      ListValue: literal,
      Variable: () => (literals > 0 ? never() : undefined),
      SelectionSet: () => (isObjectType(types.getParentType()) ? undefined : never()),
      Field: ({ name }) => (name.value.startsWith('__') && name.value !== '__typename' ? never() : undefined),
    }),
  );
  return plain;
}

/** Characters of a document; of one that was parsed without places, more than any may have. */
function lengthOf({ loc }: DocumentNode): number {
  return loc?.end ?? Infinity;
}

/**
 * An executor that compiles frequent documents, and is otherwise the reference implementation. Compiled code only gives
 * answers without errors: at the first error of any kind the document is run again by the reference implementation,
 * whose errors, paths and nulls are those of the specification. Only queries are compiled, which change nothing.
 * @param compileAtOnce compiles at first sight: for tests, which send everything once.
 */
export function createExecutor(
  schema: GraphQLSchema,
  { compileAtOnce = false } = {},
): (execution: Execution) => Promise<ExecutionResult> {
  const seen = new WeakMap<DocumentNode, number>();
  const compiled = new LRUCache<DocumentNode, Run>({
    max: mostCompiled,
    maxSize: mostCompiledCharacters,
    sizeCalculation: (_run, document) => lengthOf(document),
  });
  const notCompilable = new WeakSet<DocumentNode>();
  let lastCompiled = -Infinity;

  const runOf = (document: DocumentNode): Run | undefined => {
    const known = compiled.get(document);
    if (known !== undefined || notCompilable.has(document)) return known;
    const times = seen.get(document) ?? 0;
    seen.set(document, times + 1);
    if (!compileAtOnce) {
      if (times < timesBeforeCompiling || performance.now() - lastCompiled < msBetweenCompilations) return undefined;
      lastCompiled = performance.now();
    }
    const made = isCompilable(schema, document) ? compileQuery(schema, document) : undefined;
    const run = made !== undefined && isCompiledQuery(made) ? (made.query as Run) : undefined;
    if (run === undefined) notCompilable.add(document);
    else compiled.set(document, run);
    return run;
  };

  return async ({ document, operation, operationName, variables, context }) => {
    const run = runOf(document);
    if (run !== undefined) {
      const checked = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
      const result = checked.errors === undefined ? await run(undefined, context, variables) : undefined;
      if (result !== undefined && result.errors === undefined) return result;
    }
    return execute({
      schema,
      document,
      variableValues: variables,
      contextValue: context,
      ...(operationName === undefined ? {} : { operationName }),
    });
  };
}
