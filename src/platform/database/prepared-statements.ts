import { createHash } from 'node:crypto';
import pg from 'pg';
import { noteStatement } from './large-command.js';

/** More texts than our queries have variants; beyond that a statement is planned each time, as if it had no name. */
const mostNames = 1000;
const names = new Map<string, string>();

/** Our own statements open with a comment that names them. What MikroORM writes itself has its values in the text. */
function nameOf(text: string): string | undefined {
  if (!text.startsWith('/* ')) return undefined;
  const known = names.get(text);
  if (known !== undefined || names.size >= mostNames) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 20);
  names.set(text, name);
  return name;
}

/** Kysely and MikroORM give a configuration, our reads a text. */
function textOf(given: unknown): string {
  if (typeof given === 'string') return given;
  const { text } = (given ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : '';
}

type Query = (...parameters: unknown[]) => unknown;

/**
 * A connection on which PostgreSQL keeps the plans of our own statements: each is parsed and planned once for each
 * connection instead of at each call. Planning the search for free slots takes several times as long as the search.
 */
export class PreparingClient extends pg.Client {
  // @ts-expect-error -- pg overloads `query` in a dozen ways, all of which pass through here unchanged
  override query(...parameters: unknown[]): unknown {
    const plain = super.query.bind(this) as Query;
    const [text, values] = parameters;
    noteStatement(textOf(text));
    const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined;
    return name === undefined ? plain(...parameters) : plain({ name, text, values }, ...parameters.slice(2));
  }
}
