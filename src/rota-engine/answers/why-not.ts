import type { Line } from '../model/model.js';
import { about, type Subject } from '../model/subject.js';
import { clashingRule } from '../scoring/evaluate.js';
import type { Kernel } from '../scoring/kernel.js';
import type { Problem } from '../scoring/problem.js';

/**
 * One prohibition between a clinician and a line. A `fixed` one holds whatever else is planned; the others come from
 * what the rota holds. `rule` is -1 where time is the only obstacle: the session is past.
 */
export interface Blocking {
  rule: number;
  fixed: boolean;
  subject: Subject;
  /** By how much the limit would be passed, in the rule's unit. */
  amount: number;
}

/** What holds whatever is planned is found once for each problem, by piece. */
const fixedReasons = new WeakMap<Problem, Map<number, readonly Blocking[]>>();

/** Finds the reasons why not in a kernel that holds the rota; leaves it as it was, with a fresh mark. */
export class WhyNot {
  private readonly fixedRules: { rule: number; blocks: (clinician: number, line: Line) => boolean }[];
  private readonly clashing: Int32Array;
  private readonly known: Map<number, readonly Blocking[]>;

  constructor(readonly kernel: Kernel) {
    const { problem } = kernel;
    this.fixedRules = problem.rules.flatMap(({ blocks }, rule) =>
      blocks !== undefined && problem.settings[rule]?.hardness === 'PROHIBITS'
        ? [{ rule, blocks: (clinician: number, line: Line) => blocks(problem.model, clinician, line) }]
        : [],
    );
    this.known = fixedReasons.get(problem) ?? new Map<number, readonly Blocking[]>();
    fixedReasons.set(problem, this.known);
    this.clashing = new Int32Array(problem.dayWidth * (2 * problem.reachDays + 1));
  }

  /**
   * Every prohibition that keeps the clinician from the line; empty when the line could be added now. Limits are
   * counted only for clinicians who may have the line at all.
   */
  of(clinician: number, line: number): readonly Blocking[] {
    const { problem } = this.kernel;
    const piece = clinician * problem.lineCount + line;
    if (problem.eligible[piece] === 0) {
      const known = this.known.get(piece) ?? this.fixed(clinician, line);
      this.known.set(piece, known);
      const clashes = this.clashes(clinician, line);
      return clashes.length === 0 ? known : [...known, ...clashes];
    }
    if (this.kernel.held[piece] === 1) return [];
    return this.inTheRota(clinician, line);
  }

  sentence({ rule, subject, amount }: Blocking): string {
    const { model, rules } = this.kernel.problem;
    return rules[rule]?.sentence(model, subject, amount) ?? `${model.lineName(subject.line)} is past.`;
  }

  private fixed(clinician: number, line: number): Blocking[] {
    const there = this.kernel.problem.model.lines[line];
    const found: Blocking[] = [];
    if (there === undefined) return found;
    const add = (rule: number) =>
      found.push({ rule, fixed: true, subject: about({ clinician, line, day: there.day }), amount: 1 });
    for (const { rule, blocks } of this.fixedRules) if (blocks(clinician, there)) add(rule);
    if (there.frozen) add(-1);
    return found;
  }

  private inTheRota(clinician: number, line: number): Blocking[] {
    const { kernel } = this;
    const before = kernel.levels[0]!;
    kernel.mark();
    const found = this.clashes(clinician, line);
    // The limits on the sites of a day need the line added, and what clashes is not added just to find out more.
    if (found.length > 0) return [...found, ...this.limits(clinician, line).found];
    kernel.add(clinician, line);
    const cost = kernel.levels[0]! - before;
    kernel.rollback();
    if (cost <= 0) return found;
    const limits = this.limits(clinician, line);
    found.push(...limits.found);
    if (limits.cost >= cost) return found;
    return [...found, ...this.runsAndSupports(clinician, line, cost - limits.cost)];
  }

  private clashes(clinician: number, line: number): Blocking[] {
    const count = this.kernel.blockers(clinician, line, this.clashing);
    if (count === 0) return [];
    return Array.from(this.clashing.subarray(0, count), (other) => this.clash(clinician, line, other));
  }

