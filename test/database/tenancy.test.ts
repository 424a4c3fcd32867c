import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Role } from '../../src/identity/viewer.js';
import { codesOf, common, type Letter, rowsOf, seedNetworks } from '../support/network/networks.js';
import { cloneDatabase, type TestDatabase } from '../support/database/test-database.js';
import { doors, type Group, groups, type PublicTable, tables, type TenantTable } from './tenancy-table.js';

let database: TestDatabase;
let app: pg.Client;
const [a, b] = [rowsOf('A'), rowsOf('B')];

beforeAll(async () => {
  database = await cloneDatabase();
  await database.sql(`update app_clock set shift = timestamptz '2026-11-23T09:00:00Z' - clock_timestamp()`);
  await seedNetworks(database);
  await database.sql([grantedScene, bare(['B', 2]), bare(['C', 3])].join('\n'));
  app = new pg.Client({ connectionString: database.urls.app });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await database.drop();
});

const lentSession = '00000000-0000-4000-8000-000000010088';
/**
 * What the permission table grants across networks: the practice A10003 has left network B and has a booking there; a
 * session of A is held in a room of B's second practice, which is offered to B; another in the room of A's trust, which
 * lends it, by the trust's own clinician.
 */
const grantedScene = `
insert into membership (practice_id, pcn_id, valid_from, valid_to, source)
  values ('${a.alone}', '${b.pcn}', '2020-07-01', '2026-11-20', 'test');
insert into booking (pcn_id, session_id, slot_number, place_number, practice_id, booked_by_id, reference, channel, need,
    delivery_mode, state, starts_at, ends_at, created_at, confirmed_at)
  select pcn_id, session_id, number, 4, '${a.alone}', '${a.alone}', 'KEPT', 'PHONE', 'MUSCULOSKELETAL', 'FACE_TO_FACE',
    'CONFIRMED', starts_at, ends_at, now(), now() from slot where session_id = '${b.session}' and number = 3;
insert into succession (predecessor_id, successor_id, valid_from, source)
  values ('${a.partner}', '${a.trust}', '2030-01-01', 'test');
insert into population_earlier (population_id, organisation_id, value, source, known_until, reason)
  select id, organisation_id, value, source, now(), 'a test' from population;
insert into travel_time (from_site_id, to_site_id, minutes, assumed, source)
  values ('${a.siteOne}', '${a.siteTwo}', 7, true, 'test'), ('${b.siteOne}', '${b.siteTwo}', 7, true, 'test');
insert into shared_clinic select (jsonb_populate_record(c, '{"id": "00000000-0000-4000-8000-000000010072"}')).*
  from shared_clinic c where id = '${a.clinic}';
insert into session select (jsonb_populate_record(s, '{"id": "00000000-0000-4000-8000-000000010085",
    "clinic_id": "00000000-0000-4000-8000-000000010072", "site_id": "${b.siteTwo}", "room_id": "${b.roomTwo}"}')).*
  from session s where id = '${a.session}';
insert into session select (jsonb_populate_record(s, '{"id": "${lentSession}", "occurrence_on": "2026-12-02",
    "clinic_id": "00000000-0000-4000-8000-000000010072", "site_id": "${a.siteTrust}", "room_id": "${a.roomTrust}"}')).*
  from session s where id = '${a.session}';
insert into post select (jsonb_populate_record(p, '{"session_id": "${lentSession}", "clinician_id": null}')).*
  from post p where session_id = '${a.session}';
insert into slot select (jsonb_populate_record(l, '{"session_id": "${lentSession}", "taken_until": null}')).*
  from slot l where session_id = '${a.session}';
insert into assignment select (jsonb_populate_record(x, '{"id": "00000000-0000-4000-8000-000000010118",
    "session_id": "${lentSession}", "clinician_id": "${a.lent}"}')).* from assignment x where id = '${a.assignment}';`;
/** Of B and C, what nothing belongs to yet, so that a row may point there without being refused for its likeness. */
function bare([letter, n]: [Letter, number]): string {
  const [r, id] = [rowsOf(letter), (m: number) => `00000000-0000-4000-8000-0000000${n}${String(m).padStart(4, '0')}`];
  return `
insert into shared_clinic select (jsonb_populate_record(c, jsonb_build_object('id', x))).*
  from shared_clinic c, unnest(array['${id(72)}', '${id(73)}']) x where c.id = '${r.clinic}';
insert into session select (jsonb_populate_record(s, '{"id": "${id(86)}", "clinic_id": "${id(72)}", "room_id": null}')).*
  from session s where id = '${r.session}';
insert into post select (jsonb_populate_record(p, '{"session_id": "${id(86)}", "clinician_id": null}')).*
  from post p where session_id = '${r.session}';
insert into slot select (jsonb_populate_record(p, '{"session_id": "${id(86)}", "taken_until": null}')).*
  from slot p where session_id = '${r.session}';
insert into place select (jsonb_populate_record(p, '{"session_id": "${id(86)}", "taken_until": null}')).*
  from place p where session_id = '${r.session}';
insert into share_account (id, pcn_id, service_id, slot_minutes) values ('${id(142)}', '${r.pcn}', '${common.service}', 30);`;
}
const bareRows: Readonly<Record<string, number>> = {
  shared_clinic: 73,
  session: 86,
  post: 86,
  slot: 86,
  place: 86,
  share_account: 142,
};
const guestSession = '00000000-0000-4000-8000-000000010085';

