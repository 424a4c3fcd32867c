import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isObjectType } from 'graphql';
import type { Role } from '../../../src/identity/viewer.js';
import { committedSchema } from '../../support/graphql/committed-schema.js';
import { startExampleApp } from '../../support/example/example-app.js';
import type { Ask, TestApp } from '../../support/server/test-app.js';

const around = '2026-11-23';
const days = 'from: "2026-11-23", to: "2026-11-30"';

/** Each connection of the schema: who reads it, and where it is; LIST is its arguments and what is read of it. */
const connections: Record<string, { as: [Role, string]; within: string }> = {
  'Clinician.assignments': {
    as: ['clinical-director', 'U15644'],
    within: `rota(pcn: "U15644", ${days}, first: 1) { edges { node { posts { clinician { list: assignments LIST } } } } }`,
  },
  'IntegratedCareBoard.pcns': { as: ['icb-viewer', 'QHG'], within: 'icb(by: {odsCode: "QHG"}) { list: pcns LIST }' },
  'IntegratedCareBoard.practices': {
    as: ['icb-viewer', 'QHG'],
    within: 'icb(by: {odsCode: "QHG"}) { list: practices LIST }',
  },
  'SubIntegratedCareBoard.pcns': {
    as: ['icb-viewer', 'QHG'],
    within: 'pcn(by: {odsCode: "U15644"}) { commissioner { ... on SubIntegratedCareBoard { list: pcns LIST } } }',
  },
  'SubIntegratedCareBoard.practices': {
    as: ['icb-viewer', 'QHG'],
    within: 'pcn(by: {odsCode: "U15644"}) { commissioner { ... on SubIntegratedCareBoard { list: practices LIST } } }',
  },
  'Practice.bookings': {
    as: ['practice-manager', 'E81003'],
    within: `practice(by: {odsCode: "E81003"}) { list: bookings LIST(${days}) }`,
  },
  'Practice.employees': {
    as: ['practice-manager', 'E81003'],
    within: 'practice(by: {odsCode: "E81003"}) { list: employees LIST }',
  },
  'Practice.memberships': {
    as: ['icb-viewer', 'QHG'],
    within: 'practice(by: {odsCode: "E81003"}) { list: memberships LIST }',
  },
  'Practice.waitingList': {
    as: ['care-navigator', 'E81003'],
    within: 'practice(by: {odsCode: "E81003"}) { list: waitingList LIST }',
  },
  'PrimaryCareNetwork.accommodationAwaiting': {
    as: ['clinical-director', 'U15644'],
    within: 'pcn(by: {odsCode: "U15644"}) { list: accommodationAwaiting LIST }',
  },
  'PrimaryCareNetwork.accommodationOffers': {
    as: ['clinical-director', 'U15644'],
    within: 'pcn(by: {odsCode: "U15644"}) { list: accommodationOffers LIST }',
  },
  'PrimaryCareNetwork.members': {
    as: ['clinical-director', 'U15644'],
    within: 'pcn(by: {odsCode: "U15644"}) { list: members LIST }',
  },
  'PrimaryCareNetwork.pool': {
    as: ['clinical-director', 'U15644'],
    within: 'pcn(by: {odsCode: "U15644"}) { list: pool LIST }',
  },
  'PrimaryCareNetwork.releasesAwaiting': {
    as: ['clinical-director', 'U15644'],
    within: 'pcn(by: {odsCode: "U15644"}) { list: releasesAwaiting LIST }',
  },
  'PrimaryCareNetwork.sharedClinics': {
    as: ['clinical-director', 'U15644'],
    within: 'pcn(by: {odsCode: "U15644"}) { list: sharedClinics LIST }',
  },
  'Query.auditTrail': {
    as: ['clinical-director', 'U15644'],
    within: 'list: auditTrail LIST',
  },
  'Query.bookings': { as: ['practice-manager', 'E81003'], within: `list: bookings LIST(${days})` },
  'Query.clinicians': { as: ['clinical-director', 'U15644'], within: 'list: clinicians LIST(pcn: "U15644")' },
  'Query.employmentsAwaiting': { as: ['practice-manager', 'E81003'], within: 'list: employmentsAwaiting LIST' },
  'Query.freeRooms': {
    as: ['clinical-director', 'U15644'],
    within: 'list: freeRooms LIST(pcn: "U15644", on: "2026-11-24", fromTime: "20:00", toTime: "20:05")',
  },
  'Query.leaveRequests': {
    as: ['practice-manager', 'E81003'],
    within: 'list: leaveRequests LIST(states: [REQUESTED, APPROVED, REFUSED, WITHDRAWN])',
  },
  'Query.pcns': { as: ['icb-viewer', 'QHG'], within: 'list: pcns LIST' },
  'Query.practices': { as: ['icb-viewer', 'QHG'], within: 'list: practices LIST' },
  'Query.rota': { as: ['clinical-director', 'U15644'], within: `list: rota LIST(pcn: "U15644", ${days})` },
  'Query.services': { as: ['clinical-director', 'U15644'], within: 'list: services LIST' },
  'Query.sharedAvailability': {
    as: ['care-navigator', 'E81003'],
    within: `list: sharedAvailability LIST(practice: "E81003", ${days})`,
  },
  'Provider.employees': {
    as: ['provider-manager', 'EXCHS'],
    within: 'provider(by: {odsCode: "EXCHS"}) { list: employees LIST }',
  },
  'PrimaryCareNetwork.rota': {
    as: ['clinical-director', 'U15644'],
    within: `pcn(by: {odsCode: "U15644"}) { list: rota LIST(${days}) }`,
  },
  'PrimaryCareNetwork.services': {
    as: ['clinical-director', 'U15644'],
    within: 'pcn(by: {odsCode: "U15644"}) { list: services LIST }',
  },
  'PrimaryCareNetwork.waitingList': {
    as: ['clinical-director', 'U15644'],
    within: 'pcn(by: {odsCode: "U15644"}) { list: waitingList LIST }',
  },
  'Room.sessions': {
    as: ['clinical-director', 'U15644'],
    within: `rota(pcn: "U15644", ${days}, first: 1) { edges { node { room { list: sessions LIST(${days}) } } } }`,
  },
  'Site.sessions': {
    as: ['clinical-director', 'U15644'],
    within: `rota(pcn: "U15644", ${days}, first: 1) { edges { node { site { list: sessions LIST(${days}) } } } }`,
  },
  'Session.bookings': {
    as: ['clinical-director', 'U15644'],
    within: `rota(pcn: "U15644", ${days}, first: 1) { edges { node { list: bookings LIST } } }`,
  },
  'Session.slots': {
    as: ['clinical-director', 'U15644'],
    within: `rota(pcn: "U15644", ${days}, first: 1) { edges { node { list: slots LIST } } }`,
  },
  'SharedClinic.sessions': {
    as: ['clinical-director', 'U15644'],
    within: `pcn(by: {odsCode: "U15644"}) { sharedClinics(first: 1) { edges { node { list: sessions LIST(${days}) } } } }`,
  },
};

