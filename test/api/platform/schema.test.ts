import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';
import { nodes as readers, schema } from '../../../src/app.js';
import { schemaText } from '../../../src/platform/graphql/schema.js';

let built: GraphQLSchema;
let types: GraphQLNamedType[];

/** Every field of an object or interface, by `Type.field`. */
let fields: { at: string; type: string; field: GraphQLField<unknown, unknown> }[];
beforeAll(async () => {
  built = await schema();
  types = Object.values(built.getTypeMap()).filter(({ name }) => !name.startsWith('__'));
  fields = types
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({ at: `${type.name}.${field.name}`, type: type.name, field })),
    );
});

function capital(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
function argumentsOf(list: readonly GraphQLArgument[]): Record<string, string> {
  return Object.fromEntries(list.map(({ name, type }) => [name, String(type)]));
}

test('what is committed, and other tests go by, is what the code says', () => {
  expect(readFileSync('schema/schema.graphql', 'utf8')).toBe(schemaText(built));
});

test('every type with a global id can be read again by node(id)', () => {
  const withId = types
    .filter(isObjectType)
    .filter((type) => type.getInterfaces().some(({ name }) => name === 'Node'))
    .map(({ name }) => name);
  expect(Object.keys(readers).sort()).toEqual(withId.sort());
});

test('an `id` is always a global id: a type that has one is a Node, or says what it names', () => {
  const others = fields.filter(({ field }) => field.name === 'id').map(({ type }) => type);
  const nodes = new Set([...Object.keys(readers), 'Node', 'Organisation']);
  // A slot of availability carries the id of the Slot; a line of a change that of what it is about.
  expect(others.filter((type) => !nodes.has(type)).sort()).toEqual(['AvailableSlot', 'Change']);
});

test('every list that can grow is a Connection: four arguments, edges, node, cursor, pageInfo and totalCount', () => {
  const connections = fields.filter(({ field }) => /Connection!?$/.test(String(field.type)));
  expect(connections.length).toBeGreaterThan(15);
  for (const { at, field } of connections) {
    expect({ at, ...argumentsOf(field.args) }).toMatchObject({
      at,
      first: 'Int',
      after: 'String',
      last: 'Int',
      before: 'String',
    });
  }
  const paged = fields.filter(({ field }) => field.args.some(({ name }) => name === 'first'));
  expect(paged.map(({ at }) => at)).toEqual(connections.map(({ at }) => at));
  for (const type of types.filter((candidate) => /Connection$/.test(candidate.name))) {
    if (!isObjectType(type)) throw new Error(`${type.name} is no object`);
    const shape = Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, String(field.type)]));
    const edge = shape['edges']?.replace(/[[\]!]/g, '') ?? '';
    expect(shape).toMatchObject({ edges: `[${edge}!]!`, pageInfo: 'PageInfo!', totalCount: 'Int!' });
    const edgeType = built.getType(edge);
    if (!isObjectType(edgeType)) throw new Error(`${edge} is no object`);
    expect(Object.keys(edgeType.getFields()).sort()).toEqual(['cursor', 'node']);
  }
  const pageInfo = fields
    .filter(({ type }) => type === 'PageInfo')
    .map(({ field }) => [field.name, String(field.type)]);
  expect(Object.fromEntries(pageInfo)).toEqual({
    hasNextPage: 'Boolean!',
    hasPreviousPage: 'Boolean!',
    startCursor: 'String',
    endCursor: 'String',
  });
});

test('every mutation takes one input named after it, and answers a payload named after it with userErrors', () => {
  const mutations = Object.values(built.getMutationType()?.getFields() ?? {});
  expect(mutations.length).toBeGreaterThan(40);
  for (const { name, args, type } of mutations) {
    expect({ name, args: argumentsOf(args), type: String(type) }).toEqual({
      name,
      args: { input: `${capital(name)}Input!` },
      type: `${capital(name)}Payload`,
    });
    const payload = built.getType(`${capital(name)}Payload`);
    if (!isObjectType(payload)) throw new Error(`${name} has no payload`);
    expect(payload.getInterfaces().map((implemented) => implemented.name)).toContain('MutationPayload');
    const { userErrors, ...results } = payload.getFields();
    expect(String(userErrors?.type)).toBe('[UserError!]!');
    // What was changed is absent when nothing was. What one sees to beside it is a list that may be empty.
    for (const result of Object.values(results)) {
      expect({ at: `${payload.name}.${result.name}`, nullable: !isNonNullType(result.type) }).toEqual({
        at: `${payload.name}.${result.name}`,
        nullable: !['warnings', 'warningDetails', 'resultWithheld'].includes(result.name),
      });
    }
  }
});