interface Asker {
  readonly role: Role;
  readonly code: string;
  /** What is in scope. */
  readonly networks: readonly string[];
  /** The networks that it belongs to or, as a lender without any in scope, works for. */
  readonly home: readonly string[];
}
const codes = codesOf('A');
const ofA = [a.pcn];
const askers: Readonly<Record<Group, Asker>> = {
  network: { role: 'clinical-director', code: codes.pcn, networks: ofA, home: ofA },
  icb: { role: 'icb-contract-manager', code: codes.icb, networks: [a.pcn, b.pcn], home: [a.pcn, b.pcn] },
  practice: { role: 'practice-manager', code: codes.one, networks: ofA, home: ofA },
  provider: { role: 'provider-manager', code: codes.trust, networks: [], home: ofA },
  partner: { role: 'booking-partner', code: codes.partner, networks: [a.pcn, b.pcn], home: [a.pcn, b.pcn] },
  clinician: { role: 'clinician', code: codes.ann, networks: ofA, home: ofA },
};
/** The other role of each group sees what the first sees. */
const alike: readonly (readonly [Group, Role])[] = [
  ['network', 'rota-manager'],
  ['network', 'system'],
  ['icb', 'icb-viewer'],
  ['practice', 'care-navigator'],
];

/** Sets the scope as the server does, runs `work` and undoes whatever it did. */
async function inScopeOf<T>(role: Role, code: string, work: () => Promise<T>): Promise<T> {
  await app.query('begin');
  try {
    await app.query('select * from enter_scope($1, $2, $3, $4)', [role, code, 'subject-A', 'test']);
    return await work();
  } finally {
    await app.query('rollback');
  }
}
function as<T>(group: Group, work: () => Promise<T>): Promise<T> {
  return inScopeOf(askers[group].role, askers[group].code, work);
}

/** The state that PostgreSQL refused a statement with, or how many rows it changed; undone. */
async function attempt(text: string, values: unknown[] = []): Promise<string | number> {
  await app.query('savepoint attempt');
  try {
    const { rowCount } = await app.query(text, values);
    await app.query('set constraints all immediate');
    return rowCount ?? 0;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await app.query('rollback to attempt; set constraints all deferred');
  }
}

const tenantTables = Object.entries(tables).filter(
  (entry): entry is [string, TenantTable] => entry[1].kind === 'TENANT',
);

const publicTables = Object.entries(tables).filter(
  (entry): entry is [string, PublicTable] => entry[1].kind === 'PUBLIC',
);
/** The commissioner keeps both networks of one ICB; a manager keeps the own organisation, if the line says so. */
const ofBoth = [a, b].flatMap((r) => [r.pcn, r.one, r.two, r.alone, r.moving, r.trust]);
const keepers: Readonly<Partial<Record<Group, readonly string[]>>> = {
  icb: [...ofBoth, a.subIcb, a.partner],
  practice: [a.one],
  provider: [a.trust],
};
function keptBy(group: Group, may: PublicTable['changed']): readonly string[] {
  return may === 'NOBODY' || (may === 'COMMISSIONER' && group !== 'icb') ? [] : (keepers[group] ?? []);
}

function filled(predicate: string, { networks }: Asker): string {
  return predicate
    .replaceAll(':networks', `'{${networks.join()}}'::uuid[]`)
    .replaceAll(':one', `'${a.one}'::uuid`)
    .replaceAll(':trust', `'${a.trust}'::uuid`)
    .replaceAll(':partner', `'${a.partner}'::uuid`)
    .replaceAll(':ann', `'${a.ann}'::uuid`)
    .replaceAll(':lent', `'${a.lent}'::uuid`)
    .replaceAll(':room', `'${a.roomTrust}'::uuid`);
}

function byName(one: { name: string }, other: { name: string }): number {
  return one.name < other.name ? -1 : 1;
}

type Row = Record<string, unknown>;
interface Shape {
  /** Its primary key. */
  readonly key: readonly string[];
  /** Columns that an insert may give. */
  readonly columns: readonly string[];
  /** Foreign keys to other tables with tenant rows. */
  readonly parents: readonly { table: string; columns: string[]; refers: string[] }[];
}
const shapes = new Map<string, Shape>();
beforeAll(async () => {
  const found = await database.sql<Shape & { name: string }>(`
    select c.relname as name,
      array(select a.attname::text from pg_constraint k, unnest(k.conkey) with ordinality u(n, i)
        join pg_attribute a on a.attnum = u.n where k.conrelid = c.oid and k.contype = 'p' and a.attrelid = c.oid
        order by u.i) as key,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and a.attidentity = '' and a.attgenerated = '' and (has_column_privilege('pcn_app', c.oid, a.attnum, 'INSERT')
          or not has_any_column_privilege('pcn_app', c.oid, 'INSERT'))) as columns,
      coalesce((select json_agg(json_build_object('table', p.relname,
          'columns', (select json_agg(a.attname order by u.i) from unnest(k.conkey) with ordinality u(n, i)
            join pg_attribute a on a.attnum = u.n and a.attrelid = k.conrelid),
          'refers', (select json_agg(a.attname order by u.i) from unnest(k.confkey) with ordinality u(n, i)
            join pg_attribute a on a.attnum = u.n and a.attrelid = k.confrelid)))
        from pg_constraint k join pg_class p on p.oid = k.confrelid where k.conrelid = c.oid and k.contype = 'f'), '[]') as parents
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`);
  const tenant = new Set(tenantTables.map(([name]) => name));
  for (const { name, ...shape } of found) {
    shapes.set(name, { ...shape, parents: shape.parents.filter(({ table }) => tenant.has(table)) });
  }
});
function shapeOf(table: string): Shape {
  const shape = shapes.get(table);
  if (shape === undefined) throw new Error(`there is no table ${table}`);
  return shape;
}

