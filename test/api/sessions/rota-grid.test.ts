import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { publishedClinic } from '../../support/sessions/clinics.js';
import { leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let director: Ask;
let clinic: string;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-10-05T08:00:00Z' });
  await seedLeighton(app.database);
  director = await app.as('clinical-director', 'U15644');
  const staffing = [{ role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 2, slotsPerPost: 9 }];
  const physiotherapy = await publishedClinic(director, '2026-11-01', { recurrence: 'FREQ=DAILY', staffing });
  clinic = physiotherapy.id;
  await publishedClinic(director, '2026-11-01', {
    recurrence: 'FREQ=WEEKLY;BYDAY=TU',
    startTime: '17:30',
    durationMinutes: 150,
    title: 'Evenings',
    staffing: [{ role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 1, slotsPerPost: 7 }],
    hosts: [{ place: { site: leightonIds.leightonRoadSite } }],
  });
  await director(
    `mutation ($input: AssignClinicianInput!) { assignClinician(input: $input) { userErrors { code } } }`,
    {
      input: { session: physiotherapy.sessions[1].id, clinician: leightonIds.physiotherapist },
    },
  );
});
afterAll(() => app.close());

const days = { pcn: 'U15644', from: '2026-10-05', to: '2026-10-08' };
const grid = `query ($pcn: OdsCode!, $from: Date!, $to: Date!, $by: RotaGridRows!) {
  rotaGrid(pcn: $pcn, from: $from, to: $to, by: $by) { days { on holiday } rows { open
    clinician { name busy(from: "2026-10-05T00:00:00Z", to: "2026-10-08T00:00:00Z") { startsAt } } site { name } room { name }
    entries { on dayPart startTime endTime title session { id service { name } } post { number open } } } } }`;

function told(reply: any) {
  return reply.data.rotaGrid.rows.map(({ open, clinician, site, room, entries }: any) => [
    [clinician?.name, site?.name, room?.name].filter(Boolean).join(' / ') || (open ? 'open' : 'unknown'),
    entries.map(({ on, dayPart, title, post }: any) =>
      [on.slice(8), dayPart, title === 'Evenings' ? title : '', post?.number ?? '']
        .filter((part) => part !== '')
        .join(' '),
    ),
  ]);
}

test('a grid by clinician has a row for everybody of the pool, and one for open posts at the end', async () => {
  const reply = await director(grid, { ...days, by: 'CLINICIAN' });
  expect(reply.data.rotaGrid.days).toEqual([
    { on: '2026-10-05', holiday: null },
    { on: '2026-10-06', holiday: null },
    { on: '2026-10-07', holiday: null },
  ]);
  expect(told(reply)).toEqual([
    ['Synthetic GP One', []],
    ['Synthetic Physiotherapist One', ['06 MORNING 1']],
    ['Synthetic Physiotherapist Two', []],
    ['open', ['05 MORNING 1', '05 MORNING 2', '06 MORNING 2', '06 EVENING Evenings 1', '07 MORNING 1', '07 MORNING 2']],
  ]);
});

test('by site and by room a session is one entry, in the part of the day that holds most of it', async () => {
  const entries = ['05 MORNING', '06 MORNING', '07 MORNING'];
  expect(told(await director(grid, { ...days, by: 'SITE' }))).toEqual([
    ['Bassett Road Surgery', entries],
    ['Leighton Road Surgery', ['06 EVENING Evenings']],
    ['Salisbury House Surgery', []],
  ]);
  const rows = told(await director(grid, { ...days, by: 'ROOM' }));
  expect(rows).toContainEqual(['Bassett Road Surgery / Room 1', entries]);
  expect(rows.flatMap(([, all]: [string, string[]]) => all)).toHaveLength(4);
});

test('a grid of many sessions costs at most six statements', async () => {
  const sent = async (to: string) => app.statementsOf(() => director(grid, { ...days, to, by: 'CLINICIAN' }));
  const few = await sent('2026-10-06');
  expect(few.length).toBeLessThanOrEqual(6);
  expect(await sent('2026-11-01')).toEqual(few);
});

