import { describe, expect, test } from '@jest/globals';
import { giveInTurn } from '../../../src/sessions/ledger/rules/fair-ledger.js';
import { foreseenTurns } from '../../../src/sessions/ledger/rules/foreseen-turns.js';
import {
  type Balances,
  balancesAfter,
  type LedgerStep,
  partsOfOne,
  type Turn,
} from '../../../src/sessions/ledger/rules/ledger-step.js';
import { runs } from '../../support/property-runs.js';
import {
  after,
  extremes,
  harmonicLessOne,
  listSize,
  type Random,
  randomOf,
  step,
  sumOf,
} from '../../support/sessions/random-ledger.js';

function networks(count: number, look: (random: Random, seed: number) => void) {
  for (let seed = 1; seed <= runs(count); seed += 1) look(randomOf(seed), seed);
}

function members(random: Random, most = 12): Map<string, number> {
  return new Map(
    Array.from({ length: random.upTo(1, most) }, (_, index) => [
      `P${String(index).padStart(2, '0')}`,
      listSize(random),
    ]),
  );
}

function sessions(random: Random, lists: ReadonlyMap<string, number>, most: number): LedgerStep[] {
  return Array.from({ length: random.upTo(1, most) }, () => step(lists, random.upTo(1, 40)));
}

/** Some weeks whose lists and members change as they go, all of it known when they are published. */
function announced(random: Random, { joins, most = 9 }: { joins: boolean; most?: number }): LedgerStep[] {
  const lists = members(random, most);
  return Array.from({ length: random.upTo(1, 6) }, () => {
    if (joins && random.chance(0.4)) lists.set(`J${lists.size}`, listSize(random));
    for (const id of lists.keys()) if (random.chance(0.3)) lists.set(id, listSize(random));
    return sessions(random, new Map(lists), 4);
  }).flat();
}

function order(turns: readonly (readonly Turn[])[]): string {
  return turns.map((step) => step.map(({ id }) => id).join(' ')).join('\n');
}

function practicesIn(steps: readonly LedgerStep[]): number {
  return new Set(steps.flatMap(({ claims }) => [...claims.keys()])).size;
}

function withinTijdeman(k: number, { least, most }: { least: bigint; most: bigint }): boolean {
  const [times, bound] = [BigInt(Math.max(2 * k - 2, 2)), partsOfOne * BigInt(Math.max(2 * k - 3, 1))];
  return -least * times <= bound && most * times <= bound;
}

describe('what is known when it is published', () => {
  test('keeps every drift within 1 - 1/(2k - 2) after every place: members, joins and new lists over the horizon', () => {
    networks(1000, (random, seed) => {
      const steps = announced(random, { joins: true });
      const turns = foreseenTurns(new Map(), steps, 'CHAIRMAN');
      if (turns === undefined) throw new Error(`network ${seed} has no chairman assignment`);
      const within = withinTijdeman(practicesIn(steps), extremes(new Map(), steps, turns));
      expect([seed, within]).toEqual([seed, true]);
      expect(order(giveInTurn(new Map(), steps))).toBe(order(turns));
    });
  });

  test('gives exactly the places there are, none without a claim', () => {
    networks(500, (random) => {
      const steps = announced(random, { joins: true });
      for (const [index, turns] of giveInTurn(new Map(), steps).entries()) {
        expect(turns).toHaveLength(steps[index]?.places ?? -1);
        expect(turns.every(({ id }) => (steps[index]?.claims.get(id) ?? 0n) > 0n)).toBe(true);
      }
    });
  });

  test('stays below a whole place when one practice leaves at a day that is known', () => {
    networks(1000, (random, seed) => {
      const lists = members(random, 8);
      lists.set('LEAVER', listSize(random));
      const before = sessions(random, new Map(lists), 4);
      lists.delete('LEAVER');
      const steps = [...before, ...sessions(random, lists, 8)];
      const { least, most } = extremes(new Map(), steps, giveInTurn(new Map(), steps));
      expect([seed, least > -partsOfOne, most < partsOfOne]).toEqual([seed, true, true]);
    });
  });

  test('comes out the same in two portions as at once, when nothing changes', () => {
    networks(600, (random) => {
      const steps = sessions(random, members(random), 12);
      const cut = random.upTo(0, steps.length);
      const first = giveInTurn(new Map(), steps.slice(0, cut));
      const then = giveInTurn(after(new Map(), steps.slice(0, cut), first), steps.slice(cut));
      expect(order([...first, ...then])).toBe(order(giveInTurn(new Map(), steps)));
    });
  });
});