/** Rows as the owner sees them, as text values by column. */
function rowsWhere(table: string, predicate: string, more = ''): Promise<Row[]> {
  return database
    .sql<{ row: Row }>(`select to_jsonb(t) as row from ${table} t where ${predicate} ${more}`)
    .then((rows) => rows.map(({ row }) => row));
}
function keysOf(table: string, rows: readonly Row[]): string[] {
  return rows
    .map((row) =>
      shapeOf(table)
        .key.map((column) => String(row[column]))
        .join('/'),
    )
    .sort();
}

function byKey(table: string, row: Row): [string, unknown[]] {
  const { key } = shapeOf(table);
  return [
    key.map((column, i) => `t.${column}::text = $${i + 1}`).join(' and '),
    key.map((column) => (column === 'at' ? undefined : String(row[column]))),
  ];
}

/** A like row under a key of its own. */
function copied(table: string, row: Row, changes: Row = {}): [string, unknown[]] {
  const { key, columns: given } = shapeOf(table);
  const columns = [...new Set([...given, ...Object.keys(changes)])];
  const fresh: Row = { ...row };
  if (key.length === 1 && key[0] === 'id' && columns.includes('id')) fresh['id'] = crypto.randomUUID();
  const numbered = key.find((column) => ['number', 'position'].includes(column));
  if (numbered !== undefined) fresh[numbered] = Number(row[numbered]) + 100;
  if (key.includes('key')) fresh['key'] = 'another-key';
  return [
    `insert into ${table} (${columns.join()}) select ${columns.map((column) => `r.${column}`).join()}
     from jsonb_populate_record(null::${table}, $1::jsonb) r`,
    [JSON.stringify({ ...fresh, ...(tables[table] as Partial<TenantTable>).fresh, ...changes })],
  ];
}

/** Two rows of each network, of many. */
async function someOfEach(table: string, line: TenantTable, rows: readonly Row[]): Promise<Row[]> {
  const found = await database.sql<{ row: Row }>(
    `select row from (select r.row, row_number() over (partition by ${line.whose}) as n
       from jsonb_array_elements($1::jsonb) r(row) cross join lateral jsonb_populate_record(null::${table}, r.row) t) x
     where n <= 2`,
    [JSON.stringify(rows)],
  );
  return found.map(({ row }) => row);
}

