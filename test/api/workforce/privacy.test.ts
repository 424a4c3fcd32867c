import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { seedSession } from '../../support/sessions/seed-session.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';
import type { Role } from '../../../src/identity/viewer.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  // PHYSIO-2 works in U15644 on Wednesday morning, is on sick leave on Thursday, works elsewhere on Friday
  await seedSession(app.database, {
    startsAt: '2026-11-25T09:00:00Z',
    slots: 6,
    clinicianId: leighton.sharedPhysiotherapist,
  });
  await app.database.sql(
    `insert into leave (clinician_id, kind, starts_at, ends_at, state) values
      ($1, 'SICK', '2026-11-26T00:00:00Z', '2026-11-27T00:00:00Z', 'APPROVED'),
      ($1, 'ANNUAL', '2026-11-28T00:00:00Z', '2026-11-29T00:00:00Z', 'REQUESTED')`,
    [leighton.sharedPhysiotherapist],
  );
  await app.database.sql(
    `insert into commitment (clinician_id, declared_by_id, kind, weekday, from_time, to_time, valid_from, working_minutes)
     values ($1, $2, 'WEEKLY', 5, '13:00', '17:00', '2026-11-01', 240)`,
    [leighton.sharedPhysiotherapist, leighton.salisburyHouse],
  );
});
afterAll(() => app.close());

const busy = `{ busy(clinician: {code: "PHYSIO-2"}, from: "2026-11-23T00:00:00Z", to: "2026-11-30T00:00:00Z") {
  startsAt endsAt kind } }`;
function times(...kinds: (string | null)[]) {
  return [
    { startsAt: '2026-11-25T09:00:00Z', endsAt: '2026-11-25T11:00:00Z', kind: kinds[0] },
    { startsAt: '2026-11-26T00:00:00Z', endsAt: '2026-11-27T00:00:00Z', kind: kinds[1] },
    { startsAt: '2026-11-27T13:00:00Z', endsAt: '2026-11-27T17:00:00Z', kind: kinds[2] },
  ];
}

describe('busy times of a clinician whom two networks share', () => {
  test.each<[string, Role, string, (string | null)[]]>([
    ['the other network sees when and never what', 'rota-manager', 'U27128', [null, null, null]],
    ['its own network sees what is its own', 'rota-manager', 'U15644', ['ASSIGNMENT', null, null]],
    [
      'the employer sees the leave and what it declared',
      'practice-manager',
      'E81004',
      ['ASSIGNMENT', 'LEAVE', 'COMMITMENT'],
    ],
    ['the clinician sees everything', 'clinician', 'PHYSIO-2', ['ASSIGNMENT', 'LEAVE', 'COMMITMENT']],
  ])('%s', async (_, role, code, kinds) => {
    expect((await (await app.as(role, code))(busy)).data.busy).toEqual(times(...kinds));
  });

  test('keep London time over the change of clocks', async () => {
    const ask = await app.as('rota-manager', 'U15644');
    const reply = await ask(
      `{ busy(clinician: {code: "PHYSIO-2"}, from: "2027-03-26T00:00:00Z", to: "2027-04-03T00:00:00Z") { startsAt } }`,
    );
    expect(reply.data.busy).toEqual([{ startsAt: '2027-03-26T13:00:00Z' }, { startsAt: '2027-04-02T12:00:00Z' }]);
  });

  test.each([
    ['2026-11-23T00:00:00Z', '2026-11-23T00:00:00Z'],
    ['2026-11-24T00:00:00Z', '2026-11-23T00:00:00Z'],
    ['2026-11-24T00:00:00Z', '2036-11-24T00:00:00Z'],
  ])('are not told from %s to %s', async (from, to) => {
    const ask = await app.as('rota-manager', 'U15644');
    const reply = await ask(`{ busy(clinician: {code: "PHYSIO-2"}, from: "${from}", to: "${to}") { startsAt } }`);
    expect(reply.errors?.map((error) => error.extensions.code)).toEqual(['BAD_USER_INPUT']);
  });

  test('are not told to a network whose release has ended', async () => {
    await app.database.sql(`update pool_release set valid_to = '2026-11-01' where clinician_id = $1 and pcn_id = $2`, [
      leighton.sharedPhysiotherapist,
      leighton.otherPcn,
    ]);
    const reply = await (await app.as('rota-manager', 'U27128'))(busy);
    await app.database.sql(`update pool_release set valid_to = null where clinician_id = $1 and pcn_id = $2`, [
      leighton.sharedPhysiotherapist,
      leighton.otherPcn,
    ]);
    expect(reply.data.busy).toEqual([]);
  });
});

