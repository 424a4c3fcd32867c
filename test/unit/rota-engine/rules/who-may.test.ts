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

const monday = session('mon', 0, '09:00', '13:00');

describe('role', () => {
  test('keeps out whoever has none of the roles that the post asks for', () => {
    const given = instance({
      sessions: [session('mon', 0, '09:00', '13:00', { lines: [{ roles: ['GP', 'ANP'] }] })],
      clinicians: [clinician('ann'), clinician('bea', { roles: ['NURSE'] })],
    });
    expect(findings('role', given, 'ann@mon bea@mon')).toEqual([
      '1: Dr bea has none of the roles that mon, Mon 30 Nov 2026 09:00-13:00 asks for (GP, ANP).',
    ]);
  });

  test('lets anyone into a post that asks for no role', () => {
    const given = instance({
      sessions: [session('mon', 0, '09:00', '13:00', { lines: [{ roles: [] }] })],
      clinicians: [clinician('bea', { roles: [] })],
    });
    expect(findings('role', given, 'bea@mon')).toEqual([]);
  });
});

describe('registration', () => {
  test('must be valid on the day, in a role that is registered', () => {
    const given = instance({
      sessions: [monday, session('tue', 1, '09:00', '13:00')],
      clinicians: [clinician('ann', { registrations: [{ from: null, to: 1 }] })],
    });
    expect(findings('registration', given, 'ann@mon ann@tue')).toEqual([
      '1: Dr ann has no registration that is valid on the day of tue, Tue 1 Dec 2026 09:00-13:00.',
    ]);
  });

  test('is not asked of a role without a register', () => {
    const given = instance({
      sessions: [session('mon', 0, '09:00', '13:00', { lines: [{ roles: ['COORDINATOR'] }] })],
      clinicians: [clinician('ann', { roles: ['COORDINATOR'], registrations: [] })],
    });
    expect(findings('registration', given, 'ann@mon')).toEqual([]);
  });
});

describe('skill', () => {
  test('asks for every skill of the post', () => {
    const given = instance({
      sessions: [session('mon', 0, '09:00', '13:00', { lines: [{ skills: ['diabetes', 'insulin'] }] })],
      clinicians: [clinician('ann', { skills: ['diabetes', 'insulin'] }), clinician('bea', { skills: ['diabetes'] })],
    });
    expect(findings('skill', given, 'ann@mon bea@mon')).toEqual([
      '1: Dr bea lacks insulin, which mon, Mon 30 Nov 2026 09:00-13:00 asks for.',
    ]);
  });
});

describe('employment', () => {
  test('runs from its first day to the day before its last', () => {
    const days = ['mon', 'tue', 'wed'].map((id, day) => session(id, day, '09:00', '13:00'));
    const given = instance({
      sessions: days,
      clinicians: [clinician('ann', { employments: [employment({ from: 1, to: 2 })] })],
    });
    expect(findings('employment', given, 'ann@mon ann@tue ann@wed')).toEqual([
      '1: Dr ann is not employed for this rota on the day of mon, Mon 30 Nov 2026 09:00-13:00.',
      '1: Dr ann is not employed for this rota on the day of wed, Wed 2 Dec 2026 09:00-13:00.',
    ]);
  });
});

describe('leave', () => {
  test('keeps its minutes free, and ends when it ends', () => {
    const given = instance({
      sessions: [monday, session('mon-pm', 0, '13:00', '17:00')],
      clinicians: [clinician('ann', { leave: [{ start: at(0, '00:00'), end: at(0, '13:00') }] })],
    });
    expect(findings('leave', given, 'ann@mon ann@mon-pm')).toEqual([
      '1: Dr ann is on leave during mon, Mon 30 Nov 2026 09:00-13:00.',
    ]);
  });
});

describe('working-pattern', () => {
  const part = (weekday: number, start: string, end: string) => ({
    weekday,
    start: at(0, start),
    end: at(0, end),
    from: null,
    to: null,
  });

  test('holds the whole session, over parts that touch', () => {
    const given = instance({
      sessions: [monday, session('tue', 1, '09:00', '13:00')],
      clinicians: [
        clinician('ann', {
          pattern: [part(1, '08:00', '11:00'), part(1, '11:00', '13:00'), part(2, '08:00', '12:00')],
        }),
      ],
    });
    expect(findings('working-pattern', given, 'ann@mon ann@tue')).toEqual([
      '1: tue, Tue 1 Dec 2026 09:00-13:00 is outside the working pattern of Dr ann.',
    ]);
  });

  test('allows any time where none is recorded, and no time where it is empty', () => {
    const given = instance({ sessions: [monday], clinicians: [clinician('ann'), clinician('bea', { pattern: [] })] });
    expect(findings('working-pattern', given, 'ann@mon bea@mon')).toEqual([
      '1: mon, Mon 30 Nov 2026 09:00-13:00 is outside the working pattern of Dr bea.',
    ]);
  });
});

describe('commitments', () => {
  test('elsewhere keep their time free and, where the place is known, the way to it', () => {
    const given = instance({
      sessions: [session('mon', 0, '09:00', '13:00'), session('tue', 1, '09:00', '13:00')],
      clinicians: [
        clinician('ann', {
          commitments: [work(0, '13:00', '15:00'), work(1, '13:10', '15:00', { siteId: 'mill-lane' })],
        }),
      ],
    });
    expect(findings('commitments', given, 'ann@mon ann@tue')).toEqual([
      '1: Dr ann has a commitment elsewhere (13:10-15:00) that meets tue, Tue 1 Dec 2026 09:00-13:00.',
    ]);
  });
});

describe('shifts-of-a-kind', () => {
  const days = [0, 1, 2].map((day) => session(`late${day}`, day, '13:00', '20:00', { kind: 'late' }));

  test('counts the sessions of the kind against what was agreed', () => {
    const given = instance({ sessions: days, clinicians: [clinician('ann', { limits: { perKind: { late: 1 } } })] });
    expect(findings('shifts-of-a-kind', given, 'ann@late0 ann@late1 ann@late2')).toEqual([
      '2: Dr ann has 2 more than the 1 agreed of one kind.',
    ]);
  });

  test('keeps out whoever agreed to none', () => {
    const given = instance({
      sessions: days.slice(0, 1),
      clinicians: [clinician('ann', { limits: { perKind: { late: 0 } } })],
    });
    expect(findings('shifts-of-a-kind', given, 'ann@late0')).toEqual([
      '1: Dr ann has agreed to none of the kind of late0, Mon 30 Nov 2026 13:00-20:00.',
      '1: Dr ann has 1 more than the 0 agreed of one kind.',
    ]);
  });
});
