import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { codesOf, networksNow, nodeId, rowsOf, seedNetworks } from '../../support/network/networks.js';
import { type Snapshot, takeSnapshot } from '../../support/database/snapshot.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';
import { type Asker, askers } from './askers.js';
import { inputForms, samples } from './forms.js';
import { operationOf, reads, writes } from './operations.js';

/**
 * Each command of the permission table is given in every form that its input allows, and again with each one and each
 * two of its names turned to the like of network C, in which no asker has any part. Whatever is done on the asker's own
 * word alone opens nothing there.
 */
let app: TestApp;
let snapshot: Snapshot;
let client: pg.Client;
beforeAll(async () => {
  app = await startTestApp({ now: networksNow });
  await seedNetworks(app.database);
  snapshot = await takeSnapshot(app.database);
  client = new pg.Client({ connectionString: app.database.urls.app });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await snapshot.close();
  await app.close();
});

const [a, c] = [rowsOf('A'), rowsOf('C')];
const [codes, others] = [codesOf('A'), codesOf('C')];

/** Each id and code of A beside its like in C. */
const likes = new Map<string, string>([
  ...Object.entries(codes).map(([name, code]): [string, string] => [code, others[name as keyof typeof others]]),
  ...Object.entries(a).map(([name, id]): [string, string] => [id, c[name as keyof typeof c]]),
  ['PH000001', 'PH000003'], // the registration numbers of A's Ann and of C's
]);
/** A text that names something of A, as it would name the same of C; undefined for what names nothing. */
function foreign(text: string): string | undefined {
  const like = likes.get(text);
  if (like !== undefined) return like;
  const [type = '', key = ''] = Buffer.from(text, 'base64url').toString('utf8').split(':');
  const [id = '', ...more] = key.split('/');
  const other = likes.get(id);
  return other === undefined ? undefined : nodeId(type, [other, ...more].join('/'));
}
/** The input with one of its names turned to C, for each of them. */
function turned(value: unknown): unknown[] {
  if (typeof value === 'string') return [foreign(value)].filter((other) => other !== undefined);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([field, inner]) =>
    turned(inner).map((other) =>
      Array.isArray(value) ? value.map((old, i) => (String(i) === field ? other : old)) : { ...value, [field]: other },
    ),
  );
}

/** The same with one of them and with two. */
function turnedTwice(value: unknown): unknown[] {
  const once = turned(value);
  // what was turned stays so: of a second time only what is new counts
  const all = [...once, ...once.flatMap(turned)].map((each) => JSON.stringify(each));
  return [...new Set(all)].map((text) => JSON.parse(text) as unknown);
}

