import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { type Snapshot, takeSnapshot } from '../../support/database/snapshot.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let snapshot: Snapshot;
let icb: Ask;
let director: Ask;
let manager: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  [icb, director, manager] = await Promise.all([
    app.as('icb-contract-manager', 'QHG'),
    app.as('clinical-director', 'U15644'),
    app.as('practice-manager', 'E81003'),
  ]);
  snapshot = await takeSnapshot(app.database);
});
afterEach(() => snapshot.restore());
afterAll(async () => {
  await snapshot.close();
  await app.close();
});

/** What a mutation warns of and what it refuses, each as code, field and message. */
async function asked(ask: Ask, mutation: string, input: object, warnings = 'warnings { code field message }') {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const reply = await ask(
    `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${warnings} userErrors { code field message } } }`,
    { input },
  );
  if (reply.errors !== undefined) throw new Error(reply.errors.map(({ message }) => message).join(' '));
  const told = ({ code, field, message }: { code: string; field: string[]; message: string }) => [
    code,
    field.join('.'),
    message,
  ];
  const payload = reply.data[mutation];
  return { warned: (payload.warnings ?? []).map(told), refused: payload.userErrors.map(told) };
}

describe('what is possible and nearly always a mistake is done with a warning that says the figures', () => {
  test('a notice shorter than a contractor’s own: tomorrow warns, six months do not', async () => {
    const notice = (practice: string, endsOn: string, more: object = {}) =>
      asked(icb, 'giveNotice', { practices: [practice], endsOn, ...more });
    expect(await notice('E81003', '2026-11-24')).toEqual({
      warned: [
        [
          'NOTICE_SHORT',
          'endsOn',
          'The notice is 1 day long. A contractor’s own notice on a GMS contract is 6 months, 3 for a single-handed GP. Check the day, and award a caretaker contract in time.',
        ],
      ],
      refused: [],
    });
    expect(await notice('E81004', '2027-05-23')).toEqual({ warned: [], refused: [] });
    expect(await notice('E81044', '2026-11-24', { noticeGivenOn: '2026-05-24' })).toEqual({ warned: [], refused: [] });
  });

  test('days without a contract before or after the one that is awarded, counted and named', async () => {
    await asked(icb, 'giveNotice', { practices: ['E81003'], endsOn: '2027-07-01' });
    const award = (from: string, to?: string) =>
      asked(icb, 'awardContract', { practice: 'E81003', type: 'APMS', holder: { odsCode: 'E81004' }, from, to });
    expect(await award('2028-01-01', '2029-01-01')).toEqual({
      warned: [
        [
          'DAYS_WITHOUT_CONTRACT',
          'from',
          'E81003 has no contract on the 184 days from 2027-07-01 to 2027-12-31. Choose another day, or award a caretaker contract for the time between.',
        ],
      ],
      refused: [],
    });
    expect((await award('2027-07-01', '2027-12-31')).warned).toEqual([
      [
        'DAYS_WITHOUT_CONTRACT',
        'to',
        'E81003 has no contract on 2027-12-31. Choose another day, or award a caretaker contract for the time between.',
      ],
    ]);
    expect(await award('2027-12-31', '2028-01-01')).toEqual({ warned: [], refused: [] });
    expect((await award('2029-01-01', '2035-01-01')).refused).toEqual([
      [
        'CONTRACT_TERM',
        'to',
        'An APMS contract can be recorded for at most 5 years at once: to 2034-01-01 at the latest. No regulation sets a term; this limit is our own. If it runs on, award it again from that day.',
      ],
    ]);
  });

  test('a draft of years ago is taken and looked at; one from before there were networks is refused', async () => {
    const draft = (draftedOn: string | undefined, startsOn: string) =>
      asked(director, 'draftAgreement', { pcn: 'U15644', title: 'Agreement', draftedOn, startsOn });
    expect(await draft('2020-02-01', '2020-04-01')).toEqual({
      warned: [
        [
          'AGREEMENT_OLD',
          'draftedOn',
          '2020-02-01 is more than a year ago. It has been recorded; please check the year.',
        ],
        [
          'AGREEMENT_OLD',
          'startsOn',
          '2020-04-01 is more than a year ago. It has been recorded; please check the year.',
        ],
      ],
      refused: [],
    });
    expect(await draft('2025-11-23', '2026-11-23')).toEqual({ warned: [], refused: [] });
    expect((await draft('2019-06-30', '2026-01-01')).refused).toEqual([
      ['INVALID_INPUT', 'draftedOn', 'There were no networks yet on that day. Please check the year.'],
    ]);
    expect((await draft(undefined, '2036-11-24')).refused).toEqual([
      ['INVALID_INPUT', 'startsOn', 'An agreement must begin within 10 years. Please check the year.'],
    ]);
  });

  test('a working week beyond 48 hours warns for a worker who did not opt out, and one without rest is refused', async () => {
    await app.database.sql(`update employment set valid_to = '2026-12-01'`);
    const employ = (contractedMinutesPerWeek: number, from: string, workingTimeStatus = 'WORKER') =>
      asked(manager, 'employClinician', {
        clinician: { id: leightonIds.physiotherapist },
        employer: 'E81003',
        workingTimeStatus,
        contractedMinutesPerWeek,
        from,
        to: from.replace(/\d\d$/, '28'),
      });
    expect(await employ(2880, '2026-12-01')).toEqual({ warned: [], refused: [] });
    expect(await employ(2881, '2027-01-01')).toEqual({
      warned: [
        [
          'OVER_WORKING_WEEK',
          'contractedMinutesPerWeek',
          '2881 minutes a week are more than 48 hours, the longest average week without an opt-out (Working Time Regulations 1998, regulations 4 and 10 to 12).',
        ],
      ],
      refused: [],
    });
    expect(await employ(4680, '2027-02-01', 'PARTNER')).toEqual({ warned: [], refused: [] });
    await app.database.sql(`update clinician set working_time_opt_out = true`);
    expect(await employ(4680, '2027-03-01')).toEqual({ warned: [], refused: [] });
    for (const minutes of [4681, 9000]) {
      expect((await employ(minutes, '2027-04-01', 'PARTNER')).refused).toEqual([
        [
          'INVALID_INPUT',
          'contractedMinutesPerWeek',
          'A job has 0 to 4680 minutes a week, what daily and weekly rest leave of it (Working Time Regulations 1998, regulations 10 and 11; worked out from them by this project). 37.5 hours are 2250.',
        ],
      ]);
    }
  });

  test('a room is offered to one network once, to two with a warning, whoever asks at the same time', async () => {
    await app.database.sql(`delete from accommodation_offer`);
    const offer = (pcn: string, fromTime: string, toTime: string, more: object = {}) =>
      asked(manager, 'offerAccommodation', {
        room: leightonIds.bassettRoadRoom,
        pcn,
        weekdays: ['SUNDAY', 'MONDAY'],
        fromTime,
        toTime,
        from: '2026-12-01',
        ...more,
      });
    expect(await offer('U15644', '08:00', '10:00')).toEqual({ warned: [], refused: [] });
    const again = [
      [
        'ROOM_ALREADY_OFFERED',
        'room',
        'Room 1 is already offered to U15644 at some of these times: 08:00 to 10:00, from 2026-12-01. Choose other days or hours.',
      ],
    ];
    expect(await offer('U15644', '08:00', '10:00')).toEqual({ warned: [], refused: again });
    expect(await offer('U15644', '09:59', '12:00', { weekdays: ['MONDAY'], from: '2030-01-01' })).toEqual({
      warned: [],
      refused: again,
    });
    for (const [from, to, more] of [
      ['10:00', '12:00', {}],
      ['08:00', '10:00', { weekdays: ['TUESDAY'] }],
      ['08:00', '10:00', { from: '2026-11-24', to: '2026-12-01' }],
    ] as const) {
      expect(await offer('U15644', from, to, more)).toEqual({ warned: [], refused: [] });
    }
    expect(await offer('U27128', '09:00', '11:00', { weekdays: ['SUNDAY'] })).toMatchObject({
      warned: [
        [
          'ROOM_OFFERED_ELSEWHERE',
          'room',
          'Room 1 is also offered to U15644 at some of these times: 08:00 to 10:00, from 2026-12-01. The first to publish a session there has the room.',
        ],
        ['ROOM_OFFERED_ELSEWHERE', 'room', expect.stringContaining('10:00 to 12:00')],
      ],
      refused: [],
    });
    const race = await Promise.all(
      Array.from({ length: 6 }, () => offer('U15644', '18:00', '20:00', { weekdays: ['SATURDAY'] })),
    );
    expect(race.map(({ refused }) => refused.map(([code]: any) => code)).filter(({ length }) => length === 0)).toEqual([
      [],
    ]);
  });
});

