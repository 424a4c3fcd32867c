import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema } from 'graphql';

let built: GraphQLSchema | undefined;

/** The schema as it is committed, which test/api/platform/schema.test.ts holds to what the code says. */
export function committedSchema(): GraphQLSchema {
  return (built ??= buildSchema(readFileSync('schema/schema.graphql', 'utf8')));
}
