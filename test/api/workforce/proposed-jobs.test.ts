import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { codesOf, networksNow, nodeId, rowsOf, seedNetworks } from '../../support/network/networks.js';
import { type Snapshot, takeSnapshot } from '../../support/database/snapshot.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

const [a, b, c] = [rowsOf('A'), rowsOf('B'), rowsOf('C')];
const [codes, theirs] = [codesOf('A'), codesOf('C')];
let app: TestApp;
let snapshot: Snapshot;
let proposer: Ask; // practice one of A, in whose networks C's Ann has no part
let ann: Ask; // of C, employed by its practice one
let employer: Ask;

beforeAll(async () => {
  app = await startTestApp({ now: networksNow, poolSize: 20 });
  await seedNetworks(app.database);
  await app.database.sql(`insert into registration (clinician_id, body, number, valid_from) values
    ('${a.newcomer}', 'HCPC', 'PH000051', '2015-01-01'), ('${c.newcomer}', 'HCPC', 'PH000053', '2015-01-01')`);
  await app.database.sql(`update leave set state = 'APPROVED'`);
  snapshot = await takeSnapshot(app.database);
  [proposer, ann, employer] = await Promise.all([
    app.as('practice-manager', codes.one),
    app.as('clinician', theirs.ann),
    app.as('practice-manager', theirs.one),
  ]);
});
afterEach(async () => {
  await app.setClock(networksNow);
  await snapshot.restore();
});
afterAll(async () => {
  await snapshot.close();
  await app.close();
});

function changing(name: string, result: string) {
  return async (ask: Ask, input: object) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const { data, errors } = await ask(
      `mutation ($input: ${type}!) { ${name}(input: $input) { ${result} userErrors { code field message } } }`,
      { input },
    );
    return data?.[name] ?? errors?.map(({ extensions }) => extensions.code);
  };
}
const job = 'employment { id state decidedAt declineReason viewerCanDecide viewerCanWithdraw viewerCanManage }';
const employ = changing('employClinician', job);
const accept = changing('acceptEmployment', job);
const decline = changing('declineEmployment', job);
const withdraw = changing('withdrawEmployment', job);
function outcome(payload: { userErrors: { code: string }[] }) {
  return payload.userErrors[0]?.code ?? 'done';
}

const newJob = {
  employer: codes.one,
  contractedMinutesPerWeek: 300,
  workingTimeStatus: 'WORKER',
  from: '2026-12-01',
};
const forAnn = { ...newJob, clinician: { code: theirs.ann }, registrationNumber: 'PH000003' };
async function propose(input: object = forAnn): Promise<{ employment: string }> {
  return {
    employment: (await employ(proposer, input)).employment.id,
  };
}
const waits = { state: 'OFFERED', decidedAt: null, declineReason: null, viewerCanManage: false };
async function stateOf(id: string) {
  return (await employmentOf(proposer, id)).state;
}
async function employmentOf(ask: Ask, id: string) {
  return (
    await ask(
      `query ($id: ID!) { node(id: $id) { ... on Employment { state declineReason contractedMinutesPerWeek from to
        clinicianCode clinician { name } employer { name } releases { id } workingPattern { weekday } } } }`,
      { id },
    )
  ).data.node;
}
async function awaiting(ask: Ask) {
  return (
    await ask(`{ employmentsAwaiting { totalCount edges { node { clinicianCode } } } }`)
  ).data.employmentsAwaiting.edges.map((edge: any) => edge.node.clinicianCode);
}
/** All of Ann's records that somebody may ask for. */
async function recordOf(ask: Ask) {
  const { data, errors } = await ask(
    `{ clinician(by: {code: "${theirs.ann}"}) { name registrations { number } leave(from: "2026-12-01", to: "2026-12-31") { kind }
      employments { employer { name } } busy(from: "2026-12-14T00:00:00Z", to: "2026-12-15T00:00:00Z") { startsAt } wholeTimeEquivalent } }`,
  );
  return errors?.[0]?.extensions.code ?? data.clinician;
}