/** Every row that the asker sees through row-level security, by table; as the server sets the scope. */
async function rowsSeen({ role, code }: Asker): Promise<Map<string, Record<string, unknown>>> {
  // What everybody reads is nothing that can be opened.
  const { rows: tables } = await client.query<{ name: string }>(
    `select relname as name from pg_class c where relnamespace = 'public'::regnamespace and relrowsecurity and not exists
      (select from pg_policies p where p.tablename = c.relname and p.cmd = 'SELECT' and p.qual = 'true') order by 1`,
  );
  await client.query('begin');
  await client.query('select * from enter_scope($1, $2, $3, $4)', [role, code, 'x', 'y']);
  const seen = new Map<string, Record<string, unknown>>();
  for (const { name } of tables) {
    const { rows } = await client.query<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from ${name} t`);
    for (const { row } of rows) seen.set(`${name} ${JSON.stringify(row)}`, row);
  }
  await client.query('rollback');
  return seen;
}

/** The requests to network C over HTTP: the reads of the permission table, directed there. */
const asking = ['Query.rota', 'Query.services (of a network)', 'Query.capacity', 'Query.clinicians (of a network)', 'Query.sharedAvailability',
  'PrimaryCareNetwork.agreements', 'PrimaryCareNetwork.pool', 'PrimaryCareNetwork.sharedClinics', 'Node.Session', 'Node.SharedClinic',
  'Node.Clinician', 'Node.Booking', 'Post.clinician', 'Clinician.leave', 'Query.busy'] as const; // prettier-ignore
function answers(ask: Ask): Promise<unknown[]> {
  return Promise.all(
    asking.map(async (row) => {
      const read = reads[row];
      if (read === undefined) throw new Error(row);
      let { document } = read;
      for (const [mine, theirs] of likes) document = document.replaceAll(mine, theirs);
      for (const [id] of document.matchAll(/(?<=")[A-Za-z0-9_-]{40,}(?=")/g)) {
        document = document.replaceAll(id, foreign(id) ?? id);
      }
      const [variables] = [turned(read.variables)[0] ?? read.variables];
      const { data, errors } = await ask(document, variables as Record<string, unknown>);
      return [row, data, errors?.map(({ extensions }) => extensions.code) ?? null];
    }),
  );
}

/** Rows of the asker's own making or about its own people and premises, wherever they point. */
function isOwn(row: Record<string, unknown>): boolean {
  return Object.values(row).some((value) => typeof value === 'string' && [...Object.values(a)].includes(value));
}

test('every way to name something in a command is tried', () => {
  const tried = new Set<string>();
  const note = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    for (const [field, inner] of Object.entries(value)) {
      tried.add(field);
      note(inner);
    }
  };
  for (const row of Object.keys(writes)) note(inputForms(row, operationOf(row, undefined).variables?.['input']));
  expect(Object.keys(samples).filter((name) => !tried.has(name.split('.')[1] ?? ''))).toEqual([]);
});

test('what the one concerned agrees to does open, so an opening would be noticed', async () => {
  const proposer = { name: '', role: 'practice-manager', code: codes.one } as const;
  const [manager, ann] = await Promise.all([app.as(proposer.role, proposer.code), app.as('clinician', others.ann)]);
  const input = { clinician: { code: others.ann }, registrationNumber: 'PH000003', employer: codes.one,
    contractedMinutesPerWeek: 300, workingTimeStatus: 'WORKER', from: '2026-12-01' }; // prettier-ignore
  const { document } = operationOf('Mutation.employClinician', undefined);
  const reply = await manager(document, { input });
  const before = await rowsSeen(proposer);
  await ann(operationOf('Mutation.acceptEmployment', undefined).document, {
    input: { employment: reply.data.employClinician.employment.id },
  });
  const opened = [...(await rowsSeen(proposer))].filter(([key, row]) => !before.has(key) && !isOwn(row));
  expect(opened.map(([key]) => key.split(' ')[0]).sort()).toEqual(['clinician', 'leave', 'registration']);
  await snapshot.restore();
});

const tried = askers.filter(({ role, code }) => role !== 'system' && Object.values(codes).includes(code as never));

test.each(tried)(
  'no command that $name may give alone opens anything of a network elsewhere',
  async (asker) => {
    const ask = await app.as(asker.role, asker.code);
    const [before, heard] = [await rowsSeen(asker), await answers(ask)];
    const opened: unknown[] = [];
    const done: [row: string, input: unknown][] = [];
    for (const row of Object.keys(writes)) {
      const { document, variables } = operationOf(row, asker);
      const inputs = inputForms(row, variables?.['input']).flatMap((form) => [form, ...turnedTwice(form)]);
      for (const input of inputs) {
        const reply = await ask(document, { input });
        const [payload] = Object.values<{ userErrors: unknown[] } | null>(reply.data ?? {});
        if (reply.errors !== undefined || payload == null || payload.userErrors.length > 0) continue;
        done.push([row, input]);
        const after = await rowsSeen(asker);
        const news = [...after].filter(([key, seen]) => !before.has(key) && !isOwn(seen)).map(([key]) => key);
        const told = await answers(ask);
        if (news.length > 0 || JSON.stringify(told) !== JSON.stringify(heard)) opened.push({ row, input, news, told });
        await snapshot.restore();
      }
    }
    expect(opened).toEqual([]);
    // It would hold of nothing if nobody lent anything to C or employed its people: the practice of the rows does.
    if (asker.role === 'practice-manager' && asker.code === codes.one) {
      const did = (row: string, input: object) => [`Mutation.${row}`, expect.objectContaining(input)];
      expect(done).toEqual(
        expect.arrayContaining([
          did('offerAccommodation', { pcn: others.pcn }),
          did('releaseToPool', { pcn: others.pcn }),
          did('employClinician', { clinician: { code: others.ann }, registrationNumber: 'PH000003' }),
        ]),
      );
    }
  },
  120_000,
);
