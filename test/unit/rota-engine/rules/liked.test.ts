import { describe, expect, test } from '@jest/globals';
import {
  assignments,
  at,
  clinician,
  employment,
  findings,
  instance,
  preference,
  session,
  work,
} from '../../../support/rota-engine/rota-instance.js';

const weekdays = Array.from({ length: 5 }, (_, day) => session(`d${day}`, day, '09:00', '12:00'));

describe('contract-under', () => {
  test('counts the contracted minutes of the week that no session uses', () => {
    const given = instance({
      sessions: weekdays,
      clinicians: [clinician('ann', { employments: [employment({ contractedMinutesPerWeek: 500 })] })],
    });
    expect(findings('contract-under', given, 'ann@d0 ann@d1')).toEqual([
      '140: Dr ann has 140 of 500 contracted minutes left in the week of Mon 30 Nov 2026.',
    ]);
  });

  test('asks less of a week with leave, with a last day, or that is not whole', () => {
    const person = (over: object) =>
      clinician('ann', { employments: [employment({ contractedMinutesPerWeek: 500 })], ...over });
    const left = (over: object, days = 7) =>
      findings('contract-under', instance({ days, clinicians: [person(over)] }), '').map((each) => each.split(':')[0]);
    expect(left({ leave: [{ start: at(0, '00:00'), end: at(2, '00:00') }] })).toEqual(['300']);
    expect(left({ employments: [employment({ contractedMinutesPerWeek: 500, to: 1 })] })).toEqual(['100']);
    expect(left({}, 3)).toEqual(['300']);
    expect(left({ pattern: [{ weekday: 2, start: 0, end: 1440, from: null, to: null }] }, 1)).toEqual([]);
  });
});

describe('contract-over', () => {
  test('counts the minutes of the week beyond the contract', () => {
    const given = instance({
      sessions: weekdays,
      clinicians: [clinician('ann', { employments: [employment({ contractedMinutesPerWeek: 300 })] })],
    });
    expect(findings('contract-over', given, 'ann@d0 ann@d1')).toEqual([
      '60: Dr ann works 60 minutes over the 300 contracted in the week of Mon 30 Nov 2026.',
    ]);
  });
});

describe('fair-evenings', () => {
  const evenings = [0, 1, 2, 3].map((day) => session(`e${day}`, day, '18:30', '20:00'));

  test('are shared by contracted time; the second evening from the share counts twice', () => {
    const given = instance({
      sessions: evenings,
      clinicians: [
        clinician('ann', { employments: [employment({ contractedMinutesPerWeek: 750 })] }),
        clinician('bea', { employments: [employment({ contractedMinutesPerWeek: 250 })] }),
      ],
    });
    expect(findings('fair-evenings', given, 'ann@e0 ann@e1 ann@e2 bea@e3')).toEqual([]);
    expect(findings('fair-evenings', given, 'ann@e0 bea@e1 bea@e2 bea@e3')).toEqual([
      '2: Dr ann is 2 evenings from a fair share of 3.',
      '1: Dr ann is 1 evening from a fair share of 3.',
      '2: Dr bea is 2 evenings from a fair share of 1.',
      '1: Dr bea is 1 evening from a fair share of 1.',
    ]);
  });

  test('look back: who had more before has fewer now', () => {
    const given = instance({
      historyDays: 14,
      sessions: evenings.slice(0, 2),
      clinicians: [
        clinician('ann', { history: [work(-3, '18:30', '20:00'), work(-4, '18:30', '20:00')] }),
        clinician('bea'),
      ],
    });
    expect(findings('fair-evenings', given, 'bea@e0 bea@e1')).toEqual([]);
    expect(findings('fair-evenings', given, 'ann@e0 bea@e1')).toEqual([
      '1: Dr ann is 1 evening from a fair share of 2.',
      '1: Dr bea is 1 evening from a fair share of 2.',
    ]);
  });
});

describe('fair-saturdays', () => {
  test('are shared like evenings, by sessions', () => {
    const given = instance({
      sessions: [
        session('am', 5, '09:00', '12:00'),
        session('pm', 5, '13:00', '17:00'),
        session('mon', 0, '09:00', '12:00'),
      ],
      clinicians: [clinician('ann'), clinician('bea')],
    });
    expect(findings('fair-saturdays', given, 'ann@am bea@pm ann@mon')).toEqual([]);
    expect(findings('fair-saturdays', given, 'ann@am ann@pm')).toEqual([
      '1: Dr ann is 1 Saturday session from a fair share of 1.',
      '1: Dr bea is 1 Saturday session from a fair share of 1.',
    ]);
  });
});

describe('continuity', () => {
  const series = weekdays.map((each) => ({ ...each, title: 'Foot clinic', seriesId: 'foot' }));

  test('counts every clinician of a series beyond its posts', () => {
    const given = instance({ sessions: series, clinicians: ['ann', 'bea', 'cat'].map((id) => clinician(id)) });
    expect(findings('continuity', given, 'ann@d0 ann@d1 ann@d2')).toEqual([]);
    expect(findings('continuity', given, 'ann@d0 bea@d1 cat@d2')).toEqual([
      '2: The series Foot clinic is worked by 3 people where 1 would do.',
    ]);
  });

  test('remembers who worked it before', () => {
    const given = instance({
      historyDays: 7,
      sessions: series,
      clinicians: [clinician('ann', { history: [work(-5, '09:00', '12:00', { seriesId: 'foot' })] }), clinician('bea')],
    });
    expect(findings('continuity', given, 'ann@d0')).toEqual([]);
    expect(findings('continuity', given, 'bea@d0')).toHaveLength(1);
  });
});

