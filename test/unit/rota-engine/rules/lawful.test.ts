import { describe, expect, test } from '@jest/globals';
import {
  at,
  clinician,
  employment,
  findings,
  instance,
  session,
  work,
} from '../../../support/rota-engine/rota-instance.js';

function week(from: string, to: string, count = 7) {
  return Array.from({ length: count }, (_, day) => session(`d${day}`, day, from, to));
}
function all(who: string, count: number) {
  return Array.from({ length: count }, (_, day) => `${who}@d${day}`).join(' ');
}

describe('overlap', () => {
  test('keeps the way between two sites free between two sessions', () => {
    const given = instance({
      sessions: [
        session('a', 0, '09:00', '12:00'),
        session('b', 0, '12:19', '15:00', { lines: [{ siteId: 'mill-lane' }] }),
        session('c', 0, '15:20', '16:00'),
      ],
      clinicians: [clinician('ann')],
    });
    expect(findings('overlap', given, 'ann@a ann@b ann@c')).toEqual([
      '1: Dr ann cannot work a, Mon 30 Nov 2026 09:00-12:00 and b, Mon 30 Nov 2026 12:19-15:00, 20 minutes away.',
    ]);
  });

  test('lets sessions at one site touch, and unknown ways cost no time', () => {
    const given = instance({
      travelMinutes: [],
      sessions: [
        session('a', 0, '09:00', '12:00'),
        session('b', 0, '12:00', '13:00'),
        session('c', 0, '13:00', '14:00', { lines: [{ siteId: 'hub' }] }),
      ],
      clinicians: [clinician('ann')],
    });
    expect(findings('overlap', given, 'ann@a ann@b ann@c')).toEqual([]);
  });
});

describe('daily-rest', () => {
  test('is 11 hours between two days, 12 where it was agreed', () => {
    const given = instance({
      sessions: [session('late', 0, '18:00', '21:30'), session('early', 1, '08:30', '12:00')],
      clinicians: [clinician('ann'), clinician('bea', { limits: { dailyRestMinutes: 720 } })],
    });
    expect(findings('daily-rest', given, 'ann@late ann@early bea@late bea@early')).toEqual([
      '1: Dr bea would not have 12 hours of rest between late, Mon 30 Nov 2026 18:00-21:30 and early, Tue 1 Dec 2026 08:30-12:00.',
    ]);
  });

  test('is not asked between two sessions of one day', () => {
    const given = instance({
      sessions: [session('am', 0, '08:00', '12:00'), session('eve', 0, '18:30', '20:00')],
      clinicians: [clinician('ann')],
    });
    expect(findings('daily-rest', given, 'ann@am ann@eve')).toEqual([]);
  });

  test('counts hours that really pass: the night of the spring change has one less', () => {
    const night = (clockChanges: { at: number; forward: number }[]) =>
      findings(
        'daily-rest',
        instance({
          clockChanges,
          sessions: [session('late', 0, '18:00', '21:30'), session('early', 1, '08:30', '12:00')],
          clinicians: [clinician('ann')],
        }),
        'ann@late ann@early',
      ).length;
    expect([
      night([]),
      night([{ at: at(1, '01:00'), forward: 60 }]),
      night([{ at: at(1, '02:00'), forward: -60 }]),
    ]).toEqual([0, 1, 0]);
  });

  test('counts work elsewhere and work before the rota', () => {
    const given = instance({
      historyDays: 7,
      sessions: [session('mon', 0, '08:00', '10:00'), session('wed', 2, '08:00', '10:00')],
      clinicians: [
        clinician('ann', { history: [work(-1, '18:00', '22:00')], commitments: [work(1, '18:00', '22:00')] }),
      ],
    });
    expect(findings('daily-rest', given, 'ann@mon ann@wed')).toEqual([
      '1: Dr ann would not have 11 hours of rest between mon, Mon 30 Nov 2026 08:00-10:00 and work elsewhere or before.',
      '1: Dr ann would not have 11 hours of rest between wed, Wed 2 Dec 2026 08:00-10:00 and work elsewhere or before.',
    ]);
  });
});