describe('balances that are far out', () => {
  test('are back within a place, for good, once everybody who was ahead has earned it back', () => {
    networks(150, (random, seed) => {
      const lists = members(random, 8);
      const [first, ...others] = [...lists.keys()];
      const balances = new Map<string, bigint>();
      for (const id of others) balances.set(id, BigInt(Math.round((random.next() * 8 - 4) * 1e12)));
      balances.set(first as string, -sumOf(balances));
      // Claims that are known, and change.
      const weeks = Array.from({ length: random.upTo(1, 4) }, (_, index) => {
        if (index > 0) for (const id of lists.keys()) if (random.chance(0.3)) lists.set(id, listSize(random));
        return step(new Map(lists), random.upTo(1, 40));
      });
      const steps = [...weeks, ...weeks, ...weeks, ...weeks, ...weeks];
      const turns = giveInTurn(balances, steps);
      const now = new Map(balances);
      const earned = new Map(balances);
      for (const [index, { claims }] of steps.entries()) {
        for (const { id } of turns[index] ?? []) {
          for (const [each, claim] of claims) {
            now.set(each, (now.get(each) ?? 0n) + claim);
            earned.set(each, (earned.get(each) ?? 0n) + claim);
          }
          now.set(id, (now.get(id) ?? 0n) - partsOfOne);
          if ([...earned.values()].some((each) => each < 0n)) continue;
          expect([seed, [...now.values()].every((each) => each > -partsOfOne && each < partsOfOne)]).toEqual([
            seed,
            true,
          ]);
        }
      }
    });
  });
});

describe('changes that nobody announced', () => {
  test('new lists and joins: never ahead by a whole place, never owed H(k) or more', () => {
    networks(800, (random, seed) => {
      const lists = members(random);
      let balances: Balances = new Map();
      for (let publication = random.upTo(2, 12); publication > 0; publication -= 1) {
        if (random.chance(0.3)) lists.set(`J${lists.size}`, listSize(random));
        for (const id of lists.keys()) if (random.chance(0.6)) lists.set(id, listSize(random));
        const steps = sessions(random, new Map(lists), 3);
        const seen = extremes(balances, steps, giveInTurn(balances, steps));
        balances = seen.after;
        const most = harmonicLessOne(lists.size) + partsOfOne;
        expect([seed, seen.least > -partsOfOne, seen.most < most]).toEqual([seed, true, true]);
      }
      expect(sumOf(balances)).toBe(0n);
    });
  });

  test('an adversary who sees every choice cannot push anybody to H(k)', () => {
    for (let k = 2; k <= 30; k += 1) {
      let balances: Balances = new Map(Array.from({ length: k }, (_, index) => [`P${index}`, 0n]));
      for (let round = 0; round < 3 * k; round += 1) {
        // The claims of those who had none for longest: the worst case of the theorem
        const left = [...balances].sort(([, a], [, b]) => (a > b ? -1 : 1)).slice(0, Math.max(k - (round % k), 1));
        const next = step(new Map(left.map(([id]) => [id, 1])), 1);
        balances = balancesAfter(balances, next, giveInTurn(balances, [next])[0] ?? []);
        const drifts = [...balances.values()];
        expect(drifts.every((drift) => drift > -partsOfOne && drift < harmonicLessOne(k) + partsOfOne)).toBe(true);
      }
    }
  });
});

