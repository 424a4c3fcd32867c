import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId } from '../../../src/platform/graphql/global-id.js';
import { bookDocument, bookInput } from '../../support/booking-documents.js';
import { changing, checksums, type Line } from '../../support/changes.js';
import { clinicInput, publishedClinic, publishUntil, scheduleClinic, sessionsOf } from '../../support/clinics.js';
import { leightonIds, seedLeighton } from '../../support/leighton.js';
import { type Snapshot, takeSnapshot } from '../../support/snapshot.js';
import { type Ask, startTestApp, type TestApp } from '../../support/test-app.js';

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

const inShort = (lines: readonly Line[] = []) => lines.map(({ kind, text, count }) => [kind, text, count]);
const toldTo = (told: readonly { organisation: { odsCode: string | null }; what: string }[] = []) =>
  told.map(({ organisation, what }) => [organisation.odsCode, what]);
const idOf = (session: string) => Buffer.from(session, 'base64url').toString().split(':')[1] ?? '';
const slotOf = (session: string, number: number) => globalId('Slot', `${idOf(session)}/${number}`);
const owners = (session: string) =>
  app.database.sql(
    `select coalesce(o.ods_code, 'pool') as code, count(*)::int as places,
       (count(*) filter (where p.taken_until > app_now()))::int as taken
     from place p left join organisation o on o.id = p.owner_id where p.session_id = $1 group by 1 order by 1`,
    [idOf(session)],
  );

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
        'The fixed share of E81004 in “Backs”, 4, counts for nothing from that day on: the others share its part.',
        1,
      ],
    ]);
    expect(toldTo(change?.told)).toContainEqual([
      'U15644',
      'The fixed shares of “Backs” still name E81004. Say with changeSharedClinic who has them.',
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

describe('standing out of a service', () => {
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
        ['BOOKINGS', '1 booking of E81003 keep slot and place.', 1],
        [
          'WAITING_LIST',
          '1 patient of E81003 still wait for the service, and are offered nothing on days on which it may not share it. Find them another service, or withdraw them.',
          1,
        ],
      ],
      [
        [
          'U15644',
          `E81003 stands out of First-contact physiotherapy from 2026-10-20: ${total} free places of E81003 in 2 published sessions are the pool's now.`,
        ],
        [
          'E81003',
          'E81003 stands out of First-contact physiotherapy from 2026-10-20. What you have booked stays booked.',
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
        '1 published session were shared without E81003: it books from the pool there, and has places in what is published from now on.',
        1,
      ],
    ]);
  });

  test('a fixed share of a service that one stands out of is named', async () => {
    const fixedShares = [
      { practice: 'E81003', weight: 3 },
      { practice: 'E81004', weight: 4 },
    ];
    await scheduleClinic(director, clinicInput({ ...weekly, sharing: { policy: 'FIXED', fixedShares } }));
    const { change } = await changing(bassettRoad, 'setParticipation', out());
    expect(inShort(change?.stays)).toEqual([
      [
        'CLINIC',
        'The fixed share of E81003 in “Backs” counts for nothing while it stands out: the others share its part.',
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
