import type { Clinician, Instance, Session } from '../model/instance.js';

export interface BenchmarkShift {
  employee: string;
  day: number;
  shift: string;
}

export interface BenchmarkFindings {
  /** Weights of requests that are not met, and of cover below and above what is required. */
  requests: number;
  under: number;
  over: number;
  cost: number;
  /** The hard rules that are broken, a sentence each. */
  broken: string[];
}

/**
 * Judges a roster of the Shift Scheduling Benchmark by what its files mean (Curtois and Qu 2014), without the kernel:
 * the instance is what the file says, with a session for each shift on a day. Time before and after the horizon
 * satisfies minimum runs. Throws RangeError when the roster names something that the file does not.
 */
export function checkBenchmark(instance: Instance, roster: readonly BenchmarkShift[]): BenchmarkFindings {
  for (const { employee, day, shift } of roster) {
    if (!instance.clinicians.some(({ id }) => id === employee))
      throw new RangeError(`There is no employee ${employee}.`);
    sessionOf(instance, day, shift);
  }
  let requests = 0;
  let under = 0;
  let over = 0;
  for (const { id, preferences } of instance.clinicians) {
    for (const { want, weight, sessionIds } of preferences) {
      const works = roster.some(
        ({ employee, day, shift }) => employee === id && sessionIds?.includes(`${day}:${shift}`) === true,
      );
      if (works !== want) requests += weight;
    }
  }
  for (const session of instance.sessions) {
    const there = new Set(
      roster.filter(({ day, shift }) => `${day}:${shift}` === session.id).map(({ employee }) => employee),
    ).size;
    const line = session.lines[0];
    if (line === undefined) continue;
    under += Math.max(0, line.count - there) * line.underWeight;
    over += Math.max(0, there - line.count) * line.overWeight;
  }
  const broken = instance.clinicians.flatMap((employee) => brokenBy(instance, employee, roster));
  return { requests, under, over, cost: requests + under + over, broken };
}

function brokenBy(instance: Instance, { id, leave, limits }: Clinician, roster: readonly BenchmarkShift[]): string[] {
  const found: string[] = [];
  const shifts: (string | null)[] = Array.from({ length: instance.days }, () => null);
  for (const { day, shift } of roster.filter(({ employee }) => employee === id)) {
    const before = shifts[day] ?? null;
    if (before !== null) found.push(`${id} has shifts ${before} and ${shift} on day ${day}.`);
    shifts[day] = shift;
    if (leave.some(({ start }) => start === day * 1440)) found.push(`${id} works on day ${day}, a day off.`);
  }
  shifts.forEach((shift, day) => {
    const next = shifts[day + 1] ?? null;
    if (instance.successions.some((pair) => pair.first === shift && pair.next === next)) {
      found.push(`${id}: shift ${next} on day ${day + 1} must not follow ${shift}.`);
    }
  });
  for (const [kind, most] of Object.entries(limits.perKind ?? {})) {
    const count = shifts.filter((shift) => shift === kind).length;
    if (count > most) found.push(`${id} has ${count} shifts ${kind}, at most ${most}.`);
  }
  const minutes = shifts.reduce((sum, shift, day) => {
    if (shift === null) return sum;
    const { start, end } = sessionOf(instance, day, shift);
    return sum + end - start;
  }, 0);
  if (minutes > (limits.maximumMinutes ?? Infinity)) found.push(`${id} works ${minutes} minutes, too many.`);
  if (minutes < (limits.minimumMinutes ?? 0)) found.push(`${id} works ${minutes} minutes, too few.`);
  let worked = 0;
  for (let saturday = 5; saturday < instance.days; saturday += 7) {
    if (shifts[saturday] != null || shifts[saturday + 1] != null) worked += 1;
  }
  if (worked > (limits.weekends?.count ?? Infinity)) found.push(`${id} works ${worked} weekends, too many.`);

  for (let first = 0; first < shifts.length;) {
    const works = shifts[first] !== null;
    let end = first;
    while (end < shifts.length && (shifts[end] !== null) === works) end += 1;
    const length = end - first;
    const atEdge = first === 0 || end === shifts.length;
    const least = works ? limits.shortestRunOfWork : limits.shortestRunOff;
    const what = `${length} ${works ? 'shifts' : 'days off'} in a row from day ${first}`;
    if (works && length > (limits.consecutiveDays ?? Infinity)) found.push(`${id} has ${what}, too many.`);
    if (!atEdge && length < (least ?? 0)) found.push(`${id} has ${what}, too few.`);
    first = end;
  }
  return found;
}

function sessionOf(instance: Instance, day: number, shift: string): Session {
  const session = instance.sessions.find(({ id }) => id === `${day}:${shift}`);
  if (session === undefined) throw new RangeError(`There is no shift ${shift} on day ${day}.`);
  return session;
}