describe('the catalogue', () => {
  test('has no table that the hand-written list does not know, and no line is left over', async () => {
    const found = await database.sql<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'f') and not relispartition`,
    );
    expect(found.map(({ name }) => name).sort()).toEqual(Object.keys(tables).sort());
  });

  test('has row-level security on every table with tenant rows, and knows them by their columns', async () => {
    const found = await database.sql<{ name: string; secured: boolean; ofPcn: boolean }>(`
      select c.relname as name, c.relrowsecurity as secured,
        exists (select from pg_attribute a where a.attrelid = c.oid and a.attname in ('pcn_id', 'clinician_id')) as "ofPcn"
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`);
    const tenant = tenantTables.map(([name]) => name);
    expect(found.filter(({ name, secured }) => tenant.includes(name) && !secured)).toEqual([]);
    const strays = found.filter(({ name, ofPcn }) => ofPcn && tables[name]?.kind === 'PUBLIC').map(({ name }) => name);
    expect(strays).toEqual(['membership']); // public: which practice is in which PCN
  });

  test('has row-level security on whatever the app role may write, by a scope for each way of writing', async () => {
    const found = await database.sql<{ name: string; verb: string; secured: boolean; by: string | null }>(`
      select c.relname as name, v.verb, c.relrowsecurity as secured,
        (select string_agg(coalesce(p.with_check, p.qual), ' or ') from pg_policies p
          where p.schemaname = 'public' and p.tablename = c.relname and p.cmd in (v.verb, 'ALL')) as by
      from pg_class c cross join unnest(array['INSERT', 'UPDATE', 'DELETE']) v(verb)
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition
        and case v.verb when 'DELETE' then has_table_privilege('pcn_app', c.oid, 'DELETE')
          else has_any_column_privilege('pcn_app', c.oid, v.verb) end`);
    expect(found.length).toBeGreaterThan(60);
    const unbound = found.filter(
      ({ secured, by }) => !secured || by === null || !(by === 'false' || /'app\.\w+'|\bviewer_\w+\(/.test(by)),
    );
    expect(unbound).toEqual([]);
  });

  test('lets the app role change no column of the directory that says whose a row is', async () => {
    const found = await database.sql<{ name: string; columns: string[] }>(`
      select c.relname as name, array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
        and not a.attisdropped and has_column_privilege('pcn_app', c.oid, a.attnum, 'UPDATE')) as columns
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`);
    const changeable = found.filter(({ name }) => tables[name]?.kind === 'PUBLIC');
    const listed = publicTables.map(([name, { columns }]) => ({ name, columns: [...columns].sort() }));
    expect(changeable.map(({ name, columns }) => ({ name, columns: columns.sort() })).sort(byName)).toEqual(
      listed.sort(byName),
    );
  });

  test('lets the app role do nothing with the owner’s tables but read a few', async () => {
    const found = await database.sql<{ name: string; rights: string[] }>(`
      select c.relname as name, array(select p from unnest(array['INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) p
        where has_table_privilege('pcn_app', c.oid, p)) as rights
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`);
    const owners = found.filter(({ name, rights }) => tables[name]?.kind === 'OWNERS' && rights.length > 0);
    expect(owners).toEqual([]);
    const powers = found.filter(({ rights }) =>
      rights.some((right) => ['TRUNCATE', 'TRIGGER', 'REFERENCES'].includes(right)),
    );
    expect(powers).toEqual([]);
  });

  test('lets the app role read no partition and no job, and the worker role no table of ours', async () => {
    const [found] = await database.sql(`select
      array(select c.relname::text from pg_class c where c.relispartition and has_any_column_privilege('pcn_app', c.oid, 'SELECT')) as partitions,
      has_schema_privilege('pcn_app', 'graphile_worker', 'USAGE') as jobs,
      has_schema_privilege('pcn_app', 'public', 'CREATE') or has_schema_privilege('pcn_worker', 'public', 'CREATE') as "makes",
      array(select c.relname::text from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'S')
        and case c.relkind when 'S' then has_sequence_privilege('pcn_app', c.oid, 'USAGE') or has_sequence_privilege('pcn_worker', c.oid, 'USAGE')
          else has_any_column_privilege('pcn_worker', c.oid, 'SELECT, INSERT, UPDATE') end) as "workers"`);
    expect(found).toEqual({ partitions: [], jobs: false, makes: false, workers: [] });
  });

  test('has no view that looks past row-level security, and nothing materialised', async () => {
    const found = await database.sql(`select c.relname as name, c.relkind::text as kind,
      coalesce('security_invoker=true' = any(c.reloptions), false) as invoker
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm')`);
    expect(found).toEqual([{ name: 'sharing_right', kind: 'v', invoker: true }]);
  });
});

