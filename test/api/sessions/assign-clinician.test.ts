import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addDays } from '../../../src/time/london.js';
import { publishedClinic } from '../../support/sessions/clinics.js';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let director: Ask;
let otherDirector: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-10-05T08:00:00Z' });
  await seedLeighton(app.database);
  director = await app.as('clinical-director', 'U15644');
  otherDirector = await app.as('clinical-director', 'U27128');
});
afterAll(() => app.close());

const assign = `mutation ($input: AssignClinicianInput!) { assignClinician(input: $input) {
  assignment { id state clinician { code } supervisor { code } post { number } } warnings warningDetails { code field message }
  session { posts { open clinician { code } } } userErrors { code field message } } }`;
const unassign = `mutation ($input: UnassignClinicianInput!) { unassignClinician(input: $input) {
  assignment { state endedReason } affectedSlotCount session { posts { open clinician { code } } }
  userErrors { code field } } }`;
async function assigned(ask: Ask, input: object) {
  const reply = await ask(assign, { input });
  return reply.data?.assignClinician ?? reply.errors?.map((error) => error.extensions.code);
}

/** One session of an hour at 09:00 on a day of its own, unless a test names the day, so that tests do not meet. */
let day = '2026-10-06';
async function session(changes: Record<string, unknown> = {}, ask = director) {
  if (changes['startsOn'] === undefined) day = addDays(day, 1);
  const endsOn = addDays(day, 1);
  const { sessions } = await publishedClinic(ask, endsOn, {
    recurrence: 'FREQ=DAILY',
    startsOn: day,
    endsOn,
    durationMinutes: 60,
    staffing: [{ role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 1, slotsPerPost: 3 }],
    ...changes,
  });
  return sessions[0].id as string;
}