describe('successions', () => {
  test('that are forbidden are so on the next day and no later', () => {
    const given = instance({
      successions: [{ first: 'late', next: 'early' }],
      sessions: [
        session('mon', 0, '13:00', '17:00', { kind: 'late' }),
        session('tue', 1, '12:00', '15:00', { kind: 'early' }),
        session('wed', 2, '12:00', '15:00', { kind: 'early' }),
      ],
      clinicians: [clinician('ann'), clinician('bea')],
    });
    expect(findings('successions', given, 'ann@mon ann@tue bea@mon bea@wed')).toEqual([
      '1: Dr ann: tue, Tue 1 Dec 2026 12:00-15:00 must not follow mon, Mon 30 Nov 2026 13:00-17:00 the day after.',
    ]);
  });
});

describe('break', () => {
  test('is asked inside a session of more than six hours', () => {
    const given = instance({
      sessions: [
        session('six', 0, '09:00', '15:00'),
        session('long', 1, '09:00', '15:30'),
        session('lunch', 2, '09:00', '17:00', { breakMinutes: 30 }),
      ],
      clinicians: [clinician('ann')],
    });
    expect(findings('break', given, 'ann@six ann@long ann@lunch')).toEqual([
      '1: Dr ann would work more than 6 hours without a break of 20 minutes: long, Tue 1 Dec 2026 09:00-15:30.',
    ]);
  });

  test('is asked between two sessions that together are longer', () => {
    const given = instance({
      sessions: [
        session('am', 0, '08:30', '12:40'),
        session('pm', 0, '12:50', '17:00'),
        session('am2', 1, '08:30', '12:40'),
        session('pm2', 1, '13:00', '17:10'),
      ],
      clinicians: [clinician('ann')],
    });
    expect(findings('break', given, 'ann@am ann@pm ann@am2 ann@pm2')).toEqual([
      '1: Dr ann would work more than 6 hours without a break of 20 minutes: ' +
        'am, Mon 30 Nov 2026 08:30-12:40 to pm, Mon 30 Nov 2026 12:50-17:00.',
    ]);
  });

  test('is asked in a chain of which no two sessions are too long', () => {
    const hours = ['08:00', '10:30', '13:00', '15:30'];
    const given = instance({
      sessions: [0, 1, 2].map((place) => session(`s${place}`, 0, hours[place] ?? '', hours[place + 1] ?? '')),
      clinicians: [clinician('ann'), clinician('bea')],
    });
    expect(findings('break', given, 'ann@s0 ann@s1 ann@s2 bea@s0 bea@s2')).toEqual([
      '1: Dr ann would work more than 6 hours without a break of 20 minutes: s0, Mon 30 Nov 2026 08:00-10:30.',
    ]);
  });
});

describe('minutes-a-day', () => {
  test('counts the day’s sessions with work elsewhere', () => {
    const given = instance({
      sessions: [session('am', 0, '08:00', '12:00'), session('pm', 0, '13:00', '17:00')],
      clinicians: [clinician('ann', { limits: { minutesPerDay: 540 }, commitments: [work(0, '18:00', '20:00')] })],
    });
    expect(findings('minutes-a-day', given, 'ann@am ann@pm')).toEqual([
      '60: Dr ann would work 600 minutes on Mon 30 Nov 2026; 540 is the most.',
    ]);
  });
});

