import { type Balances, isAble, type LedgerStep, partsOfOne, type Turn } from './ledger-step.js';

/**
 * How far anybody may be from the entitlement. `CHAIRMAN`: 1 - 1/(2k - 2) of a place for k practices, which Tijdeman's
 * theorem guarantees when all start even; `WHOLE`: anything below a whole place.
 */
export type Leeway = 'CHAIRMAN' | 'WHOLE';

/**
 * The chairman assignment: gives the places of sessions whose claims are known, so that everybody is within the leeway
 * after every single place. A practice may have its next place once that leaves it ahead by no more than the leeway
 * (its release), and must have it before it would be owed more than the leeway (its deadline). Each place goes to the
 * released practice with the earliest deadline; on a tie to whoever is owed most, then to the bigger claim, then to the
 * first named. After the last step the claims are assumed to stay as they are, so publishing on with nothing changed
 * gives what publishing all at once would have given. Earliest deadline first meets all deadlines if any order does.
 * @returns the turns of each step, or undefined where nobody is released or a deadline cannot be met. That never
 * happens with all balances zero, the leeway of Tijdeman and everybody able from the first claim on. Source: R.
 * Tijdeman, "The chairman assignment problem", Discrete Mathematics 32 (1980) 323-330.
 */
export function foreseenTurns(balances: Balances, steps: readonly LedgerStep[], leeway: Leeway): Turn[][] | undefined {
  const turns = byDeadline(balances, steps, { leeway, late: false, count: steps.length });
  return turns.length === steps.length ? turns : undefined;
}

/**
 * Catches up where claims are known and somebody is owed too much for the chairman assignment. Works as `foreseenTurns`
 * with the leeway `WHOLE`, but a place that should have been given earlier is given late, first to whoever is owed
 * most. This puts nobody ahead by a whole place. Once everybody who was ahead has earned that back, everybody is within
 * a whole place, for as long as the claims are known and all with a claim are able (theorem 3 in docs/fair-shares.md).
 * @param count how many steps' turns are wanted; the claims of all steps are considered.
 * @returns the turns of the first steps; fewer than wanted only where nobody able may be given the next place.
 */
export function overdueTurns(balances: Balances, steps: readonly LedgerStep[], count: number): Turn[][] {
  return byDeadline(balances, steps, { leeway: 'WHOLE', late: true, count });
}

/**
 * The turns of the first steps. Stops at the step that has nobody, or where somebody would get a place late and
 * lateness is not allowed.
 */
function byDeadline(
  balances: Balances,
  steps: readonly LedgerStep[],
  { leeway, late, count }: { leeway: Leeway; late: boolean; count: number },
): Turn[][] {
  const calendar = calendarOf(balances, steps, leeway);
  const turns: Turn[][] = [];
  let place = 0;
  for (const [index, step] of steps.slice(0, count).entries()) {
    const order = [...step.claims.keys()].flatMap((id) => calendar.find((each) => each.id === id) ?? []);
    const given: Turn[] = [];
    for (const end = place + step.places; place < end; place += 1) {
      const released = order.filter((each) => each.release <= place && (each.claims[index] ?? 0n) > 0n);
      const wanted = first(released, index, place);
      const chosen = first(
        released.filter(({ id }) => isAble(step, id)),
        index,
        place,
      );
      if (chosen === undefined) return turns;
      if (!late && calendar.some((each) => each !== chosen && each.deadline <= place)) return turns;
      chosen.give();
      given.push({ id: chosen.id, insteadOf: wanted === undefined || wanted === chosen ? null : wanted.id });
    }
    turns.push(given);
  }
  return turns;
}