describe('wants', () => {
  test('cost their points when none of their sessions is given', () => {
    const given = instance({
      sessions: weekdays,
      clinicians: [
        clinician('ann', {
          preferences: [preference({ weight: 3, sessionIds: ['d0'] }), preference({ weight: 2, weekdays: [2, 3] })],
        }),
      ],
    });
    expect(findings('wants', given, 'ann@d0 ann@d2')).toEqual([]);
    expect(findings('wants', given, 'ann@d3')).toEqual([
      '2: Dr ann gets none of the sessions of one wish.',
      '3: Dr ann wished for d0, Mon 30 Nov 2026 09:00-12:00.',
    ]);
  });

  test('that leave makes impossible are still told', () => {
    const given = instance({
      sessions: weekdays,
      clinicians: [
        clinician('ann', {
          leave: [{ start: 0, end: 1440 }],
          preferences: [preference({ weight: 3, sessionIds: ['d0'] })],
        }),
      ],
    });
    expect(findings('wants', given, '')).toEqual(['3: Dr ann gets none of the sessions of one wish.']);
  });
});

describe('avoids', () => {
  test('cost their points for each of their sessions that is given', () => {
    const given = instance({
      sessions: [...weekdays, session('away', 0, '14:00', '15:00', { lines: [{ siteId: 'hub' }] })],
      clinicians: [
        clinician('ann', {
          preferences: [
            preference({ want: false, weight: 2, siteIds: ['hub'] }),
            preference({
              want: false,
              weight: 1,
              within: { start: at(1, '00:00'), end: at(2, '00:00') },
              kinds: ['clinic'],
            }),
          ],
        }),
      ],
    });
    expect(findings('avoids', given, 'ann@away ann@d0 ann@d1')).toEqual([
      '2: Dr ann wished not to work away, Mon 30 Nov 2026 14:00-15:00.',
      '1: Dr ann wished not to work d1, Tue 1 Dec 2026 09:00-12:00.',
    ]);
  });
});

describe('travel-from-home', () => {
  test('counts the known minutes of each session', () => {
    const given = instance({
      sessions: [...weekdays, session('away', 0, '14:00', '15:00', { lines: [{ siteId: 'hub' }] })],
      clinicians: [clinician('ann', { homeMinutes: [15, 20, null] })],
    });
    expect(findings('travel-from-home', given, 'ann@d0 ann@away')).toEqual([
      '15: Dr ann travels 15 minutes to d0, Mon 30 Nov 2026 09:00-12:00.',
    ]);
  });
});

const threeSites = instance({
  sessions: [
    session('a', 0, '09:00', '12:00'),
    session('b', 0, '13:00', '15:00', { lines: [{ siteId: 'mill-lane' }] }),
    session('c', 0, '16:00', '17:00', { lines: [{ siteId: 'hub' }] }),
    session('d', 0, '17:00', '18:00', { lines: [{ siteId: 'hub' }] }),
  ],
  clinicians: [clinician('ann')],
});

describe('travel-between-sites', () => {
  test('counts the minutes between each two sites of a day, once', () => {
    expect(findings('travel-between-sites', threeSites, 'ann@a ann@c ann@d')).toEqual([
      '40: Dr ann travels 40 minutes between High Street and The Hub on Mon 30 Nov 2026.',
    ]);
    expect(findings('travel-between-sites', threeSites, 'ann@c ann@d')).toEqual([]);
  });
});

describe('sites-a-day', () => {
  test('counts the sites of a day beyond the first', () => {
    expect(findings('sites-a-day', threeSites, 'ann@a ann@b ann@c ann@d')).toEqual([
      '2: Dr ann works at 3 sites on Mon 30 Nov 2026.',
    ]);
    expect(findings('sites-a-day', threeSites, 'ann@a ann@b ann@c', { numbers: { sitesPerDay: 2 } })).toHaveLength(1);
  });
});

describe('contacts-a-day', () => {
  test('counts the contacts of a day beyond 25', () => {
    const given = instance({
      sessions: [
        session('am', 0, '09:00', '12:00', { lines: [{ contacts: 14 }] }),
        session('pm', 0, '13:00', '16:00', { lines: [{ contacts: 14 }] }),
      ],
      clinicians: [clinician('ann'), clinician('bea')],
    });
    expect(findings('contacts-a-day', given, 'ann@am ann@pm')).toEqual([
      '3: Dr ann has 28 contacts on Mon 30 Nov 2026; 25 is safe.',
    ]);
    expect(findings('contacts-a-day', given, 'ann@am bea@pm')).toEqual([]);
  });
});

describe('changes', () => {
  test('count for who loses a session and for who gets it, dearer the nearer its day', () => {
    const given = instance({
      days: 21,
      now: at(-1, '09:00'),
      inForce: assignments('ann@soon ann@later'),
      sessions: [session('soon', 0, '09:00', '12:00'), session('later', 20, '09:00', '12:00')],
      clinicians: [clinician('ann'), clinician('bea')],
    });
    const told = (who: string, what: string) => `Dr ${who} has to be told of a change: ${what}.`;
    const soon = 'soon, Mon 30 Nov 2026 09:00-12:00';
    const later = 'later, Sun 20 Dec 2026 09:00-12:00';
    expect(findings('changes', given, 'ann@soon ann@later')).toEqual([]);
    expect(findings('changes', given, 'ann@soon bea@later')).toEqual([
      `1: ${told('ann', later)}`,
      `1: ${told('bea', later)}`,
    ]);
    expect(findings('changes', given, 'ann@later')).toEqual([`8: ${told('ann', soon)}`]);
  });
});