describe('with every filter removed', () => {
  test('an unset scope sees no tenant row and writes none, also on a connection that had one', async () => {
    const seen: Record<string, unknown> = {};
    await as('network', async () => undefined);
    await app.query('begin');
    for (const [table] of tenantTables) {
      const [row] = await rowsWhere(table, 'true', 'limit 1');
      const visible = Number((await app.query(`select count(*) as n from ${table}`)).rows[0].n);
      const common = table === 'service' ? 1 : 0;
      if (visible !== common) seen[table] = visible;
      const inserted = await attempt(...copied(table, row ?? {}));
      if (inserted !== '42501') seen[`insert ${table}`] = inserted;
      const [where, values] = byKey(table, row ?? {});
      const deleted = await attempt(`delete from ${table} t where ${where}`, values);
      if (deleted !== '42501' && deleted !== 0) seen[`delete ${table}`] = deleted;
    }
    await app.query('rollback');
    expect(seen).toEqual({});
  });

  describe.each(groups)('%s', (group) => {
    const asker = askers[group];

    test('sees exactly what the list says, and of other networks only what is granted', async () => {
      const wrong: Record<string, unknown> = {};
      await as(group, async () => {
        for (const [table, line] of tenantTables) {
          const { rows } = await app.query<{ row: Row }>(`select to_jsonb(t) as row from ${table} t`);
          const seen = keysOf(
            table,
            rows.map(({ row }) => row),
          );
          const due = keysOf(table, await rowsWhere(table, filled(line.sees[group], asker)));
          if (JSON.stringify(seen) !== JSON.stringify(due)) wrong[table] = { seen, due };
          const outside = `coalesce(${line.whose} <> all('{${asker.home.join()}}'::uuid[]), true)`;
          const ungranted = await rowsWhere(
            table,
            `(${filled(line.sees[group], asker)}) and ${outside} and not (${filled(line.grant?.rows ?? 'false', asker)})`,
          );
          if (ungranted.length > 0) wrong[`${table} of others`] = keysOf(table, ungranted);
          const foreign = await rowsWhere(table, outside);
          if (foreign.length === 0) wrong[`${table} has no row of others to be seen`] = true;
        }
      });
      expect(wrong).toEqual({});
    });

    test('changes, deletes and adds no row that it does not see', async () => {
      const done: Record<string, unknown> = {};
      await as(group, async () => {
        for (const [table, line] of tenantTables) {
          const hidden = await rowsWhere(table, `not coalesce(${filled(line.sees[group], asker)}, false)`);
          for (const row of await someOfEach(table, line, hidden)) {
            const [where, values] = byKey(table, row);
            const column = shapeOf(table).columns.at(-1);
            const updated = await attempt(`update ${table} t set ${column} = t.${column} where ${where}`, values);
            const deleted = await attempt(`delete from ${table} t where ${where}`, values);
            const added = await attempt(...copied(table, row));
            const refused = [updated, deleted].every((outcome) => outcome === 0 || outcome === '42501');
            if (!refused || added !== '42501')
              done[`${table} ${keysOf(table, [row])[0]}`] = { updated, deleted, added };
          }
        }
      });
      expect(done).toEqual({});
    });

    test('points no row of its own at another network’s, and moves none there', async () => {
      const done: Record<string, unknown> = {};
      const others: Letter = group === 'icb' || group === 'partner' ? 'C' : 'B';
      const theirs = { pcn_id: rowsOf(others).pcn, employer_id: rowsOf(others).one, registered_by_id: rowsOf(others).one,
        clinician_id: rowsOf(others).ann, subject: `subject-${others}` } as Row; // prettier-ignore
      await as(group, async () => {
        for (const [table, line] of tenantTables) {
          const [own] = await rowsWhere(table, `(${filled(line.sees[group], asker)}) and ${line.whose} = any('{${asker.home.join()}}')`, `order by t.${shapeOf(table).key.at(-1)} limit 1`); // prettier-ignore
          if (own === undefined) continue;
          const [where, values] = byKey(table, own);
          for (const parent of shapeOf(table).parents) {
            const whose = tables[parent.table] as TenantTable;
            const unused = bareRows[parent.table];
            const id = `t.${shapeOf(parent.table).key[0]}::text like '%${unused ?? ''}'`;
            const [target] = await rowsWhere(
              parent.table,
              `${whose.whose} = '${rowsOf(others).pcn}' and ${id}`,
              'limit 1',
            );
            if (target === undefined) throw new Error(`${others} has no row in ${parent.table}`);
            const changes: Row = {};
            parent.columns.forEach((column, i) => {
              if (!['pcn_id', 'employer_id'].includes(column)) changes[column] = target[parent.refers[i] as string];
            });
            if (Object.keys(changes).some((column) => line.mayPoint?.[column] !== undefined)) continue;
            const set = Object.entries(changes).map(([column], i) => `${column} = $${values.length + i + 1}`);
            const tries = {
              added: await attempt(...copied(table, own, changes)),
              updated: await attempt(`update ${table} t set ${set.join()} where ${where}`, [
                ...values,
                ...Object.values(changes),
              ]),
            };
            for (const [how, outcome] of Object.entries(tries)) {
              if (!['42501', '23503', 0].includes(outcome))
                done[`${table} ${how} ${Object.keys(changes).join()}`] = outcome;
            }
          }
          for (const column of line.moves) {
            if (line.mayMove?.[column] !== undefined) continue;
            const added = await attempt(...copied(table, own, { [column]: theirs[column] }));
            if (!['42501', '23503'].includes(added as string)) done[`${table} added under ${column}`] = added;
            const moved = await attempt(`update ${table} t set ${column} = $${values.length + 1} where ${where}`, [...values, theirs[column]]); // prettier-ignore
            if (!['42501', '23503', 0].includes(moved)) done[`${table} moved by ${column}`] = moved;
          }
        }
      });
      expect(done).toEqual({});
    });
  });

  test('whoever may add a row of a table can add one like its own, so the refusals above are of whose it is', async () => {
    const never = new Set(tenantTables.map(([table]) => table).filter((table) => table !== 'audit_entry'));
    for (const group of groups) {
      await as(group, async () => {
        for (const table of never) {
          const line = tables[table] as TenantTable;
          const own = await rowsWhere(table, `(${filled(line.sees[group], askers[group])}) and ${line.whose} = any('{${askers[group].home.join()}}')`, 'limit 20'); // prettier-ignore
          for (const row of own) {
            // a like row at the same time and place is refused for its likeness, which comes after whose it is
            if ([1, '23505', '23P01'].includes(await attempt(...copied(table, row)))) never.delete(table);
          }
        }
      });
    }
    expect([...never]).toEqual([]);
  });

  test.each(alike)('%s: what is seen as %s is the same', async (group, role) => {
    const counts = (as: Role) =>
      inScopeOf(as, askers[group].code, async () => {
        const found: Record<string, string> = {};
        for (const [table] of tenantTables)
          found[table] = (await app.query(`select count(*) as n from ${table}`)).rows[0].n;
        return found;
      });
    expect(await counts(role)).toEqual(await counts(askers[group].role));
  });
});