describe('a job of somebody who works elsewhere', () => {
  test('waits: the employer reads what it wrote, and of the person the code that it gave', async () => {
    const { employment: made } = await employ(proposer, forAnn);
    expect(made).toEqual({ ...waits, id: expect.any(String), viewerCanDecide: false, viewerCanWithdraw: true });
    expect(await employmentOf(proposer, made.id)).toEqual({
      state: 'OFFERED',
      declineReason: null,
      contractedMinutesPerWeek: 300,
      from: '2026-12-01',
      to: null,
      clinicianCode: theirs.ann,
      clinician: null,
      employer: { name: `PRACTICE ${codes.one}` },
      releases: [],
      workingPattern: [],
    });
    expect(await recordOf(proposer)).toBe('NOT_FOUND');
    const listed = await proposer(`{ clinicians { edges { node { code } } }
      practice(by: {odsCode: "${codes.one}"}, asOf: "2026-12-02") { employees { edges { node { code } } } } }`);
    expect(JSON.stringify(listed.data)).toContain(codes.ann);
    expect(JSON.stringify(listed.data)).not.toContain(theirs.ann);
    expect(await awaiting(proposer)).toEqual([theirs.ann]);
  });

  test('is told to the person and the proposer alone: the present employer and network hear nothing', async () => {
    const asked = await propose();
    expect(await awaiting(ann)).toEqual([theirs.ann]);
    const seen = await employmentOf(ann, asked.employment);
    expect(seen).toMatchObject({ state: 'OFFERED', employer: { name: `PRACTICE ${codes.one}` } });
    for (const ask of [employer, await app.as('clinical-director', theirs.pcn)]) {
      expect(await employmentOf(ask, asked.employment)).toBeNull();
      expect(await awaiting(ask)).toEqual([]);
      expect((await recordOf(ask)).employments).toEqual([{ employer: { name: `PRACTICE ${theirs.one}` } }]);
    }
    expect(await awaiting(await app.as('clinician', codesOf('B').ann))).toEqual([]);
  });

  test('is no ground for a release, a pattern, leave, a commitment or an end', async () => {
    const asked = await propose();
    const from = '2026-12-07';
    const waiting = { userErrors: [{ code: 'EMPLOYMENT_WAITS', field: ['employment'] }] };
    const release = changing('releaseToPool', 'release { id }');
    expect(await release(proposer, { ...asked, pcn: codes.pcn, minutesPerWeek: 5, from })).toMatchObject(waiting);
    expect(await changing('endEmployment', job)(proposer, { ...asked, on: '2027-03-01' })).toMatchObject(waiting);
    const pattern = changing('setWorkingPattern', job);
    for (const ask of [proposer, ann])
      expect(await pattern(ask, { ...asked, from, windows: [] })).toMatchObject(waiting);
    const clinician = nodeId('Clinician', c.ann);
    const range = { startsAt: '2026-12-20T09:00:00Z', endsAt: '2026-12-20T12:00:00Z' };
    const commitment = changing('declareCommitment', 'commitment { id }');
    const leave = changing('requestLeave', 'leave { id }');
    expect(outcome(await commitment(proposer, { clinician, time: { range } }))).toBe('NOT_FOUND');
    expect(outcome(await leave(proposer, { clinician, kind: 'ANNUAL', ...range }))).toBe('NOT_FOUND');
    expect(outcome(await changing('approveLeave', 'leave { id }')(proposer, { leave: nodeId('Leave', c.leave) }))).toBe('NOT_FOUND'); // prettier-ignore
  });

  test('stands when the person accepts it, and opens their record then', async () => {
    const asked = await propose();
    const { employment } = await accept(ann, asked);
    expect(employment).toMatchObject({ state: 'ACCEPTED', decidedAt: expect.any(String), viewerCanDecide: false });
    expect(await awaiting(ann)).toEqual([]);
    expect(await awaiting(proposer)).toEqual([]);
    expect(await recordOf(proposer)).toEqual({
      name: 'Synthetic Ann',
      registrations: [{ number: 'PH000003' }],
      leave: [{ kind: 'SICK' }],
      employments: [{ employer: { name: `PRACTICE ${codes.one}` } }],
      busy: [{ startsAt: '2026-12-14T00:00:00Z' }],
      wholeTimeEquivalent: 0,
    });
    const release = changing('releaseToPool', 'release { state }');
    expect(await release(proposer, { ...asked, pcn: codes.pcn, minutesPerWeek: 300, from: '2026-12-07' })).toEqual({
      release: { state: 'ACCEPTED' },
      userErrors: [],
    });
  });

  test('is declined with a reason, which both read; the days are free for another proposal', async () => {
    const asked = await propose();
    expect(outcome(await employ(proposer, forAnn))).toBe('EMPLOYMENT_OVERLAPS');
    expect(await decline(ann, { ...asked, reason: 'For 943 476 5919' })).toMatchObject({
      userErrors: [{ code: 'INVALID_INPUT', field: ['reason'] }],
    });
    const { employment } = await decline(ann, { ...asked, reason: ' The week is full ' });
    expect(employment).toMatchObject({
      state: 'DECLINED',
      declineReason: 'The week is full',
      viewerCanWithdraw: false,
    });
    expect(await employmentOf(proposer, asked.employment)).toMatchObject({ declineReason: 'The week is full', clinician: null }); // prettier-ignore
    expect(await recordOf(proposer)).toBe('NOT_FOUND');
    expect((await employ(proposer, forAnn)).employment.state).toBe('OFFERED');
  });

  test('is taken back by whoever proposed it, and by nobody else', async () => {
    const asked = await propose();
    expect(outcome(await withdraw(employer, asked))).toBe('NOT_FOUND');
    expect(await withdraw(ann, asked)).toEqual(['FORBIDDEN']);
    expect(await accept(proposer, asked)).toEqual(['FORBIDDEN']);
    expect(await withdraw(proposer, asked)).toMatchObject({ employment: { state: 'WITHDRAWN' }, userErrors: [] });
    expect(await awaiting(ann)).toEqual([]);
    expect(await accept(ann, asked)).toEqual({
      employment: null,
      userErrors: [
        {
          code: 'EMPLOYMENT_DECIDED',
          field: ['employment'],
          message: 'This job was already withdrawn, and that cannot be changed. The employer can propose another one.',
        },
      ],
    });
  });

  test('is decided once, and a repeated request says the same', async () => {
    const asked = { ...(await propose()), idempotencyKey: 'once' };
    const first = await accept(ann, asked);
    expect(await accept(ann, asked)).toEqual(first);
    expect(outcome(await accept(ann, { employment: asked.employment }))).toBe('EMPLOYMENT_DECIDED');
    expect(outcome(await withdraw(proposer, { employment: asked.employment }))).toBe('EMPLOYMENT_DECIDED');
  });

  test('is not accepted once it is over, and not listed any more', async () => {
    const asked = await propose({ ...forAnn, to: '2026-12-08' });
    await app.setClock('2026-12-08T09:00:00Z');
    expect(await awaiting(ann)).toEqual([]);
    expect(outcome(await accept(ann, asked))).toBe('EMPLOYMENT_ENDED');
    expect(outcome(await decline(ann, { ...asked, reason: 'Too late' }))).toBe('done');
  });

  test('answers alike whether they work elsewhere or not, and an unknown number like a wrong code', async () => {
    const idle = {
      ...newJob,
      clinician: { code: theirs.newcomer },
      registrationNumber: 'PH000053',
      sessionMinutes: 240,
    };
    const replies = [await employ(proposer, { ...forAnn, sessionMinutes: 240 }), await employ(proposer, idle)];
    const told = replies.map(({ employment: { id: _, ...rest }, userErrors }) => ({ rest, userErrors }));
    expect(told[0]).toEqual(told[1]);
    const unknown = await employ(proposer, { ...forAnn, registrationNumber: 'PH000002' });
    expect(unknown.userErrors.map(({ code }: { code: string }) => code)).toEqual(['NOT_FOUND']);
    expect(await employ(proposer, { ...forAnn, clinician: { code: 'NOBODY-1' } })).toEqual(unknown);
  });
});

