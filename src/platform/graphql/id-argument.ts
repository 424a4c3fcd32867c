import { Extensions, Field, ID } from 'type-graphql';
import type { GlobalId } from '../ids/global-id.js';

/**
 * How ids come in. An argument or input field that takes an id declares here, once, of which types. The schema's
 * descriptions say so, every other id is refused before a resolver runs (id-arguments-of-schema.ts), and the resolver
 * and use case get the value described below under `as`.
 */
export interface IdDeclaration {
  /** The names of the GraphQL types whose ids are accepted; `anyNode` for all that `node` reads. */
  readonly types: readonly string[] | 'anyNode';
  /** The object's key, for an id of one type; the id's parts; or the id as it was received. */
  readonly as: 'key' | 'parts' | 'text';
}

/** The name of these declarations in the extensions of arguments, input fields and (by argument) fields. */
export const idExtension = 'takesIdsOf';

interface Options {
  readonly description: string;
  readonly nullable?: boolean;
}

function declaredField(declaration: IdDeclaration, options: Options): PropertyDecorator {
  return (prototype, name) => {
    Field(() => ID, options)(prototype, name);
    Extensions({ [idExtension]: declaration })(prototype, name);
  };
}

/** An input field, or one of an ArgsType, for the id of an object of one type. Its value is the object's key. */
export function IdField(type: string, options: Options): PropertyDecorator {
  return declaredField({ types: [type], as: 'key' }, options);
}

/**
 * The same for an id of one of several types, or one that carries the day it was read on. Its value is a `GlobalId`.
 */
export function IdPartsField(types: readonly string[], options: Options): PropertyDecorator {
  return declaredField({ types, as: 'parts' }, options);
}

/** On an input field whose input type takes ids of more types than are allowed here: narrows what it takes inside. */
export function IdsInside(...types: string[]): PropertyDecorator {
  return Extensions({ [idExtension]: { types, as: 'parts' } satisfies IdDeclaration });
}

/** On a resolver's method: what each `@Arg` accepts that is an id, or has ids inside. */
export function IdArguments(declarations: Readonly<Record<string, IdDeclaration>>): MethodDecorator {
  return Extensions({ [idExtension]: declarations });
}

/** An `@Arg` for the id of one type, as its key; ids inside an input object are narrowed to the type. */
export function idOf(type: string): IdDeclaration {
  return { types: [type], as: 'key' };
}

/** An `@Arg` for the id of anything that `node` reads, as it was received. */
export const idOfAnyNode: IdDeclaration = { types: 'anyNode', as: 'text' };

function nameOf(type: string): string {
  return `${/^[AEIOU]/.test(type) ? 'an' : 'a'} ${type}`;
}

/** `a Site`; `a Site or a Room`; `a Site, a Room or an Icb`. */
function anyOf(types: readonly string[]): string {
  const names = types.map(nameOf);
  const last = names.pop() ?? 'anything';
  return names.length === 0 ? last : `${names.join(', ')} or ${last}`;
}

/** `a Site or a Room`, for the description of what takes their ids. */
export function typesInWords({ types }: IdDeclaration): string {
  return types === 'anyNode' ? 'any Node' : anyOf(types);
}

/** What must be known about ids: which types have them, and how they are taken apart. */
export interface Ids {
  readonly isNode: (type: string) => boolean;
  readonly parse: (id: string) => GlobalId | undefined;
}

/** What a resolver gets for an id, or why it gets none, in words; an unknown type is not repeated. */
export function readId(
  { types, as }: IdDeclaration,
  id: string,
  { isNode, parse }: Ids,
): { readonly value: string | GlobalId } | { readonly wrong: string } {
  if (types === 'anyNode') return { value: id };
  const parsed = parse(id);
  if (parsed !== undefined && types.includes(parsed.type)) return { value: as === 'key' ? parsed.key : parsed };
  const needed = `the id of ${anyOf(types)}`;
  return {
    wrong:
      parsed === undefined || !isNode(parsed.type)
        ? `This is not an id of this API. Pass ${needed} exactly as you received it.`
        : `This is the id of ${nameOf(parsed.type)}; ${needed} is needed.`,
  };
}
