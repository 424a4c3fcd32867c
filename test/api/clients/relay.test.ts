import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const run = promisify(execFile);
/** The compiler's package exports the path of its program for this machine; null where there is none. */
const compiler = createRequire(import.meta.url)('relay-compiler') as string | null;

/** A front end's project in a folder of its own; the compiler writes what it makes beside the sources. */
let project: string;
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'pcn-rota-relay-'));
  await mkdir(join(project, 'src/__generated__'), { recursive: true });
  await cp('test/api/clients/relay', join(project, 'src'), { recursive: true });
  const config = {
    src: './src',
    schema: './schema.graphql',
    language: 'typescript',
    artifactDirectory: './src/__generated__',
    eagerEsModules: true,
    customScalarTypes: Object.fromEntries(
      ['Date', 'DateTime', 'Duration', 'LocalTime', 'OdsCode', 'Postcode', 'RRule'].map((name) => [name, 'string']),
    ),
    requireCustomScalarTypes: true,
  };
  // Copied, since the compiler looks at no file outside of its project.
  await cp('schema/schema.graphql', join(project, 'schema.graphql'));
  await writeFile(join(project, 'relay.config.json'), JSON.stringify(config));
});
afterEach(() => rm(project, { recursive: true, force: true }));

async function compile(): Promise<{ code: number; said: string }> {
  if (compiler === null) throw new Error('relay-compiler has no program for this machine');
  return run(compiler, ['--noWatchman', 'relay.config.json'], { cwd: project }).then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      said: error.stdout + error.stderr,
    }),
  );
}

test('the Relay compiler accepts the schema and a front end’s queries, pages, refetches, mutations and subscription', async () => {
  expect(await compile()).toEqual({ code: 0, said: expect.not.stringContaining('ERROR') });
  expect((await readdir(join(project, 'src/__generated__'))).sort()).toEqual([
    'rotaAvailabilityPaginationQuery.graphql.ts',
    'rotaAvailability_query.graphql.ts',
    'rotaBookMutation.graphql.ts',
    'rotaBooking_booking.graphql.ts',
    'rotaBookingsPaginationQuery.graphql.ts',
    'rotaBookings_practice.graphql.ts',
    'rotaChangedSubscription.graphql.ts',
    'rotaMembersPaginationQuery.graphql.ts',
    'rotaMembersQuery.graphql.ts',
    'rotaMembers_pcn.graphql.ts',
    'rotaNodeQuery.graphql.ts',
    'rotaPracticeRefetchQuery.graphql.ts',
    'rotaPractice_practice.graphql.ts',
    'rotaWithdrawMutation.graphql.ts',
  ]);
  const refetch = await readFile(join(project, 'src/__generated__/rotaMembersPaginationQuery.graphql.ts'), 'utf8');
  expect(refetch).toContain('node(id: $id)');
});

test('the Relay compiler refuses what the schema does not hold, so that its yes means something', async () => {
  await writeFile(
    join(project, 'src/wrong.ts'),
    'graphql`query wrongQuery { practices(first: 1) @connection(key: "wrong_practices") { edges { node { id shoeSize } } } }`;',
  );
  const { code, said } = await compile();
  expect(code).toBe(1);
  expect(said).toContain('shoeSize');
});