let app: TestApp;
beforeAll(async () => {
  app = await startExampleApp(around);
  await app.database.sql(`
    insert into accommodation_offer (pcn_id, offered_by_id, room_id, weekdays, from_time, to_time, valid_from, state)
      select n.id, a.offered_by_id, a.room_id, '{7}', '08:00', '09:00', '2026-12-01', 'OFFERED'
      from accommodation_offer a join organisation n on n.ods_code = 'U15644' where a.pcn_id <> n.id limit 7`);
  await app.database.sql(`
    insert into pool_release (employment_id, clinician_id, employer_id, pcn_id, minutes_per_week, valid_from, state)
      select e.id, e.clinician_id, e.employer_id, n.id, 5, '2026-12-01', 'OFFERED'
      from employment e join organisation n on n.ods_code = 'U15644'
      where not exists (select from pool_release r where r.employment_id = e.id and r.pcn_id = n.id) limit 7`);
  await app.database.sql(`
    insert into employment (clinician_id, employer_id, contracted_minutes_per_week, session_minutes, working_time_status,
        valid_from, state)
      select c.id, o.id, 5, 240, 'WORKER', '2026-12-01', 'OFFERED'
      from clinician c join organisation o on o.ods_code = 'E81003' where c.registered_by_id <> o.id limit 7`);
});
afterAll(() => app.close());

interface List {
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount?: number;
}

function documentOf(within: string, count = 'totalCount'): string {
  const page = 'first: $first, after: $after, last: $last, before: $before';
  const read = `{ edges { cursor node { ... on Node { id } } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } ${count} }`;
  const whole = within.replace(
    /LIST(?:\(([^)]*)\))?/,
    (_all, more?: string) => `(${more === undefined ? '' : `${more}, `}${page}) ${read}`,
  );
  return `query ($first: Int, $after: String, $last: Int, $before: String) { ${whole} }`;
}

/** The connection under the alias `list`, wherever it is. */
function listIn(value: unknown): List | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if ('list' in value) return value.list as List;
  return Object.values(value)
    .map(listIn)
    .find((found) => found !== undefined);
}

