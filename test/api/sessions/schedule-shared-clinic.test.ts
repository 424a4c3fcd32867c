import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { clinicInput, publishUntil, refusalsOf, scheduleClinic } from '../../support/sessions/clinics.js';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let director: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-10-05T08:00:00Z' });
  await seedLeighton(app.database);
  director = await app.as('clinical-director', 'U15644');
});
afterAll(() => app.close());

function refusals(changes: Record<string, unknown>) {
  return refusalsOf(director, clinicInput(changes));
}

const preview = `query ($input: ScheduleSharedClinicInput!, $from: Date, $to: Date) {
  sharedClinicPreview(input: $input, from: $from, to: $to) {
    userErrors { code field message }
    sessions { on startsAt endsAt poolAt site { id name } room { id } standsInFor { name } postCount slotCount heldFor111
      shares { practice { odsCode } weight weightSource entitlement places } userErrors { code message } }
  }
}`;
const published = `query ($id: ID!) { node(id: $id) { ... on SharedClinic { sessions(first: 100) { edges { node {
  on startsAt endsAt poolAt site { id name } room { id } posts { id } slots(first: 100) { edges { node { heldFor111 } } }
  shares { practice { odsCode } weight weightSource entitlement placesGiven } } } } } } }`;

describe('a preview', () => {
  const input = clinicInput({
    recurrence: 'FREQ=WEEKLY;BYDAY=WE,TH',
    hosting: 'CYCLE',
    hosts: [
      { place: { room: leightonIds.bassettRoadRoom }, weight: 2 },
      { place: { site: leightonIds.leightonRoadSite }, weight: 1 },
    ],
    slotPlan: { heldFor111: 1 },
    bankHolidayPolicy: 'MOVE',
  });

  test('shows exactly what publication then makes', async () => {
    const shown = await director(preview, { input, from: '2026-10-05', to: '2027-01-20' });
    expect(shown.errors).toBeUndefined();
    expect(shown.data.sharedClinicPreview.userErrors).toEqual([]);
    const id = await scheduleClinic(director, input);
    await publishUntil(director, id, '2027-01-20');
    const made = (await director(published, { id })).data.node.sessions.edges.map(({ node }: any) => {
      const { posts, slots, shares, ...rest } = node;
      return {
        ...rest,
        standsInFor: null,
        postCount: posts.length,
        slotCount: slots.edges.length,
        heldFor111: slots.edges.filter((edge: any) => edge.node.heldFor111).length,
        shares: shares.map(({ placesGiven, ...share }: any) => ({ ...share, places: placesGiven })),
        userErrors: [],
      };
    });
    const planned = shown.data.sharedClinicPreview.sessions.toSorted((a: any, b: any) =>
      a.startsAt < b.startsAt ? -1 : 1,
    );
    expect(made).toHaveLength(30);
    expect(made).toEqual(planned);
  });

  test('writes nothing, and covers 8 weeks unless asked otherwise', async () => {
    const before = await app.database.sql('select count(*)::int as n from session');
    const reply = await director(preview, { input: clinicInput({ startTime: '15:00' }) });
    expect(reply.data.sharedClinicPreview.sessions.map((session: { on: string }) => session.on)).toEqual([
      '2026-10-07',
      '2026-10-14',
      '2026-10-21',
      '2026-10-28',
      '2026-11-04',
      '2026-11-11',
      '2026-11-18',
      '2026-11-25',
    ]);
    expect(await app.database.sql('select count(*)::int as n from session')).toEqual(before);
  });

  test('says of each session why it could not be published', async () => {
    const input = clinicInput({ startTime: '11:00' });
    const reply = await director(preview, { input, to: '2026-10-08' });
    expect(reply.data.sharedClinicPreview.sessions.map((session: any) => session.userErrors)).toEqual([
      [
        {
          code: 'ROOM_TAKEN',
          message:
            'Room 1 at Bassett Road Surgery is taken on 2026-10-07 from 09:00 to 12:00 (First-contact physiotherapy). Choose another room, time or day.',
        },
      ],
    ]);
  });

  test('is bounded to 53 weeks, also of an endless rule', async () => {
    const ask = async (from: string, to: string) =>
      (await director(preview, { input: clinicInput({ recurrence: 'FREQ=DAILY', startTime: '18:00' }), from, to })).data
        .sharedClinicPreview;
    expect((await ask('2026-10-05', '2027-10-11')).sessions).toHaveLength(363);
    expect((await ask('2026-10-05', '2036-10-05')).userErrors).toMatchObject([{ code: 'RECURRENCE_WINDOW' }]);
  });

  test('is for those who may schedule it', async () => {
    const receptionist = await app.as('care-navigator', 'E81003');
    expect((await receptionist(preview, { input })).errors?.map((error) => error.extensions.code)).toEqual([
      'FORBIDDEN',
    ]);
  });

  test('a host with no room on offer is stood in for by the next that has one, and stays owed its turns', async () => {
    await app.database.sql(
      `update accommodation_offer set valid_to = '2026-11-02' where room_id = $1 and pcn_id = $2`,
      [leighton.salisburyHouseRoom, leighton.pcn],
    );
    const reply = await director(preview, {
      input: clinicInput({
        recurrence: 'FREQ=WEEKLY;BYDAY=SA',
        hosting: 'IN_TURN',
        hosts: [{ place: { room: leightonIds.salisburyHouseRoom } }, { place: { room: leightonIds.bassettRoadRoom } }],
      }),
      from: '2026-10-25',
      to: '2026-11-30',
    });
    const turns = reply.data.sharedClinicPreview.sessions.map((session: any) => [
      session.on,
      session.site.name,
      session.standsInFor?.name ?? null,
    ]);
    expect(turns).toEqual([
      ['2026-10-31', 'Bassett Road Surgery', null],
      ['2026-11-07', 'Bassett Road Surgery', 'Salisbury House Surgery'],
      ['2026-11-14', 'Bassett Road Surgery', 'Salisbury House Surgery'],
      ['2026-11-21', 'Bassett Road Surgery', 'Salisbury House Surgery'],
      ['2026-11-28', 'Bassett Road Surgery', 'Salisbury House Surgery'],
    ]);
    await app.database.sql(`update accommodation_offer set valid_to = null where room_id = $1`, [
      leighton.salisburyHouseRoom,
    ]);
  });
});