describe('a clinician of another network', () => {
  const document = `query ($id: ID!) {
    clinician(by: {id: $id}) { name }
    node(id: $id) { id }
    clinicians { totalCount }
    pcn(by: {odsCode: "U15644"}) { pool { totalCount } }
  }`;

  test('is not there for its director, by id, by node or in a pool', async () => {
    const ask = await app.as('clinical-director', 'U27128');
    const reply = await ask(document, { id: leightonIds.gp });
    expect(reply.data).toEqual({ clinician: null, node: null, clinicians: { totalCount: 0 }, pcn: { pool: null } });
    expect(reply.errors?.map(({ path, extensions }) => `${path?.join('.')} ${extensions.code}`).sort()).toEqual([
      'clinician NOT_FOUND',
      'pcn.pool FORBIDDEN',
    ]);
  });

  test('may not be asked for by its pool', async () => {
    const ask = await app.as('clinical-director', 'U27128');
    const reply = await ask(`{ clinicians(pcn: "U15644") { totalCount } }`);
    expect(reply.errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
  });

  test('is not there for commands of its employers either', async () => {
    const ask = await app.as('practice-manager', 'E81063');
    const reply = await ask(
      `mutation ($input: RequestLeaveInput!) { requestLeave(input: $input) { leave { id } userErrors { code field } } }`,
      {
        input: {
          clinician: leightonIds.gp,
          kind: 'ANNUAL',
          startsAt: '2026-12-01T00:00:00Z',
          endsAt: '2026-12-02T00:00:00Z',
        },
      },
    );
    expect(reply.data.requestLeave).toEqual({ leave: null, userErrors: [{ code: 'NOT_FOUND', field: ['clinician'] }] });
  });
});

describe('what is seen of a clinician', () => {
  const document = `{ clinician(by: {code: "PHYSIO-2"}) {
    registrations { number } employments { employer { name } workingPattern { weekday startTime endTime } releases { pcn { name } } }
    releases { pcn { name } minutesPerWeek } leave(from: "2026-11-01") { kind state viewerCanDecide } commitments { weekday }
    viewerCanRequestLeave viewerCanDecideLeave
  } }`;

  test('a second job is not shown to a network that it is not released to', async () => {
    await app.database.sql(
      `insert into employment (clinician_id, employer_id, contracted_minutes_per_week, session_minutes, working_time_status, valid_from)
       values ($1, $2, 250, 250, 'WORKER', '2026-01-01')`,
      [leighton.sharedPhysiotherapist, leighton.otherPractice],
    );
    const names = async (role: Role, code: string) =>
      (await (await app.as(role, code))(document)).data.clinician.employments.map(
        (job: { employer: { name: string } }) => job.employer.name,
      );
    expect(await names('rota-manager', 'U15644')).toEqual(['Salisbury House Surgery']);
    expect(await names('practice-manager', 'E81063')).toEqual(['A practice of Luton', 'Salisbury House Surgery']);
    expect(await names('clinician', 'PHYSIO-2')).toEqual(['A practice of Luton', 'Salisbury House Surgery']);
  });

  test('a practice of the network sees the pool, its own release and no leave', async () => {
    const reply = await (await app.as('practice-manager', 'E81044'))(document);
    expect(reply.data.clinician).toEqual({
      registrations: [{ number: 'PH000002' }],
      employments: [
        {
          employer: { name: 'Salisbury House Surgery' },
          workingPattern: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'].map((weekday) => ({
            weekday,
            startTime: '08:00',
            endTime: '18:30',
          })),
          releases: [{ pcn: { name: 'Leighton Linslade PCN' } }],
        },
      ],
      releases: [{ pcn: { name: 'Leighton Linslade PCN' }, minutesPerWeek: 1000 }],
      leave: [],
      commitments: [],
      viewerCanRequestLeave: false,
      viewerCanDecideLeave: false,
    });
  });

  test('the employer sees leave in every state and may decide what is asked for', async () => {
    const { clinician } = (await (await app.as('practice-manager', 'E81004'))(document)).data;
    expect([clinician.leave, clinician.commitments, clinician.viewerCanDecideLeave]).toEqual([
      [
        { kind: 'SICK', state: 'APPROVED', viewerCanDecide: false },
        { kind: 'ANNUAL', state: 'REQUESTED', viewerCanDecide: true },
      ],
      [{ weekday: 'FRIDAY' }],
      true,
    ]);
  });

  test('care navigators and commissioners read no workforce', async () => {
    for (const [role, code] of [
      ['care-navigator', 'E81003'],
      ['icb-viewer', 'QHG'],
    ] as const) {
      const ask = await app.as(role, code);
      expect((await ask(document)).errors?.map((error) => error.extensions.code)).toEqual(['NOT_FOUND']);
      const lists = await ask(
        `{ pcn(by: {odsCode: "U15644"}) { pool { totalCount } } practice(by: {odsCode: "E81003"}) { employees { totalCount } } }`,
      );
      expect(lists.data).toEqual({ pcn: { pool: null }, practice: { employees: null } });
    }
  });

  test('a supervisor and the opt-out of the 48-hour week are for those who read the records', async () => {
    await app.database.sql(`update clinician set supervisor_id = $2, working_time_opt_out = true where id = $1`, [
      leighton.sharedPhysiotherapist,
      leighton.gp,
    ]);
    const records = '{ clinician(by: {code: "PHYSIO-2"}) { workingTimeOptOut supervisor { name } } }';
    for (const [role, code] of [
      ['rota-manager', 'U15644'],
      ['clinical-director', 'U15644'],
      ['clinician', 'PHYSIO-2'],
    ] as const) {
      expect((await (await app.as(role, code))(records)).data.clinician).toEqual({
        workingTimeOptOut: true,
        supervisor: { name: 'Synthetic GP One' },
      });
    }
    const rota = `{ rota(pcn: "U15644", from: "2026-11-25", to: "2026-11-26") { edges { node { posts { clinician {
      name workingTimeOptOut supervisor { name } } } } } } }`;
    for (const [role, code] of [
      ['clinician', 'GP-1'],
      ['icb-viewer', 'QHG'],
    ] as const) {
      const { data, errors } = await (await app.as(role, code))(rota);
      expect([errors, data.rota.edges[0].node.posts]).toEqual([
        undefined,
        [{ clinician: { name: 'Synthetic Physiotherapist Two', workingTimeOptOut: null, supervisor: null } }],
      ]);
    }
  });

  test('a clinician reads a colleague’s name in the rota and nothing of the records', async () => {
    const ask = await app.as('clinician', 'GP-1');
    const { data, errors } = await ask(`{
      rota(pcn: "U15644", from: "2026-11-25", to: "2026-11-26") { edges { node { posts { clinician { name
        registrations { number } employments { contractedMinutesPerWeek } releases { minutesPerWeek } wholeTimeEquivalent
        leave { kind } commitments { weekday } busy(from: "2026-11-23T00:00:00Z", to: "2026-11-30T00:00:00Z") { startsAt } } } } } }
      pcn(by: {odsCode: "U15644"}) { pool { totalCount } }
      clinicians { edges { node { code } } }
    }`);
    expect([errors?.map(({ path, extensions }) => [path, extensions.code]), data]).toEqual([
      [[['pcn', 'pool'], 'FORBIDDEN']],
      {
        rota: {
          edges: [
            {
              node: {
                posts: [
                  {
                    clinician: {
                      name: 'Synthetic Physiotherapist Two',
                      registrations: null,
                      employments: null,
                      releases: null,
                      wholeTimeEquivalent: null,
                      leave: null,
                      commitments: null,
                      busy: null,
                    },
                  },
                ],
              },
            },
          ],
        },
        pcn: { pool: null },
        clinicians: { edges: [{ node: { code: 'GP-1' } }] },
      },
    ]);
    expect((await ask(document)).errors?.map((error) => error.extensions.code)).toEqual(['NOT_FOUND']);
    expect((await ask(busy)).errors?.map((error) => error.extensions.code)).toEqual(['NOT_FOUND']);
    const pool = await ask(`{ clinicians(pcn: "U15644") { totalCount } }`);
    expect(pool.errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
  });

  test('me is the clinician’s own record, and null for everyone else', async () => {
    const me = `{ me { code busy(from: "2026-11-25T00:00:00Z", to: "2026-11-26T00:00:00Z") { kind } viewerCanRequestLeave viewerCanDecideLeave } }`;
    expect((await (await app.as('clinician', 'PHYSIO-2'))(me)).data.me).toEqual({
      code: 'PHYSIO-2',
      busy: [{ kind: 'ASSIGNMENT' }],
      viewerCanRequestLeave: true,
      viewerCanDecideLeave: false,
    });
    expect((await (await app.as('rota-manager', 'U15644'))(me)).data.me).toBeNull();
  });
});

