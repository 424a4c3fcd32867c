import {
  defaultFieldResolver,
  getNullableType,
  GraphQLInputObjectType,
  type GraphQLSchema,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql';
import { createPubSub } from '@graphql-yoga/subscription';
import { buildSchema, type NonEmptyArray } from 'type-graphql';
import { readIdArguments } from './id-arguments-of-schema.js';
import { registerUserErrorCodes } from './user-error.type.js';
import { registerWarningCodes } from './warning.type.js';

const oneOfInputs = new Set<string>();

/** Marks an input type as `@oneOf`: exactly one of its fields is given. TypeGraphQL's directive alone would not enforce it. */
export const oneOf = (inputName: string): void => void oneOfInputs.add(inputName);

const roots = [
  ['Query', 'What can be read. What is dated is read as of today in London, unless `asOf` names another day.'],
  ['Mutation', 'What can be done. What the rules refuse comes back as `userErrors`; then nothing was changed.'],
  ['Subscription', 'What can be followed as it changes, over a WebSocket (graphql-ws).'],
] as const;

/** Builds the executable schema. Precondition: every area with resolvers or problem codes has been imported. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeGraphQL's own type for a resolver class
export const buildExecutableSchema = async (resolvers: readonly Function[]): Promise<GraphQLSchema> => {
  registerUserErrorCodes();
  registerWarningCodes();
  const schema = await buildSchema({
    resolvers: resolvers as NonEmptyArray<Function>, // eslint-disable-line @typescript-eslint/no-unsafe-function-type
    validate: false,
    pubSub: createPubSub(), // TypeGraphQL asks for one; ours come from the database
  });
  for (const name of oneOfInputs) {
    const type = schema.getType(name);
    if (!(type instanceof GraphQLInputObjectType)) throw new Error(`${name} is no input type of the schema`);
    type.isOneOf = true;
  }
  // What was performed is answered, whatever becomes of the other fields of the document: no mutation's fails for all.
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    field.type = getNullableType(field.type);
  }
  readIdArguments(schema);
  for (const [root, description] of roots) {
    const type = schema.getType(root);
    if (type !== undefined) type.description = description;
  }
  const sorted = lexicographicSortSchema(schema);
  nameLazyFields(sorted);
  return sorted;
};

/** Counts of a connection are functions, called only when asked for: said here, for executors that read plain properties. */
const nameLazyFields = (schema: GraphQLSchema): void => {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || !type.name.endsWith('Connection')) continue;
    for (const [name, field] of Object.entries(type.getFields())) {
      if (name !== 'edges' && name !== 'pageInfo') field.resolve ??= defaultFieldResolver;
    }
  }
};

/** The schema as it is committed: sorted, with a final newline. */
export const schemaText = (schema: GraphQLSchema): string => `${printSchema(schema)}\n`;
