import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId } from '../../../src/platform/ids/global-id.js';
import { bookDocument, bookInput } from '../../support/booking/booking-documents.js';
import { checksums } from '../../support/database/changes.js';
import { type Snapshot, takeSnapshot } from '../../support/database/snapshot.js';
import { leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';
import { publishedClinic } from '../../support/sessions/clinics.js';

let app: TestApp;
let snapshot: Snapshot;
let director: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-10-05T08:00:00Z', poolSize: 20 });
  await seedLeighton(app.database);
  director = await app.as('clinical-director', 'U15644');
  snapshot = await takeSnapshot(app.database);
});
afterEach(() => snapshot.restore());
afterAll(async () => {
  await snapshot.close();
  await app.close();
});

const weekly = { startsOn: '2026-10-07', bookableUnstaffed: true };
const line = '{ kind text on before after count }';
const rest = `change { performed moves ${line} stays ${line} told { organisation { odsCode } what } }
  warnings { code field } userErrors { code field message }`;
async function assignSeries(input: object): Promise<any> {
  const reply = await director(
    `mutation ($input: AssignSeriesInput!) { assignSeries(input: $input) { assignments { id session { on } } ${rest} } }`,
    { input: { clinician: leightonIds.physiotherapist, ...input } },
  );
  return reply.data.assignSeries;
}
async function moveAssignment(input: object): Promise<any> {
  const reply = await director(
    `mutation ($input: MoveAssignmentInput!) { moveAssignment(input: $input) {
      assignment { id viewerCanMove clinician { name } session { on } post { number } } ${rest} } }`,
    { input: { reason: 'Agreed with both', ...input } },
  );
  return reply.data.moveAssignment;
}
async function assigned(): Promise<any[]> {
  return app.database
    .sql(`select s.session_on::text as on, p.name from assignment a join session s on s.id = a.session_id
    join clinician p on p.id = a.clinician_id where a.state = 'PUBLISHED' order by 1, 2`);
}
async function assignmentOf(session: { id: string }, clinician: string): Promise<string> {
  const reply = await director(
    `mutation ($input: AssignClinicianInput!) { assignClinician(input: $input) { assignment { id } userErrors { message } } }`,
    { input: { session: session.id, clinician } },
  );
  expect(reply.data.assignClinician.userErrors).toEqual([]);
  return reply.data.assignClinician.assignment.id;
}

