import { describe, expect, test } from '@jest/globals';
import { buildSchema, execute, getOperationAST, type GraphQLObjectType, parse } from 'graphql';
import { createExecutor, isCompilable } from '../../../src/platform/graphql/compiled-execution.js';

const schema = buildSchema(`
  interface Node { id: ID! }
  input NearInput { site: ID, postcode: String }
  type Query { shop(name: String, near: NearInput, size: Int): Shop, node(id: ID!): Node }
  type Shop implements Node { id: ID!, name: String, must: String! }
`);
let asked = 0;
const fields = (schema.getType('Query') as GraphQLObjectType).getFields();
fields['shop']!.resolve = (_source, args: { name?: string; size?: number }) => {
  asked += 1;
  if (args.name === 'thrown') throw new Error('broken');
  return { id: '1', name: args.name, must: args.size === 0 ? null : 'there' };
};

const documents: Record<string, [boolean, string]> = {
  'a query with variables': [true, 'query ($n: String) { shop(name: $n) { id name } }'],
  'a fragment on an object type': [true, '{ shop(size: 3) { ...F } } fragment F on Shop { __typename name }'],
  'a string literal': [false, '{ shop(name: "corner") { name } }'],
  'a block string': [false, '{ shop(name: """corner""") { name } }'],
  'a string as a default': [false, 'query ($n: String = "corner") { shop(name: $n) { name } }'],
  'a directive': [false, 'query ($y: Boolean!) { shop { name @include(if: $y) } }'],
  'a variable inside a literal': [false, 'query ($p: String) { shop(near: { postcode: $p }) { name } }'],
  'an interface': [false, 'query ($i: ID!) { node(id: $i) { id } }'],
  introspection: [false, '{ __schema { queryType { name } } }'],
  'two operations': [false, 'query A { shop { name } } query B { shop { name } }'],
};

test.each(Object.entries(documents))('%s: compiled or not', (_what, [compilable, document]) => {
  expect(isCompilable(schema, parse(document))).toBe(compilable);
});

describe('compiled code', () => {
  const run = createExecutor(schema, { compileAtOnce: true });
  const ask = async (text: string, variables: Record<string, unknown> = {}) => {
    const document = parse(text);
    const operation = getOperationAST(document)!;
    const compiled = await run({ document, operation, operationName: undefined, variables, context: {} });
    const reference = await execute({ schema, document, variableValues: variables, contextValue: {} });
    return { compiled: JSON.parse(JSON.stringify(compiled)), reference: JSON.parse(JSON.stringify(reference)) };
  };

  test.each<[string, string, Record<string, unknown>]>([
    ['an answer', 'query ($n: String) { shop(name: $n) { id called: name must } }', { n: 'corner' }],
    ['a resolver that throws', 'query ($n: String) { shop(name: $n) { id } }', { n: 'thrown' }],
    ['a null where none may be', 'query ($s: Int) { shop(size: $s) { id must } }', { s: 0 }],
    ['a variable of a wrong type', 'query ($s: Int) { shop(size: $s) { id } }', { s: 'many' }],
    [
      'a literal that reads like code',
      '{ shop(name: "__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d0") { name } }',
      {},
    ],
  ])('says of %s what the reference implementation says', async (_what, document, variables) => {
    const { compiled, reference } = await ask(document, variables);
    expect(compiled).toEqual(reference);
  });

  test('answers without asking twice where nothing goes wrong', async () => {
    asked = 0;
    const document = parse('query ($n: String) { shop(name: $n) { id } }');
    const operation = getOperationAST(document)!;
    await run({ document, operation, operationName: undefined, variables: { n: 'corner' }, context: {} });
    expect(asked).toBe(1);
  });
});
