import type { Instance, Session } from '../../../src/rota-engine/model/instance.js';
import type { Hardness, Profile } from '../../../src/rota-engine/model/profile.js';
import { rules } from '../../../src/rota-engine/rules/rules.js';
import { clinician, employment, instance, preference, profile, session, work } from './rota-instance.js';

/** A number from 0 up to, not with, `below`, different each time, the same for the same seed. */
export function dice(seed: number) {
  let state = seed >>> 0;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const sites = ['high-street', 'mill-lane', 'hub'];
const times = [
  ['08:00', '10:00'],
  ['08:30', '12:40'],
  ['10:00', '12:00'],
  ['12:05', '14:00'],
  ['13:30', '17:40'],
  ['18:30', '20:00'],
  ['22:00', '23:30'],
] as const;

/** A small instance that touches every rule: rooms, supervision, series, history, leave, pins, a rota in force. */
export function randomInstance(seed: number): Instance {
  const roll = dice(seed);
  const chance = (percent: number) => roll(100) < percent;
  const days = 5 + roll(12);
  const sessions = Array.from({ length: 8 + roll(20) }, (_, index): Session => {
    const [from, to] = times[roll(times.length)] ?? times[0];
    const roomy = chance(40);
    const siteId = sites[roll(3)] ?? 'hub';
    const roomId = roomy ? `${siteId} ${roll(2)}` : null;
    return session(`s${index}`, roll(days), from, to, {
      kind: chance(50) ? 'early' : 'late',
      seriesId: chance(60) ? `series ${roll(3)}` : null,
      breakMinutes: chance(10) ? 20 : 0,
      lines: Array.from({ length: 1 + roll(2) }, () => ({
        siteId,
        roomId,
        roles: [['GP'], ['PA'], ['GP', 'PA'], []][roll(4)] ?? [],
        skills: chance(10) ? ['diabetes'] : [],
        count: 1 + roll(2),
        priority: 1 + roll(3),
        contacts: roll(20),
        supervisedBy: chance(10) ? ['GP'] : [],
      })),
    });
  });
  const clinicians = Array.from({ length: 3 + roll(4) }, (_, index) =>
    clinician(`c${index}`, {
      roles: [['GP'], ['PA'], ['GP', 'PA']][roll(3)] ?? [],
      skills: chance(50) ? ['diabetes'] : [],
      supervisedBy: chance(10) ? ['GP'] : [],
      employments: [
        employment({
          contractedMinutesPerWeek: roll(2000),
          maximumMinutesPerWeek: chance(50) ? 300 + roll(2000) : null,
          from: chance(10) ? roll(4) : null,
        }),
      ],
      leave: chance(20) ? [{ start: 1440, end: 2880 }] : [],
      commitments: chance(30) ? [work(roll(days), '18:00', '21:00')] : [],
      history: [-1, -2, -3, -4, -6, -9].flatMap((day) =>
        chance(50) ? [work(day, '13:00', '20:00', { seriesId: `series ${roll(3)}`, kind: 'late' })] : [],
      ),
      homeMinutes: chance(70) ? [roll(40), roll(40), null] : null,
      preferences: Array.from({ length: roll(3) }, () =>
        preference({
          want: chance(50),
          weight: 1 + roll(5),
          weekdays: chance(50) ? [1 + roll(7)] : null,
          sessionIds: chance(50) ? [`s${roll(5)}`] : null,
        }),
      ),
      optedOut: chance(20),
      limits: {
        minutesPerDay: chance(50) ? 300 + roll(300) : null,
        minutesPerWeek: chance(30) ? 600 + roll(600) : null,
        minimumMinutes: chance(50) ? roll(2000) : null,
        maximumMinutes: chance(30) ? 500 + roll(2000) : null,
        dailyRestMinutes: chance(20) ? 720 : null,
        consecutiveDays: 2 + roll(3),
        shortestRunOfWork: chance(60) ? 2 + roll(2) : null,
        shortestRunOff: chance(60) ? 2 + roll(2) : null,
        saturdays: chance(50) ? { count: 1, weeks: 2 } : null,
        weekends: chance(50) ? { count: 1, weeks: null } : null,
        perKind: chance(50) ? { early: 1 + roll(3) } : null,
      },
    }),
  );
  const somebody = () => ({
    clinicianId: clinicians[roll(clinicians.length)]?.id ?? '',
    sessionId: sessions[roll(sessions.length)]?.id ?? '',
    line: 0,
  });
  return instance({
    days,
    firstWeekday: 1 + roll(7),
    historyDays: chance(70) ? 10 : 0,
    clockChanges: chance(30) ? [{ at: 3 * 1440 + 60, forward: 60 }] : [],
    now: -720,
    frozenUntil: chance(20) ? 1440 : null,
    rooms: sites.flatMap((siteId) =>
      [0, 1].map((number) => ({
        id: `${siteId} ${number}`,
        siteId,
        places: chance(50) ? 1 : null,
        busy: chance(20) ? [{ start: 2000, end: 2400 }] : [],
      })),
    ),
    sessions,
    clinicians,
    pins: Array.from({ length: roll(4) }, somebody),
    inForce: chance(50) ? Array.from({ length: 6 }, somebody) : null,
    presences: chance(30) ? [{ siteId: 'hub', role: 'GP', start: 480, end: 900 }] : [],
    standardHours: [0, 1, 2].map((day) => ({ start: day * 1440 + 1110, end: day * 1440 + 1200 })),
    successions: [{ first: 'late', next: 'early' }],
  });
}

/** Any rule may prohibit, oblige, prefer or be off, whatever its default. */
export function randomProfile(seed: number): Profile {
  const roll = dice(seed);
  const hardness: Hardness[] = ['PROHIBITS', 'OBLIGES', 'PREFERS', 'OFF'];
  const changed = rules.flatMap(({ id }) =>
    roll(100) < 40
      ? [[id, { hardness: hardness[roll(4)] ?? 'OFF', rank: 1 + roll(4), weight: 1 + roll(20) }] as const]
      : [],
  );
  return profile({ rules: Object.fromEntries(changed), numbers: { fairnessWeeks: 3, contactsPerDay: 25 } });
}