test('a PCN adjusted population is the network’s, and is refused for a practice', async () => {
  const record = (organisation: string) =>
    asked(
      icb,
      'recordPopulation',
      { organisation, basis: 'PCN_ADJUSTED', countedOn: '2026-06-01', value: 21000, source: 'test' },
      '',
    );
  expect((await record('E81003')).refused).toEqual([
    ['INVALID_INPUT', 'basis', 'A PCN adjusted population is one figure for the whole network. Record it for the PCN.'],
  ]);
  expect((await record('U15644')).refused).toEqual([]);
});

test('a service of a network has no code of the common catalogue', async () => {
  const input = {
    pcn: 'U15644',
    code: 'first-contact-physiotherapy',
    name: 'Our physiotherapy',
    roles: ['FIRST_CONTACT_PHYSIOTHERAPIST'],
    slotMinutes: 20,
    deliveryModes: ['FACE_TO_FACE'],
    appointmentCategory: 'GENERAL_CONSULTATION_ROUTINE',
  };
  expect((await asked(director, 'defineService', input, '')).refused).toEqual([
    [
      'SERVICE_CODE_TAKEN',
      'code',
      'The common catalogue has “First-contact physiotherapy” under this code. Use that service, or choose another code.',
    ],
  ]);
});

describe('leave', () => {
  const request = (startsAt: string, endsAt: string, lateReason?: string) =>
    asked(
      manager,
      'requestLeave',
      { clinician: leightonIds.physiotherapist, kind: 'SICK', startsAt, endsAt, lateReason },
      '',
    ).then(({ refused }) => refused);

  test('lasts a quarter of an hour or more, and two years or less', async () => {
    const short = [['INVALID_INPUT', 'endsAt', 'Leave must last at least 15 minutes. Please check the times.']];
    expect(await request('2026-12-07T09:00:00Z', '2026-12-07T09:00:01Z')).toEqual(short);
    expect(await request('2026-12-07T09:00:00Z', '2026-12-07T09:14:59Z')).toEqual(short);
    expect(await request('2026-12-07T09:00:00Z', '2026-12-07T09:15:00Z')).toEqual([]);
    expect(await request('2026-12-08T00:00:00Z', '2028-12-08T00:00:00Z')).toEqual([]);
    expect(await request('2029-12-08T00:00:00Z', '2031-12-09T00:00:00Z')).toEqual([
      ['INVALID_INPUT', 'endsAt', 'Leave must end within 2 years. Please check the year.'],
    ]);
  });

  test('that has begun is recorded for 92 days, with a reason that stays with it', async () => {
    expect(await request('2026-11-20T00:00:00Z', '2026-11-21T00:00:00Z')).toEqual([
      [
        'INVALID_INPUT',
        'lateReason',
        'The leave began on 2026-11-20. Say why it is recorded late, without saying anything about health.',
      ],
    ]);
    expect(await request('2026-08-22T00:00:00+01:00', '2026-11-21T00:00:00Z', 'Told on return')).toEqual([
      [
        'INVALID_INPUT',
        'startsAt',
        'Leave can be recorded at most 92 days after its first day: today, leave that began on 2026-08-23 or later.',
      ],
    ]);
    expect(await request('2026-08-23T00:00:00+01:00', '2026-11-21T00:00:00Z', 'Told on return')).toEqual([]);
    expect(await request('2026-11-23T00:00:00Z', '2026-11-24T00:00:00Z')).toEqual([]);
    expect(await request('2026-11-24T00:00:00Z', '2026-11-25T00:00:00Z', 'Because')).toEqual([
      ['INVALID_INPUT', 'lateReason', 'Leave that has not begun needs no reason. Leave it out.'],
    ]);
    expect(
      await app.database.sql('select late_reason from leave where clinician_id = $1 order by starts_at', [
        leighton.physiotherapist,
      ]),
    ).toEqual([{ late_reason: 'Told on return' }, { late_reason: null }]);
  });
});
