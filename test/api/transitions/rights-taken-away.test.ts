import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId } from '../../../src/platform/ids/global-id.js';
import { bookDocument, bookInput } from '../../support/booking/booking-documents.js';
import { changing, checksums, type Line } from '../../support/database/changes.js';
import {
  clinicInput,
  publishedClinic,
  publishUntil,
  scheduleClinic,
  sessionsOf,
} from '../../support/sessions/clinics.js';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { type Snapshot, takeSnapshot } from '../../support/database/snapshot.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let snapshot: Snapshot;
let icb: Ask;
let director: Ask;
let bassettRoad: Ask;
let navigator: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-10-05T08:00:00Z', poolSize: 20 });
  await seedLeighton(app.database);
  [icb, director, bassettRoad, navigator] = await Promise.all([
    app.as('icb-contract-manager', 'QHG'),
    app.as('clinical-director', 'U15644'),
    app.as('practice-manager', 'E81003'),
    app.as('care-navigator', 'E81003'),
  ]);
  snapshot = await takeSnapshot(app.database);
});
afterEach(() => snapshot.restore());
afterAll(async () => {
  await snapshot.close();
  await app.close();
});

function inShort(lines: readonly Line[] = []) {
  return lines.map(({ kind, text, count }) => [kind, text, count]);
}
function toldTo(told: readonly { organisation: { odsCode: string | null }; what: string }[] = []) {
  return told.map(({ organisation, what }) => [organisation.odsCode, what]);
}
function idOf(session: string) {
  return Buffer.from(session, 'base64url').toString().split(':')[1] ?? '';
}
function slotOf(session: string, number: number) {
  return globalId('Slot', `${idOf(session)}/${number}`);
}
function owners(session: string) {
  return app.database.sql(
    `select coalesce(o.ods_code, 'pool') as code, count(*)::int as places,
       (count(*) filter (where p.taken_until > app_now()))::int as taken
     from place p left join organisation o on o.id = p.owner_id where p.session_id = $1 group by 1 order by 1`,
    [idOf(session)],
  );
}

describe('fixed shares name practices, and are their heirs’ once these are taken over', () => {
  const fixed = {
    bookableUnstaffed: true,
    sharing: {
      policy: 'FIXED',
      fixedShares: [
        { practice: 'E81003', weight: 3 },
        { practice: 'E81004', weight: 4 },
        { practice: 'E81044', weight: 2 },
      ],
    },
  };
  const given = async (clinic: string) =>
    (await sessionsOf(director, clinic)).map(({ on, shares }) => [
      on,
      shares.map((share: any) => [share.practice.odsCode, share.weight, share.weightSource, share.placesGiven]),
    ]);

  test('merging leaves the share with who goes on, in what is published before the day and after it', async () => {
    const { id } = await publishedClinic(director, '2026-10-15', { ...fixed, startsOn: '2026-10-14', title: 'Backs' });
    const input = { organisation: 'E81004', into: 'E81003', from: '2026-10-21', source: 'test' };
    const { change } = await changing(icb, 'mergeOrganisations', input);
    expect(inShort(change?.moves).filter(([kind]) => kind === 'CLINIC')).toEqual([
      ['CLINIC', "The fixed share of E81004 in “Backs”, 4, is E81003's from that day on.", 1],
    ]);
    await publishUntil(director, id, '2026-10-22');
    const before = [
      ['E81003', 3, 'Fixed by the clinic', 3],
      ['E81004', 4, 'Fixed by the clinic', 4],
      ['E81044', 2, 'Fixed by the clinic', 2],
    ];
    const after = [
      ['E81003', 7, 'Fixed by the clinic, with what it took over', 7],
      ['E81044', 2, 'Fixed by the clinic', 2],
    ];
    expect(await given(id)).toEqual([
      ['2026-10-14', before],
      ['2026-10-21', after],
    ]);
    // and once more: who takes over from an heir has what that had
    const again = { organisation: 'E81003', into: 'E81044', from: '2026-10-28', source: 'test' };
    const next = await changing(icb, 'mergeOrganisations', again);
    expect(inShort(next.change?.moves).filter(([kind]) => kind === 'CLINIC')).toEqual([
      ['CLINIC', "The fixed share of E81003 in “Backs”, 7, is E81044's from that day on.", 1],
    ]);
    await publishUntil(director, id, '2026-10-29');
    expect((await given(id)).at(-1)).toEqual([
      '2026-10-28',
      [['E81044', 9, 'Fixed by the clinic, with what it took over', 9]],
    ]);
  });

  test('leaving the network says that the others share it, and tells the network to say who has it', async () => {
    await scheduleClinic(director, clinicInput({ ...fixed, startsOn: '2026-10-14', title: 'Backs' }));
    const { change } = await changing(icb, 'leaveNetwork', { practice: 'E81004', from: '2026-10-21', source: 'test' });
    expect(inShort(change?.moves).filter(([kind]) => kind === 'CLINIC')).toEqual([
      [
        'CLINIC',
        'The fixed share of E81004 in “Backs”, 4, no longer counts from that day on: the others share its part.',
        1,
      ],
    ]);
    expect(toldTo(change?.told)).toContainEqual([
      'U15644',
      'The fixed shares of “Backs” still name E81004. Use changeSharedClinic to say who has them.',
    ]);
  });
});

