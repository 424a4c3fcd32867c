import { describe, expect, test } from '@jest/globals';
import { at, clinician, findings, instance, session, work } from '../../../support/rota-engine/rota-instance.js';

function week(from: string, to: string, count = 7) {
  return Array.from({ length: count }, (_, day) => session(`d${day}`, day, from, to));
}

describe('cover', () => {
  test('is short by every open post', () => {
    const given = instance({
      sessions: [session('mon', 0, '09:00', '12:00', { lines: [{ count: 3 }, { count: 1 }] })],
      clinicians: [clinician('ann'), clinician('bea')],
    });
    expect(findings('cover', given, 'ann@mon bea@mon.1')).toEqual([
      '2: mon, Mon 30 Nov 2026 09:00-12:00: 2 of 3 posts open.',
    ]);
  });
});

describe('gp-on-site', () => {
  const standardHours = [{ start: at(0, '18:30'), end: at(0, '20:00') }];

  test('is short by the minutes in which no GP is at any site', () => {
    const given = instance({
      standardHours,
      sessions: [
        session('early', 0, '18:00', '19:00'),
        session('late', 0, '19:15', '20:30', { lines: [{ siteId: 'hub', roles: ['NURSE', 'GP'] }] }),
      ],
      clinicians: [clinician('ann'), clinician('bea'), clinician('nia', { roles: ['NURSE'] })],
    });
    const short = (rota: string) => findings('gp-on-site', given, rota);
    const minutes = (count: number) =>
      `${count}: Mon 30 Nov 2026: no GP at any site for ${count} minutes of the Network Standard Hours.`;
    expect(short('ann@early bea@late')).toEqual([minutes(15)]);
    expect(short('ann@early nia@late')).toEqual([minutes(15), minutes(45)].sort());
    expect(short('')).toHaveLength(3);
  });

  test('may be one who is there anyway', () => {
    const given = instance({
      standardHours,
      presences: [{ siteId: 'hub', role: 'GP', start: at(0, '18:30'), end: at(0, '20:00') }],
    });
    expect(findings('gp-on-site', given, '')).toEqual([]);
  });
});

describe('minimum-minutes', () => {
  test('is short by the minutes promised and not given', () => {
    const given = instance({
      sessions: week('09:00', '12:00', 2),
      clinicians: [clinician('ann', { limits: { minimumMinutes: 400 } })],
    });
    expect(findings('minimum-minutes', given, 'ann@d0')).toEqual([
      '220: Dr ann is 220 minutes short of the 400 promised in this rota.',
    ]);
    expect(findings('minimum-minutes', given, 'ann@d0 ann@d1')).toEqual([
      '40: Dr ann is 40 minutes short of the 400 promised in this rota.',
    ]);
  });
});

describe('shortest-run-of-work', () => {
  const limits = { shortestRunOfWork: 3 };

  test('is short by the days missing from each run', () => {
    const given = instance({ sessions: week('09:00', '12:00'), clinicians: [clinician('ann', { limits })] });
    expect(findings('shortest-run-of-work', given, 'ann@d1 ann@d3 ann@d4')).toEqual([
      '2: Dr ann works only 1 of at least 3 days in a row from Tue 1 Dec 2026.',
      '1: Dr ann works only 2 of at least 3 days in a row from Thu 3 Dec 2026.',
    ]);
  });

  test('is taken to go on beyond the edges of what is known', () => {
    const given = instance({ sessions: week('09:00', '12:00'), clinicians: [clinician('ann', { limits })] });
    expect(findings('shortest-run-of-work', given, 'ann@d0 ann@d6')).toEqual([]);
    const known = {
      ...given,
      historyDays: 3,
      clinicians: [clinician('ann', { limits, history: [work(-1, '09:00', '10:00')] })],
    };
    expect(findings('shortest-run-of-work', known, 'ann@d0')).toEqual([
      '1: Dr ann works only 2 of at least 3 days in a row from Sun 29 Nov 2026.',
    ]);
  });
});

describe('shortest-run-off', () => {
  test('is short by the days missing from each run of days off, but for the edges', () => {
    const given = instance({
      sessions: week('09:00', '12:00'),
      clinicians: [clinician('ann', { limits: { shortestRunOff: 2 } })],
    });
    expect(findings('shortest-run-off', given, 'ann@d1 ann@d3 ann@d6')).toEqual([
      '1: Dr ann has only 1 of at least 2 days off in a row from Wed 2 Dec 2026.',
    ]);
  });
});
