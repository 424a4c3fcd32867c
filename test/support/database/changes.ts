import type { Ask } from '../server/test-app.js';
import type { TestDatabase } from './test-database.js';

const line = '{ kind text count on id before after }';
const report = `change { performed from moves ${line} stays ${line} offered ${line} clashes ${line}
  told { organisation { name odsCode } what } } userErrors { code field message }`;

export interface Line {
  readonly kind: string;
  readonly text: string;
  readonly count: number;
  readonly on: string | null;
  readonly id: string | null;
  readonly before: string | null;
  readonly after: string | null;
}
export interface ChangeReply {
  readonly change: {
    readonly performed: boolean;
    readonly from: string;
    readonly moves: Line[];
    readonly stays: Line[];
    readonly offered: Line[];
    readonly clashes: Line[];
    readonly told: { organisation: { name: string; odsCode: string | null }; what: string }[];
  } | null;
  readonly userErrors: { code: string; field: string[] | null; message: string }[];
}

/**
 * Asks for a change by date, e.g. `changing(ask, 'handOverPractice', input)`. @throws for an error instead of a reply.
 */
export async function changing(ask: Ask, mutation: string, input: object, more = ''): Promise<ChangeReply> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const reply = await ask(`mutation ($input: ${type}!) { ${mutation}(input: $input) { ${more} ${report} } }`, {
    input,
  });
  if (reply.errors !== undefined) throw new Error(reply.errors.map(({ message }) => message).join(' '));
  return reply.data[mutation];
}

/**
 * Everything that is stored, as one checksum a table: equal before and after means that nothing was changed. A month of
 * the audit trail is a part of `audit_entry`.
 */
export async function checksums(database: TestDatabase): Promise<Record<string, string>> {
  const tables = await database.sql<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await database.sql<{ sum: string }>(
      `select count(*) || ':' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as sum from "${name}" t`,
    );
    found[name] = row?.sum ?? '';
  }
  return found;
}
