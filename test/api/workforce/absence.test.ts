import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { seedSession } from '../../support/sessions/seed-session.js';
import { startTestApp, type Ask, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let asEmployer: Ask;
let asClinician: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  asEmployer = await app.as('practice-manager', 'E81004');
  asClinician = await app.as('clinician', 'PHYSIO-2');
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.database.sql('delete from assignment');
  await app.database.sql('delete from leave');
  await app.database.sql('delete from commitment');
});

const request = `mutation ($input: RequestLeaveInput!) {
  requestLeave(input: $input) { leave { id kind startsAt endsAt state decidedAt clinician { code } } userErrors { code field message } }
}`;
function deciding(verb: string) {
  return `mutation ($id: ID!) {
  ${verb}Leave(input: {leave: $id}) { leave { state decidedAt } userErrors { code field message } }
}`;
}
function leave(change: object = {}) {
  return {
    input: {
      clinician: leightonIds.sharedPhysiotherapist,
      kind: 'ANNUAL',
      startsAt: '2026-12-07T00:00:00Z',
      endsAt: '2026-12-12T00:00:00+00:00',
      ...change,
    },
  };
}
function codes(payload: { userErrors: { code: string; field: string[] }[] }) {
  return payload.userErrors.map(({ code, field }) => `${code} ${field?.join('.')}`);
}
async function requested(change: object = {}): Promise<string> {
  return (await asClinician(request, leave(change))).data.requestLeave.leave.id;
}
function session(startsAt: string) {
  return seedSession(app.database, { startsAt, slots: 6, clinicianId: leighton.sharedPhysiotherapist });
}
async function busyCount() {
  return (
    await asClinician(`{ me { busy(from: "2026-12-01T00:00:00Z", to: "2026-12-31T00:00:00Z") { kind } } }`)
  ).data.me.busy.map((time: { kind: string }) => time.kind);
}