async function pageOf(ask: Ask, within: string, page: object): Promise<List> {
  const reply = await ask(documentOf(within), page as Record<string, unknown>);
  expect(reply.errors).toBeUndefined();
  const list = listIn(reply.data);
  if (list == null) throw new Error(`nothing is read in ${within}`);
  return list;
}
function ids(list: List): string[] {
  return list.edges.map(({ node }) => node.id);
}

test('every connection of the schema is walked here', async () => {
  const all = Object.values(committedSchema().getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, String(field.type)]),
    )
    .filter(([, type]) => /Connection!?$/.test(type ?? ''))
    .map(([at]) => at);
  expect(all.sort()).toEqual(Object.keys(connections).sort());
});

describe.each(Object.entries(connections))('%s', (at, { as, within }) => {
  let ask: Ask;
  let whole: List;
  beforeAll(async () => {
    ask = await app.as(...as);
    whole = await pageOf(ask, within, { first: 100 });
  });

  test('read page by page, from either end, gives the whole list once and in order', async () => {
    if (!at.endsWith('.waitingList')) expect(whole.edges.length).toBeGreaterThan(0);
    expect(new Set(ids(whole)).size).toBe(whole.edges.length);
    const size = Math.max(1, Math.ceil(whole.edges.length / 3));
    const forward: string[] = [];
    for (let after: string | null = null, pages = 0, more = true; more && pages < 9; pages += 1) {
      const page: List = await pageOf(ask, within, { first: size, after });
      forward.push(...ids(page));
      expect(page.pageInfo.startCursor).toBe(page.edges[0]?.cursor ?? null);
      ({ hasNextPage: more, endCursor: after } = page.pageInfo);
      if (forward.length >= whole.edges.length) break;
    }
    // Of a list of more than a page of 100, as much as was read whole.
    expect(forward.slice(0, whole.edges.length)).toEqual(ids(whole));
    const backward: string[] = [];
    const end = whole.pageInfo.endCursor;
    if (end !== null) backward.push(...ids(whole).slice(-1));
    for (let before = end, pages = 0, more = end !== null; more && pages < 9; pages += 1) {
      const page: List = await pageOf(ask, within, { last: size, before });
      backward.unshift(...ids(page));
      ({ hasPreviousPage: more, startCursor: before } = page.pageInfo);
    }
    expect(backward).toEqual(ids(whole));
  });

  test('counts by a statement of its own only where `totalCount` is asked for, and counts all', async () => {
    const counts = (sent: string[]) => sent.filter((statement) => /count/i.test(statement));
    const sent = await app.statementsOf(async () => void (await ask(documentOf(within, ''), { first: 1 })));
    expect(sent).not.toEqual([]);
    expect(counts(sent)).toEqual([]);
    if (!whole.pageInfo.hasNextPage) expect(whole.totalCount).toBe(whole.edges.length);
    expect((await pageOf(ask, within, { first: 0 })).totalCount).toBe(whole.totalCount);
  });

  test('a cursor that is not of this list is refused in words, and so are both directions at once', async () => {
    const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const key = JSON.parse(
      Buffer.from(whole.edges[0]?.cursor ?? encoded(['a', 'b']), 'base64url').toString(),
    ) as string[];
    const pages = [
      ...[
        '',
        'abc',
        encoded([]),
        encoded([...key, 'x']),
        encoded(key.map(() => 1)),
        encoded(key.map(() => '\u0000')),
      ].map((after) => ({ first: 1, after })),
      { first: 1, last: 1 },
      { first: -1 },
    ];
    for (const page of pages) {
      const reply = await ask(documentOf(within), page);
      expect(reply.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    }
  });
});

test('what is added while somebody pages neither repeats nor hides what was there', async () => {
  const ask = await app.as('icb-viewer', 'QHG');
  const { within } = connections['Query.pcns'] ?? { within: '' };
  const before = ids(await pageOf(ask, within, { first: 100 }));
  const add = async (code: string) => {
    const [row] = await app.database.sql<{ id: string }>(
      `insert into organisation (ods_code, kind, source) values ($1, 'PCN', 'test') returning id`,
      [code],
    );
    await app.database.sql(
      `insert into organisation_name (organisation_id, name, valid_from) values ($1, 'A PCN of the test', '2020-01-01')`,
      [row?.id],
    );
  };
  const seen: string[] = [];
  let after: string | null = null;
  for (let page = 1; ; page += 1) {
    const list: List = await pageOf(ask, within, { first: 2, after });
    seen.push(...ids(list));
    after = list.pageInfo.endCursor;
    if (!list.pageInfo.hasNextPage) break;
    await add(`U0000${page}`); // behind the cursor
    await add(`U9990${page}`); // ahead of it
  }
  expect(seen.filter((id) => before.includes(id))).toEqual(before);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThan(before.length);
});
