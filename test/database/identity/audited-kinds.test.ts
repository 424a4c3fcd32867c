import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { GraphQLObjectType, GraphQLInterfaceType } from 'graphql';
import { audited, nodes as readers, schema } from '../../../src/app.js';
import { organisationTypes } from '../../../src/identity/rules/organisation-types.js';
import { anyOrganisation } from '../../../src/identity/rules/audited-columns.js';
import { type AuditedKind, fieldOf } from '../../../src/platform/audit/audited-kind.js';
import { cloneDatabase, type TestDatabase } from '../../support/database/test-database.js';

const kinds: readonly AuditedKind[] = Object.values(audited.byName);

/**
 * Field names that no type of the schema has: what they tell is shown there in another way, or as a part of another.
 */
const ownWords: Readonly<Record<string, readonly string[]>> = {
  assignment: ['postNumber', 'startsAt', 'endsAt'],
  booking: ['placeNumber', 'bookedBy'],
  organisation: ['kind'],
  pool_release: ['clinician', 'employer'],
  // parts of its slot plan
  shared_clinic: [
    'slotMinutes',
    'deliveryModes',
    'heldFor111',
    'unusedTo111From',
    'unusedTo111Policy',
    'poolMinutesBefore',
  ],
  waiting_entry: ['practice', 'service'],
  population: ['organisation'],
  participation: ['service'],
};

let home: TestDatabase;
beforeAll(async () => {
  home = await cloneDatabase();
});
afterAll(() => home.drop());

test('the trail has words for every table that leaves one, and says of every column whether it is shown', async () => {
  const columns = await home.sql<{ table: string; columns: string[] }>(
    `select c.relname as "table", array_agg(a.attname::text order by a.attname) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and exists (select from pg_trigger t
       where t.tgrelid = c.oid and t.tgfoid = 'audit_statement'::regproc) group by 1 order by 1`,
  );
  const told = kinds.map(({ table, object, shown, hidden }) => ({
    table,
    columns: [
      ...new Set(['id', 'pcn_id', ...(object === null ? [] : [object[1]]), ...Object.keys(shown), ...(hidden ?? [])]),
    ],
  }));
  const real = new Map(columns.map((row) => [row.table, row.columns]));
  expect(
    told
      .map((row) => ({
        ...row,
        columns: row.columns
          .filter((column) => !['id', 'pcn_id'].includes(column) || real.get(row.table)?.includes(column))
          .sort(),
      }))
      .sort((a, b) => (a.table < b.table ? -1 : 1)),
  ).toEqual(columns);
});

test('what is hidden is hidden in the whole trail: nothing of a patient, no secret', () => {
  const shown = kinds.flatMap(({ table, shown }) => Object.keys(shown).map((column) => `${table}.${column}`));
  expect(shown.filter((name) => /reference|password|token|secret|key$/.test(name))).toEqual([]);
});

test('objects are nodes of the schema, and fields have the names they have there', async () => {
  const types = (await schema()).getTypeMap();
  const nodes = Object.keys(readers);
  for (const type of organisationTypes) expect(nodes).toContain(type);
  const strange: string[] = [];
  for (const { table, object, shown } of kinds) {
    for (const named of [object?.[0], ...Object.values(shown).map((text) => fieldOf(text).type)]) {
      if (named !== undefined && named !== anyOrganisation && !nodes.includes(named))
        strange.push(`${table}: ${named}`);
    }
    const type = object === null ? undefined : types[object[0]];
    // a row that is a part of its object has no type of its own to be held against
    if (object?.[1] !== 'id' || !(type instanceof GraphQLObjectType || type instanceof GraphQLInterfaceType)) continue;
    const fields = Object.keys(type.getFields());
    for (const { field } of Object.values(shown).map(fieldOf)) {
      if (!fields.includes(field) && !(ownWords[table] ?? []).includes(field)) strange.push(`${table}.${field}`);
    }
  }
  expect(strange).toEqual([]);
});