describe('a clinician is assigned to a series', () => {
  test('to every session that is published and open, with a dry run that says the same', async () => {
    const { id, sessions } = await publishedClinic(director, '2026-10-29', weekly);
    await assignmentOf(sessions[1], leightonIds.sharedPhysiotherapist);
    const before = await checksums(app.database);
    const rehearsed = await assignSeries({ clinic: id, dryRun: true });
    expect(await checksums(app.database)).toEqual(before);
    expect(rehearsed).toMatchObject({ assignments: [], change: { performed: false }, userErrors: [] });
    const reply = await assignSeries({ clinic: id });
    expect(reply.change).toEqual({ ...rehearsed.change, performed: true });
    expect(reply.assignments.map(({ session }: any) => session.on)).toEqual(['2026-10-07', '2026-10-21', '2026-10-28']);
    expect(reply.change.moves[0]).toMatchObject({
      kind: 'ASSIGNMENT',
      on: '2026-10-07',
      before: 'an open post',
      after: 'Synthetic Physiotherapist One',
      text: 'Synthetic Physiotherapist One works on 2026-10-07, 09:00 to 12:00, at Bassett Road Surgery.',
    });
    expect(reply.change.stays.map(({ text }: any) => text)).toEqual([
      'On 2026-10-14 no post for the clinician’s role is open.',
    ]);
    expect(reply.change.told).toEqual([
      {
        organisation: { odsCode: expect.any(String) },
        what: 'Synthetic Physiotherapist One works in “First-contact physiotherapy”: 2026-10-07, 2026-10-21, 2026-10-28.',
      },
    ]);
    expect((await assignSeries({ clinic: id })).change).toMatchObject({ moves: [] });
  });

  test('to named days, all or none: what is in the way is refused date by date', async () => {
    const { id, sessions } = await publishedClinic(director, '2026-10-29', weekly);
    await assignmentOf(sessions[2], leightonIds.sharedPhysiotherapist);
    const dates = ['2026-10-14', '2026-10-15', '2026-10-14'];
    const refused = await assignSeries({ clinic: id, dates });
    expect(refused).toMatchObject({ assignments: null, change: null });
    expect(refused.userErrors.map(({ code, field }: any) => [code, field.join('.')])).toEqual([
      ['NOT_FOUND', 'dates.1'],
      ['INVALID_INPUT', 'dates.2'],
    ]);
    const filled = await assignSeries({ clinic: id, dates: ['2026-10-14', '2026-10-21'] });
    expect(filled.userErrors).toMatchObject([{ code: 'NO_OPEN_POST', field: ['dates', '1'] }]);
    expect(await assigned()).toHaveLength(1);
    const once = { clinic: id, dates: ['2026-10-28', '2026-10-14'], idempotencyKey: 'series' };
    const first = await assignSeries(once);
    expect(first.assignments).toHaveLength(2);
    expect(await assignSeries(once)).toEqual(first);
    expect((await assignSeries({ clinic: id, dates: [] })).userErrors).toMatchObject([{ field: ['dates'] }]);
  });

  test('once, when two people are assigned to it at once: every post has one of them', async () => {
    const { id } = await publishedClinic(director, '2026-12-03', weekly);
    const replies = await Promise.all([
      assignSeries({ clinic: id }),
      assignSeries({ clinic: id, clinician: leightonIds.sharedPhysiotherapist }),
      assignSeries({ clinic: id }),
    ]);
    expect(replies.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(replies.map(({ assignments }) => assignments.length).toSorted((a, b) => a - b)).toEqual([0, 0, 9]);
    expect(await assigned()).toHaveLength(9);
  });

  test('not where they work already elsewhere at the time, and then nowhere', async () => {
    const { id } = await publishedClinic(director, '2026-10-22', weekly);
    const other = await publishedClinic(director, '2026-10-15', {
      ...weekly,
      startTime: '10:00',
      hosts: [{ place: { room: leightonIds.leightonRoadRoom } }],
    });
    await assignmentOf(other.sessions[1], leightonIds.physiotherapist);
    const reply = await assignSeries({ clinic: id });
    expect(reply.userErrors).toMatchObject([{ code: 'CLINICIAN_BUSY', field: ['clinic'] }]);
    expect(reply.userErrors[0].message).toMatch(/^2026-10-14: /);
    expect(await assigned()).toHaveLength(1);
  });
});

describe('an assignment moves', () => {
  test('to another session: the old one ends, and the slots that are booked there are counted', async () => {
    const { sessions } = await publishedClinic(director, '2026-10-22', weekly);
    const assignment = await assignmentOf(sessions[0], leightonIds.physiotherapist);
    const navigator = await app.as('care-navigator', 'E81003');
    const key = Buffer.from(sessions[0].id, 'base64url').toString().split(':')[1];
    await navigator(bookDocument, bookInput(globalId('Slot', `${key}/1`), 'E81003', 'S-1'));
    const before = await checksums(app.database);
    const rehearsed = await moveAssignment({ assignment, session: sessions[1].id, dryRun: true });
    expect(await checksums(app.database)).toEqual(before);
    const reply = await moveAssignment({ assignment, session: sessions[1].id });
    expect(reply.change).toEqual({ ...rehearsed.change, performed: true });
    expect(reply.assignment).toMatchObject({ session: { on: '2026-10-14' }, viewerCanMove: true });
    expect(reply.change.moves).toMatchObject([
      {
        kind: 'ASSIGNMENT',
        before:
          'Synthetic Physiotherapist One, in “First-contact physiotherapy” on 2026-10-07, 09:00 to 12:00, at Bassett Road Surgery',
        after:
          'Synthetic Physiotherapist One, in “First-contact physiotherapy” on 2026-10-14, 09:00 to 12:00, at Bassett Road Surgery',
      },
    ]);
    expect(reply.change.stays).toMatchObject([{ kind: 'BOOKINGS', count: 1 }]);
    expect(await assigned()).toEqual([{ on: '2026-10-14', name: 'Synthetic Physiotherapist One' }]);
  });

  test('to another clinician: nobody is needed at the post', async () => {
    const { sessions } = await publishedClinic(director, '2026-10-22', weekly);
    const assignment = await assignmentOf(sessions[0], leightonIds.physiotherapist);
    const reply = await moveAssignment({ assignment, clinician: leightonIds.sharedPhysiotherapist });
    expect(reply.userErrors).toEqual([]);
    expect(reply.change.stays).toEqual([]);
    expect(await assigned()).toEqual([{ on: '2026-10-07', name: 'Synthetic Physiotherapist Two' }]);
    expect((await moveAssignment({ assignment, session: sessions[1].id })).userErrors).toMatchObject([
      { code: 'ASSIGNMENT_ENDED', field: ['assignment'] },
    ]);
  });

  test('both or neither: where the new place is filled, the old one stays', async () => {
    const { sessions } = await publishedClinic(director, '2026-10-22', weekly);
    const assignment = await assignmentOf(sessions[0], leightonIds.physiotherapist);
    await assignmentOf(sessions[1], leightonIds.sharedPhysiotherapist);
    const before = await checksums(app.database);
    const filled = await moveAssignment({ assignment, session: sessions[1].id });
    expect(filled.userErrors).toMatchObject([{ code: 'NO_OPEN_POST' }]);
    expect((await moveAssignment({ assignment })).userErrors).toMatchObject([{ code: 'INVALID_INPUT' }]);
    expect((await moveAssignment({ assignment, session: sessions[2].id, reason: '' })).userErrors).toMatchObject([
      { field: ['reason'] },
    ]);
    expect(await checksums(app.database)).toEqual(before);
  });

  test('of two that move to one post at once, one gets it and the other stays', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { sessions } = await publishedClinic(director, '2026-10-22', weekly);
      const one = await assignmentOf(sessions[0], leightonIds.physiotherapist);
      const two = await assignmentOf(sessions[1], leightonIds.sharedPhysiotherapist);
      const replies = await Promise.all(
        [one, two].map((assignment) => moveAssignment({ assignment, session: sessions[2].id })),
      );
      expect(replies.map(({ userErrors }) => userErrors.length).toSorted()).toEqual([0, 1]);
      expect(await assigned()).toHaveLength(2);
      await snapshot.restore();
    }
  });
});