  private clash(clinician: number, line: number, other: number): Blocking {
    const { problem } = this.kernel;
    const [first, second] = [Math.min(line, other), Math.max(line, other)];
    const later = problem.model.lines[second]!;
    const rule = clashingRule(problem, clinician, problem.model.lines[first]!, later);
    return { rule, fixed: false, subject: about({ clinician, line: first, other: second, day: later.day }), amount: 1 };
  }

  /**
   * Counters of prohibitions that would be exceeded further: those of the piece, and of the flags that it would raise.
   */
  private limits(clinician: number, line: number): { found: Blocking[]; cost: number } {
    const { kernel } = this;
    const { problem } = kernel;
    const piece = clinician * problem.lineCount + line;
    const added = new Map<number, number>();
    const count = (item: number) => {
      for (let at = problem.itemStart[item]!; at < problem.itemStart[item + 1]!; at += 1) {
        const counter = problem.itemCounter[at]!;
        if (problem.counterLevel[counter] === 0)
          added.set(counter, (added.get(counter) ?? 0) + problem.itemAmount[at]!);
      }
    };
    count(piece);
    for (let at = problem.flagStart[piece]!; at < problem.flagStart[piece + 1]!; at += 1) {
      const flag = problem.flagOfPiece[at]!;
      if (kernel.flagCount[flag] === 0) count(problem.pieceCount + flag);
    }
    const found: Blocking[] = [];
    let cost = 0;
    for (const [counter, amount] of added) {
      const value = kernel.counterValue[counter]!;
      const high = problem.counterHigh[counter]!;
      const more = Math.max(0, value + amount - high) - Math.max(0, value - high);
      const term = problem.terms.counters[counter];
      if (more <= 0 || term === undefined) continue;
      cost += more * problem.counterWeight[counter]!;
      found.push({
        rule: term.rule,
        fixed: false,
        subject: term.subject,
        amount: (value + amount - high) * term.units,
      });
    }
    return { found, cost };
  }

  /** What remains after clashes and counters: days in a row, and supervisors who are not there. */
  private runsAndSupports(clinician: number, line: number, cost: number): Blocking[] {
    const { problem } = this.kernel;
    const found: Blocking[] = [];
    let left = cost;
    const run = problem.terms.runs.find(
      (each) => each.clinician === clinician && each.kind === 'LONGEST_WORK' && each.hardness === 'PROHIBITS',
    );
    const late = run === undefined ? null : this.daysTooMany(clinician, line, run.days);
    if (run !== undefined && late !== null && late.amount > 0) {
      const { first, amount } = late;
      found.push({ rule: run.rule, fixed: false, subject: { ...run.subject, day: first, limit: run.days }, amount });
      left -= late.added * run.weight;
    }
    if (left <= 0) return found;
    const piece = clinician * problem.lineCount + line;
    for (let at = problem.supportStart[piece]!; at < problem.supportStart[piece + 1]!; at += 1) {
      const entry = problem.supportOfPiece[at]!;
      const support = problem.terms.supports[entry >> 1];
      if ((entry & 1) === 1 || support?.hardness !== 'PROHIBITS') continue;
      found.push({ rule: support.rule, fixed: false, subject: support.subject, amount: 1 });
      break;
    }
    return found;
  }

  private daysTooMany(clinician: number, line: number, most: number) {
    const { problem, flagCount } = this.kernel;
    const width = problem.historyDays + problem.days;
    const there = problem.model.lines[line]!;
    const day = problem.historyDays + there.day;
    const works = (at: number) => at >= 0 && at < width && (at === day || flagCount[clinician * width + at]! > 0);
    let first = day;
    while (works(first - 1)) first -= 1;
    let last = day;
    while (works(last + 1)) last += 1;
    const late = (from: number, to: number) => Math.max(0, to - Math.max(from + most, problem.historyDays) + 1);
    const amount = late(first, last);
    return { first: first - problem.historyDays, amount, added: amount - late(first, day - 1) - late(day + 1, last) };
  }
}