describe('joins, leaves, new lists, cancellations and overrides together', () => {
  interface Past {
    readonly step: LedgerStep;
    readonly turns: readonly { readonly id: string }[];
  }
  const spread = (balances: Map<string, bigint>, leaver: string, lists: ReadonlyMap<string, number>): void => {
    const owed = balances.get(leaver) ?? 0n;
    let left = owed;
    const others = [...step(lists, 1).claims];
    for (const [index, [id, claim]] of others.entries()) {
      const part = index === others.length - 1 ? left : (owed * claim) / partsOfOne;
      balances.set(id, (balances.get(id) ?? 0n) + part);
      left -= part;
    }
    balances.set(leaver, 0n);
  };
  const cancel = (balances: Map<string, bigint>, { step: cancelled, turns }: Past): void => {
    for (const [id, claim] of cancelled.claims)
      balances.set(id, (balances.get(id) ?? 0n) - claim * BigInt(cancelled.places));
    for (const { id } of turns) balances.set(id, (balances.get(id) ?? 0n) + partsOfOne);
  };

  test('add up to zero, give to nobody ahead by a place while another is not, and come back below a place when quiet', () => {
    networks(700, (random, seed) => {
      const lists = members(random);
      let balances = new Map<string, bigint>();
      const past: Past[] = [];
      const publish = (steps: readonly LedgerStep[]): void => {
        for (const [index, turns] of giveInTurn(balances, steps).entries()) {
          const each = steps[index] as LedgerStep;
          const before = balances;
          const owed = new Map([...each.claims.keys()].map((id) => [id, before.get(id) ?? 0n]));
          for (const { id } of turns) {
            // Where everybody with a claim is ahead, those without one are owed that, and a place must go to somebody.
            if ((owed.get(id) ?? 0n) <= -partsOfOne && [...owed.values()].some((other) => other > -partsOfOne))
              throw new Error(`${seed}: ${id} is ahead`);
            for (const [claimant, claim] of each.claims) owed.set(claimant, (owed.get(claimant) ?? 0n) + claim);
            owed.set(id, (owed.get(id) ?? 0n) - partsOfOne);
          }
          balances = balancesAfter(before, each, turns);
          past.push({ step: each, turns });
        }
      };
      for (let event = random.upTo(4, 12); event > 0; event -= 1) {
        if (random.chance(0.3)) lists.set(`J${event}`, listSize(random));
        if (random.chance(0.3) && lists.size > 1) {
          const [leaver] = [...lists.keys()].slice(random.upTo(0, lists.size - 1));
          lists.delete(leaver as string);
          spread(balances, leaver as string, lists);
        }
        if (random.chance(0.3)) for (const id of lists.keys()) lists.set(id, listSize(random));
        publish(sessions(random, new Map(lists), 4));
        if (random.chance(0.3)) cancel(balances, past.splice(random.upTo(0, past.length - 1), 1)[0] as Past);
        if (random.chance(0.2)) {
          const [from, to] = [[...lists.keys()][0] as string, [...lists.keys()].at(-1) as string];
          const moved = BigInt(random.upTo(1, 3)) * partsOfOne;
          balances.set(from, (balances.get(from) ?? 0n) + moved);
          balances.set(to, (balances.get(to) ?? 0n) - moved);
        }
        expect([seed, sumOf(balances)]).toEqual([seed, 0n]);
      }
      // Cancelling what a leaver was part of leaves a balance that is spread again
      for (const id of balances.keys()) if (!lists.has(id)) spread(balances, id, lists);
      const least = Math.min(...lists.values()) / [...lists.values()].reduce((sum, each) => sum + each, 0);
      const ahead = [...balances.values()].reduce((most, each) => (each < most ? each : most), 0n);
      const places = Math.min(Math.ceil((Number(-ahead / partsOfOne) + 2) / least), 600);
      publish(Array.from({ length: Math.ceil(places / 40) + 4 }, () => step(lists, 40)));
      if (places < 600) {
        expect([seed, [...balances.values()].every((each) => each > -partsOfOne && each < partsOfOne)]).toEqual([
          seed,
          true,
        ]);
      }
    });
  });
});

describe('the largest network', () => {
  test('sixty sessions of forty places for thirty practices are shared out at once', () => {
    const random = randomOf(7);
    const lists = new Map(Array.from({ length: 30 }, (_, index) => [`P${index}`, listSize(random)]));
    const steps = Array.from({ length: 60 }, () => step(lists, 40));
    const before = process.cpuUsage();
    const turns = giveInTurn(new Map(), steps);
    // Of the processor's time, as others use it too.
    expect(process.cpuUsage(before).user).toBeLessThan(3_000_000);
    expect(withinTijdeman(30, extremes(new Map(), steps, turns))).toBe(true);
  });

  test('a practice of 0.1% has its place once in a thousand, near enough to the day', () => {
    const steps = Array.from({ length: 100 }, () =>
      step(
        new Map([
          ['BIG', 500],
          ['MIDDLE', 499],
          ['SMALL', 1],
        ]),
        40,
      ),
    );
    const turns = giveInTurn(new Map(), steps).flat();
    const places = turns.flatMap(({ id }, index) => (id === 'SMALL' ? [index] : []));
    expect(places).toHaveLength(4);
    places.forEach((place, index) => {
      expect(place).toBeGreaterThanOrEqual(index * 1000 + 249);
      expect(place).toBeLessThan(index * 1000 + 751);
    });
  });
});
