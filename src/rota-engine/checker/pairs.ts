import { breach, type Breach, byClinician, type Case, type Held, passed, travelBetween } from './held.js';
import { restOf } from './who-may.js';

/** Two sessions of one clinician that cannot both be, and stretches of more without a break. */
export function brokenPairs(given: Case): Breach[] {
  return byClinician(given).flatMap(({ own }) => [
    ...own.flatMap((earlier, place) => own.slice(place + 1).flatMap((later) => pair(given, earlier, later))),
    ...longStretches(given, own),
  ]);
}

function pair({ instance, profile }: Case, earlier: Held, later: Held): Breach[] {
  const found: Breach[] = [];
  const no = (rule: string, sentence: string) => {
    const key = `${earlier.clinician.id} ${[earlier.post, later.post].sort().join(' ')}`;
    const both = `${earlier.session.title} (${earlier.post}) and ${later.session.title} (${later.post})`;
    found.push(breach(rule, key, 1, `${earlier.clinician.name}, ${both}: ${sentence}`));
  };
  const gap = passed(instance, earlier.session.end, later.session.start);
  if (gap < travelBetween(instance, earlier.line.siteId, later.line.siteId)) {
    no('overlap', 'overlap, or there is no time to travel between them.');
  }
  const rest = restOf(earlier.clinician, profile.numbers.dailyRestMinutes);
  if (later.day > earlier.day && gap >= 0 && gap < rest) no('daily-rest', `fewer than ${rest} minutes of rest.`);
  const forbidden = instance.successions.some(
    ({ first, next }) => first === earlier.session.kind && next === later.session.kind,
  );
  if (later.day === earlier.day + 1 && forbidden) no('successions', 'the second must not follow the first.');
  return found;
}

/** The shortest chains of sessions, without a break inside or between, that last too long. */
function longStretches({ instance, profile }: Case, own: readonly Held[]): Breach[] {
  const { breakMinutes, breakWhenOverMinutes } = profile.numbers;
  const open = own.filter(({ session }) => session.breakMinutes < breakMinutes);
  const follows = (a: Held, b: Held) => {
    const gap = passed(instance, a.session.end, b.session.start);
    return gap >= 0 && gap < breakMinutes;
  };
  const tooLong = (chain: readonly Held[]) =>
    passed(instance, chain[0]?.session.start ?? 0, chain.at(-1)?.session.end ?? 0) > breakWhenOverMinutes;
  const found: Held[][] = [];
  const extend = (chain: readonly Held[]): void => {
    for (const next of open.filter((each) => follows(chain.at(-1) ?? each, each))) {
      const longer = [...chain, next];
      if (!tooLong(longer)) extend(longer);
      else if (longer.length === 2 || !tooLong(longer.slice(1))) found.push(longer);
    }
  };
  for (const first of open) extend([first]);
  return found.map((chain) => {
    const key = `${chain[0]?.clinician.id} ${chain.map(({ post }) => post).join(' ')}`;
    const names = chain.map(({ session, post }) => `${session.title} (${post})`).join(', ');
    return breach('break', key, 1, `${chain[0]?.clinician.name}: no break in ${names}.`);
  });
}
