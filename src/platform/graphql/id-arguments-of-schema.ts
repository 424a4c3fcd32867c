import {
  getNamedType,
  getNullableType,
  type GraphQLArgument,
  type GraphQLField,
  GraphQLID,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { generalProblems } from '../problem-codes.js';
import { type IdDeclaration, idExtension, type Ids, readId, typesInWords } from './id-argument.js';
import { RequestError } from './request-error.js';

interface WrongId {
  readonly path: readonly string[];
  readonly message: string;
}

/** Replaces each id inside a value as declared, and reports those that are not of a declared type. */
type Read = (value: unknown, path: readonly string[], wrong: WrongId[]) => unknown;

type Place = GraphQLArgument | GraphQLInputField;

/** The part of every resolver's context that is needed here. */
interface Asking {
  /** @throws RequestError UNAUTHENTICATED */
  readonly viewer: unknown;
}

function declarationAt(place: Place): IdDeclaration | undefined {
  return place.extensions[idExtension] as IdDeclaration | undefined;
}

/**
 * @param narrower what is accepted here, if less than the ids' own declarations. @returns undefined if there are no
 * ids.
 */
function readerOf(
  type: GraphQLInputType,
  declared: IdDeclaration | undefined,
  narrower: IdDeclaration | undefined,
  at: string,
  ids: Ids,
): Read | undefined {
  const here = getNullableType(type);
  if (isListType(here)) {
    const item = readerOf(here.ofType, declared, narrower, at, ids);
    return (
      item &&
      ((list, path, wrong) =>
        Array.isArray(list) ? list.map((each, index) => item(each, [...path, String(index)], wrong)) : list)
    );
  }
  if (here === GraphQLID) {
    if (declared === undefined) {
      throw new Error(`${at} takes an id and does not say of what: see platform/graphql/id-argument.ts`);
    }
    const { types } = narrower ?? declared;
    return (id, path, wrong) => {
      if (id == null) return id;
      const read = readId({ ...declared, types }, id as string, ids); // the ID scalar has made it a string
      if ('value' in read) return read.value;
      wrong.push({ path, message: read.wrong });
      return id;
    };
  }
  if (!isInputObjectType(here)) return undefined;
  const readers = Object.values(here.getFields()).flatMap((field): [string, Read][] => {
    const own = declarationAt(field);
    const isId = getNamedType(field.type) === GraphQLID;
    const read = readerOf(field.type, own, narrower ?? (isId ? undefined : own), `${here.name}.${field.name}`, ids);
    return read === undefined ? [] : [[field.name, read]];
  });
  if (readers.length === 0) return undefined;
  return (value, path, wrong) => {
    if (value == null) return value;
    const object: Record<string, unknown> = { ...value };
    for (const [name, read] of readers) {
      if (name in object) object[name] = read(object[name], [...path, name], wrong);
    }
    return object;
  };
}

/** What a refused mutation returns besides its reasons: a field that is never null is an empty list. */
function emptyPayload(payload: GraphQLObjectType): Record<string, unknown> {
  return Object.fromEntries(
    Object.values(payload.getFields())
      .filter(({ type }) => isNonNullType(type) && isListType(type.ofType))
      .map(({ name }) => [name, []]),
  );
}

function refusedMutation(payload: GraphQLObjectType, wrong: readonly WrongId[]): Record<string, unknown> {
  return {
    ...emptyPayload(payload),
    resultWithheld: false, // nothing was done
    userErrors: wrong.map(({ path: [, ...field], message }) => ({
      code: generalProblems.INVALID_INPUT,
      field,
      message,
    })),
  };
}

/** Says in its description which ids an argument or field accepts. */
function describe(place: Place, at: string, ids: Ids): void {
  const declared = declarationAt(place);
  if (declared === undefined) return;
  const unknown = declared.types === 'anyNode' ? undefined : declared.types.find((type) => !ids.isNode(type));
  if (unknown !== undefined) throw new Error(`${at} takes ids of ${unknown}, which is not a Node of the schema`);
  const takes = getNamedType(place.type) === GraphQLID ? 'Takes the id of' : 'An id inside is that of';
  place.description = `${place.description ?? ''} ${takes} ${typesInWords(declared)}.`;
}

/** @param payload of a mutation, which reports wrong ids in its own way. */
function readArguments(field: GraphQLField<unknown, Asking>, at: string, payload: unknown, ids: Ids): void {
  const readers = field.args.flatMap((argument): [string, Read][] => {
    const own = declarationAt(argument);
    const isId = getNamedType(argument.type) === GraphQLID;
    const read = readerOf(argument.type, own, isId ? undefined : own, `${at}(${argument.name})`, ids);
    return read === undefined ? [] : [[argument.name, read]];
  });
  const { resolve } = field;
  if (readers.length === 0) return;
  if (resolve === undefined) throw new Error(`${at} takes an id and nothing reads it`);
  field.resolve = (source, given, context, info) => {
    const args = { ...given } as Record<string, unknown>;
    const wrong: WrongId[] = [];
    for (const [name, read] of readers) if (name in args) args[name] = read(args[name], [name], wrong);
    const [first] = wrong;
    if (first === undefined) return resolve(source, args, context, info);
    void context.viewer; // a caller who may ask nothing at all is told that first
    if (isObjectType(payload)) return refusedMutation(payload, wrong);
    throw new RequestError('BAD_USER_INPUT', `\`${first.path.join('.')}\`: ${first.message}`);
  };
}

/**
 * Lets every field of a schema get its ids as declared, and refuses others: a mutation with a user error for each,
 * anything else with BAD_USER_INPUT for the first.
 * @throws Error for an id argument without a declaration, or a declaration that names no node type.
 */
export function readIdArguments(schema: GraphQLSchema, parse: Ids['parse']): void {
  const isNode = (name: string): boolean => {
    const type = schema.getType(name);
    return isObjectType(type) && type.getInterfaces().some((implemented) => implemented.name === 'Node');
  };
  const ids: Ids = { isNode, parse };
  const types = Object.values(schema.getTypeMap());
  const outputs = types.filter((type) => isObjectType(type));
  for (const type of outputs) {
    for (const field of Object.values(type.getFields())) {
      // What a method's decorator says about its arguments is moved to the arguments' own declarations.
      const declared = field.extensions[idExtension] as Readonly<Record<string, IdDeclaration>> | undefined;
      for (const [name, declaration] of Object.entries(declared ?? {})) {
        const argument = field.args.find((each) => each.name === name);
        if (argument === undefined) throw new Error(`${type.name}.${field.name} has no argument ${name}`);
        argument.extensions = { ...argument.extensions, [idExtension]: declaration };
      }
      for (const argument of field.args) describe(argument, `${type.name}.${field.name}(${argument.name})`, ids);
    }
  }
  for (const type of types.filter((each) => isInputObjectType(each))) {
    for (const field of Object.values(type.getFields())) describe(field, `${type.name}.${field.name}`, ids);
  }
  for (const type of outputs) {
    for (const field of Object.values(type.getFields())) {
      const payload = type === schema.getMutationType() ? getNamedType(field.type) : undefined;
      readArguments(field as GraphQLField<unknown, Asking>, `${type.name}.${field.name}`, payload, ids);
    }
  }
}
