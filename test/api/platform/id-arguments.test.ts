import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  GraphQLID,
  type GraphQLInputField,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { committedSchema } from '../../support/graphql/committed-schema.js';
import { seedLeighton } from '../../support/network/leighton.js';
import { startTestApp, type Ask, type TestApp } from '../../support/server/test-app.js';

const schema = committedSchema();
const nodeTypes = Object.values(schema.getTypeMap())
  .filter((type) => isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node'))
  .map(({ name }) => name);

const uuid = '00000000-0000-4000-8000-00000000dead';
/** What ids of these types end in, beside the one key that all others have. */
const secondParts: Readonly<Record<string, string>> = { Slot: '/1', Post: '/1', SharedAvailability: `/${uuid}` };
function encoded(text: string): string {
  return Buffer.from(text).toString('base64url');
}
function idOf(type: string): string {
  return encoded(`${type}:${uuid}${secondParts[type] ?? ''}`);
}
const malformed = [
  '',
  'E81003',
  uuid,
  encoded('Practice:E81003'),
  encoded(`Practice:${uuid}/1`),
  encoded(`Practice:${uuid}:2026-02-30`),
  encoded(`NoSuchType:${uuid}`),
  encoded(`Practice:${uuid}'; select 1`),
];

/** One place in the schema that takes an id, and what its description says it takes. */
interface Place {
  readonly root: 'query' | 'mutation';
  readonly field: string;
  readonly path: readonly string[];
  readonly takes: readonly string[];
}

function takenBy(place: GraphQLArgument | GraphQLInputField): string[] | undefined {
  const words = /(?:Takes the id of|An id inside is that of) ([\w ,]+)\.$/.exec(place.description ?? '')?.[1];
  return words?.split(/, | or /).map((name) => name.replace(/^(an?|any) /, ''));
}

/** The places of ids in an argument. @param narrowed what is taken by all of them, where it is less than each says. */
function placesIn(
  place: GraphQLArgument | GraphQLInputField,
  narrowed: string[] | undefined,
): { path: string[]; takes: string[] | undefined }[] {
  const type = getNamedType(place.type);
  const takes = narrowed ?? takenBy(place);
  if (type === GraphQLID) {
    const list = isListType(getNullableType(place.type));
    return [{ path: list ? [place.name, '0'] : [place.name], takes }];
  }
  if (!isInputObjectType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) =>
    placesIn(field, takes).map((inner) => ({
      path: [place.name, ...(isListType(getNullableType(place.type)) ? ['0'] : []), ...inner.path],
      takes: inner.takes,
    })),
  );
}

const places: Place[] = (['query', 'mutation'] as const).flatMap((root) => {
  const type = root === 'query' ? schema.getQueryType() : schema.getMutationType();
  return Object.values(type?.getFields() ?? {}).flatMap((field) =>
    field.args.flatMap((argument) =>
      placesIn(argument, undefined).map(({ path, takes }) => ({ root, field: field.name, path, takes: takes ?? [] })),
    ),
  );
});

const plainValues: Record<string, unknown> = {
  OdsCode: 'E81003',
  Date: '2026-12-01',
  DateTime: '2026-12-01T09:00:00Z',
  LocalTime: '09:00',
  Duration: 'PT1H',
  Postcode: 'LU7 1AA',
  RRule: 'FREQ=WEEKLY;BYDAY=WE',
  Int: 1,
  Float: 1,
  Boolean: true,
  String: 'x',
};

/** Something that the type takes, with `id` at the end of a path and right ids wherever else one is needed. */
function valueAt(type: GraphQLInputType, takes: string[] | undefined, path: readonly string[], id: string): unknown {
  const here = getNullableType(type);
  if (isListType(here)) return [valueAt(here.ofType, takes, path.slice(1), id)];
  if (here === GraphQLID) return path.length === 0 && id !== 'right' ? id : idOf(takes?.[0] ?? 'Practice');
  if (isEnumType(here)) return here.getValues()[0]?.name;
  if (!isInputObjectType(here)) return plainValues[here.name];
  const [next, ...rest] = path;
  const fields = Object.values(here.getFields());
  const given = fields.filter((field) =>
    here.isOneOf ? field.name === (next ?? fields[0]?.name) : field.name === next || isNonNullType(field.type),
  );
  return Object.fromEntries(
    given.map((field) => {
      const inner = takes ?? takenBy(field);
      return [
        field.name,
        valueAt(field.type, inner, field.name === next ? rest : [], field.name === next ? id : 'right'),
      ];
    }),
  );
}

type It = { userErrors: { code: string; field: string[]; message: string }[] } | null;

