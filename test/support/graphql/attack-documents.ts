/** An operation made to hurt, and the limit that refuses it; null where GraphQL's own rules do. */
export interface Attack {
  readonly name: string;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly limit: string | null;
}

function many(count: number, part: (index: number) => string): string {
  return Array.from({ length: count }, (_, i) => part(i)).join(' ');
}

function nested(levels: number): string {
  return levels === 0 ? '__typename' : `members(first: 1) { edges { node { network { ${nested(levels - 1)} } } } }`;
}

function deepList(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}

export const attacks: readonly Attack[] = [
  { name: 'deep nesting', query: `{ pcns { edges { node { ${nested(5)} } } } }`, limit: 'DEPTH' },
  {
    name: 'deep nesting in fragments',
    query: `{ pcns { edges { node { ...F0 } } } } ${many(6, (i) => `fragment F${i} on PrimaryCareNetwork { members { edges { node { network { ${i === 5 ? 'id' : `...F${i + 1}`} } } } } }`)}`,
    limit: 'DEPTH',
  },
  { name: 'an alias bomb', query: `{ ${many(200, (i) => `a${i}: me { id }`)} }`, limit: 'ALIASES' },
  {
    name: 'an alias bomb in fragments',
    query: `{ ...A ...A ...A ...A } fragment A on Query { ${many(10, (i) => `a${i}: __typename`)} ...B ...B ...B } fragment B on Query { ${many(10, (i) => `b${i}: me { id }`)} }`,
    limit: 'ALIASES',
  },
  { name: '10,000 directives', query: `{ __typename ${'@include(if: true) '.repeat(10_000)} }`, limit: 'TOKENS' },
  { name: '500 unknown directives', query: `{ __typename ${'@a '.repeat(500)} }`, limit: 'DIRECTIVES' },
  {
    name: 'directives in fragments',
    query: `{ ${'...F '.repeat(20)} } fragment F on Query { __typename @skip(if: false) me @skip(if: false) { id @skip(if: false) } }`,
    limit: 'DIRECTIVES',
  },
  {
    name: 'a fragment cycle',
    query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
    limit: null,
  },
  { name: 'a fragment of itself', query: '{ ...A } fragment A on Query { __typename ...A }', limit: null },
  {
    name: 'fragments that double at each step',
    query: `{ ...F0 } ${many(40, (i) => `fragment F${i} on Query { ${i === 39 ? 'me { id }' : `...F${i + 1} ...F${i + 1}`} }`)}`,
    limit: 'COST',
  },
  {
    name: 'an introspection loop',
    query: '{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }',
    limit: null,
  },
  {
    name: 'introspection many times',
    query: `{ ${many(12, (i) => `s${i}: __schema { types { name } }`)} }`,
    limit: 'COST',
  },
  {
    name: 'a deep page of pages',
    query: '{ pcns(first: 100) { edges { node { members(first: 100) { edges { node { id network { id } } } } } } } }',
    limit: 'COST',
  },
  {
    name: 'pages by variables',
    query: 'query ($n: Int) { pcns(first: $n) { edges { node { members(last: $n) { edges { node { id } } } } } } }',
    variables: { n: 100 },
    limit: 'COST',
  },
  { name: 'a page of a million', query: '{ pcns(first: 1000000) { edges { node { id } } } }', limit: 'PAGE_SIZE' },
  { name: 'a last page of a million', query: '{ pcns(last: 1000000) { edges { node { id } } } }', limit: 'PAGE_SIZE' },
  {
    name: '5,000 ids in a variable',
    query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    variables: { ids: Array.from({ length: 5000 }, (_, i) => `id${i}`) },
    limit: 'PAGE_SIZE',
  },
  { name: '300 ids in the document', query: `{ nodes(ids: [${'"a" '.repeat(300)}]) { id } }`, limit: 'PAGE_SIZE' },
  { name: 'a list literal of 5,000', query: `{ nodes(ids: [${'"a" '.repeat(5000)}]) { id } }`, limit: 'TOKENS' },
  { name: 'a list of lists 900 deep', query: `{ nodes(ids: ${deepList(900)}) { id } }`, limit: null },
  { name: 'one field 3,000 times', query: `{ ${'__typename '.repeat(3000)} }`, limit: 'TOKENS' },
  {
    name: 'one connection 100 times',
    query: `{ ${'pcns(first: 100) { edges { node { id } } } '.repeat(100)} }`,
    limit: 'COST',
  },
  { name: '50,000 tokens', query: `{ ${'a '.repeat(50_000)} }`, limit: 'TOKENS' },
  { name: 'a selection 50,000 deep', query: '{ a '.repeat(50_000), limit: 'TOKENS' },
  { name: 'a text that is never closed', query: `{ node(id: "${'x'.repeat(100_000)}`, limit: null },
  { name: '300 operations', query: many(300, (i) => `query Q${i} { __typename }`), limit: null },
  {
    name: 'a list of 20,000 in an input',
    query: 'mutation ($input: DefineServiceInput!) { defineService(input: $input) { userErrors { code } } }',
    variables: { input: { roles: Array.from({ length: 20_000 }, () => 1) } },
    limit: null,
  },
  {
    name: 'a variable nested 3,000 deep',
    query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    variables: { ids: JSON.parse(deepList(3000)) as unknown },
    limit: null,
  },
];