function calendarOf(balances: Balances, steps: readonly LedgerStep[], leeway: Leeway): Standing[] {
  const ids = new Set(steps.flatMap(({ claims }) => [...claims.keys()]));
  for (const [id, balance] of balances) if (balance !== 0n) ids.add(id);
  const taking = [...ids].filter(
    (id) => (balances.get(id) ?? 0n) !== 0n || steps.some(({ claims }) => (claims.get(id) ?? 0n) > 0n),
  );
  // Everything is multiplied by 2k - 2, so that 1/(2k - 2) of a place is whole too.
  const scale = BigInt(Math.max(2 * taking.length - 2, 2));
  const least = leeway === 'CHAIRMAN' ? partsOfOne : 1n;
  const starts = [0];
  for (const { places } of steps) starts.push((starts.at(-1) ?? 0) + places);
  return taking.map((id) => new Standing(id, balances.get(id) ?? 0n, { steps, starts, scale, least }));
}

interface Horizon {
  readonly steps: readonly LedgerStep[];
  /** The number of the first place of each step, and of the first after the last. */
  readonly starts: readonly number[];
  readonly scale: bigint;
  /** How much must be owed for a place, that place included, before it is given; scaled. */
  readonly least: bigint;
}

/** A practice's next place: the numbers of the first and the last place at which it may be given. */
class Standing {
  readonly claims: readonly bigint[];
  release = 0;
  deadline = 0;
  private readonly sums: bigint[] = [0n];
  private owedBefore: bigint;
  private releaseStep = 0;
  private deadlineStep = 0;

  constructor(
    readonly id: string,
    balance: bigint,
    private readonly horizon: Horizon,
  ) {
    const { steps, scale } = horizon;
    this.claims = steps.map(({ claims }) => (claims.get(id) ?? 0n) * scale);
    for (const [index, claim] of this.claims.entries()) {
      this.sums.push((this.sums[index] ?? 0n) + claim * BigInt(steps[index]?.places ?? 0));
    }
    this.owedBefore = balance * scale;
    this.look();
  }

  give(): void {
    this.owedBefore -= partsOfOne * this.horizon.scale;
    this.look();
  }

  /** What is owed at a place, that place included. */
  owedAt(step: number, place: number): bigint {
    const counted = BigInt(place - (this.horizon.starts[step] ?? 0) + 1);
    return this.owedBefore + (this.sums[step] ?? 0n) + (this.claims[step] ?? 0n) * counted;
  }

  private look(): void {
    const { scale, least } = this.horizon;
    [this.release, this.releaseStep] = this.firstPlaceOwing(least, this.releaseStep);
    [this.deadline, this.deadlineStep] = this.firstPlaceOwing(partsOfOne * scale - least + 1n, this.deadlineStep);
  }

  /** The first place from a step on at which at least this much is owed, that place included. */
  private firstPlaceOwing(owed: bigint, from: number): [place: number, step: number] {
    const need = owed - this.owedBefore;
    const { starts } = this.horizon;
    const last = this.claims.length;
    let step = from;
    while (step < last && (this.sums[step + 1] ?? 0n) < need) step += 1;
    const claim = this.claims[Math.min(step, last - 1)] ?? 0n;
    const lacking = need - (this.sums[step] ?? 0n);
    if (lacking <= 0n) return [starts[step] ?? 0, step];
    if (claim === 0n) return [Number.POSITIVE_INFINITY, step];
    return [(starts[step] ?? 0) + Number((lacking + claim - 1n) / claim) - 1, step];
  }
}

function first(released: readonly Standing[], step: number, place: number): Standing | undefined {
  let best: Standing | undefined;
  for (const each of released) if (best === undefined || isBefore(each, best, step, place)) best = each;
  return best;
}

function isBefore(a: Standing, b: Standing, step: number, place: number): boolean {
  // Of two overdue places, the one of whoever is owed more goes first.
  const [deadlineA, deadlineB] = [Math.max(a.deadline, place), Math.max(b.deadline, place)];
  if (deadlineA !== deadlineB) return deadlineA < deadlineB;
  const [owedA, owedB] = [a.owedAt(step, place), b.owedAt(step, place)];
  return owedA === owedB ? (a.claims[step] ?? 0n) > (b.claims[step] ?? 0n) : owedA > owedB;
}
