import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { CostMeter } from '../../../src/platform/graphql/limits/cost.js';

const schema = buildSchema(`
  type Query { pages(first: Int): ThingConnection  sized(factor: Int! = 1): Thing  things: [Thing]  tag: String }
  type Thing { id: ID!  things: [Thing]  pages(first: Int, last: Int): ThingConnection }
  type ThingConnection { edges: [ThingEdge]  totalCount: Int }
  type ThingEdge { node: Thing }
`);
const meter = new CostMeter(schema, { cost: 1000, pageSize: 50 });
function price(text: string, variables: Record<string, unknown> = {}, name?: string) {
  const document = parse(text);
  const operation = getOperationAST(document, name);
  if (operation == null) throw new Error('no such operation');
  return meter.priceOf(document, operation, variables);
}

test('pages multiply what lies below them, and a plain list counts as five', () => {
  expect(price('{ tag }')).toBe(10);
  expect(price('{ things { id } }')).toBe(10 + 5);
  expect(price('{ pages { edges { node { id } } } }')).toBe(10 + 1 + 20);
  expect(price('{ pages(first: 4) { totalCount edges { node { things { id } } } } }')).toBe(10 + 1 + 60 + 4 * (1 + 5));
});

test('an operation is priced without the others of its document, and by its own name', () => {
  const text = 'query Cheap { tag } query Dear { pages(first: 50) { edges { node { things { id } } } } }';
  expect(price(text, {}, 'Cheap')).toBe(10);
  expect(price(text, {}, 'Dear')).toBe(10 + 1 + 50 * 6);
});

test('one document has a price for each page size, and what is not asked costs nothing', () => {
  const document = parse(
    'query ($n: Int = 3, $no: Boolean!) { pages(first: $n) { edges { node { id } } } things @skip(if: $no) { id } }',
  );
  const operation = getOperationAST(document);
  if (operation == null) throw new Error('no operation');
  const prices = [{ no: true }, { n: 7, no: true }, { n: 7, no: false }, { no: true }].map((variables) =>
    meter.priceOf(document, operation, variables),
  );
  expect(prices).toEqual([14, 18, 23, 14]);
});

test('too large a page, and too dear an operation, are refused with the limit’s name', () => {
  expect(() => price('{ pages(first: 51) { totalCount } }')).toThrow('A page holds 0 to 50 items; 51 were asked for.');
  expect(() => price('{ pages(first: 50) { edges { node { pages(last: 50) { totalCount } } } } }')).toThrow(
    'This costs 3111 points, and one operation may cost 1000.',
  );
});

test('a price cannot be hidden behind an argument that is refused by itself', () => {
  const text =
    'query ($f: Int = 1) { sized(factor: $f) { id } pages(first: 50) { edges { node { pages(last: 50) { totalCount } } } } }';
  expect(() => price(text, { f: null })).toThrow('Argument "factor" of non-null type "Int!" must not be null.');
});

test('variables that do not fit cost what any operation costs: nothing of it will run', () => {
  expect(price('query ($n: Int) { pages(first: $n) { edges { node { id } } } }', { n: 'ten' })).toBe(10);
});