test('holidays are named, and a window is 1 to 92 days', async () => {
  const asked = { ...days, from: '2026-12-24', to: '2026-12-27', by: 'SITE' };
  expect((await director(grid, asked)).data.rotaGrid.days.map(({ holiday }: any) => holiday)).toEqual([
    null,
    'Christmas Day',
    null,
  ]);
  const refused = await director(grid, { ...asked, to: '2027-12-27' });
  expect(refused.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
});

const rota = (limits: string) =>
  `{ rota(pcn: "U15644", from: "2026-10-05", to: "2026-10-08", ${limits}) { totalCount openPostCount edges { node { on startTime } } } }`;
const starts = async (limits: string) =>
  (await director(rota(limits))).data.rota.edges.map(({ node }: any) => `${node.on.slice(8)} ${node.startTime}`);

test('a rota can be limited to a clinic, service, site, room, clinician, role, and what is open', async () => {
  const mornings = ['05 09:00', '06 09:00', '07 09:00'];
  expect(await starts(`clinic: "${clinic}"`)).toEqual(mornings);
  expect(await starts(`service: "${leightonIds.service}"`)).toHaveLength(4);
  expect(await starts(`site: "${leightonIds.leightonRoadSite}"`)).toEqual(['06 17:30']);
  expect(await starts(`room: "${leightonIds.bassettRoadRoom}"`)).toEqual(mornings);
  expect(await starts(`clinician: "${leightonIds.physiotherapist}"`)).toEqual(['06 09:00']);
  expect(await starts('staffRole: GP')).toEqual([]);
  expect(await starts('staffRole: FIRST_CONTACT_PHYSIOTHERAPIST, openPosts: true')).toHaveLength(4);
  expect(await starts('openPosts: true')).toHaveLength(4);
  expect(await starts('states: [CANCELLED]')).toEqual([]);
});

test('a clinician reads their own rota, and a colleague of the pool the same for others', async () => {
  const me = await app.as('clinician', 'PHYSIO-1');
  const mine = `{ me { assignments(from: "2026-10-05", to: "2026-11-01") { totalCount edges { node { state session { on title: startTime } } } } } }`;
  expect((await me(mine)).data.me.assignments).toEqual({
    totalCount: 1,
    edges: [{ node: { state: 'PUBLISHED', session: { on: '2026-10-06', title: '09:00' } } }],
  });
  const asked = `{ clinicians(pcn: "U15644") { edges { node { name assignments(from: "2026-10-05") { totalCount } } } } }`;
  const statements = await app.statementsOf(() => director(asked));
  expect(statements.filter((name) => name === 'assignmentsOfClinicians')).toHaveLength(1);
});

const free = async (from: string, to: string, more = '') =>
  (
    await director(
      `{ freeRooms(pcn: "U15644", on: "2026-10-07", fromTime: "${from}", toTime: "${to}"${more}) { edges { node { name site { name } } } } }`,
    )
  ).data.freeRooms.edges.map(({ node }: any) => node.site.name);

test('free rooms are those offered for the whole time in which no session is held', async () => {
  const all = await free('12:00', '13:00');
  expect(all).toContain('Bassett Road Surgery');
  expect(await free('11:00', '12:30')).toEqual(all.filter((site: string) => site !== 'Bassett Road Surgery'));
  expect(await free('03:00', '04:00')).toEqual([]);
});

test('free rooms are refused for a time that ends before it starts', async () => {
  const reply = await director(
    `{ freeRooms(pcn: "U15644", on: "2026-10-07", fromTime: "12:00", toTime: "11:00") { totalCount } }`,
  );
  expect(reply.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
});

test('an employer lists the leave that waits for its decision', async () => {
  const me = await app.as('clinician', 'PHYSIO-1');
  await me(`mutation ($input: RequestLeaveInput!) { requestLeave(input: $input) { userErrors { message } } }`, {
    input: {
      clinician: leightonIds.physiotherapist,
      kind: 'ANNUAL',
      startsAt: '2026-12-14T00:00:00Z',
      endsAt: '2026-12-19T00:00:00Z',
    },
  });
  const waiting = '{ leaveRequests { totalCount edges { node { kind state clinician { name } viewerCanDecide } } } }';
  const manager = await app.as('practice-manager', 'E81003');
  expect((await manager(waiting)).data.leaveRequests).toEqual({
    totalCount: 1,
    edges: [
      {
        node: {
          kind: 'ANNUAL',
          state: 'REQUESTED',
          clinician: { name: 'Synthetic Physiotherapist One' },
          viewerCanDecide: true,
        },
      },
    ],
  });
  const neighbour = await app.as('practice-manager', 'E81004');
  expect((await neighbour(waiting)).data.leaveRequests.totalCount).toBe(0);
  expect((await manager('{ leaveRequests(states: [APPROVED]) { totalCount } }')).data.leaveRequests.totalCount).toBe(0);
});