describe('assigning', () => {
  test('fills the first open post of the role, and the post says who is there', async () => {
    const staffing = [{ role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 2, slotsPerPost: 3 }];
    const at = await session({ staffing });
    expect(await assigned(director, { session: at, clinician: leightonIds.physiotherapist })).toEqual({
      assignment: {
        id: expect.any(String),
        state: 'PUBLISHED',
        clinician: { code: 'PHYSIO-1' },
        supervisor: null,
        post: { number: 1 },
      },
      warnings: [],
      warningDetails: [],
      session: {
        posts: [
          { open: false, clinician: { code: 'PHYSIO-1' } },
          { open: true, clinician: null },
        ],
      },
      userErrors: [],
    });
    const second = await assigned(director, { session: at, clinician: leightonIds.sharedPhysiotherapist });
    expect(second.assignment.post).toEqual({ number: 2 });
    const third = await assigned(director, { session: at, clinician: leightonIds.physiotherapist });
    expect(third.userErrors).toEqual([
      {
        code: 'NO_OPEN_POST',
        field: ['clinician'],
        message: 'No open post of this session is for the role FIRST_CONTACT_PHYSIOTHERAPIST. Every post is filled.',
      },
    ]);
  });

  test('refuses a filled post, a post of another session and a role that is not the post’s', async () => {
    const at = await session();
    const elsewhere = await session();
    await assigned(director, { session: at, clinician: leightonIds.physiotherapist });
    const document = `query ($id: ID!) { session(id: $id) { posts { id } } }`;
    const [post] = (await director(document, { id: at })).data.session.posts;
    const codes = async (input: object) =>
      (await assigned(director, input)).userErrors.map((error: any) => [error.code, error.field[0]]);
    expect(await codes({ session: at, post: post.id, clinician: leightonIds.sharedPhysiotherapist })).toEqual([
      ['POST_FILLED', 'post'],
    ]);
    expect(await codes({ session: elsewhere, post: post.id, clinician: leightonIds.physiotherapist })).toEqual([
      ['INVALID_INPUT', 'post'],
    ]);
    expect(await codes({ session: elsewhere, clinician: leightonIds.gp })).toEqual([['NO_OPEN_POST', 'clinician']]);
    const [open] = (await director(document, { id: elsewhere })).data.session.posts;
    expect(await codes({ session: elsewhere, post: open.id, clinician: leightonIds.gp })).toEqual([
      ['ROLE_NOT_PERMITTED', 'clinician'],
    ]);
  });

  test('refuses a clinician who is not released to the network on that very day', async () => {
    const at = await session();
    await app.database.sql(`update pool_release set valid_to = '2026-10-07' where clinician_id = $1 and pcn_id = $2`, [
      leighton.sharedPhysiotherapist,
      leighton.pcn,
    ]);
    const refused = await assigned(director, { session: at, clinician: leightonIds.sharedPhysiotherapist });
    expect(refused.userErrors).toMatchObject([{ code: 'NOT_RELEASED', field: ['clinician'] }]);
    await app.database.sql(`update pool_release set valid_to = null`);
  });

  test('refuses a lapsed registration', async () => {
    const at = await session();
    await app.database.sql(`update registration set valid_to = '2026-10-07' where clinician_id = $1`, [
      leighton.physiotherapist,
    ]);
    const refused = await assigned(director, { session: at, clinician: leightonIds.physiotherapist });
    expect(refused.userErrors).toMatchObject([{ code: 'REGISTRATION_NOT_VALID', field: ['clinician'] }]);
    await app.database.sql(`update registration set valid_to = null`);
  });

  test('warns of work outside the weekly pattern and does not refuse it', async () => {
    const at = await session({ startTime: '20:00' });
    const done = await assigned(director, { session: at, clinician: leightonIds.physiotherapist });
    expect([done.warnings, done.warningDetails, done.userErrors]).toEqual([
      ['OUTSIDE_WORKING_PATTERN'],
      [
        {
          code: 'OUTSIDE_WORKING_PATTERN',
          field: ['clinician'],
          message: `${day}, 20:00 to 21:00, is outside the weekly pattern of Synthetic Physiotherapist One. Ask whether that suits.`,
        },
      ],
      [],
    ]);
  });

  test('asks for a GP on site until one is known to be there: the assignee, or somebody at work there all the time', async () => {
    const define = `mutation ($input: DefineServiceInput!) { defineService(input: $input) { service { id } } }`;
    const service = (
      await director(define, {
        input: {
          pcn: 'U15644',
          code: 'joint-injections',
          name: 'Joint injections',
          roles: ['GP', 'FIRST_CONTACT_PHYSIOTHERAPIST'],
          slotMinutes: 20,
          deliveryModes: ['FACE_TO_FACE'],
          appointmentCategory: 'GENERAL_CONSULTATION_ROUTINE',
          gpOnSite: true,
        },
      })
    ).data.defineService.service.id;
    const staffing = [
      { role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 2, slotsPerPost: 3 },
      { role: 'GP', count: 1, slotsPerPost: 3 },
    ];
    const at = await session({ service, staffing });
    const shorter = await session({
      service,
      startsOn: day,
      startTime: '12:00',
      durationMinutes: 120,
      staffing: [{ role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 1, slotsPerPost: 3 }],
    });
    const warned = async (clinician: string, where = at) =>
      (await assigned(director, { session: where, clinician })).warningDetails;
    expect(await warned(leightonIds.physiotherapist)).toEqual([
      {
        code: 'GP_ON_SITE_NEEDED',
        field: ['session'],
        message: `A GP must be at the site on ${day} from 09:00 to 10:00, and nobody's rota shows one there. Make sure that one is.`,
      },
    ]);
    expect(await warned(leightonIds.gp)).toEqual([]);
    expect(await warned(leightonIds.sharedPhysiotherapist)).toEqual([]);
    // the GP is there from 09:00 to 10:00 alone
    expect((await warned(leightonIds.physiotherapist, shorter)).map(({ code }: any) => code)).toEqual([
      'GP_ON_SITE_NEEDED',
    ]);
  });

  test('more minutes in a week than are released to the network is a warning with both numbers', async () => {
    await app.database.sql(`update pool_release set minutes_per_week = 250 where pcn_id = $1 and clinician_id = $2`, [
      leighton.pcn,
      leighton.gp,
    ]);
    const before = day;
    day = '2027-01-03';
    const staffing = [{ role: 'GP', count: 1, slotsPerPost: 3 }];
    const define = `mutation ($input: DefineServiceInput!) { defineService(input: $input) { service { id } } }`;
    const input = {
      pcn: 'U15644',
      code: 'gp-review',
      name: 'GP review',
      roles: ['GP'],
      slotMinutes: 20,
      deliveryModes: ['FACE_TO_FACE'],
      appointmentCategory: 'GENERAL_CONSULTATION_ROUTINE',
    };
    const service = (await director(define, { input })).data.defineService.service.id;
    const warned = async (durationMinutes: number) => {
      const at = await session({ service, staffing, durationMinutes });
      return (await assigned(director, { session: at, clinician: leightonIds.gp })).warningDetails;
    };
    // Monday 4 January: all that is released; Tuesday: too much; the Monday after: a new week
    expect(await warned(250)).toEqual([]);
    expect(await warned(170)).toEqual([
      {
        code: 'RELEASE_EXCEEDED',
        field: ['clinician'],
        message:
          'Synthetic GP One works 420 minutes for this network in the week of 2027-01-05, and 250 a week are released to it. Ask the employer, or choose somebody else.',
      },
    ]);
    day = '2027-01-10';
    expect(await warned(250)).toEqual([]);
    await app.database.sql(`update pool_release set minutes_per_week = 1000`);
    day = before;
  });

  test('refuses a clinician on leave, showing a network no more than the time', async () => {
    const at = await session();
    await app.database.sql(
      `insert into leave (clinician_id, kind, starts_at, ends_at, state) values ($1, 'SICK', $2, $3, 'APPROVED')`,
      [leighton.physiotherapist, `${day}T00:00:00+01`, `${addDays(day, 1)}T00:00:00+01`],
    );
    const refused = await assigned(director, { session: at, clinician: leightonIds.physiotherapist });
    expect(refused.userErrors).toEqual([
      {
        code: 'CLINICIAN_BUSY',
        field: ['clinician'],
        message: `Synthetic Physiotherapist One is busy from ${day} 00:00 to ${addDays(day, 1)} 00:00. Choose another clinician or another session.`,
      },
    ]);
    await app.database.sql(`delete from leave`);
  });

  test('names the session that clashes in the own network, and in another one the time alone', async () => {
    const ours = await session({ startTime: '18:00', title: 'Backs' });
    await assigned(director, { session: ours, clinician: leightonIds.sharedPhysiotherapist });
    const again = await session({
      startsOn: day,
      startTime: '18:30',
      hosts: [{ place: { room: leightonIds.leightonRoadRoom } }],
    });
    const refused = await assigned(director, { session: again, clinician: leightonIds.sharedPhysiotherapist });
    expect(refused.userErrors[0].message).toBe(
      `Synthetic Physiotherapist Two is assigned to Backs at Bassett Road Surgery from ${day} 18:00 to 19:00. Choose another clinician or another session.`,
    );
    const theirs = await session(
      { startsOn: day, startTime: '18:30', pcn: 'U27128', hosts: [{ place: { room: leightonIds.otherRoom } }] },
      otherDirector,
    );
    const elsewhere = await assigned(otherDirector, { session: theirs, clinician: leightonIds.sharedPhysiotherapist });
    expect(elsewhere.userErrors).toEqual([
      {
        code: 'CLINICIAN_BUSY',
        field: ['clinician'],
        message: `Synthetic Physiotherapist Two is busy from ${day} 18:00 to 19:00. Choose another clinician or another session.`,
      },
    ]);
  });

  test('sessions back to back are no clash', async () => {
    const first = await session();
    const second = await session({ startsOn: day, startTime: '10:00' });
    for (const at of [first, second]) {
      expect((await assigned(director, { session: at, clinician: leightonIds.physiotherapist })).userErrors).toEqual(
        [],
      );
    }
  });

  test("finds nothing for another network's director, and is forbidden to those without the right", async () => {
    const at = await session();
    const input = { session: at, clinician: leightonIds.sharedPhysiotherapist };
    expect((await assigned(otherDirector, input)).userErrors).toMatchObject([
      { code: 'NOT_FOUND', field: ['session'] },
    ]);
    expect(await assigned(await app.as('practice-manager', 'E81003'), input)).toEqual(['FORBIDDEN']);
    const hidden = { session: at, clinician: leightonIds.service };
    expect((await assigned(director, hidden)).userErrors).toMatchObject([
      { code: 'INVALID_INPUT', field: ['clinician'] },
    ]);
  });
});

