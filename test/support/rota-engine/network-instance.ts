import type { Clinician, Instance, Session } from '../../../src/rota-engine/model/instance.js';
import { clinician, employment, instance, preference, session } from './rota-instance.js';
import { dice } from './random-rota-instance.js';

export interface NetworkSize {
  seed: number;
  clinicians: number;
  sites: number;
  weeks: number;
  sessionsAWeek: number;
  /** Contracts of each role as a share of the posts that ask for it; 1 is about equal to demand. */
  contracts?: number;
}

const roles = [
  ['GP', 'General practitioner', 30],
  ['PHARMACIST', 'Clinical pharmacist', 25],
  ['NURSE', 'General practice nurse', 20],
  ['PHYSIO', 'First contact physiotherapist', 15],
  ['PARAMEDIC', 'Paramedic', 10],
] as const;

const morning = ['08:30', '12:30'] as const;
const afternoon = ['13:30', '17:30'] as const;
const evening = ['18:30', '20:00'] as const;

/**
 * A primary care network with invented people, the same for the same seed: mornings, afternoons and evenings from
 * Monday to Friday and Saturdays in weekly series, a quarter of them for two; contracts by role about equal to demand;
 * weekly patterns, leave, Saturdays and evenings that some never work, travel from home and between sites, wishes.
 */
export function networkInstance(size: NetworkSize): Instance {
  const roll = dice(size.seed);
  const chance = (percent: number) => roll(100) < percent;
  const places = Array.from({ length: size.sites }, () => [roll(40), roll(40)] as const);
  const minutes = (here: readonly [number, number], there: readonly [number, number]) =>
    Math.round(Math.hypot(here[0] - there[0], here[1] - there[1]));
  const series = Array.from({ length: size.sessionsAWeek }, (_, index) => seriesOf(index, size, roll));
  const sessions = Array.from({ length: size.weeks }, (_, week) =>
    series.map((each, index): Session =>
      session(`w${week}-${index}`, week * 7 + each.day, each.from, each.to, {
        title: `${each.role.toLowerCase()} clinic ${index}`,
        seriesId: `series ${index}`,
        lines: [
          {
            roles: [each.role],
            skills: each.skilled ? ['DIABETES'] : [],
            count: each.count,
            siteId: `site-${each.site}`,
            priority: each.from === evening[0] ? 2 : 1,
            contacts: 12,
          },
        ],
      }),
    ),
  ).flat();
  const byRole = staffOf(size.clinicians);
  const people = byRole.flatMap(([role, count]) => {
    const wanted = series
      .filter((each) => each.role === role)
      .reduce((sum, each) => sum + each.count * each.minutes, 0);
    const shares = Array.from({ length: count }, () => 3 + roll(6));
    const total = shares.reduce((sum, share) => sum + share, 0);
    return shares.map((share, index): Clinician => {
      const home = [roll(40), roll(40)] as const;
      const off = roll(5);
      const contract = Math.round(((size.contracts ?? 1) * wanted * share) / total / 10) * 10;
      const weekdays = [1, 2, 3, 4, 5, 6].filter((day) => (day === 6 ? chance(60) : day !== off + 1 || share > 6));
      const late = chance(60);
      return clinician(`${role.toLowerCase()}-${index}`, {
        roles: [role],
        skills: index % 2 === 0 ? ['DIABETES'] : [],
        employments: [
          employment({ contractedMinutesPerWeek: contract, maximumMinutesPerWeek: Math.max(contract + 480, 1200) }),
        ],
        pattern: weekdays.map((weekday) => ({ weekday, start: 480, end: late ? 1200 : 1080, from: null, to: null })),
        leave: leaveOf(size.weeks, roll),
        homeMinutes: places.map((place) => minutes(home, place)),
        preferences: chance(30)
          ? [preference({ want: false, weight: 1 + roll(5), weekdays: [1 + roll(5)] })]
          : [preference({ want: false, weight: 1 + roll(3), siteIds: [`site-${roll(size.sites)}`] })],
        limits: { saturdays: { count: 1, weeks: 2 } },
      });
    });
  });
  return instance({
    id: `network ${size.seed} ${size.clinicians} ${size.sites} ${size.weeks} ${size.sessionsAWeek}`,
    days: size.weeks * 7,
    roles: roles.map(([code, name]) => ({ code, name, registered: true, supervisedBy: [] })),
    sites: places.map((_, index) => ({ id: `site-${index}`, name: `Site ${index + 1}` })),
    travelMinutes: places.map((here) => places.map((there) => minutes(here, there))),
    sessions,
    clinicians: people,
    standardHours: Array.from({ length: size.weeks * 7 }, (_, day) => day)
      .filter((day) => day % 7 < 5)
      .map((day) => ({ start: day * 1440 + 1110, end: day * 1440 + 1200 })),
  });
}

/** The sessions of the public table: 60 clinicians, 5 roles, 8 sites, 150 sessions a week, 8 weeks. */
export function mediumNetwork(seed: number): Instance {
  return networkInstance({ seed, clinicians: 60, sites: 8, weeks: 8, sessionsAWeek: 150 });
}

/** 120 clinicians, 12 sites, 300 sessions a week, 13 weeks. */
export function largeNetwork(seed: number): Instance {
  return networkInstance({ seed, clinicians: 120, sites: 12, weeks: 13, sessionsAWeek: 300 });
}

/** One series; the first five put a GP on site on every weekday evening. */
function seriesOf(index: number, size: NetworkSize, roll: (below: number) => number) {
  const gpEvening = index < 5;
  const saturday = !gpEvening && roll(100) < 6;
  const part = gpEvening || (!saturday && roll(100) < 8) ? evening : roll(2) === 0 ? morning : afternoon;
  const drawn = roll(100);
  let below = 0;
  const role = roles.find(([, , share]) => (below += share) > drawn)?.[0] ?? 'GP';
  return {
    day: gpEvening ? index : saturday ? 5 : roll(5),
    from: part[0],
    to: part[1],
    minutes: part === evening ? 90 : 240,
    role: gpEvening ? 'GP' : role,
    site: roll(size.sites),
    count: roll(4) === 0 ? 2 : 1,
    skilled: roll(100) < 15,
  };
}

/** Clinicians by role in proportion to demand, the first role taking what is left over. */
function staffOf(clinicians: number): (readonly [string, number])[] {
  const others = roles.slice(1).map(([code, , share]) => [code, Math.round((clinicians * share) / 100)] as const);
  return [['GP', clinicians - others.reduce((sum, [, count]) => sum + count, 0)], ...others];
}

/** A week of leave in every eight or so, and now and then a day. */
function leaveOf(weeks: number, roll: (below: number) => number) {
  const day = roll(weeks * 7);
  const spans = roll(8) < weeks ? [[roll(weeks) * 7, 5] as const] : [];
  return [...spans, [day, 1] as const].map(([from, days]) => ({ start: from * 1440, end: (from + days) * 1440 }));
}
