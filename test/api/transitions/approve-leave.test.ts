import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bookDocument, bookInput } from '../../support/booking/booking-documents.js';
import { changing, checksums } from '../../support/database/changes.js';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { seedSession } from '../../support/sessions/seed-session.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let employer: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  employer = await app.as('practice-manager', 'E81004');
});
afterAll(() => app.close());

test('leave opens what it affects, in every network, and what is booked stays booked', async () => {
  const clinicianId = leighton.sharedPhysiotherapist;
  const own = await seedSession(app.database, { startsAt: '2026-12-09T09:00:00Z', slots: 6, clinicianId });
  const other = await seedSession(app.database, {
    startsAt: '2026-12-10T09:00:00Z',
    slots: 6,
    clinicianId,
    pcnId: leighton.otherPcn,
  });
  const after = await seedSession(app.database, { startsAt: '2026-12-12T00:00:00Z', slots: 6, clinicianId });
  const navigator = await app.as('care-navigator', 'E81003');
  const booked = await navigator(bookDocument, bookInput(own.slotId(1), 'E81003', 'L-1'));
  expect(booked.data.bookSlot.userErrors).toEqual([]);
  const asked =
    await employer(`mutation { requestLeave(input: {clinician: "${leightonIds.sharedPhysiotherapist}", kind: ANNUAL,
    startsAt: "2026-12-07T00:00:00Z", endsAt: "2026-12-12T00:00:00Z"}) { leave { id } userErrors { message } } }`);
  const leave = asked.data.requestLeave.leave.id;

  expect((await changing(employer, 'approveLeave', { leave })).userErrors.map(({ code }) => code)).toEqual([
    'LEAVE_CLASHES',
  ]);
  const before = await checksums(app.database);
  const open = { leave, affectedAssignments: 'OPEN' };
  const rehearsed = await changing(employer, 'approveLeave', { ...open, dryRun: true }, 'leave { state }');
  expect(await checksums(app.database)).toEqual(before);
  const done = await changing(employer, 'approveLeave', open, 'leave { state }');
  expect({ ...done, change: { ...done.change, performed: false }, leave: { state: 'REQUESTED' } }).toEqual(rehearsed);
  expect(done).toMatchObject({ leave: { state: 'APPROVED' }, userErrors: [] });
  expect(done.change).toEqual({
    performed: true,
    from: '2026-12-07',
    moves: [
      {
        kind: 'ASSIGNMENT',
        text: 'The post on 2026-12-09 09:00 to 11:00 is open; 1 slot booked there stays booked.',
        count: 1,
        on: '2026-12-09',
        id: own.globalId,
        before: null,
        after: null,
      },
      {
        kind: 'ASSIGNMENT',
        text: 'The post on 2026-12-10 09:00 to 11:00 is open; nothing is booked there.',
        count: 1,
        on: '2026-12-10',
        id: null,
        before: null,
        after: null,
      },
    ],
    stays: [],
    offered: [],
    clashes: [],
    told: [
      {
        organisation: { name: 'Leighton Linslade PCN', odsCode: 'U15644' },
        what: 'Someone else is needed on 2026-12-09 09:00 to 11:00; 1 slot booked there stays booked.',
      },
      {
        organisation: { name: 'A PCN of Luton', odsCode: 'U27128' },
        what: 'Someone else is needed on 2026-12-10 09:00 to 11:00; nothing is booked there.',
      },
    ],
  });
  expect(
    await app.database.sql(
      'select session_id, state, ended_reason from assignment where clinician_id = $1 order by starts_at',
      [clinicianId],
    ),
  ).toEqual([
    { session_id: own.id, state: 'ENDED', ended_reason: 'Leave approved' },
    { session_id: other.id, state: 'ENDED', ended_reason: 'Leave approved' },
    { session_id: after.id, state: 'PUBLISHED', ended_reason: null },
  ]);
  expect(await app.database.sql(`select state from booking`)).toEqual([{ state: 'CONFIRMED' }]);
});
