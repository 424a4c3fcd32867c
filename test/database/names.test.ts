import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database/test-database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

/** Names of things that nobody is shown in order of them. */
const sortedByNobody = ['audit_entry.table_name', 'job_task.name', 'official_import.file_name'];

test('every column that is a name sorts as people read it', async () => {
  const others = await database.sql<{ column: string }>(
    `select c.relname || '.' || a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
      left join pg_collation l on l.oid = a.attcollation
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and a.attnum > 0 and not a.attisdropped
        and a.atttypid in ('text'::regtype, 'varchar'::regtype) and a.attname ~ '(name|title|town)$'
        and c.relname !~ '^kysely_' and l.collname <> 'by_name' order by 1`,
  );
  expect(others.map(({ column }) => column)).toEqual(sortedByNobody);
});

test('accents, capitals and numbers stand where people look for them', async () => {
  const names = [
    'Room 10',
    'room 2',
    'Zebra Ward',
    'Élan Centre',
    'ash house',
    'Ash House Annexe',
    'De Souza',
    "O'Brien",
  ];
  const [row] = await database.sql<{ sorted: string[] }>(
    'select array_agg(name order by name collate by_name) as sorted from unnest($1::text[]) name',
    [names],
  );
  expect(row?.sorted).toEqual([
    'ash house',
    'Ash House Annexe',
    'De Souza',
    'Élan Centre',
    "O'Brien",
    'room 2',
    'Room 10',
    'Zebra Ward',
  ]);
});