test('a balance that moves names its ledger, and never reads 0.00', async () => {
  await publishedClinic(director, '2026-10-15', { startsOn: '2026-10-14', bookableUnstaffed: true });
  await app.database.sql(
    `insert into share_ledger (pcn_id, account_id, practice_id, kind, session_id, on_day, entitled, given, reason, entered_at)
     select l.pcn_id, l.account_id, o.id, 'HAND_OVER', null, l.on_day,
       case o.ods_code when 'E81004' then 0.001 else -0.001 end - sum(l.entitled - l.given), 0, 'test', app_now()
     from share_ledger l join organisation o on o.id = l.practice_id and o.ods_code in ('E81004', 'E81003')
     group by l.pcn_id, l.account_id, o.id, o.ods_code, l.on_day`,
  );
  const { change } = await changing(icb, 'leaveNetwork', { practice: 'E81004', from: '2026-10-21', source: 'test' });
  expect(inShort(change?.moves).filter(([kind]) => kind === 'SHARE_BALANCE')).toEqual([
    [
      'SHARE_BALANCE',
      'Less than 0.01 of a place owed in the ledger of First-contact physiotherapy, 20-minute slots, is spread over those who remain.',
      1,
    ],
  ]);
});

describe('opting out of a service', () => {
  const wait = `mutation ($input: WaitForSlotInput!) { waitForSlot(input: $input) { waitingEntry { id } userErrors { code field message } } }`;
  const weekly = { startsOn: '2026-10-14', bookableUnstaffed: true, title: 'Backs' };
  const out = (more: object = {}) => ({
    practice: 'E81003',
    service: leightonIds.service,
    state: 'OUT',
    from: '2026-10-20',
    ...more,
  });

  test('returns its free places from the day on, keeps what is booked, and says what becomes of whom', async () => {
    const { sessions } = await publishedClinic(director, '2026-10-29', weekly);
    const [before, first, second] = sessions.map(({ id }: { id: string }) => id) as [string, string, string];
    await navigator(bookDocument, bookInput(slotOf(first, 1), 'E81003', 'one'));
    const waiting = { practice: 'E81003', service: leightonIds.service, reference: 'two', channel: 'PHONE' };
    const reply = await navigator(wait, {
      input: { ...waiting, need: 'MUSCULOSKELETAL', from: '2026-10-12', to: '2026-11-01' },
    });
    expect(reply.data.waitForSlot.userErrors).toEqual([]);
    const kept = await checksums(app.database);
    const rehearsed = await changing(bassettRoad, 'setParticipation', out({ dryRun: true }), 'participation { id }');
    expect(await checksums(app.database)).toEqual(kept);
    const places = await owners(first);
    const done = await changing(bassettRoad, 'setParticipation', out());
    expect({ ...rehearsed.change, performed: true }).toEqual(done.change);
    expect(rehearsed).toMatchObject({ participation: null, change: { performed: false } });
    expect(places).toEqual([
      { code: 'E81003', places: 3, taken: 1 },
      { code: 'E81004', places: 2, taken: 0 },
      { code: 'E81044', places: 4, taken: 0 },
    ]);
    expect(await owners(before)).toMatchObject([{ code: 'E81003' }, {}, {}]);
    expect(await owners(first)).toEqual([
      { code: 'E81003', places: 1, taken: 1 },
      { code: 'E81004', places: 2, taken: 0 },
      { code: 'E81044', places: 4, taken: 0 },
      { code: 'pool', places: 2, taken: 0 },
    ]);
    expect((await owners(second)).map(({ code }) => code)).toEqual(['E81004', 'E81044', 'pool']);
    const returned = await app.database.sql(
      `select returned, given::int, entitled::int, reason from share_ledger where kind = 'RETURNED' order by on_day`,
    );
    expect(returned).toMatchObject([
      { returned: 2, given: 0, entitled: 0, reason: 'Returned: the practice may not share the service' },
      { given: 0, entitled: 0 },
    ]);
    const total = returned.reduce((sum, row) => sum + Number(row['returned']), 0);
    expect([inShort(done.change?.moves), inShort(done.change?.stays), toldTo(done.change?.told)]).toEqual([
      [['PLACES', `${total} free places of E81003 in 2 published sessions return to the pool.`, total]],
      [
        ['BOOKINGS', '1 booking of E81003 keeps slot and place.', 1],
        [
          'WAITING_LIST',
          '1 patient of E81003 still waits for the service, and is offered nothing on days on which it may not share it. Find them another service, or withdraw them.',
          1,
        ],
      ],
      [
        [
          'U15644',
          `E81003 opts out of First-contact physiotherapy from 2026-10-20: ${total} free places of E81003 in 2 published sessions go to the pool now.`,
        ],
        [
          'E81003',
          'E81003 opts out of First-contact physiotherapy from 2026-10-20. What you have booked stays booked.',
        ],
      ],
    ]);
  });

  test('for some weeks gives up those weeks alone; coming back says what it has no part in', async () => {
    const { sessions } = await publishedClinic(director, '2026-11-05', weekly);
    const back = await changing(bassettRoad, 'setParticipation', out({ state: 'IN', from: '2026-10-27' }));
    expect([inShort(back.change?.moves), inShort(back.change?.stays)]).toEqual([[], []]);
    await changing(bassettRoad, 'setParticipation', out());
    const have = async () =>
      Promise.all(
        sessions.map(async ({ id }: { id: string }) => (await owners(id)).some(({ code }) => code === 'E81003')),
      );
    expect(await have()).toEqual([true, false, true, true]);
    // out again for good: what is published then is shared without it
    const later = { ...weekly, startsOn: '2026-11-05', recurrence: 'FREQ=WEEKLY;BYDAY=TH', title: 'Knees' };
    await changing(bassettRoad, 'setParticipation', out({ from: '2026-11-05' }));
    await publishedClinic(director, '2026-11-19', later);
    const again = await changing(bassettRoad, 'setParticipation', out({ state: 'IN', from: '2026-11-06' }));
    expect(inShort(again.change?.stays)).toEqual([
      [
        'SESSION',
        '1 published session was shared without E81003: it books from the pool there, and gets places in sessions published from now on.',
        1,
      ],
    ]);
  });

  test('a fixed share of a service that one opts out of is named', async () => {
    const fixedShares = [
      { practice: 'E81003', weight: 3 },
      { practice: 'E81004', weight: 4 },
    ];
    await scheduleClinic(director, clinicInput({ ...weekly, sharing: { policy: 'FIXED', fixedShares } }));
    const { change } = await changing(bassettRoad, 'setParticipation', out());
    expect(inShort(change?.stays)).toEqual([
      [
        'CLINIC',
        'The fixed share of E81003 in “Backs” does not count while it is opted out: the others share its part.',
        1,
      ],
    ]);
  });

  test('while others book its places and a clinic is published, no free place is left with it', async () => {
    const { id, sessions } = await publishedClinic(director, '2026-10-29', weekly);
    const [, first] = sessions.map(({ id: session }: { id: string }) => session) as [string, string];
    const booking = (number: number) =>
      navigator(bookDocument, bookInput(slotOf(first, number), 'E81003', `race-${number}`));
    const [done, ...booked] = await Promise.all([
      changing(bassettRoad, 'setParticipation', out()),
      ...[1, 2, 3, 4, 5, 6].map(booking),
      publishUntil(director, id, '2026-11-12'),
    ]);
    expect(done.userErrors).toEqual([]);
    const confirmed = booked.filter((reply: any) => reply.data?.bookSlot?.booking != null).length;
    const left = await app.database.sql(
      `select count(*)::int as own, (count(*) filter (where p.taken_until > app_now()))::int as taken
       from place p join session s on s.id = p.session_id join organisation o on o.id = p.owner_id
       where o.ods_code = 'E81003' and s.session_on >= '2026-10-20'`,
    );
    expect(left).toEqual([{ own: left[0]?.['taken'], taken: left[0]?.['taken'] }]);
    expect(confirmed).toBeGreaterThanOrEqual(Number(left[0]?.['taken']));
  });
});