describe('leave', () => {
  test('is asked for by the clinician, approved by the employer and then busy time', async () => {
    const asked = await asClinician(request, leave());
    expect(asked.data.requestLeave).toEqual({
      leave: {
        id: expect.any(String),
        kind: 'ANNUAL',
        startsAt: '2026-12-07T00:00:00Z',
        endsAt: '2026-12-12T00:00:00Z',
        state: 'REQUESTED',
        decidedAt: null,
        clinician: { code: 'PHYSIO-2' },
      },
      userErrors: [],
    });
    expect(await busyCount()).toEqual([]);
    const { id } = asked.data.requestLeave.leave;
    const approved = await asEmployer(deciding('approve'), { id });
    expect(approved.data.approveLeave).toEqual({
      leave: { state: 'APPROVED', decidedAt: expect.stringMatching(/^2026-11-23T09:/) },
      userErrors: [],
    });
    expect(await busyCount()).toEqual(['LEAVE']);
    expect(codes((await asEmployer(deciding('refuse'), { id })).data.refuseLeave)).toEqual(['LEAVE_DECIDED leave']);
    expect((await asClinician(deciding('withdraw'), { id })).data.withdrawLeave.leave.state).toBe('WITHDRAWN');
    expect(await busyCount()).toEqual([]);
  });

  test('that is refused makes room for another request', async () => {
    const id = await requested();
    expect((await asEmployer(deciding('refuse'), { id })).data.refuseLeave.leave.state).toBe('REFUSED');
    expect(codes((await asClinician(deciding('withdraw'), { id })).data.withdrawLeave)).toEqual([
      'LEAVE_DECIDED leave',
    ]);
    expect((await asClinician(request, leave())).data.requestLeave.userErrors).toEqual([]);
  });

  test('overlaps no other leave, but may touch it', async () => {
    await requested();
    const overlapping = leave({ startsAt: '2026-12-11T23:59:00Z', endsAt: '2026-12-13T00:00:00Z' });
    expect(codes((await asEmployer(request, overlapping)).data.requestLeave)).toEqual(['LEAVE_OVERLAPS startsAt']);
    const touching = leave({ startsAt: '2026-12-12T00:00:00Z', endsAt: '2026-12-13T00:00:00Z' });
    expect((await asEmployer(request, touching)).data.requestLeave.userErrors).toEqual([]);
  });

  test('is not approved over published sessions, which are counted and named', async () => {
    await session('2026-12-09T09:00:00Z');
    await session('2026-12-11T09:00:00Z');
    await session('2026-12-12T00:00:00Z'); // it begins when the leave ends
    const id = await requested();
    const reply = await asEmployer(deciding('approve'), { id });
    expect(reply.data.approveLeave).toEqual({
      leave: null,
      userErrors: [
        {
          code: 'LEAVE_CLASHES',
          field: ['leave'],
          message:
            '2 published sessions in the way: 2026-12-09 09:00 to 11:00, 2026-12-11 09:00 to 11:00. Have someone else assigned there first, open them with `affectedAssignments: OPEN`, or refuse the leave.',
        },
      ],
    });
    expect(await app.database.sql('select state, decided_by from leave')).toEqual([
      { state: 'REQUESTED', decided_by: null },
    ]);
  });

  test('is approved once of two approvals at one time', async () => {
    const id = await requested();
    const replies = await Promise.all([
      asEmployer(deciding('approve'), { id }),
      asEmployer(deciding('approve'), { id }),
    ]);
    expect(replies.flatMap((reply) => codes(reply.data.approveLeave))).toEqual(['LEAVE_DECIDED leave']);
  });

  test('approved and an assignment made at one time never both stand: both lock the clinician', async () => {
    const id = await requested();
    // An assignment in flight: it holds the clinician's row, as assignClinician does, and commits while approval waits.
    const pg = (await import('pg')).default;
    const client = new pg.Client({ connectionString: app.database.urls.owner });
    await client.connect();
    const { id: sessionId } = await seedSession(app.database, {
      startsAt: '2026-12-09T09:00:00Z',
      slots: 6,
      staffed: false,
    });
    await client.query('begin');
    await client.query('select from clinician where id = $1 for update', [leighton.sharedPhysiotherapist]);
    const approving = asEmployer(deciding('approve'), { id });
    await client.query(
      `insert into assignment (pcn_id, session_id, post_number, starts_at, ends_at, clinician_id, state, assigned_at, assigned_by)
       select pcn_id, id, 1, starts_at, ends_at, $2, 'PUBLISHED', now(), 'test' from session where id = $1`,
      [sessionId, leighton.sharedPhysiotherapist],
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    await client.query('commit');
    await client.end();
    expect(codes((await approving).data.approveLeave)).toEqual(['LEAVE_CLASHES leave']);
  });

  test.each([
    ['an end before its start', { endsAt: '2026-12-01T00:00:00Z' }, ['INVALID_INPUT endsAt']],
    ['no length', { endsAt: '2026-12-07T00:00:00Z' }, ['INVALID_INPUT endsAt']],
    ['ten years', { endsAt: '2036-12-07T00:00:00Z' }, ['INVALID_INPUT endsAt']],
    ['another clinician of the network', { clinician: leightonIds.gp }, ['FORBIDDEN']],
    ['the id of a PCN', { clinician: leightonIds.pcn }, ['INVALID_INPUT clinician']],
  ])('is not asked for with %s', async (_, change, errors) => {
    const reply = await asClinician(request, leave(change));
    expect(reply.errors?.map((error) => error.extensions.code) ?? codes(reply.data.requestLeave)).toEqual(errors);
  });

  test('is not decided by the clinician, nor by the network', async () => {
    const id = await requested();
    const others = await asClinician(request, leave({ clinician: leightonIds.gp }));
    expect(others.errors?.map(({ message }) => message)).toEqual([
      'As a clinician you may ask for leave or withdraw it only where it is about you.',
    ]);
    const own = await asClinician(deciding('approve'), { id });
    expect(own.errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
    const network = await (await app.as('rota-manager', 'U15644'))(deciding('approve'), { id });
    expect(codes(network.data.approveLeave)).toEqual(['NOT_FOUND leave']);
  });
});

describe('a commitment', () => {
  const declare = `mutation ($input: DeclareCommitmentInput!) {
    declareCommitment(input: $input) {
      commitment { id kind startsAt endsAt weekday startTime endTime from to workingMinutes declaredBy { name } viewerCanWithdraw }
      userErrors { code field }
    }
  }`;
  const withdraw = `mutation ($id: ID!) {
    withdrawCommitment(input: {commitment: $id}) { withdrawnCommitmentId userErrors { code field } }
  }`;
  const range = { startsAt: '2026-12-09T09:00:00Z', endsAt: '2026-12-09T13:00:00Z' };
  const weekly = { weekday: 'WEDNESDAY', startTime: '18:30', endTime: '00:00', from: '2026-12-01' };
  const input = (time: object, more: object = {}) => ({
    input: { clinician: leightonIds.sharedPhysiotherapist, time, ...more },
  });

  test('once is busy time; all of it is working time by default', async () => {
    const reply = await asEmployer(declare, input({ range }));
    expect(reply.data.declareCommitment).toEqual({
      commitment: {
        id: expect.any(String),
        kind: 'RANGE',
        ...range,
        weekday: null,
        startTime: null,
        endTime: null,
        from: null,
        to: null,
        workingMinutes: 240,
        declaredBy: { name: 'Salisbury House Surgery' },
        viewerCanWithdraw: true,
      },
      userErrors: [],
    });
    expect(await busyCount()).toEqual(['COMMITMENT']);
  });

  test('of every week, declared by the clinician, may be taken back', async () => {
    const reply = await asClinician(declare, input({ weekly }, { workingMinutes: 60 }));
    expect(reply.data.declareCommitment.commitment).toMatchObject({
      ...weekly,
      kind: 'WEEKLY',
      to: null,
      workingMinutes: 60,
      declaredBy: null,
    });
    expect(await busyCount()).toHaveLength(5);
    const { id } = reply.data.declareCommitment.commitment;
    const employer = await asEmployer(withdraw, { id });
    expect(codes(employer.data.withdrawCommitment)).toEqual(['NOT_FOUND commitment']);
    expect((await asClinician(withdraw, { id })).data.withdrawCommitment).toEqual({
      withdrawnCommitmentId: id,
      userErrors: [],
    });
    expect(await busyCount()).toEqual([]);
  });

  test.each([
    ['once', { range: { startsAt: '2026-12-09T10:59:00Z', endsAt: '2026-12-09T12:00:00Z' } }],
    ['every week', { weekly: { weekday: 'WEDNESDAY', startTime: '10:00', endTime: '10:30', from: '2026-11-01' } }],
  ])('%s is refused over a published session', async (_, time) => {
    await session('2026-12-09T09:00:00Z');
    expect(codes((await asEmployer(declare, input(time))).data.declareCommitment)).toEqual(['COMMITMENT_CLASHES time']);
  });

  test.each([
    ['once, touching', { range: { startsAt: '2026-12-09T11:00:00Z', endsAt: '2026-12-09T12:00:00Z' } }],
    ['on another weekday', { weekly: { ...weekly, weekday: 'TUESDAY', startTime: '09:00' } }],
    ['only until the day before', { weekly: { ...weekly, startTime: '09:00', to: '2026-12-09' } }],
  ])('%s is not in the way of a published session', async (_, time) => {
    await session('2026-12-09T09:00:00Z');
    expect((await asEmployer(declare, input(time))).data.declareCommitment.userErrors).toEqual([]);
  });

  test.each([
    [
      'back to front',
      { range: { startsAt: range.endsAt, endsAt: range.startsAt } },
      {},
      ['INVALID_INPUT time.range.endsAt'],
    ],
    ['of two years', { range: { ...range, endsAt: '2028-12-09T00:00:00Z' } }, {}, ['INVALID_INPUT time.range.endsAt']],
    ['with negative minutes', { range }, { workingMinutes: -1 }, ['INVALID_INPUT workingMinutes']],
    ['with more minutes than it lasts', { range }, { workingMinutes: 241 }, ['INVALID_INPUT workingMinutes']],
    [
      'with times back to front',
      { weekly: { ...weekly, endTime: '18:00' } },
      {},
      ['WEEKLY_WINDOW_MALFORMED time.weekly'],
    ],
    ['that ends before it begins', { weekly: { ...weekly, to: '2026-11-30' } }, {}, ['INVALID_INPUT time.weekly.to']],
  ])('%s is refused', async (_, time, more, errors) => {
    expect(codes((await asEmployer(declare, input(time, more))).data.declareCommitment)).toEqual(errors);
  });

  test('needs exactly one time', async () => {
    const reply = await asEmployer(declare, input({ range, weekly }));
    expect([reply.status, reply.errors?.map((error) => error.extensions.code)]).toEqual([200, ['BAD_USER_INPUT']]);
  });
});

test('leave and commitments are asked for by days: at least one, at most two years', async () => {
  const said = async (window: string) => {
    const reply = await asClinician(`{ me { leave${window} { id } commitments${window} { id } } }`);
    return reply.errors?.map(({ message }) => message) ?? reply.data.me;
  };
  const twice = (message: string) => [message, message];
  const empty = { leave: [], commitments: [] };
  expect(await said('(from: "2199-12-30")')).toEqual(empty);
  expect(await said('(from: "2026-11-25", to: "2028-11-25")')).toEqual(empty);
  const order = '`to` must be a later day than `from`: it is the day after the last day asked for.';
  expect(await said('(from: "2026-11-25", to: "2026-11-25")')).toEqual(twice(order));
  const long = 'Ask for at most 731 days at once; these are 732.';
  expect(await said('(from: "2026-11-25", to: "2028-11-26")')).toEqual(twice(long));
});