describe('minutes-a-week', () => {
  test('holds this rota to the employments, and all work to the clinician’s own limit', () => {
    const given = instance({
      sessions: week('08:00', '12:00', 3),
      clinicians: [
        clinician('ann', { employments: [employment({ maximumMinutesPerWeek: 600 })] }),
        clinician('bea', { limits: { minutesPerWeek: 780 }, commitments: [work(4, '09:00', '11:00')] }),
      ],
    });
    expect(findings('minutes-a-week', given, `${all('ann', 3)} ${all('bea', 3)}`)).toEqual([
      '120: Dr ann would work 720 minutes in the week of Mon 30 Nov 2026; 600 is the most.',
      '60: Dr bea would work 840 minutes in the week of Mon 30 Nov 2026; 780 is the most.',
    ]);
  });

  test('counts the days of the week before a rota that begins on a Wednesday', () => {
    const given = instance({
      firstWeekday: 3,
      historyDays: 7,
      sessions: [session('d0', 0, '08:00', '12:00')],
      clinicians: [
        clinician('ann', {
          employments: [employment({ maximumMinutesPerWeek: 300 })],
          history: [work(-1, '09:00', '11:00'), work(-4, '09:00', '11:00')],
        }),
      ],
    });
    expect(findings('minutes-a-week', given, 'ann@d0')).toHaveLength(1);
    expect(findings('minutes-a-week', given, 'ann@d0')[0]).toMatch(/^60: Dr ann would work 360 minutes/);
  });

  test('counts nothing of the week before in the last week of a rota that ends on a Wednesday', () => {
    const given = instance({
      days: 10,
      sessions: [session('d7', 7, '08:00', '12:00')],
      clinicians: [clinician('ann', { limits: { minutesPerWeek: 300 }, commitments: [work(5, '09:00', '14:00')] })],
    });
    expect(findings('minutes-a-week', given, 'ann@d7')).toEqual([]);
  });
});

describe('maximum-minutes', () => {
  test('is over the whole rota', () => {
    const given = instance({
      days: 14,
      sessions: [session('a', 0, '08:00', '12:00'), session('b', 10, '08:00', '12:00')],
      clinicians: [clinician('ann', { limits: { maximumMinutes: 400 } })],
    });
    expect(findings('maximum-minutes', given, 'ann@a ann@b')).toEqual([
      '80: Dr ann would work 80 minutes over the most agreed for this rota, 400.',
    ]);
  });
});

describe('average-week', () => {
  const heavy = week('07:00', '19:00', 5).map((each) => ({ ...each, breakMinutes: 60 }));

  test('is 48 hours over the weeks that are known, all jobs together', () => {
    const given = instance({
      historyDays: 7,
      sessions: heavy,
      clinicians: [
        clinician('ann', { history: [work(-7, '08:00', '18:00')], commitments: [work(5, '08:00', '10:00')] }),
      ],
    });
    // 5 x 11 h + 10 h + 2 h = 67 h of 96 h: two weeks are known.
    expect(findings('average-week', given, all('ann', 5))).toEqual([]);
    expect(findings('average-week', { ...given, historyDays: 0 }, all('ann', 5))).toEqual([
      '540: Dr ann would be 540 minutes over the 48-hour average (2880 minutes) of the weeks up to that of Mon 30 Nov 2026.',
    ]);
  });

  test('is not asked of partners and of those who opted out, and leave does not make room', () => {
    const people = [
      clinician('partner', { employments: [employment({ worker: false })] }),
      clinician('out', { optedOut: true }),
      clinician('ann', { leave: [{ start: at(5, '00:00'), end: at(7, '00:00') }] }),
    ];
    const given = instance({ sessions: heavy, clinicians: people });
    expect(findings('average-week', given, ['partner', 'out', 'ann'].map((who) => all(who, 5)).join(' '))).toEqual([
      '1243: Dr ann would be 1243 minutes over the 48-hour average (2057 minutes) of the weeks up to that of Mon 30 Nov 2026.',
    ]);
  });
});