describe('unassigning', () => {
  test('opens the post again, keeps who it was on record, and counts what is booked there', async () => {
    const at = await session();
    const clinician = leightonIds.sharedPhysiotherapist;
    const { assignment } = await assigned(director, { session: at, clinician });
    await app.database.sql(
      `update slot set taken_until = 'infinity' where number in (1, 2) and session_id = (select id from session where session_on = $1)`,
      [day],
    );
    const input = { assignment: assignment.id, reason: 'Rota changed' };
    expect((await director(unassign, { input })).data.unassignClinician).toEqual({
      assignment: { state: 'ENDED', endedReason: 'Rota changed' },
      affectedSlotCount: 2,
      session: { posts: [{ open: true, clinician: null }] },
      userErrors: [],
    });
    expect((await director(unassign, { input })).data.unassignClinician.userErrors).toEqual([
      { code: 'ASSIGNMENT_ENDED', field: ['assignment'] },
    ]);
    expect((await assigned(director, { session: at, clinician })).userErrors).toEqual([]);
  });

  test('is not for another network, nor without a reason', async () => {
    const at = await session();
    const { assignment } = await assigned(director, {
      session: at,
      clinician: leightonIds.physiotherapist,
      supervisor: leightonIds.gp,
    });
    expect(assignment.supervisor).toEqual({ code: 'GP-1' });
    const input = { assignment: assignment.id, reason: 'Rota changed' };
    expect((await otherDirector(unassign, { input })).data.unassignClinician.userErrors).toEqual([
      { code: 'NOT_FOUND', field: ['assignment'] },
    ]);
    expect(
      (await director(unassign, { input: { ...input, reason: '\u0000' } })).data.unassignClinician.userErrors,
    ).toEqual([{ code: 'INVALID_INPUT', field: ['reason'] }]);
  });
});

