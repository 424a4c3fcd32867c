import { ArgsType, type ClassType, Field, Int, ObjectType } from 'type-graphql';
import type { Page } from '../paging/page.js';
import { RequestError } from './request-error.js';

@ObjectType('PageInfo', { description: 'Where a page is in its list (Relay).', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more follow.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether there are any before.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'The cursor of the first edge; null for an empty page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last edge; null for an empty page.' })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { nullable: true, description: 'How many to read from the start, or after `after`; at most 100.' })
  first?: number;

  @Field(() => String, { nullable: true, description: 'Read what follows this cursor.' })
  after?: string;

  @Field(() => Int, { nullable: true, description: 'How many to read from the end, or before `before`; at most 100.' })
  last?: number;

  @Field(() => String, { nullable: true, description: 'Read what comes before this cursor.' })
  before?: string;
}

export const largestPage = 100;

export const defaultPage = 20;

function cursorOf(key: readonly string[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** Forms of sort columns, so that a forged cursor never reaches the database. */
export const keyForms = {
  /** What PostgreSQL can hold: no NUL, no half of a surrogate pair. */
  text: /^[^\0\p{Cs}]*$/u,
  day: /^\d{4}-\d{2}-\d{2}$/,
  /** A number padded with zeros, so that it sorts as text. */
  number: /^\d{5}$/,
  /** A number that the database assigns in sequence. */
  serial: /^\d{1,18}$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  /** As PostgreSQL writes an instant in UTC. */
  instant: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?\+00$/,
} as const;

function keyOf(cursor: string, forms: readonly RegExp[]): string[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const isKey = Array.isArray(key) && key.length === forms.length;
    if (isKey && key.every((part, at): part is string => typeof part === 'string' && forms[at]?.test(part) === true)) {
      return key;
    }
  } catch {
    // falls through to the refusal
  }
  throw new RequestError(
    'BAD_USER_INPUT',
    'This is not a cursor of this list. Pass a `cursor` exactly as you received it.',
  );
}

/**
 * @param forms the form of each sort column of the list's key.
 * @throws RequestError BAD_USER_INPUT for a page outside 0 to 100, both directions at once, or a foreign cursor.
 */
export function pageOf(args: PageArgs, forms: readonly RegExp[]): Page {
  const { first, after, last, before } = args;
  if ((first != null || after != null) && (last != null || before != null)) {
    throw new RequestError(
      'BAD_USER_INPUT',
      'Pass `first` and `after`, or `last` and `before`, not a mixture of both.',
    );
  }
  const backward = last != null || before != null;
  const limit = first ?? last ?? defaultPage;
  if (limit < 0 || limit > largestPage) {
    throw new RequestError('BAD_USER_INPUT', `A page holds 0 to ${largestPage} items; ${limit} were asked for.`);
  }
  const cursor = after ?? before;
  return { limit, backward, from: cursor == null ? undefined : keyOf(cursor, forms) };
}

/** A connection's value: `totalCount` is a function, so it is computed only when asked for. */
export interface ConnectionValue<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: () => Promise<number>;
}

/**
 * @param rows as read: up to `limit + 1`, in the direction of reading (a backward page is reversed here).
 * @param key the row's sort key, as texts.
 */
export function connectionOf<R, T>(
  rows: readonly R[],
  page: Page,
  key: (row: R) => readonly string[],
  node: (row: R) => T,
  totalCount: () => Promise<number>,
): ConnectionValue<T> {
  const more = rows.length > page.limit;
  const shown = rows.slice(0, page.limit);
  if (page.backward) shown.reverse();
  const edges = shown.map((row) => ({ node: node(row), cursor: cursorOf(key(row)) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.backward ? page.from !== undefined : more,
      hasPreviousPage: page.backward ? more : page.from !== undefined,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: once(totalCount),
  };
}

/** Whatever a document calls it, and however often, it is counted once. */
function once<T>(count: () => Promise<T>): () => Promise<T> {
  let counted: Promise<T> | undefined;
  return () => (counted ??= count());
}

/** Makes the `…Edge` and `…Connection` types of a node type. Call it once a type. */
export function connectionTypes<T extends object>(name: string, node: () => ClassType<T>, what: string) {
  @ObjectType(`${name}Edge`, { description: `One of ${what} and its place in the list.`, simpleResolvers: true })
  class Edge {
    @Field(node, { description: 'The item itself.' })
    node!: T;

    @Field(() => String, { description: 'Its place, for `after` and `before`.' })
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${what}.`, simpleResolvers: true })
  class Connection {
    @Field(() => [Edge], { description: 'The items of this page, in order.' })
    edges!: readonly Edge[];

    @Field(() => PageInfo, { description: 'Where this page is in its list.' })
    pageInfo!: PageInfo;

    @Field(() => Int, {
      description:
        'How many there are in all, counted up to 10,000, which stands for that many or more; counted only when asked for.',
    })
    totalCount!: () => Promise<number>;
  }
  return { Edge, Connection };
}