describe('weekly-rest', () => {
  test('leaves one day of each week free of all work', () => {
    const given = instance({
      sessions: week('09:00', '12:00', 6),
      clinicians: [clinician('ann', { commitments: [work(6, '09:00', '10:00')] }), clinician('bea')],
    });
    expect(findings('weekly-rest', given, `${all('ann', 6)} ${all('bea', 6)}`)).toEqual([
      '1: Dr ann would not have a day free of work in the 7 days of Mon 30 Nov 2026.',
    ]);
  });

  test('may be two days in fourteen', () => {
    const given = instance({ days: 14, sessions: week('09:00', '12:00', 13), clinicians: [clinician('ann')] });
    const fortnight = { numbers: { weeklyRestDays: 2, weeklyRestPeriodDays: 14 } };
    expect(findings('weekly-rest', given, all('ann', 12), fortnight)).toEqual([]);
    expect(findings('weekly-rest', given, all('ann', 13), fortnight)).toEqual([
      '1: Dr ann would not have 2 days free of work in the 14 days of Mon 30 Nov 2026.',
    ]);
  });
});

describe('consecutive-days', () => {
  test('counts days before the rota and work elsewhere', () => {
    const given = instance({
      historyDays: 7,
      sessions: week('09:00', '12:00', 3),
      clinicians: [
        clinician('ann', {
          limits: { consecutiveDays: 4 },
          history: [work(-1, '09:00', '10:00'), work(-2, '09:00', '10:00')],
          commitments: [work(3, '09:00', '10:00')],
        }),
      ],
    });
    expect(findings('consecutive-days', given, all('ann', 3))).toEqual([
      '2: Dr ann would work 2 days beyond the 4 in a row that began on Sat 28 Nov 2026.',
    ]);
  });

  test('does not charge the rota with what was too long before it', () => {
    const given = instance({
      historyDays: 10,
      sessions: week('09:00', '12:00', 1),
      clinicians: [
        clinician('ann', {
          limits: { consecutiveDays: 3 },
          history: [-1, -2, -3, -4, -5, -6].map((day) => work(day, '09:00', '10:00')),
        }),
      ],
    });
    expect(findings('consecutive-days', given, 'ann@d0')[0]).toMatch(/^1: Dr ann would work 1 day beyond the 3/);
    expect(findings('consecutive-days', given, '')).toEqual([]);
  });
});

describe('saturdays', () => {
  test('are counted in every run of so many weeks, those before the rota included', () => {
    const given = instance({
      days: 14,
      historyDays: 7,
      sessions: [
        session('sat', 5, '09:00', '12:00'),
        session('sun', 6, '09:00', '12:00'),
        session('sat2', 12, '09:00', '12:00'),
      ],
      clinicians: [
        clinician('ann', { limits: { saturdays: { count: 1, weeks: 2 } }, history: [work(-2, '09:00', '12:00')] }),
        clinician('bea', { limits: { saturdays: { count: 1, weeks: 2 } } }),
      ],
    });
    expect(findings('saturdays', given, 'ann@sat bea@sat2 bea@sun')).toEqual([
      '1: Dr ann would work 2 Saturdays; 1 is the most agreed.',
    ]);
  });
});

describe('weekends', () => {
  test('are worked when their Saturday or their Sunday is, once', () => {
    const given = instance({
      days: 14,
      sessions: [
        session('sat', 5, '09:00', '12:00'),
        session('sun', 6, '09:00', '12:00'),
        session('sun2', 13, '09:00', '12:00'),
      ],
      clinicians: ['ann', 'bea'].map((id) => clinician(id, { limits: { weekends: { count: 1, weeks: null } } })),
    });
    expect(findings('weekends', given, 'ann@sat ann@sun bea@sat bea@sun2')).toEqual([
      '1: Dr bea would work 2 weekends; 1 is the most agreed.',
    ]);
  });
});

describe('over-cover', () => {
  test('is more people than posts', () => {
    const given = instance({
      sessions: [session('mon', 0, '09:00', '12:00')],
      clinicians: [clinician('ann'), clinician('bea')],
    });
    expect(findings('over-cover', given, 'ann@mon bea@mon')).toEqual([
      '1: mon, Mon 30 Nov 2026 09:00-12:00 has 1 more than its 1 posts.',
    ]);
  });
});

