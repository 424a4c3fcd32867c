import { createHash } from 'node:crypto';
import pg from 'pg';

/** More texts than our queries have variants of; beyond it a statement is planned each time, as without a name. */
const mostNames = 1000;
const names = new Map<string, string>();

/** Statements of ours open with a comment that names them; what MikroORM writes itself holds its values in its text. */
function nameOf(text: string): string | undefined {
  if (!text.startsWith('/* ')) return undefined;
  const known = names.get(text);
  if (known !== undefined || names.size >= mostNames) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 20);
  names.set(text, name);
  return name;
}

type Query = (...parameters: unknown[]) => unknown;

/**
 * A connection that has PostgreSQL keep the plans of our own statements: each is parsed and planned once a connection
 * instead of once a call. Planning the search for free slots takes several times as long as the search.
 */
export class PreparingClient extends pg.Client {
  // @ts-expect-error -- pg overloads `query` in a dozen ways, all of which pass through here unchanged
  override query(...parameters: unknown[]): unknown {
    const plain = super.query.bind(this) as Query;
    const [text, values] = parameters;
    const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined;
    return name === undefined ? plain(...parameters) : plain({ name, text, values }, ...parameters.slice(2));
  }
}