describe('the directory, which everybody reads', () => {
  const all = new Set<string>([...Object.values(keepers).flat(), rowsOf('C').one]);

  describe.each(groups)('%s', (group) => {
    test.each(publicTables)('changes and adds in %s only what it keeps', async (table, line) => {
      const done: Record<string, unknown> = {};
      await as(group, async () => {
        const rows = await database.sql<{ row: Row; about: string }>(
          `select to_jsonb(t) as row, ${line.about} as about from ${table} t where ${line.about} is not null`,
        );
        if (rows.length === 0) throw new Error(`${table} has no row to try`);
        const changeable = rows.filter(({ about }) => keptBy(group, line.changed).includes(about));
        for (const { row, about } of rows) {
          if (!all.has(about)) continue;
          const [where, values] = byKey(table, row);
          const may = {
            changed: keptBy(group, line.changed).includes(about),
            added: keptBy(group, line.added).includes(about),
          };
          for (const column of line.columns) {
            const changed = await attempt(`update ${table} t set ${column} = t.${column} where ${where}`, values);
            if (may.changed ? changed !== 1 : changed !== 0 && changed !== '42501')
              done[`${column} ${about}`] = changed;
          }
          const added = await attempt(...copied(table, row));
          const mayAdd = table === 'site' ? keepers[group] !== undefined : may.added;
          if (mayAdd ? ![1, '23505', '23P01'].includes(added) : added !== '42501') done[`added ${about}`] = added;
          if ((await attempt(`delete from ${table} t where ${where}`, values)) !== '42501')
            done[`deleted ${about}`] = true;
        }
        const [column] = line.columns;
        if (column !== undefined) {
          const changed = await attempt(`update ${table} t set ${column} = ${column}`);
          const due = line.locked === undefined ? changeable.length : '42501';
          if (changed !== due) done['all at once'] = changed;
        }
      });
      expect(done).toEqual({});
    });
  });

  test.each<[Role, string]>([
    ['icb-viewer', codes.icb],
    ['care-navigator', codes.one],
    ['rota-manager', codes.pcn],
    ['system', codes.pcn],
  ])('%s changes nothing of it', async (role, code) => {
    const changed = await inScopeOf(role, code, async () => {
      const outcomes: (string | number)[] = [];
      for (const [table, { columns }] of publicTables)
        for (const column of columns) outcomes.push(await attempt(`update ${table} t set ${column} = ${column}`));
      return outcomes.filter((outcome) => outcome !== 0 && outcome !== '42501');
    });
    expect(changed).toEqual([]);
  });

  test('an unset scope changes nothing of it', async () => {
    await app.query('begin');
    const outcomes: (string | number)[] = [];
    for (const [table, { columns }] of publicTables) {
      for (const column of columns) outcomes.push(await attempt(`update ${table} t set ${column} = ${column}`));
      const [row] = await rowsWhere(table, 'true', 'limit 1');
      outcomes.push(await attempt(...copied(table, row ?? {})));
    }
    await app.query('rollback');
    expect(outcomes.filter((outcome) => outcome !== 0 && outcome !== '42501')).toEqual([]);
  });

  const c = rowsOf('C');
  test.each<[string, Group, string, string | number]>([
    [
      'a practice gives itself no membership, on which scopes rest',
      'practice',
      `insert into membership (practice_id, pcn_id, valid_from, source) values ('${a.alone}', '${a.pcn}', '2026-01-01', 'x'),
        ('${a.one}', '${b.pcn}', '2019-01-01', 'x')`,
      '42501',
    ],
    ['nor ends one', 'practice', `update membership set valid_to = '2026-12-01' where practice_id = '${a.one}'`, 0],
    [
      'an ICB puts no practice of its own into another ICB’s network',
      'icb',
      `insert into membership (practice_id, pcn_id, valid_from, source) values ('${a.alone}', '${c.pcn}', '2026-01-01', 'x')`,
      '42501',
    ],
    [
      'nor another ICB’s practice into its own',
      'icb',
      `insert into membership (practice_id, pcn_id, valid_from, source) values ('${c.alone}', '${a.pcn}', '2026-01-01', 'x')`,
      '42501',
    ],
    [
      'nobody takes a contract that is not theirs',
      'icb',
      `update contract set holder_id = '${a.trust}' where practice_id = '${c.one}'`,
      '42501',
    ],
    [
      'nor a site',
      'practice',
      `update site_operation set operator_id = '${a.one}' where site_id in ('${a.siteTwo}', '${b.siteOne}')`,
      0,
    ],
    [
      'nor gives one away to somebody else’s practice',
      'practice',
      `update site_operation set operator_id = '${b.one}' where site_id = '${a.siteOne}'`,
      '42501',
    ],
    [
      'nor says that it will run what others run now',
      'practice',
      `insert into site_operation (site_id, operator_id, kind, valid_from, valid_to, source)
        values ('${b.siteOne}', '${a.one}', 'MAIN', '1990-01-01', '1991-01-01', 'x')`,
      '42501',
    ],
    [
      'nobody says that a practice of others was succeeded by theirs, whose scope that would give',
      'icb',
      `insert into succession (predecessor_id, successor_id, valid_from, source)
        values ('${c.one}', '${a.one}', '2026-01-01', 'x')`,
      '42501',
    ],
    [
      'a practice does not say so either of its neighbour',
      'practice',
      `insert into succession (predecessor_id, successor_id, valid_from, source)
        values ('${a.two}', '${a.one}', '2026-01-01', 'x')`,
      '42501',
    ],
    [
      'nobody gives themselves whom to commission',
      'icb',
      `insert into commissioning (organisation_id, commissioner_id, valid_from, source)
        values ('${c.pcn}', '${a.icb}', '2000-01-01', 'x')`,
      '42501',
    ],
  ])('%s', async (_words, group, statement, outcome) => {
    expect(await as(group, () => attempt(statement))).toBe(outcome);
  });
});