describe('every other command that takes a right away says what becomes of what hung on it', () => {
  test('giving notice names what goes on without a contract, and a dry run gives none', async () => {
    await publishedClinic(director, '2026-10-29', { startsOn: '2026-10-14', bookableUnstaffed: true });
    const input = { practices: ['E81003'], endsOn: '2027-07-01' };
    const before = await checksums(app.database);
    const rehearsed = await changing(icb, 'giveNotice', { ...input, dryRun: true });
    expect(await checksums(app.database)).toEqual(before);
    const { change } = await changing(icb, 'giveNotice', input, 'contracts { to }');
    expect({ ...rehearsed.change, performed: true }).toEqual(change);
    expect([inShort(change?.moves), inShort(change?.stays)]).toEqual([
      [['CONTRACT', 'The GMS contract of E81003 ends. Nobody has a contract for it after that.', 1]],
      [
        ['SITE', '1 site of E81003, run by the practice as before.', 1],
        ['MEMBERSHIP', 'E81003 stays in its network, with its shares and its sessions.', 1],
        ['STAFF', '2 employments at E81003 continue; the holders arrange the transfer of staff.', 2],
        ['ROOM_OFFER', '1 room offer of E81003 to the network continues.', 1],
      ],
    ]);
    expect(toldTo(change?.told)).toEqual(
      ['E81003', 'U15644'].map((code) => [
        code,
        'The contract of E81003 ends: 2027-07-01 is the first day without it.',
      ]),
    );
  });

  test('ending a job names its releases, its pattern, leave after it and whom the clinician supervises', async () => {
    const { sessions } = await publishedClinic(director, '2026-10-15', { startsOn: '2026-10-14' });
    const assign = `mutation ($input: AssignClinicianInput!) { assignClinician(input: $input) { userErrors { code } } }`;
    const supervised = { clinician: leightonIds.physiotherapist, supervisor: leightonIds.gp };
    await director(assign, { input: { session: sessions[0].id, ...supervised } });
    await app.database.sql(
      `insert into leave (clinician_id, kind, starts_at, ends_at, state) values ($1, 'ANNUAL', '2026-11-01', '2026-11-08', 'APPROVED')`,
      [leighton.gp],
    );
    const [job] = await app.database.sql<{ id: string }>('select id from employment where clinician_id = $1', [
      leighton.gp,
    ]);
    const input = { employment: globalId('Employment', job?.id ?? ''), on: '2026-10-12' };
    const before = await checksums(app.database);
    const rehearsed = await changing(bassettRoad, 'endEmployment', { ...input, dryRun: true });
    expect(await checksums(app.database)).toEqual(before);
    const { change } = await changing(bassettRoad, 'endEmployment', input);
    expect({ ...rehearsed.change, performed: true }).toEqual(change);
    expect([inShort(change?.moves), inShort(change?.stays), toldTo(change?.told)]).toEqual([
      [
        ['STAFF', 'The job ends.', 1],
        ['STAFF', 'The release of 1000 minutes a week to Leighton Linslade PCN ends.', 1],
        ['STAFF', '5 windows of the weekly pattern end.', 5],
      ],
      [
        [
          'STAFF',
          '1 leave request from that day on, asked for or approved, stays with the clinician; you will no longer see them.',
          1,
        ],
        ['ASSIGNMENT', 'The person working on 2026-10-14 09:00 to 12:00 has this clinician as named supervisor.', 1],
      ],
      [
        ['U15644', '1000 minutes a week of a clinician are no longer released to you from 2026-10-12.'],
        ['U15644', 'Another supervisor is needed on 2026-10-14 09:00 to 12:00.'],
        ['E81003', 'The job ends on 2026-10-12; the day before is its last.'],
      ],
    ]);
  });

  test('approving leave of a supervisor names the sessions that need another one', async () => {
    const { sessions } = await publishedClinic(director, '2026-10-15', { startsOn: '2026-10-14' });
    const assign = `mutation ($input: AssignClinicianInput!) { assignClinician(input: $input) { userErrors { code } } }`;
    const supervised = { clinician: leightonIds.physiotherapist, supervisor: leightonIds.gp };
    await director(assign, { input: { session: sessions[0].id, ...supervised } });
    const request = `mutation ($input: RequestLeaveInput!) { requestLeave(input: $input) { leave { id } } }`;
    const leave = async (from: string, to: string) => {
      const input = { clinician: leightonIds.gp, kind: 'ANNUAL', startsAt: from, endsAt: to };
      const { id } = (await bassettRoad(request, { input })).data.requestLeave.leave;
      return inShort((await changing(bassettRoad, 'approveLeave', { leave: id })).change?.stays);
    };
    expect(await leave('2026-10-14T11:00:00Z', '2026-10-15T00:00:00Z')).toEqual([]);
    expect(await leave('2026-10-14T00:00:00Z', '2026-10-14T10:59:00Z')).toEqual([
      ['ASSIGNMENT', 'The person working on 2026-10-14 09:00 to 12:00 has this clinician as named supervisor.', 1],
    ]);
  });

  test('leaving a network names what the practice’s staff go on being released for', async () => {
    const { change } = await changing(icb, 'leaveNetwork', { practice: 'E81003', from: '2026-10-21', source: 'test' });
    expect(inShort(change?.stays).filter(([kind]) => kind === 'STAFF')).toEqual([
      [
        'STAFF',
        '2 releases continue for the former network, 2000 minutes a week of staff of E81003, until the employer ends them.',
        2,
      ],
    ]);
  });

  test('overriding shares names who has how many instead of how many', async () => {
    const { sessions } = await publishedClinic(director, '2026-10-15', { startsOn: '2026-10-14' });
    const shares = (await owners(sessions[0].id)) as { code: string; places: number }[];
    const [first, second] = shares as [{ code: string; places: number }, { code: string; places: number }];
    const { change } = await changing(director, 'overrideShares', {
      session: sessions[0].id,
      reason: 'Backlog',
      shares: [
        { practice: first.code, places: first.places - 1 },
        { practice: second.code, places: second.places + 1 },
      ],
    });
    expect([change?.performed, inShort(change?.moves), toldTo(change?.told)]).toEqual([
      true,
      [
        ['PLACES', 'E81003 has 3 places instead of 4.', 1],
        ['PLACES', 'E81004 has 3 places instead of 2.', 1],
      ],
      [
        ['E81003', 'You have 3 places instead of 4 in the session of 2026-10-14.'],
        ['E81004', 'You have 3 places instead of 2 in the session of 2026-10-14.'],
      ],
    ]);
  });

  test('calling a session off names bookings, holds, places and people, and tells who must ring', async () => {
    const { sessions } = await publishedClinic(director, '2026-10-15', { startsOn: '2026-10-14', title: 'Backs' });
    const session = sessions[0].id as string;
    const assign = `mutation ($input: AssignClinicianInput!) { assignClinician(input: $input) { userErrors { code } } }`;
    await director(assign, { input: { session, clinician: leightonIds.physiotherapist } });
    await navigator(bookDocument, bookInput(slotOf(session, 1), 'E81003', 'one'));
    const hold = `mutation ($input: HoldSlotInput!) { holdSlot(input: $input) { userErrors { code } } }`;
    const held = await navigator(hold, { input: { slot: slotOf(session, 2), practice: 'E81003', channel: 'PHONE' } });
    expect([held.errors, held.data?.holdSlot]).toEqual([undefined, { userErrors: [] }]);
    const { change } = await changing(director, 'cancelSession', { session, reason: 'Boiler' });
    expect([change?.performed, change?.from, inShort(change?.moves), toldTo(change?.told)]).toEqual([
      true,
      '2026-10-14',
      [
        ['BOOKINGS', '1 booking ends with the session.', 1],
        ['BOOKINGS', '1 held slot is released; waiting patients keep their turn.', 1],
        ['PLACES', '9 places no longer belong to a practice; the ledger owes them again.', 9],
        ['ASSIGNMENT', 'Synthetic Physiotherapist One no longer works there.', 1],
      ],
      [
        ['E81003', 'Synthetic Physiotherapist One no longer works in “Backs” on 2026-10-14: it is cancelled.'],
        ['E81003', 'Ring the patients of 1 booking in “Backs” on 2026-10-14: it is cancelled.'],
      ],
    ]);
  });
});
