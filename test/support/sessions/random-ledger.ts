import {
  type Balances,
  balancesAfter,
  claimsOf,
  type LedgerStep,
  partsOfOne,
  type Turn,
} from '../../../src/sessions/ledger/rules/ledger-step.js';

/** Random numbers that a seed repeats (mulberry32). */
export function randomOf(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const upTo = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return { next, upTo, chance: (of: number) => next() < of };
}
export type Random = ReturnType<typeof randomOf>;

/** A list size: most practices are of some thousands, some of 0.1% of the rest, some enormous. */
export function listSize(random: Random): number {
  if (random.chance(0.15)) return random.upTo(1, 60);
  return random.chance(0.1) ? random.upTo(60_000, 200_000) : random.upTo(1_500, 25_000);
}

export function step(lists: ReadonlyMap<string, number>, places: number): LedgerStep {
  const claims = claimsOf([...lists].map(([practiceId, weight]) => ({ practiceId, weight })));
  if (!claims.ok) throw new Error(claims.problems[0]?.message);
  return { places, claims: claims.value };
}

/** How far ahead (below zero) and how far owed (above) anybody was after each single place, in parts. */
export function extremes(balances: Balances, steps: readonly LedgerStep[], turns: readonly (readonly Turn[])[]) {
  let [least, most] = [0n, 0n];
  const now = new Map(balances);
  for (const [index, { claims }] of steps.entries()) {
    for (const { id } of turns[index] ?? []) {
      for (const [each, claim] of claims) now.set(each, (now.get(each) ?? 0n) + claim);
      now.set(id, (now.get(id) ?? 0n) - partsOfOne);
      for (const each of claims.keys()) {
        const drift = now.get(each) ?? 0n;
        if (drift < least) least = drift;
        if (drift > most) most = drift;
      }
    }
  }
  return { least, most, after: now as Balances };
}

/** H(k) - 1 places in parts, rounded up. */
export function harmonicLessOne(k: number): bigint {
  let sum = 0n;
  for (let each = 2n; each <= BigInt(k); each += 1n) sum += partsOfOne / each + 1n;
  return sum;
}

export function sumOf(balances: Balances): bigint {
  return [...balances.values()].reduce((sum, each) => sum + each, 0n);
}

export function counts(turns: readonly Turn[]): Record<string, number> {
  const count: Record<string, number> = {};
  for (const { id } of turns) count[id] = (count[id] ?? 0) + 1;
  return count;
}

export function after(balances: Balances, steps: readonly LedgerStep[], turns: readonly (readonly Turn[])[]): Balances {
  return steps.reduce<Balances>((now, each, index) => balancesAfter(now, each, turns[index] ?? []), balances);
}