describe('granted across networks', () => {
  test('a practice that has left a network sees and gives up its booking there, and nothing else of it', async () => {
    const found = await inScopeOf('care-navigator', codes.alone, async () => ({
      bookings: (await app.query('select reference from booking')).rows,
      sessions: (await app.query('select id from session')).rows,
      given: await attempt(`update booking set state = 'CANCELLED' where reference = 'KEPT'`),
      moved: await attempt(`update booking set pcn_id = $1 where reference = 'KEPT'`, [a.pcn]),
    }));
    expect(found).toEqual({ bookings: [{ reference: 'KEPT' }], sessions: [], given: 1, moved: '23503' });
  });

  test('the network of the session sees that booking too', async () => {
    const read = () => app.query(`select reference from booking where reference = 'KEPT'`).then(({ rows }) => rows);
    expect(await inScopeOf('rota-manager', codesOf('B').pcn, read)).toEqual([{ reference: 'KEPT' }]);
    expect(await inScopeOf('rota-manager', codes.pcn, read)).toEqual([]);
  });

  test('a session held as a guest in another network’s room is its own network’s; the hosts are told when, not which', async () => {
    const window = `array['${b.roomTwo}']::uuid[], '2026-11-25T00:00Z', '2026-11-26T00:00Z'`;
    const look = async () => ({
      rows: (await app.query('select id from session where id = $1', [guestSession])).rowCount,
      changed: await attempt(`update session set site_id = site_id where id = $1`, [guestSession]),
      busy: (await app.query(`select session_id, starts_at::text from room_busy_times(${window})`)).rows,
      atSite: (await app.query(`select session_id, pcn_id from sessions_at_site($1, '2026-11-25')`, [b.siteTwo])).rows,
    });
    expect(await inScopeOf('clinical-director', codes.pcn, look)).toMatchObject({
      rows: 1,
      changed: 1,
      busy: [],
      atSite: [],
    });
    expect(await inScopeOf('clinical-director', codesOf('B').pcn, look)).toEqual({
      rows: 0,
      changed: 0,
      busy: [{ session_id: null, starts_at: '2026-11-25 09:00:00+00' }],
      atSite: [],
    });
    expect(await inScopeOf('practice-manager', codesOf('B').two, look)).toMatchObject({
      rows: 0,
      changed: 0,
      atSite: [{ session_id: null, pcn_id: a.pcn }],
    });
  });

  test('a clinician released to two networks is seen by both; leave, commitments and the other release by neither', async () => {
    const look = async () => ({
      person: (await app.query('select code from clinician where id = $1', [common.both])).rows,
      releases: (await app.query('select pcn_id from pool_release where clinician_id = $1', [common.both])).rows,
      renamed: await attempt(`update clinician set name = 'X' where id = $1`, [common.both]),
      locked: (await app.query('select from clinician where id = $1 for update', [common.both])).rowCount,
      registered: await attempt(`update registration set number = 'X' where clinician_id = $1`, [common.both]),
      away: await attempt(
        `insert into leave (clinician_id, kind, starts_at, ends_at, state)
        values ($1, 'OTHER', '2026-12-01', '2026-12-02', 'APPROVED')`,
        [common.both],
      ),
    });
    expect(await inScopeOf('clinical-director', codesOf('B').pcn, look)).toEqual({
      person: [{ code: 'BOTH-1' }],
      releases: [{ pcn_id: b.pcn }],
      renamed: '42501',
      locked: 1,
      registered: 0,
      away: '42501',
    });
  });

  test('leave is an employer’s to know while the job lasts, and not after it', async () => {
    const look = () => app.query('select kind from leave where id = $1', [a.leave]).then(({ rows }) => rows);
    expect(await as('practice', look)).toEqual([{ kind: 'SICK' }]);
    await database.sql(`update employment set valid_to = '2026-12-01' where id = $1`, [a.employment]);
    expect(await as('practice', look)).toEqual([]);
    await database.sql(`update employment set valid_to = null where id = $1`, [a.employment]);
  });
});