test('every mutation takes an idempotency key, which is described in one place', () => {
  const keys = Object.values(built.getMutationType()?.getFields() ?? {}).map(({ name }) => {
    const input = built.getType(`${capital(name)}Input`);
    const key = isInputObjectType(input) ? input.getFields()['idempotencyKey'] : undefined;
    return { name, type: String(key?.type), description: key?.description };
  });
  const [first] = keys;
  expect(first?.type).toBe('String');
  expect(keys).toEqual(keys.map(({ name }) => ({ ...first, name })));
});

test('a root field that can be refused is nullable, so that it takes nothing with it, and least of all what was performed', () => {
  const binding = fields.filter(({ type, field }) => /^(Query|Mutation)$/.test(type) && isNonNullType(field.type));
  expect(binding.map(({ at }) => at)).toEqual([]);
});

test('a type, field, argument, input field or enum value says in a sentence what it is', () => {
  const described: [string, string | null | undefined][] = types
    .filter((type) => !isSpecifiedScalarType(type))
    .flatMap((type): [string, string | null | undefined][] => [
      [type.name, type.description],
      ...(isEnumType(type)
        ? type
            .getValues()
            .map((value): [string, typeof value.description] => [`${type.name}.${value.name}`, value.description])
        : []),
      ...(isInputObjectType(type)
        ? Object.values(type.getFields()).map((field): [string, typeof field.description] => [
            `${type.name}.${field.name}`,
            field.description,
          ])
        : []),
    ]);
  for (const { at, field } of fields) {
    described.push(
      [at, field.description],
      ...field.args.map((arg): [string, typeof arg.description] => [`${at}(${arg.name})`, arg.description]),
    );
  }
  const silent = described.filter(([, text]) => !/^["A-Z`“].{2,}[.!?]["”]?$/su.test(text ?? '')).map(([at]) => at);
  expect(silent).toEqual([]);
});

test('what is deprecated names its successor and the day after which it is removed', () => {
  const deprecated = [
    ...fields.flatMap(({ at, field }) => [
      [at, field.deprecationReason],
      ...field.args.map((arg) => [`${at}(${arg.name})`, arg.deprecationReason]),
    ]),
    ...types
      .filter(isEnumType)
      .flatMap((type) => type.getValues().map((value) => [value.name, value.deprecationReason])),
    ...types
      .filter(isInputObjectType)
      .flatMap((type) => Object.values(type.getFields()).map((field) => [field.name, field.deprecationReason])),
  ].filter(([, reason]) => reason != null);
  const wrong = deprecated.filter(([, reason]) => !/^Use .+\. Removed after \d{4}-\d{2}-\d{2}$/.test(reason ?? ''));
  expect(wrong).toEqual([]);
});

test('scalars of ours say where they are specified, and codes that the server knows are enums', () => {
  const scalars = types.filter(isScalarType).filter((type) => !isSpecifiedScalarType(type));
  expect(scalars.map(({ name }) => name).sort()).toEqual([
    'Date',
    'DateTime',
    'Duration',
    'LocalTime',
    'OdsCode',
    'Postcode',
    'RRule',
  ]);
  expect(scalars.filter((scalar) => !scalar.specifiedByURL?.startsWith('https://'))).toEqual([]);
  const stringly = fields.filter(
    ({ field }) => /^(state|kind|status|basis|mode|channel)$/.test(field.name) && /^String!?$/.test(String(field.type)),
  );
  expect(stringly.map(({ at }) => at)).toEqual([]);
});

test('`asOf` is a day that need not be given, and what stands below an organisation by date takes it', () => {
  const dated = fields.filter(({ field }) => field.args.some(({ name }) => name === 'asOf'));
  for (const { at, field } of dated) {
    expect({ at, asOf: argumentsOf(field.args)['asOf'] }).toEqual({ at, asOf: 'Date' });
  }
  const taking = new Set(dated.map(({ at }) => at));
  const needed = ['practice', 'practices', 'pcn', 'pcns', 'icb', 'site', 'provider', 'clinician', 'clinicians'];
  expect(needed.filter((name) => !taking.has(`Query.${name}`))).toEqual([]);
  const below = [
    'Practice.network',
    'Practice.contract',
    'Practice.sites',
    'PrimaryCareNetwork.members',
    'Site.operator',
  ];
  expect(below.filter((at) => !taking.has(at))).toEqual([]);
});

test('what a viewer can do next is a plain yes or no', () => {
  const asked = fields.filter(({ field }) => field.name.startsWith('viewerCan'));
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.filter(({ field }) => String(field.type) !== 'Boolean!').map(({ at }) => at)).toEqual([]);
});

test('a subscription carries ids and a version, and no data that a later permission might withhold', () => {
  for (const field of Object.values(built.getSubscriptionType()?.getFields() ?? {})) {
    const event = built.getType(String(field.type).replace('!', ''));
    if (!isObjectType(event)) throw new Error(`${field.name} is no object`);
    expect(Object.values(event.getFields()).map(({ name, type }) => [name, String(type)])).toEqual([
      ['pcn', 'OdsCode!'],
      ['sessionIds', '[ID!]!'],
      ['version', 'String!'],
    ]);
  }
});