describe('nobody has to be asked', () => {
  test('about somebody whom the employer put on record and nobody else has employed', async () => {
    const own = { ...newJob, clinician: { code: codes.newcomer } };
    expect((await employ(proposer, own)).employment).toMatchObject({ state: 'ACCEPTED', decidedAt: null });
    await snapshot.restore();
    await app.database.sql(`insert into employment (clinician_id, employer_id, contracted_minutes_per_week,
      session_minutes, working_time_status, valid_from, valid_to)
      values ('${a.newcomer}', '${b.one}', 100, 240, 'WORKER', '2020-01-01', '2021-01-01')`);
    expect((await employ(proposer, own)).employment.state).toBe('OFFERED');
  });

  test('about a job that follows one that still runs, but about one before it, and after it has ended', async () => {
    await app.database.sql(`update employment set valid_to = '2026-12-01' where id = $1`, [a.employment]);
    await app.database.sql(`update clinician set registered_by_id = $1 where id = $2`, [b.one, a.ann]);
    const again = { ...newJob, clinician: { code: codes.ann }, registrationNumber: 'PH000001' };
    expect((await employ(proposer, { ...again, from: '2020-01-01', to: '2021-01-01' })).employment.state).toBe(
      'OFFERED',
    );
    expect((await employ(proposer, again)).employment.state).toBe('ACCEPTED');
    await snapshot.restore();
    await app.database.sql(`update employment set valid_to = '2026-11-23' where id = $1`, [a.employment]);
    await app.database.sql(`update clinician set registered_by_id = $1 where id = $2`, [b.one, a.ann]);
    expect((await employ(proposer, again)).employment.state).toBe('OFFERED');
  });

  test('by the practice that has taken over their employer', async () => {
    await app.database.sql(
      `insert into succession (predecessor_id, successor_id, valid_from, source) values ($1, $2, '2026-11-01', 'test')`,
      [a.two, a.one],
    );
    const gp = { ...newJob, clinician: { id: nodeId('Clinician', a.gp) } };
    expect((await employ(proposer, gp)).employment.state).toBe('ACCEPTED');
  });

  test('but by a network that has them in its pool, and by a member of it', async () => {
    const lent = { ...newJob, clinician: { id: nodeId('Clinician', a.lent) } };
    const director = await app.as('clinical-director', codes.pcn);
    expect((await employ(director, { ...lent, employer: codes.pcn })).employment.state).toBe('OFFERED');
    expect((await employ(proposer, lent)).employment.state).toBe('OFFERED');
    const leave = `{ clinician(by: {code: "${codes.lent}"}) { employments { state } viewerCanDecideLeave viewerCanRequestLeave } }`;
    const seen = (await proposer(leave)).data.clinician;
    expect(seen).toEqual({
      employments: [{ state: 'ACCEPTED' }],
      viewerCanDecideLeave: false,
      viewerCanRequestLeave: false,
    });
  });
});