describe('scheduling refuses', () => {
  test.each([
    ['a text that is no rule', 'every other Wednesday', 'RECURRENCE_MALFORMED'],
    ['a NUL byte', 'FREQ=WEEKLY\u0000', 'RECURRENCE_MALFORMED'],
    ['steps within a day', 'FREQ=HOURLY', 'RECURRENCE_TOO_FINE'],
    ['times within a day', 'FREQ=DAILY;BYHOUR=9,14', 'RECURRENCE_TOO_FINE'],
    ['30 February', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'RECURRENCE_WITHOUT_DAYS'],
    ['a series that is over before it begins', 'FREQ=WEEKLY;BYDAY=WE;UNTIL=20260801', 'RECURRENCE_WITHOUT_DAYS'],
    ['a zone of its own', 'DTSTART;TZID=Europe/London:20260101T090000', 'RECURRENCE_WITH_START'],
  ])('a rule with %s', async (_what, recurrence, code) => {
    expect(await refusals({ recurrence })).toEqual([[code, 'recurrence']]);
  });

  test('29 February as a day of a year without one', async () => {
    expect(await refusals({ startsOn: '2027-02-29' })).toEqual([[undefined, undefined]]);
    expect(await refusals({ recurrence: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', endsOn: '2028-02-29' })).toEqual([
      ['RECURRENCE_WITHOUT_DAYS', 'recurrence'],
    ]);
  });

  test('a host that has not offered the room on that weekday at those times, naming it', async () => {
    expect(await refusals({ startTime: '05:00' })).toEqual([['HOST_NOT_OFFERED', 'hosts.0']]);
    expect(await refusals({ startTime: '19:00' })).toEqual([['HOST_NOT_OFFERED', 'hosts.0']]);
    expect(
      await refusals({
        hosting: 'IN_TURN',
        hosts: [{ place: { room: leightonIds.bassettRoadRoom } }, { place: { room: leightonIds.otherRoom } }],
      }),
    ).toEqual([['HOST_NOT_OFFERED', 'hosts.1']]);
  });

  test('a role that the service does not permit', async () => {
    const staffing = [
      { role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 1, slotsPerPost: 9 },
      { role: 'GP', count: 1, slotsPerPost: 9 },
    ];
    expect(await refusals({ staffing })).toEqual([['ROLE_NOT_PERMITTED', 'staffing.1.role']]);
  });

  test('slots that do not fit, that are none, or that are held for 111 beyond their number', async () => {
    const line = { role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 1, slotsPerPost: 10 };
    expect(await refusals({ staffing: [line] })).toEqual([['SLOTS_DO_NOT_FIT', 'slotPlan.slotMinutes']]);
    expect(await refusals({ staffing: [{ ...line, slotsPerPost: 0 }] })).toEqual([['SLOTS_COUNT', 'staffing']]);
    expect(await refusals({ slotPlan: { heldFor111: 10 } })).toEqual([['SLOTS_HELD', 'slotPlan.heldFor111']]);
    expect(await refusals({ slotPlan: { heldFor111: -1 } })).toEqual([['SLOTS_HELD', 'slotPlan.heldFor111']]);
  });

  test('releases of more slots than begin after them', async () => {
    const releases = [{ slots: 9, daysBefore: 0, time: '11:00' }];
    expect(await refusals({ slotPlan: { releases } })).toEqual([['RELEASE_WAVES_DO_NOT_FIT', 'slotPlan.releases.0']]);
  });

  test('weights of zero, weights that are missing, and hosts that are none, twice or too many', async () => {
    const fixedShares = [{ practice: 'E81003', weight: 0 }];
    expect(await refusals({ sharing: { policy: 'FIXED', fixedShares } })).toEqual([
      ['SHARES_WITHOUT_WEIGHT', 'sharing.fixedShares'],
    ]);
    expect(await refusals({ sharing: { policy: 'FIXED' } })).toEqual([
      ['SHARES_WITHOUT_WEIGHT', 'sharing.fixedShares'],
    ]);
    expect(await refusals({ sharing: { policy: 'EQUAL', fixedShares } })).toEqual([
      ['INVALID_INPUT', 'sharing.fixedShares'],
    ]);
    const [host] = clinicInput().hosts;
    expect(await refusals({ hosts: [] })).toEqual([['HOSTING_WITHOUT_HOST', 'hosts']]);
    expect(await refusals({ hosts: [host, host] })).toEqual([['INVALID_INPUT', 'hosts']]);
    expect(await refusals({ hosts: [host, host], hosting: 'IN_TURN' })).toEqual([['HOSTING_SITE_TWICE', 'hosts.1']]);
    expect(await refusals({ hosts: [{ ...host, weight: 0 }], hosting: 'CYCLE' })).toEqual([
      ['HOSTING_WEIGHT', 'hosts.0.weight'],
    ]);
  });

  test('a session past midnight, days back to front, a start in another age, and sizes beyond reason', async () => {
    expect(await refusals({ startTime: '20:00', durationMinutes: 300 })).toEqual([
      ['SESSION_PAST_MIDNIGHT', 'durationMinutes'],
    ]);
    expect(await refusals({ endsOn: '2026-09-01' })).toEqual([['INVALID_INPUT', 'endsOn']]);
    expect(await refusals({ startsOn: '1926-09-01' })).toEqual([['INVALID_INPUT', 'startsOn']]);
    expect(await refusals({ durationMinutes: 2_000_000_000 })).toEqual([['INVALID_INPUT', 'durationMinutes']]);
    expect(await refusals({ poolHoursBefore: 100_000 })).toEqual([['INVALID_INPUT', 'poolHoursBefore']]);
    const staffing = [{ role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 2_000_000_000, slotsPerPost: 9 }];
    expect(await refusals({ staffing })).toEqual([['INVALID_INPUT', 'staffing.0.count']]);
  });

  test('names with a NUL byte or an emoji', async () => {
    expect(await refusals({ title: 'Knees\u0000' })).toEqual([['INVALID_INPUT', 'title']]);
    expect(await refusals({ title: 'Knees 🦵' })).toEqual([['INVALID_INPUT', 'title']]);
  });

  test('ids of other things and of nothing', async () => {
    expect(await refusals({ service: leightonIds.gp })).toEqual([['INVALID_INPUT', 'service']]);
    expect(await refusals({ service: 'U2VydmljZTox' })).toEqual([['INVALID_INPUT', 'service']]);
    expect(await refusals({ hosts: [{ place: { site: leightonIds.bassettRoadRoom } }] })).toEqual([
      ['INVALID_INPUT', 'hosts.0.place.site'],
    ]);
  });

  test('another network, and a role without the right', async () => {
    const other = await app.as('clinical-director', 'U27128');
    const [refused] = await refusalsOf(other, clinicInput());
    expect(refused).toEqual([undefined, undefined]); // a top-level error, not a user error
    const reply = await other(
      `mutation ($input: ScheduleSharedClinicInput!) { scheduleSharedClinic(input: $input) { clinic { id } } }`,
      {
        input: clinicInput(),
      },
    );
    expect(reply.errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
  });

  test('nothing of what was refused was written', async () => {
    expect(await app.database.sql('select count(*)::int as n from shared_clinic')).toEqual([{ n: 1 }]);
    expect(await app.database.sql('select count(*)::int as n from clinic_host')).toEqual([{ n: 2 }]);
  });
});

test('a retried request with its key makes one clinic', async () => {
  const input = { ...clinicInput({ startTime: '16:00' }), idempotencyKey: 'one-clinic-please' };
  expect(await scheduleClinic(director, input)).toBe(await scheduleClinic(director, input));
  expect(await refusalsOf(director, { ...input, startTime: '17:00' })).toEqual([['CONFLICT', 'idempotencyKey']]);
  expect(await refusalsOf(director, { ...input, idempotencyKey: '' })).toEqual([['INVALID_INPUT', 'idempotencyKey']]);
});

test('a clinic is read back as it was scheduled', async () => {
  const id = await scheduleClinic(
    director,
    clinicInput({
      title: 'Knees and backs',
      startTime: '14:00',
      endsOn: '2027-09-01',
      slotPlan: { releases: [{ slots: 3, daysBefore: 14, time: '08:00' }], deliveryModes: ['TELEPHONE'] },
      sharing: { policy: 'FIXED', fixedShares: [{ practice: 'E81044', weight: 2.5 }] },
    }),
  );
  const document = `query ($id: ID!) { node(id: $id) { ... on SharedClinic {
    title recurrence startTime durationMinutes startsOn endsOn hosting hosts { site { name } room { name } weight }
    staffing { role { code } count slotsPerPost } service { code roles { code } } pcn { odsCode }
    slotPlan { slotMinutes slots deliveryModes releases { slots daysBefore time } heldFor111 unusedTo111From }
    sharingPolicy fixedShares { practice { odsCode } weight } bankHolidayPolicy poolHoursBefore bookableUnstaffed
    publishedUntil viewerCanPublish } } }`;
  const expected = {
    title: 'Knees and backs',
    recurrence: 'FREQ=WEEKLY;BYDAY=WE',
    startTime: '14:00',
    durationMinutes: 180,
    startsOn: '2026-09-01',
    endsOn: '2027-09-01',
    hosting: 'ONE',
    hosts: [{ site: { name: 'Bassett Road Surgery' }, room: { name: 'Room 1' }, weight: 1 }],
    staffing: [{ role: { code: 'FIRST_CONTACT_PHYSIOTHERAPIST' }, count: 1, slotsPerPost: 9 }],
    service: { code: 'first-contact-physiotherapy', roles: [{ code: 'FIRST_CONTACT_PHYSIOTHERAPIST' }] },
    pcn: { odsCode: 'U15644' },
    slotPlan: {
      slotMinutes: 20,
      slots: 9,
      deliveryModes: ['TELEPHONE'],
      releases: [{ slots: 3, daysBefore: 14, time: '08:00' }],
      heldFor111: 0,
      unusedTo111From: null,
    },
    sharingPolicy: 'FIXED',
    fixedShares: [{ practice: { odsCode: 'E81044' }, weight: 2.5 }],
    bankHolidayPolicy: 'SKIP',
    poolHoursBefore: 24,
    bookableUnstaffed: false,
    publishedUntil: null,
    viewerCanPublish: true,
  };
  expect((await director(document, { id })).data.node).toEqual(expected);
  const navigator = await app.as('care-navigator', 'E81003');
  expect((await navigator(document, { id })).data.node).toEqual({ ...expected, viewerCanPublish: false });
  expect((await (await app.as('clinical-director', 'U27128'))(document, { id })).data.node).toBeNull();
  const list = `{ pcn(by: {odsCode: "U15644"}) { viewerCanScheduleClinics sharedClinics(first: 2) { totalCount pageInfo { hasNextPage } edges { node { title } } } } }`;
  expect((await director(list)).data.pcn).toEqual({
    viewerCanScheduleClinics: true,
    sharedClinics: {
      totalCount: 3,
      pageInfo: { hasNextPage: true },
      edges: [{ node: { title: 'First-contact physiotherapy' } }, { node: { title: 'First-contact physiotherapy' } }],
    },
  });
});
