import type { Problem } from './problem.js';

/**
 * How many held pieces need each support and how many give it. An entry is `support * 2`, plus one where the piece
 * gives the support.
 */
export class SupportCounts {
  private readonly dependents: Int32Array;
  private readonly supporters: Int32Array;

  constructor(
    private readonly problem: Problem,
    private readonly levels: Float64Array,
  ) {
    this.dependents = new Int32Array(problem.supportBase.length);
    this.supporters = problem.supportBase.slice();
  }

  /** Counts the entry once more, or once less, with what this costs. */
  change(entry: number, sign: 1 | -1): void {
    const { problem, levels } = this;
    const support = entry >> 1;
    const before = this.cost(support);
    this.undo(entry, sign);
    const level = problem.supportLevel[support]!;
    levels[level] = levels[level]! + this.cost(support) - before;
  }

  /** Counts the entry without its cost: the levels are known from the mark. */
  undo(entry: number, sign: 1 | -1): void {
    const counts = (entry & 1) === 1 ? this.supporters : this.dependents;
    counts[entry >> 1] = counts[entry >> 1]! + sign;
  }

  private cost(support: number): number {
    if (this.supporters[support]! > 0) return 0;
    const counted = this.dependents[support]! - this.problem.supportAllowance[support]!;
    return counted > 0 ? counted * this.problem.supportWeight[support]! : 0;
  }
}
