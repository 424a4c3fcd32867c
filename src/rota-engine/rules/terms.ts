import { GrowingInts } from '../model/growing-ints.js';
import type { RuleSetting } from '../model/profile.js';
import { about, type Subject } from '../model/subject.js';

/** No limit: beyond every sum of minutes, and far inside 32 bits so that differences stay integers. */
export const unbounded = 1_000_000_000;

export interface CounterSpec {
  subject: Subject;
  /**
   * Each one below `low` or above `high` is `units` units of the rule (1 unless given), and costs `weight` times its
   * weight.
   */
  low?: number;
  high?: number;
  /** What is counted before anything is assigned: commitments, history. */
  base?: number;
  units?: number;
  weight?: number;
  /** Added to the rank of the rule, for duties that have ranks of their own. */
  rankOffset?: number;
}

export type RunKind = 'LONGEST_WORK' | 'SHORTEST_WORK' | 'SHORTEST_OFF';

/** A term of each sort with the rule it belongs to; `level` is settled when all ranks are known. */
export interface Charge {
  rule: number;
  hardness: RuleSetting['hardness'];
  rank: number;
  /** Of one count, whatever its units. */
  weight: number;
  units: number;
  subject: Subject;
}

export interface Counter extends Charge {
  low: number;
  high: number;
  base: number;
}

export interface Run extends Charge {
  kind: RunKind;
  clinician: number;
  days: number;
}

/** While it has a dependent and no supporter, each dependent costs the weight. */
export interface Support extends Charge {
  supporters: number;
}

/**
 * What the sites of each clinician's day cost: the units of each two of them, by their places in the model's list of
 * sites, or one for each site beyond `high`.
 */
export interface Tour extends Charge {
  sort: 'SITE_PAIRS' | 'SITE_COUNT';
  pairUnits: (here: number, there: number) => number;
  high: number;
}

/** A cost of one clinician holding (`held`), or not holding, one line. */
export interface Single {
  rule: number;
  piece: number;
  held: boolean;
  cost: number;
  amount: number;
}

/**
 * Where rules put their terms. A **piece** is one clinician holding one line; a **flag** is up while at least one of
 * its pieces is held (or its base is above zero); a **counter** sums pieces and flags and costs what it has below `low`
 * or above `high`; a **run** reads the clinician's days of work; a **support** asks for a supporter while it has
 * dependents.
 */
export class Terms {
  readonly counters: Counter[] = [];
  readonly runs: Run[] = [];
  readonly supports: Support[] = [];
  readonly tours: Tour[] = [];
  readonly singles: Single[] = [];
  readonly flagBase = new GrowingInts();
  /** Triples (item, counter, amount); an item is a piece, or the number of pieces plus a flag. */
  readonly counted = new GrowingInts();
  /** Pairs (piece, flag). */
  readonly raising = new GrowingInts();
  /** Triples (piece, support, 1 for a supporter and 0 for a dependent). */
  readonly supporting = new GrowingInts();
  private readonly named = new Map<string, number>();
  private rule = 0;
  private setting: RuleSetting = { hardness: 'OFF', rank: 0, weight: 0, source: '' };

  constructor(
    readonly clinicianCount: number,
    readonly lineCount: number,
    readonly days: number,
    readonly historyDays: number,
  ) {
    for (let flag = 0; flag < clinicianCount * (historyDays + days); flag += 1) this.flagBase.push(0);
  }

  /** The rule whose terms follow. */
  of(rule: number, setting: RuleSetting): void {
    this.rule = rule;
    this.setting = setting;
  }

  piece(clinician: number, line: number): number {
    return clinician * this.lineCount + line;
  }

  counter(spec: CounterSpec): number {
    const charge = this.charge(spec.subject, spec.units ?? 1, spec.weight ?? 1, spec.rankOffset ?? 0);
    const { low = -unbounded, high = unbounded, base = 0 } = spec;
    return this.counters.push({ ...charge, low, high, base }) - 1;
  }

  countPiece(counter: number, clinician: number, line: number, amount: number): void {
    this.counted.push(this.piece(clinician, line));
    this.counted.push(counter);
    this.counted.push(amount);
  }

  countFlag(counter: number, flag: number, amount: number): void {
    this.counted.push(this.clinicianCount * this.lineCount + flag);
    this.counted.push(counter);
    this.counted.push(amount);
  }

  /** A flag that is up by itself when `base` is above zero. */
  flag(base: number): number {
    this.flagBase.push(base);
    return this.flagBase.length - 1;
  }

  /** The flag of this name; made, with `raise` called to say what raises it, when a rule first asks for it. */
  sharedFlag(name: string, raise: (flag: number) => void): number {
    const known = this.named.get(name);
    if (known !== undefined) return known;
    const flag = this.flag(0);
    this.named.set(name, flag);
    raise(flag);
    return flag;
  }

  raise(flag: number, clinician: number, line: number): void {
    this.raising.push(this.piece(clinician, line));
    this.raising.push(flag);
  }

  /** The flag "the clinician works on the day", from `-historyDays` to the last of the horizon. */
  dayFlag(clinician: number, day: number): number {
    return clinician * (this.historyDays + this.days) + this.historyDays + day;
  }

  run(clinician: number, kind: RunKind, days: number, subject: Subject): void {
    this.runs.push({ ...this.charge(subject, 1, 1, 0), clinician, kind, days });
  }

  /** Costs the units of each two sites of a day. */
  betweenSites(pairUnits: (here: number, there: number) => number, subject: Subject): void {
    this.tours.push({ ...this.charge(subject, 1, 1, 0), sort: 'SITE_PAIRS', pairUnits, high: 0 });
  }

  /** Costs one for each site of a day beyond `high`. */
  sitesOfDay(high: number, subject: Subject): void {
    this.tours.push({ ...this.charge(subject, 1, 1, 0), sort: 'SITE_COUNT', pairUnits: () => 0, high });
  }

  support(subject: Subject, supporters: number): number {
    return this.supports.push({ ...this.charge(subject, 1, 1, 0), supporters }) - 1;
  }

  dependsOn(support: number, clinician: number, line: number): void {
    this.supporting.push(this.piece(clinician, line));
    this.supporting.push(support);
    this.supporting.push(0);
  }

  sustains(support: number, clinician: number, line: number): void {
    this.supporting.push(this.piece(clinician, line));
    this.supporting.push(support);
    this.supporting.push(1);
  }

  whenHeld(clinician: number, line: number, amount: number): void {
    this.single(clinician, line, amount, true);
  }

  whenNotHeld(clinician: number, line: number, amount: number): void {
    this.single(clinician, line, amount, false);
  }

  /** Preferences about one piece are a number by piece, which costs the search nothing; others are counters. */
  private single(clinician: number, line: number, amount: number, held: boolean): void {
    if (amount === 0) return;
    if (this.setting.hardness === 'PREFERS') {
      const cost = amount * this.setting.weight;
      this.singles.push({ rule: this.rule, piece: this.piece(clinician, line), held, cost, amount });
      return;
    }
    const subject = about({ clinician, line });
    const counter = this.counter({ subject, units: amount, ...(held ? { high: 0 } : { low: 1 }) });
    this.countPiece(counter, clinician, line, 1);
  }

  private charge(subject: Subject, units: number, times: number, rankOffset: number): Charge {
    const { hardness, rank, weight } = this.setting;
    return { rule: this.rule, hardness, rank: rank + rankOffset, weight: units * times * weight, units, subject };
  }
}
