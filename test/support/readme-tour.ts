import { readFileSync } from 'node:fs';
import type { Role } from '../../src/identity/viewer.js';

/** One stop of the README's tour: who asks what, and the reply as it is printed there. */
export interface TourStop {
  readonly operation: string;
  readonly document: string;
  readonly role: Role;
  readonly code: string;
  readonly variables: Record<string, unknown>;
  readonly reply: unknown;
}

/**
 * The fenced blocks of the README in order: ```graphql OPERATION as ROLE CODE, ```json variables, ```json reply.
 * A graphql block that only says "# the same document as before" stands for the last one of that operation.
 * Precondition: each graphql block is followed by both others.
 */
export const readTour = (path = 'README.md'): TourStop[] => {
  const blocks = [...readFileSync(path, 'utf8').matchAll(/^```(\w+) (\S.*)\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', title = '', body = '']) => ({ language, title, body }),
  );
  const documents: Record<string, string> = {};
  return blocks.flatMap((block, i) => {
    if (block.language !== 'graphql') return [];
    const [operation = '', , role = '', code = ''] = block.title.split(' ');
    const [variables, reply] = [blocks[i + 1], blocks[i + 2]];
    if (variables?.title !== 'variables' || reply?.title !== 'reply')
      throw new Error(`${operation} has no variables or reply`);
    if (block.body !== '# the same document as before\n') documents[operation] = block.body;
    return [
      {
        operation,
        document: documents[operation] ?? block.body,
        role: role as Role,
        code,
        variables: JSON.parse(variables.body) as Record<string, unknown>,
        reply: JSON.parse(reply.body) as unknown,
      },
    ];
  });
};

/** Texts written `<a.b.0.c>` in variables stand for what the tour's earlier replies hold at that path. */
export const filledIn = (variables: unknown, replies: Record<string, unknown>): unknown => {
  if (typeof variables === 'string') {
    const path = /^<(.+)>$/.exec(variables)?.[1];
    if (path === undefined) return variables;
    return path
      .split('.')
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], replies);
  }
  if (Array.isArray(variables)) return variables.map((value) => filledIn(value, replies));
  if (variables === null || typeof variables !== 'object') return variables;
  return Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, filledIn(value, replies)]));
};

/** `real` with what the printed reply leaves out left out too: ids cut short by "…", and lists that end with "…". */
export const asPrinted = (real: unknown, printed: unknown): unknown => {
  if (typeof printed === 'string' && printed.endsWith('…') && typeof real === 'string') {
    return real.startsWith(printed.slice(0, -1)) ? printed : real;
  }
  if (Array.isArray(printed) && Array.isArray(real)) {
    const cut = printed.at(-1) === '…' ? printed.length - 1 : undefined;
    const shown = real.slice(0, cut).map((value, i) => asPrinted(value, printed[i]));
    return cut === undefined ? shown : [...shown, '…'];
  }
  if (printed !== null && typeof printed === 'object' && real !== null && typeof real === 'object') {
    const expected = printed as Record<string, unknown>;
    return Object.fromEntries(Object.entries(real).map(([key, value]) => [key, asPrinted(value, expected[key])]));
  }
  return real;
};
