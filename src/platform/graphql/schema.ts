import {
  defaultFieldResolver,
  type GraphQLSchema,
  isInputObjectType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { createPubSub } from '@graphql-yoga/subscription';
import { buildSchema, type NonEmptyArray } from 'type-graphql';
import { type AnyNodes, parseNodeId } from './nodes.js';
import type { Words } from '../problem-codes.js';
import { readIdArguments } from './id-arguments-of-schema.js';
import { prepareMutations } from './mutations-of-schema.js';
import { registerUserErrorCodes } from './user-error.type.js';
import { registerWarningCodes } from './warning.type.js';

const roots = [
  ['Query', 'What can be read. Dated facts are read as of today in London, unless `asOf` gives another day.'],
  ['Mutation', 'What can be done. What the rules refuse is returned as `userErrors`; then nothing was changed.'],
  ['Subscription', 'What can be followed as it changes, over a WebSocket (graphql-ws).'],
] as const;

/** What a schema is made of. */
export interface SchemaParts {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeGraphQL's own type for a resolver class
  readonly resolvers: readonly Function[];
  readonly problems: Words;
  readonly warnings: Words;
  readonly nodes: AnyNodes;
}

/** Builds the executable schema, once in a process, because it fills the enums of codes. */
export async function buildExecutableSchema(parts: SchemaParts): Promise<GraphQLSchema> {
  const { resolvers, problems, warnings, nodes } = parts;
  registerUserErrorCodes(problems);
  registerWarningCodes(warnings);
  const schema = await buildSchema({
    resolvers: resolvers as NonEmptyArray<Function>, // eslint-disable-line @typescript-eslint/no-unsafe-function-type
    validate: false,
    pubSub: createPubSub(), // TypeGraphQL requires one; ours come from the database
  });
  enforceOneOf(schema);
  prepareMutations(schema);
  readNullAsAbsent(schema);
  readIdArguments(schema, (id) => parseNodeId(nodes, id));
  for (const [root, description] of roots) {
    const type = schema.getType(root);
    if (type !== undefined) type.description = description;
  }
  const sorted = lexicographicSortSchema(schema);
  nameLazyFields(sorted);
  return sorted;
}

/** `@oneOf` says that exactly one field is given; the directive that TypeGraphQL prints would not enforce it. */
function enforceOneOf(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isInputObjectType(type)) continue;
    type.isOneOf = type.astNode?.directives?.some(({ name }) => name.value === 'oneOf') ?? false;
  }
}

/**
 * Lets a reading field take an argument that is null for one that is not given: a client that has nothing to narrow a
 * list by sends either, and a resolver then has one case to think of. Inputs of mutations are left as they are: null
 * may mean there that something is taken away.
 */
function readNullAsAbsent(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type === schema.getMutationType()) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve } = field;
      if (resolve === undefined || field.args.length === 0) continue;
      field.resolve = (source, given: Record<string, unknown>, context, info) => {
        if (!Object.values(given).includes(null)) return resolve(source, given, context, info);
        const args = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
        return resolve(source, args, context, info);
      };
    }
  }
}

/**
 * Counts of a connection are functions, called only if asked for. This is declared here for executors that read plain
 * properties.
 */
function nameLazyFields(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !type.name.endsWith('Connection')) continue;
    for (const [name, field] of Object.entries(type.getFields())) {
      if (name !== 'edges' && name !== 'pageInfo') field.resolve ??= defaultFieldResolver;
    }
  }
}

/** The schema as it is committed: sorted, with a final newline. */
export function schemaText(schema: GraphQLSchema): string {
  return `${printSchema(schema)}\n`;
}