/** Asks with each of the ids at a place, ten in a document or as many as its price allows, and tells their outcomes. */
async function askEach(ask: Ask, { root, field, path }: Place, ids: readonly string[]) {
  const type = root === 'query' ? schema.getQueryType() : schema.getMutationType();
  const given =
    type?.getFields()[field]?.args.filter(({ name, type: of }) => name === path[0] || isNonNullType(of)) ?? [];
  const wanted = root === 'mutation' ? 'userErrors { code field message } resultWithheld' : '__typename';
  const outcomes: { id: string; it: It; errors: { code: string; message: string }[] }[] = [];
  let most = 10;
  for (let from = 0; from < ids.length;) {
    const batch = ids.slice(from, from + most);
    const variables = batch.flatMap((id, index) =>
      given.map((argument) => {
        const on = argument.name === path[0];
        const value = valueAt(argument.type, takenBy(argument), on ? path.slice(1) : [], on ? id : 'right');
        return { name: `${argument.name}${index}`, type: String(argument.type), value };
      }),
    );
    const declared = variables.map(({ name, type: of }) => `$${name}: ${of}`).join(', ');
    const asked = batch.map((_, index) => {
      const passed = given.map(({ name }) => `${name}: $${name}${index}`).join(', ');
      return `it${index}: ${field}(${passed}) { ${wanted} }`;
    });
    const reply = await ask<Record<string, It> | undefined>(
      `${root} (${declared}) { ${asked.join(' ')} }`,
      Object.fromEntries(variables.map(({ name, value }) => [name, value])),
    );
    if (most > 1 && reply.errors?.some(({ message }) => message.startsWith('This costs'))) {
      most = Math.ceil(most / 3);
      continue;
    }
    from += batch.length;
    if (reply.data === undefined) throw new Error(`${field} ${path.join('.')}: ${JSON.stringify(reply.errors)}`);
    for (const [index, id] of batch.entries()) {
      const errors = reply.errors?.filter((error) => error.path?.[0] === `it${index}`) ?? [];
      outcomes.push({
        id,
        it: reply.data[`it${index}`] ?? null,
        errors: errors.map(({ message, extensions: { code } }) => ({ code, message })),
      });
    }
  }
  return outcomes;
}

let app: TestApp;
let asks: Ask[];
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z', limits: { cost: 1_000_000_000 } });
  await seedLeighton(app.database);
  asks = [
    await app.as('clinical-director', 'U15644'),
    await app.as('practice-manager', 'E81003'),
    await app.as('icb-contract-manager', 'QHG'),
  ];
});
afterAll(() => app.close());

test('everything that takes an id is an argument of a root field and says of which types, all of them Nodes', () => {
  expect(places.length).toBeGreaterThan(60);
  const silent = places.filter(
    ({ takes }) => takes.length === 0 || takes.some((name) => ![...nodeTypes, 'Node'].includes(name)),
  );
  expect(silent).toEqual([]);
  const elsewhere = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !['Query', 'Mutation'].includes(type.name))
    .flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : []))
    .flatMap((field) => field.args.flatMap((argument) => placesIn(argument, undefined)));
  expect(elsewhere).toEqual([]);
});

test('an id of another type, or none, is refused at every place: its name and the types it takes are told', async () => {
  const [ask] = asks as [Ask];
  const wrong: string[] = [];
  for (const place of places) {
    const { root, field, path, takes } = place;
    const any = takes[0] === 'Node';
    const others = any ? [] : nodeTypes.filter((type) => !takes.includes(type)).map(idOf);
    for (const { id, it, errors } of await askEach(ask, place, [...others, ...malformed])) {
      const told = root === 'mutation' ? (it?.userErrors ?? []) : errors;
      const [only] = told;
      const named =
        root === 'mutation'
          ? JSON.stringify(it?.userErrors[0]?.field) === JSON.stringify(path.slice(1))
          : any || only?.message.startsWith(`\`${path.join('.')}\`: `) === true;
      const isRight =
        told.length === 1 &&
        only?.code === (root === 'mutation' ? 'INVALID_INPUT' : 'BAD_USER_INPUT') &&
        (any || takes.every((type) => only.message.includes(` ${type}`))) &&
        !only.message.includes('NoSuchType') &&
        named;
      if (!isRight) wrong.push(`${field} ${path.join('.')} ${id}: ${JSON.stringify({ it, errors })}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('an id of a right type that names nothing is an ordinary refusal, and never a fault', async () => {
  const faults: string[] = [];
  for (const place of places) {
    const types = place.takes[0] === 'Node' ? nodeTypes : place.takes;
    for (const ask of asks) {
      for (const { id, it, errors } of await askEach(ask, place, types.map(idOf))) {
        const isFault = errors.some(({ code }) => code === 'INTERNAL_SERVER_ERROR');
        const isNoId = JSON.stringify([it, errors]).includes('exactly as you received it');
        if (isFault || isNoId)
          faults.push(`${place.field} ${place.path.join('.')} ${id}: ${JSON.stringify({ it, errors })}`);
      }
    }
  }
  expect(faults).toEqual([]);
});