describe('the pool of a network', () => {
  test('is a connection in order of names, by role, on a day', async () => {
    const ask = await app.as('rota-manager', 'U15644');
    const document = `query ($after: String, $asOf: Date) { pcn(by: {odsCode: "U15644"}, asOf: $asOf) { pool(first: 2, after: $after) {
      totalCount edges { node { code } } pageInfo { hasNextPage endCursor } } } }`;
    const first = (await ask(document)).data.pcn.pool;
    expect(first).toEqual({
      totalCount: 3,
      edges: [{ node: { code: 'GP-1' } }, { node: { code: 'PHYSIO-1' } }],
      pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
    });
    const second = (await ask(document, { after: first.pageInfo.endCursor })).data.pcn.pool;
    expect(second.edges).toEqual([{ node: { code: 'PHYSIO-2' } }]);
    expect((await ask(document, { asOf: '2023-12-31' })).data.pcn.pool.totalCount).toBe(0);
    const gps = await ask(`{ clinicians(pcn: "U15644", role: "GP") { edges { node { code } } } }`);
    expect(gps.data.clinicians.edges).toEqual([{ node: { code: 'GP-1' } }]);
  });

  test.each([
    ['first: 100000', 'BAD_USER_INPUT'],
    ['first: 2, last: 2', 'BAD_USER_INPUT'],
    ['after: "rubbish"', 'BAD_USER_INPUT'],
    ['role: "SURGEON"', 'BAD_USER_INPUT'],
    ['pcn: "U99999"', 'NOT_FOUND'],
    ['pcn: "E81003"', 'NOT_FOUND'],
  ])('is not read with %s', async (argument, code) => {
    const ask = await app.as('rota-manager', 'U15644');
    const reply = await ask(`{ clinicians(${argument}) { totalCount } }`);
    expect(reply.errors?.map((error) => error.extensions.code)).toEqual([code]);
  });

  test('takes one statement a kind of thing, however many clinicians', async () => {
    const ask = await app.as('rota-manager', 'U15644');
    const statements = await app.statementsOf(() =>
      ask(`{ clinicians(pcn: "U15644") { edges { node { role { name } registrations { number }
        employments { employer { name } workingPattern { weekday } } wholeTimeEquivalent
        busy(from: "2026-11-23T00:00:00Z", to: "2026-11-30T00:00:00Z") { startsAt } } } } }`),
    );
    expect(statements.toSorted()).toEqual([
      'busyBetween',
      'cliniciansByIds',
      'employmentsOf',
      'listClinicians',
      'organisationByCode',
      'organisationsByIds',
      'patternsOn',
      'readStaffRoles',
      'registrationsOf',
    ]);
  });
});