describe('two at once', () => {
  test('accept and decline: one of them decides, and the other hears that it is decided', async () => {
    for (let round = 0; round < 5; round += 1) {
      const asked = await propose();
      const replies = await Promise.all(
        Array.from({ length: 8 }, (_, i) =>
          i % 2 === 0 ? accept(ann, asked) : decline(ann, { ...asked, reason: 'The week is full' }),
        ),
      );
      expect(replies.map(outcome).sort()).toEqual([...Array(7).fill('EMPLOYMENT_DECIDED'), 'done']);
      const winner = replies.findIndex((reply) => outcome(reply) === 'done');
      expect(await stateOf(asked.employment)).toBe(winner % 2 === 0 ? 'ACCEPTED' : 'DECLINED');
      await snapshot.restore();
    }
  });

  test('accept and take back: one of them decides', async () => {
    for (let round = 0; round < 5; round += 1) {
      const asked = await propose();
      const replies = await Promise.all(
        Array.from({ length: 6 }, (_, i) => (i % 2 === 0 ? accept(ann, asked) : withdraw(proposer, asked))),
      );
      expect(replies.map(outcome).sort()).toEqual(['EMPLOYMENT_DECIDED', 'EMPLOYMENT_DECIDED', 'EMPLOYMENT_DECIDED',
        'EMPLOYMENT_DECIDED', 'EMPLOYMENT_DECIDED', 'done']); // prettier-ignore
      const winner = replies.findIndex((reply) => outcome(reply) === 'done');
      expect(await stateOf(asked.employment)).toBe(winner % 2 === 0 ? 'ACCEPTED' : 'WITHDRAWN');
      await snapshot.restore();
    }
  });

  test('two proposals of one employer for the same days: one of them is made', async () => {
    const replies = await Promise.all(Array.from({ length: 4 }, () => employ(proposer, forAnn)));
    expect(replies.map(outcome).sort()).toEqual([...Array(3).fill('EMPLOYMENT_OVERLAPS'), 'done']);
  });

  test('who put somebody on record employs them while they accept another job: that one came first', async () => {
    const trust = await app.as('provider-manager', codesOf('B').trust);
    const made = await employ(trust, { ...newJob, employer: codesOf('B').trust, clinician: { code: codes.newcomer }, registrationNumber: 'PH000051' }); // prettier-ignore
    const self = await asRole('clinician', codes.newcomer);
    await self.query('select from clinician where id = $1 for update', [a.newcomer]);
    const key = Buffer.from(made.employment.id, 'base64url').toString().split(':')[1];
    await self.query(`update employment set state = 'ACCEPTED', decided_at = now(), decided_by = 'x' where id = $1`, [
      key,
    ]);
    const employing = employ(proposer, { ...newJob, clinician: { code: codes.newcomer } });
    const first = await Promise.race([employing, new Promise((resolve) => setTimeout(() => resolve('waits'), 300))]);
    expect(first).toBe('waits');
    await self.query('commit');
    await self.end();
    expect((await employing).employment.state).toBe('OFFERED');
  });
});

/** A transaction of the app role with somebody's scope, past every check but the database's own. */
async function asRole(role: string, code: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: app.database.urls.app });
  await client.connect();
  await client.query('begin');
  await client.query(`select enter_scope($1, $2, 'x', 'y')`, [role, code]);
  return client;
}

test('the trail of a network that proposes a job tells of the proposal, and of the person’s records after their yes', async () => {
  const director = await app.as('clinical-director', codes.pcn);
  const made = await employ(director, { ...forAnn, employer: codes.pcn });
  const heard = async () => {
    await app.database.sql(`update leave set state = 'WITHDRAWN' where id = '${c.leave}'`);
    await app.database.sql(`update leave set state = 'APPROVED' where id = '${c.leave}'`);
    const trail = await director(`{ auditTrail(first: 20) { edges { node { kind action } } } }`);
    return trail.data.auditTrail.edges.map(({ node }: any) => `${node.kind} ${node.action}`);
  };
  expect(await heard()).toContain('EMPLOYMENT CREATED');
  expect(await heard()).not.toContain('LEAVE CHANGED');
  await accept(ann, { employment: made.employment.id });
  expect(await heard()).toEqual(expect.arrayContaining(['LEAVE CHANGED', 'EMPLOYMENT CHANGED']));
});
