import pg from 'pg';
import { connectionOf } from '../database/connection-settings.js';
import {
  type Part,
  readBelongings,
  readFunctionBodies,
  readFunctions,
  readGround,
  readQueueRights,
  readTables,
  readViews,
} from './catalogue.queries.js';

export interface DatabaseTextOptions {
  readonly ownerUrl: string;
  /** Whether functions are shown with their bodies; otherwise only what they take and return. */
  readonly bodies?: boolean;
}

const head = `-- The present state of the database, for people to read: it is never run. "npm run schema:database" writes it from the
-- catalogue of a freshly migrated PostgreSQL 18, and a test compares it. Change the database by a numbered step in
-- migrations/, and a function by its file in migrations/functions/. The roles are those of the embedded database; the
-- owner's own rights, the months of the audit trail and the tables of the job queue are left out. In policies,
-- ids(app.pcns) stands for the list of ids in that setting, read once for each statement, and ids_each_row(app.pcns)
-- for the same list, read once for each row.
`;

/** A policy's list of the viewer's ids as PostgreSQL prints it, in either of its forms. */
function shortened(text: string): string {
  return text
    .replaceAll(
      /\(+ ?SELECT string_to_array\(current_setting\('(app\.\w+)'::text, true\), ','::text\)::uuid\[\] AS string_to_array\)+::uuid\[\]\)/g,
      '(ids($1))',
    )
    .replaceAll(
      /\(string_to_array\(\( SELECT current_setting\('(app\.\w+)'::text, true\) AS current_setting\), ','::text\)::uuid\[\]\)/g,
      '(ids_each_row($1))',
    );
}

function lines(parts: readonly Part[]): string {
  return parts.map(({ text }) => text).join('\n');
}

/** The schema of a migrated database as text: sorted, and the same wherever and whenever it is read. */
export async function databaseText({ ownerUrl, bodies = false }: DatabaseTextOptions): Promise<string> {
  const client = new pg.Client(connectionOf(ownerUrl));
  await client.connect();
  try {
    await client.query('set search_path = public, pg_catalog');
    const belongings = Map.groupBy(await readBelongings(client), ({ of }) => of);
    const whole = (part: Part): string => [part, ...(belongings.get(part.of) ?? [])].map(({ text }) => text).join('\n');
    const functions = (await readFunctions(client)).map(({ of, text }) => `${text}\n-- migrations/functions/${of}.sql`);
    const sections: readonly (readonly [string, readonly string[]])[] = [
      ['Ground', [lines(await readGround(client))]],
      ['Tables', (await readTables(client)).map(whole)],
      ['Views', (await readViews(client)).map(whole)],
      ['Functions', functions],
      ...(bodies ? [['Bodies', (await readFunctionBodies(client)).map(({ text }) => text)] as const] : []),
      ['Rights on the job queue', [lines(await readQueueRights(client))]],
    ];
    return [head, ...sections.map(([title, parts]) => `-- ${title}\n\n${parts.join('\n\n')}\n`)]
      .map(shortened)
      .join('\n');
  } finally {
    await client.end();
  }
}