test('calling a session off takes its clinicians off, so that they are free for another at that time', async () => {
  const first = await session();
  const second = await session({
    startsOn: day,
    startTime: '09:30',
    hosts: [{ place: { room: leightonIds.leightonRoadRoom } }],
  });
  const clinician = leightonIds.physiotherapist;
  await assigned(director, { session: first, clinician });
  expect((await assigned(director, { session: second, clinician })).userErrors).toMatchObject([
    { code: 'CLINICIAN_BUSY' },
  ]);
  const cancel = `mutation ($input: CancelSessionInput!) { cancelSession(input: $input) { userErrors { code field } } }`;
  const input = { session: first, reason: 'The boiler is broken' };
  expect((await director(cancel, { input })).data.cancelSession.userErrors).toEqual([]);
  expect((await director(cancel, { input })).data.cancelSession.userErrors).toEqual([
    { code: 'SESSION_CANCELLED', field: ['session'] },
  ]);
  expect((await assigned(director, { session: second, clinician })).userErrors).toEqual([]);
  expect((await assigned(director, { session: first, clinician })).userErrors).toMatchObject([
    { code: 'SESSION_CANCELLED', field: ['session'] },
  ]);
});

test('who works where is not for a booking partner', async () => {
  const at = await session();
  await assigned(director, { session: at, clinician: leightonIds.physiotherapist });
  const document = `query ($id: ID!) { session(id: $id) { posts { open clinician { code } assignment { id } } viewerCanAssign } }`;
  await app.database.sql(
    `with o as (insert into organisation (ods_code, kind, source) values ('YGMC1', 'COMMUNITY_PROVIDER', 'test') returning id)
    insert into commissioning (organisation_id, commissioner_id, valid_from, source) select id, $1, '2020-01-01', 'test' from o`,
    [leighton.icb],
  );
  const partner = await app.as('booking-partner', 'YGMC1');
  expect((await partner(document, { id: at })).data.session).toEqual({
    posts: [{ open: false, clinician: null, assignment: null }],
    viewerCanAssign: false,
  });
  expect((await director(document, { id: at })).data.session).toEqual({
    posts: [{ open: false, clinician: { code: 'PHYSIO-1' }, assignment: { id: expect.any(String) } }],
    viewerCanAssign: true,
  });
});

test('a session that is over is not staffed any more', async () => {
  const at = await session();
  const staffed = await session({ hosts: [{ place: { room: leightonIds.leightonRoadRoom } }] });
  const { assignment } = await assigned(director, { session: staffed, clinician: leightonIds.physiotherapist });
  await app.setClock(`${day}T11:00:00Z`);
  const refused = await assigned(director, { session: at, clinician: leightonIds.physiotherapist });
  expect(refused.userErrors).toMatchObject([{ code: 'SESSION_OVER', field: ['session'] }]);
  const unassign = `mutation ($input: UnassignClinicianInput!) { unassignClinician(input: $input) { userErrors { code field } } }`;
  const input = { assignment: assignment.id, reason: 'Nobody came' };
  expect((await director(unassign, { input })).data.unassignClinician.userErrors).toEqual([
    { code: 'SESSION_OVER', field: ['assignment'] },
  ]);
});