describe('room', () => {
  const inRoom = { roomId: 'room 1' };
  const rooms = [
    { id: 'room 1', siteId: 'high-street', places: 1, busy: [{ start: at(1, '09:00'), end: at(1, '10:00') }] },
  ];
  const people = ['ann', 'bea'].map((id) => clinician(id));

  test('is worked in by one session at a time', () => {
    const given = instance({
      rooms: [{ ...rooms[0]!, places: null }],
      sessions: [
        session('a', 0, '09:00', '12:00', { lines: [inRoom] }),
        session('b', 0, '11:00', '14:00', { lines: [inRoom] }),
        session('c', 0, '14:00', '15:00', { lines: [inRoom] }),
      ],
      clinicians: people,
    });
    expect(findings('room', given, 'ann@a bea@b ann@c')).toEqual([
      '1: a, Mon 30 Nov 2026 09:00-12:00 and b, Mon 30 Nov 2026 11:00-14:00 would both be in room room 1.',
    ]);
    expect(findings('room', given, 'ann@a ann@c')).toEqual([]);
  });

  test('holds no more people than it has places', () => {
    const given = instance({
      rooms,
      sessions: [session('a', 0, '09:00', '12:00', { lines: [{ ...inRoom, count: 2 }] })],
      clinicians: people,
    });
    expect(findings('room', given, 'ann@a bea@a')).toEqual([
      '1: a, Mon 30 Nov 2026 09:00-12:00: 2 people in room room 1, which has 1 places.',
    ]);
  });

  test('is nobody’s while somebody else has it', () => {
    const given = instance({
      rooms,
      sessions: [session('a', 1, '09:30', '12:00', { lines: [inRoom] })],
      clinicians: people,
    });
    expect(findings('room', given, 'ann@a')).toEqual([
      '1: a, Tue 1 Dec 2026 09:30-12:00: somebody else has room room 1.',
    ]);
  });
});

describe('supervision', () => {
  const assisted = session('pa', 0, '09:00', '13:00', { lines: [{ roles: ['PA'] }] });
  const people = [clinician('ann'), clinician('pat', { roles: ['PA'] })];

  test('is there through the whole session, at the same site', () => {
    const given = instance({
      sessions: [
        assisted,
        session('half', 0, '09:00', '11:00'),
        session('rest', 0, '11:00', '13:00'),
        session('away', 0, '09:00', '13:00', { lines: [{ siteId: 'hub' }] }),
      ],
      clinicians: people,
    });
    const missing = '1: No supervisor is at High Street through all of pa, Mon 30 Nov 2026 09:00-13:00.';
    expect(findings('supervision', given, 'pat@pa ann@half ann@rest')).toEqual([]);
    expect(findings('supervision', given, 'pat@pa ann@half')).toEqual([missing]);
    expect(findings('supervision', given, 'pat@pa ann@away')).toEqual([missing, missing]);
    expect(findings('supervision', given, 'ann@half')).toEqual([]);
  });

  test('may be somebody known to be there anyway', () => {
    const given = instance({
      sessions: [assisted],
      clinicians: people,
      presences: [{ siteId: 'high-street', role: 'GP', start: at(0, '08:00'), end: at(0, '18:00') }],
    });
    expect(findings('supervision', given, 'pat@pa')).toEqual([]);
  });

  test('may be asked for one person or one post', () => {
    const given = instance({
      sessions: [
        session('a', 0, '09:00', '13:00'),
        session('b', 0, '09:00', '13:00', { lines: [{ supervisedBy: ['GP'], roles: ['NURSE'] }] }),
      ],
      clinicians: [
        clinician('new', { supervisedBy: ['TRAINER'] }),
        clinician('nurse', { roles: ['NURSE'] }),
        clinician('trainer', { roles: ['TRAINER', 'NURSE'] }),
      ],
    });
    expect(findings('supervision', given, 'new@a trainer@b')).toEqual([]);
    expect(findings('supervision', given, 'new@a nurse@b')).toEqual([
      '1: No supervisor is at High Street through all of a, Mon 30 Nov 2026 09:00-13:00.',
    ]);
  });
});
