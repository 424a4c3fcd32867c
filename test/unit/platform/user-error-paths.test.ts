import { expect, test } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { strayFieldPaths } from '../../support/graphql/user-error-paths.js';

const schema = buildSchema(`
  type Query { a: Int }
  type UserError { code: String! field: [String!] }
  type Payload { userErrors: [UserError!]! }
  input Line { count: Int! }
  input What @oneOf { slot: ID hold: ID }
  input BookInput { what: What! lines: [Line!] note: String }
  type Mutation { book(input: BookInput!): Payload! }`);
const document = parse('mutation ($input: BookInput!) { made: book(input: $input) { userErrors { code field } } }');
const input = { what: { slot: 's' }, lines: [{ count: 1 }] };
function stray(field: string[] | null) {
  return strayFieldPaths(schema, document, { input }, { made: { userErrors: [{ code: 'NO', field }] } });
}

test.each([[['what', 'slot']], [['what']], [['lines', '0', 'count']], [['lines']], [['note']], [null]])(
  '%j is a path of the input that was sent',
  (field) => {
    expect(stray(field)).toEqual([]);
  },
);

test.each([
  [['slot'], 'book: NO at slot: BookInput has no field slot'],
  [['what', 'hold'], 'book: NO at what.hold: hold is not what the client chose of What'],
  [['lines', '1'], 'book: NO at lines.1: 1 is no place in a list of 1'],
  [['lines', 'count'], 'book: NO at lines.count: count is no place in a list of 1'],
  [['note', 'x'], 'book: NO at note.x: String has no field x'],
])('%j is none', (field, words) => {
  expect(stray(field)).toEqual([words]);
});