describe('doors that run as the owner', () => {
  test('are those of the list, and no trigger’s', async () => {
    const found = await database.sql<{ name: string }>(`
      select p.oid::regprocedure::text as name from pg_proc p
      where p.pronamespace = 'public'::regnamespace and has_function_privilege('pcn_app', p.oid, 'EXECUTE')
        and (p.prosecdef or p.prorettype = 'trigger'::regtype)
        and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`);
    expect(found.map(({ name }) => name).sort()).toEqual(Object.keys(doors).sort());
  });

  test('have a search path of their own, so that nobody’s temporary tables are taken for ours', async () => {
    const found = await database.sql(`select p.oid::regprocedure::text as name from pg_proc p
      where p.pronamespace = 'public'::regnamespace and p.prosecdef
        and not coalesce('search_path=pg_catalog, public, pg_temp' = any(p.proconfig), false)`);
    expect(found).toEqual([]);
  });

  const day = `'2026-01-01', '2027-01-01'`;
  test.each<[string, unknown[], (string | number)?]>([
    [`select * from busy_times(array['${b.ann}']::uuid[], ${day})`, []],
    [`select * from room_busy_times(array['${b.roomOne}']::uuid[], ${day})`, []],
    [`select * from used_places(array['${b.account}']::uuid[], ${day})`, []],
    [
      `select bookings, waiting, room_offers from business_ahead('${b.one}', '2026-01-01')`,
      [{ bookings: 0, waiting: 0, room_offers: 0 }],
    ],
    [`select staff_ahead('${b.one}', '2026-01-01') as n`, [{ n: 0 }]],
    [`select * from sessions_at_site('${b.siteOne}', '2026-01-01')`, []],
    [`select * from sessions_in_room('${b.roomOne}', '2026-01-01')`, []],
    [`select * from services_waited_for()`, []],
    [`select * from find_clinician('${codesOf('B').ann}', 'PH999999')`, []],
    [`select * from find_clinician('NOBODY', 'PH000002')`, []],
    [`select purge_idempotency_keys() as n`, [{ n: '0' }]],
  ])('%s tells network A nothing of network B', async (question, answer) => {
    expect(await as('network', async () => (await app.query(question)).rows)).toEqual(answer);
    expect(await as('practice', async () => (await app.query(question)).rows)).toEqual(answer);
  });

  test.each([
    `select carry_waiting_list('${b.one}', '${b.pcn}', '${a.pcn}', '2026-01-01')`,
    `select * from open_assignments('${b.ann}', ${day}, 'why')`,
    `select enter_own_scope('clinical-director', 'U10002', 'x', 'y')`,
    `select audit_statement()`,
  ])('%s is refused', async (command) => {
    for (const group of groups) {
      if (group === 'icb' && command.includes('carry_waiting')) continue; // both networks are its own
      expect([group, await as(group, () => attempt(command))]).toEqual([group, '42501']);
    }
  });

  test('a former employer takes nobody off a session', async () => {
    const open = () => attempt(`select * from open_assignments('${a.ann}', '2026-11-25', '2026-11-26', 'why')`);
    expect(await as('practice', open)).toBe(1);
    await database.sql(`update employment set valid_to = '2026-11-24' where id = $1`, [a.employment]);
    expect(await as('practice', open)).toBe('42501');
    await database.sql(`update employment set valid_to = null where id = $1`, [a.employment]);
  });

  test('what is ended or notified for another network changes nothing there', async () => {
    const states = () => database.sql('select id, state, expires_at from booking order by id');
    const before = await states();
    await app.query('begin');
    await app.query('select * from enter_scope($1, $2, $3, $4)', ['clinical-director', codes.pcn, 'x', 'y']);
    await app.query(`select expire_holds('${b.session}', 1, 1), notify_session('${b.session}')`);
    await app.query('commit');
    expect(await states()).toEqual(before);
  });
});

describe('ways round', () => {
  test('a trigger of the owner cannot be hung on a temporary table', async () => {
    await as('network', async () => {
      await app.query('create temp table assignment (like public.assignment)');
      expect(
        await attempt(`create trigger forged after insert on pg_temp.assignment
          for each row execute function public.post_follows_assignment()`),
      ).toBe('42501');
      expect(
        await attempt(`create trigger forged after insert on pg_temp.assignment referencing new table as new_rows
          for each statement execute function public.audit_statement('id', '', '')`),
      ).toBe('42501');
    });
  });

  test.each([
    `truncate booking`,
    `copy booking to program 'cat'`,
    `copy booking from '/etc/hostname'`,
    `select pg_read_file('/etc/hostname')`,
    `select lo_import('/etc/hostname')`,
    `create table public.mine (n int)`,
    `alter table booking disable row level security`,
    `set role pcn_owner`,
    `set session_replication_role = replica`,
    `select * from graphile_worker.jobs`,
    `update post set clinician_id = null`,
    `update slot set taken_until = null`,
    `update place set taken_until = null, number = 1`,
    `insert into audit_entry (at, actor, actor_role, table_name, operation) values (now(), 'x', 'x', 'booking', 'DELETE')`,
    `delete from share_ledger`,
    `update app_clock set shift = '1 year'`,
  ])('%s is refused', async (statement) => {
    expect(await as('network', () => attempt(statement))).toBe('42501');
  });

  test('the audit trail of what is changed or added is not thinned out by a setting, except of what is published', async () => {
    const trail = await as('network', async () => {
      await app.query(`select set_config('app.batch', 'many at once', true)`);
      await app.query(`update session set state = state, pool_at = pool_at + interval '1 hour' where id = $1`, [
        a.session,
      ]);
      await app.query(`insert into service (pcn_id, code, name, roles, slot_minutes, delivery_modes, appointment_category)
        select pcn_id, 'thinned-out', name, roles, slot_minutes, delivery_modes, appointment_category
        from service where pcn_id = '${a.pcn}'`);
      return (
        await app.query(`select table_name, operation, row_key is not null as "whole", batch_id from audit_entry
          where request_id = 'test' order by id`)
      ).rows;
    });
    expect(trail).toEqual([
      { table_name: 'session', operation: 'UPDATE', whole: true, batch_id: null },
      { table_name: 'service', operation: 'INSERT', whole: true, batch_id: null },
    ]);
  });

  test('nothing is kept in large objects', async () => {
    expect(await database.sql('select oid from pg_largeobject_metadata')).toEqual([]);
  });

  test('the worker role reads nothing of ours, nor what the app role is asking at the moment', async () => {
    const worker = new pg.Client({ connectionString: database.urls.worker });
    await worker.connect();
    const { rows } = await worker.query(
      `select distinct query from pg_stat_activity where usename = 'pcn_app' and datname = current_database()`,
    );
    const refused = await worker.query('select from booking').catch((error: { code: string }) => error.code);
    await worker.end();
    expect([rows, refused]).toEqual([[{ query: '<insufficient privilege>' }], '42501']);
  });
});
