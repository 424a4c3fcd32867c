import type { Assignment, Instance } from '../model/instance.js';
import type { Profile } from '../model/profile.js';
import { rules } from '../rules/rules.js';
import { brokenAmounts } from './amounts.js';
import { brokenRuns } from './days-worked.js';
import { type Breach, type Case, heldBy, type Held, nameOf } from './held.js';
import { brokenPairs } from './pairs.js';
import { brokenPlaces, brokenSupervision } from './places.js';
import { whyMayNot } from './who-may.js';

export interface Findings {
  /** What the rota breaks beyond what its pins and the past break by themselves. */
  broken: Breach[];
  inherited: Breach[];
  /** Rules that the profile says must not be broken and that this checker does not know. */
  unchecked: string[];
}

const known = new Set([
  'role',
  'registration',
  'skill',
  'employment',
  'leave',
  'working-pattern',
  'commitments',
  'shifts-of-a-kind',
  'overlap',
  'daily-rest',
  'successions',
  'break',
  'minutes-a-day',
  'minutes-a-week',
  'maximum-minutes',
  'average-week',
  'weekly-rest',
  'consecutive-days',
  'saturdays',
  'weekends',
  'over-cover',
  'room',
  'supervision',
  'minimum-minutes',
  'shortest-run-of-work',
  'shortest-run-off',
]);

/**
 * Every prohibition that the rota breaks, found independently: slowly, from the instance, the profile's numbers and the
 * assignments alone, by code that shares nothing with the kernel. The pins belong to every rota, whether named or not.
 * Throws RangeError when an assignment names something that the instance does not hold.
 */
export function checkRota(instance: Instance, profile: Profile, assignments: readonly Assignment[]): Findings {
  const hard = (id: string) => {
    const rule = rules.find((each) => each.id === id);
    return (profile.rules[id]?.hardness ?? rule?.defaults.hardness) === 'PROHIBITS';
  };
  const pins = breachesOf(instance, profile, instance.pins, hard);
  const found = breachesOf(instance, profile, [...instance.pins, ...assignments], hard);
  const ofPins = (one: Breach) =>
    one.shortage ? 0 : Math.max(0, ...pins.filter(({ key }) => key === one.key).map(({ amount }) => amount));
  return {
    broken: found.filter((one) => one.amount > ofPins(one)),
    inherited: pins.filter(({ shortage }) => !shortage),
    unchecked: rules.flatMap(({ id }) => (hard(id) && !known.has(id) ? [id] : [])),
  };
}

function breachesOf(
  instance: Instance,
  profile: Profile,
  assignments: readonly Assignment[],
  hard: (rule: string) => boolean,
): Breach[] {
  const held = heldBy(instance, assignments);
  const given: Case = { instance, profile, held, pins: new Set(instance.pins.map(nameOf)) };
  const prohibited = ({ rule }: Breach) => rule === 'past' || hard(rule);
  const mayHold = (one: Held) =>
    given.pins.has(`${one.clinician.id} ${one.post}`) || !whyMayNot(given, one).some(prohibited);
  return [
    ...held.flatMap((one) => whyMayNot(given, one)),
    ...brokenPairs(given),
    ...brokenAmounts(given),
    ...brokenRuns(given),
    ...brokenPlaces(given),
    ...(hard('supervision') ? brokenSupervision(given, mayHold) : []),
  ].filter(prohibited);
}
