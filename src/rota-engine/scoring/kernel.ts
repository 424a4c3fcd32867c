import { Journal } from './kernel-journal.js';
import { turnDay } from './kernel-runs.js';
import { visitSite } from './kernel-sites.js';
import { SupportCounts } from './kernel-supports.js';
import { clashCost, type Problem } from './problem.js';
import { evaluate, inheritedCost } from './evaluate.js';
import { piecesIn } from './pieces.js';

/**
 * A rota being changed, with its cost kept up by integer deltas: the one place where a rota is scored. Every change
 * adds or removes one piece; a move is `mark()`, some changes, then either nothing (it stays) or `rollback()`.
 *
 * `levels` is the score: prohibitions broken beyond what was inherited, duties by rank, preferences. They are whole
 * numbers far below 2^53 and compare from the first to the last. Preconditions of the hot methods are not checked: add
 * a piece only while it is not held, remove it only while it is held and not pinned.
 */
export class Kernel {
  readonly levels: Float64Array;
  /** By piece. */
  readonly held: Uint8Array;
  /** How many hold each line. */
  readonly cover: Int32Array;
  /**
   * Lines a clinician holds that start on a day: `dayLines[(clinician * days + day) * dayWidth + n]`, n below
   * `dayLineCount`.
   */
  readonly dayLines: Int32Array;
  readonly dayLineCount: Uint8Array;
  readonly counterValue: Int32Array;
  /** How many pieces and facts hold each flag up; the first flags are the clinicians' days of work. */
  readonly flagCount: Int32Array;
  private readonly supports: SupportCounts;
  private readonly dayFlags: number;
  private readonly markedLevels: Float64Array;
  /** Pairs of held pieces that clash: pins, and what a search allows itself for a while. */
  private clashPairs = 0;
  private markedClashPairs = 0;
  private readonly journal = new Journal();

  constructor(readonly problem: Problem) {
    const { pieceCount, lineCount, clinicianCount, days, historyDays, dayWidth } = problem;
    this.levels = new Float64Array(problem.levelCount);
    this.markedLevels = this.levels.slice();
    this.held = new Uint8Array(pieceCount);
    this.cover = new Int32Array(lineCount);
    this.dayLines = new Int32Array(clinicianCount * days * dayWidth).fill(-1);
    this.dayLineCount = new Uint8Array(clinicianCount * days);
    this.counterValue = problem.counterBase.slice();
    this.flagCount = problem.flagBase.slice();
    this.supports = new SupportCounts(problem, this.levels);
    this.dayFlags = clinicianCount * (days + historyDays);
    problem.flagBase.forEach((count, flag) => {
      if (count > 0) this.countItem(pieceCount + flag, 1);
    });
    this.levels.set(evaluate(problem, []));
    for (const pin of problem.pins) this.add(Math.floor(pin / lineCount), pin % lineCount);
    this.levels[0] = (this.levels[0] ?? 0) - inheritedCost(problem);
    this.mark();
  }

  /** From here on `delta` counts, and `rollback` takes back. */
  mark(): void {
    this.journal.length = 0;
    this.markedClashPairs = this.clashPairs;
    this.markedLevels.set(this.levels);
  }

  /** Takes back every change since the mark. */
  rollback(): void {
    const { journal } = this;
    const { lineCount } = this.problem;
    for (let at = journal.length - 1; at >= 0; at -= 1) {
      const entry = journal.entries[at]!;
      const piece = entry < 0 ? ~entry : entry;
      const clinician = (piece / lineCount) | 0;
      this.undo(clinician, piece - clinician * lineCount, entry < 0 ? 1 : -1);
    }
    journal.length = 0;
    this.levels.set(this.markedLevels);
    this.clashPairs = this.markedClashPairs;
  }

  /** What the changes since the mark cost, with each level weighed by `lambdas`. */
  delta(lambdas: Float64Array): number {
    const { levels, markedLevels } = this;
    let sum = 0;
    for (let level = 0; level < levels.length; level += 1) {
      sum += (levels[level]! - markedLevels[level]!) * lambdas[level]!;
    }
    return sum;
  }

  /** The cost of the whole rota as one number. */
  total(lambdas: Float64Array): number {
    return this.levels.reduce((sum, cost, level) => sum + cost * lambdas[level]!, 0);
  }

  add(clinician: number, line: number): void {
    this.journal.note(clinician * this.problem.lineCount + line);
    this.change(clinician, line, 1);
  }

  remove(clinician: number, line: number): void {
    this.journal.note(~(clinician * this.problem.lineCount + line));
    this.change(clinician, line, -1);
  }

  /** Whether the clinician may hold the line, does not yet, and holds nothing that clashes with it. */
  mayAdd(clinician: number, line: number): boolean {
    const piece = clinician * this.problem.lineCount + line;
    return this.problem.eligible[piece] === 1 && this.held[piece] === 0 && this.clashes(clinician, line) === 0;
  }

  /** Whether the clinician holds the line and it may be taken away. */
  mayRemove(clinician: number, line: number): boolean {
    const piece = clinician * this.problem.lineCount + line;
    return this.held[piece] === 1 && this.problem.eligible[piece] === 1;
  }

  /** How many of the clinician's lines clash with this one. */
  clashes(clinician: number, line: number): number {
    return this.blockers(clinician, line, undefined);
  }

  /**
   * Writes the clinician's lines that clash with this one to `out` (size: dayWidth * (2 * reachDays + 1)), returns how
   * many.
   */
  blockers(clinician: number, line: number, out: Int32Array | undefined): number {
    const { band, bandGroup, bandReach, dayOfLine, reachDays, days, dayWidth } = this.problem;
    const bits = band[bandGroup[clinician]!]!;
    const offset = line * (2 * bandReach + 1) + bandReach - line;
    const day = dayOfLine[line]!;
    const last = Math.min(days - 1, day + reachDays);
    let count = 0;
    for (let other = Math.max(0, day - reachDays); other <= last; other += 1) {
      const row = clinician * days + other;
      const end = row * dayWidth + this.dayLineCount[row]!;
      for (let at = row * dayWidth; at < end; at += 1) {
        const lineThere = this.dayLines[at]!;
        const distance = lineThere - line;
        if (distance > bandReach || distance < -bandReach || bits[offset + lineThere] === 0) continue;
        if (out !== undefined) out[count] = lineThere;
        count += 1;
      }
    }
    return count;
  }

  /** Every held piece, in order of number. */
  pieces(): Int32Array {
    return piecesIn(this.held);
  }

  /** Makes the rota hold exactly these pieces and the pins. Precondition: each is eligible. Leaves a fresh mark. */
  load(pieces: Int32Array): void {
    const { lineCount, eligible } = this.problem;
    const wanted = new Uint8Array(this.problem.pieceCount);
    for (const piece of pieces) wanted[piece] = 1;
    for (const piece of this.pieces()) {
      if (wanted[piece] === 0 && eligible[piece] === 1)
        this.change(Math.floor(piece / lineCount), piece % lineCount, -1);
    }
    for (const piece of pieces) {
      if (this.held[piece] === 0) this.change(Math.floor(piece / lineCount), piece % lineCount, 1);
    }
    this.mark();
  }

  private change(clinician: number, line: number, sign: 1 | -1): void {
    const { problem, levels } = this;
    const piece = clinician * problem.lineCount + line;
    if (sign < 0) this.moveDayLine(clinician, line, sign);
    // While nothing clashes, nothing that is removed does.
    if (sign > 0 || this.clashPairs > 0) {
      const pairs = sign * this.blockers(clinician, line, undefined);
      this.clashPairs += pairs;
      levels[0] = levels[0]! + pairs * clashCost;
    }
    visitSite(problem, levels, this.dayLines, this.dayLineCount, clinician, line, sign);
    if (sign > 0) this.moveDayLine(clinician, line, sign);
    this.held[piece] = sign > 0 ? 1 : 0;
    this.cover[line] = this.cover[line]! + sign;
    const last = levels.length - 1;
    levels[last] = levels[last]! + sign * problem.pieceCost[piece]!;
    this.countItem(piece, sign);
    const flagEnd = problem.flagStart[piece + 1]!;
    for (let at = problem.flagStart[piece]!; at < flagEnd; at += 1) {
      const flag = problem.flagOfPiece[at]!;
      const count = this.flagCount[flag]! + sign;
      this.flagCount[flag] = count;
      if (count === (sign > 0 ? 1 : 0)) this.turnFlag(clinician, flag, sign);
    }
    const supportEnd = problem.supportStart[piece + 1]!;
    for (let at = problem.supportStart[piece]!; at < supportEnd; at += 1)
      this.supports.change(problem.supportOfPiece[at]!, sign);
  }

  /** Takes a change back without its cost: the levels are known from the mark. */
  private undo(clinician: number, line: number, sign: 1 | -1): void {
    const { problem } = this;
    const piece = clinician * problem.lineCount + line;
    this.moveDayLine(clinician, line, sign);
    this.held[piece] = sign > 0 ? 1 : 0;
    this.cover[line] = this.cover[line]! + sign;
    this.uncount(piece, sign);
    const flagEnd = problem.flagStart[piece + 1]!;
    for (let at = problem.flagStart[piece]!; at < flagEnd; at += 1) {
      const flag = problem.flagOfPiece[at]!;
      const count = this.flagCount[flag]! + sign;
      this.flagCount[flag] = count;
      if (count === (sign > 0 ? 1 : 0)) this.uncount(problem.pieceCount + flag, sign);
    }
    const supportEnd = problem.supportStart[piece + 1]!;
    for (let at = problem.supportStart[piece]!; at < supportEnd; at += 1)
      this.supports.undo(problem.supportOfPiece[at]!, sign);
  }

  private uncount(item: number, sign: 1 | -1): void {
    const { itemStart, itemCounter, itemAmount } = this.problem;
    const end = itemStart[item + 1]!;
    for (let at = itemStart[item]!; at < end; at += 1) {
      const counter = itemCounter[at]!;
      this.counterValue[counter] = this.counterValue[counter]! + sign * itemAmount[at]!;
    }
  }

  private moveDayLine(clinician: number, line: number, sign: 1 | -1): void {
    const { days, dayWidth, dayOfLine } = this.problem;
    const row = clinician * days + dayOfLine[line]!;
    const count = this.dayLineCount[row]!;
    const from = row * dayWidth;
    if (sign > 0) {
      this.dayLines[from + count] = line;
    } else {
      let at = from;
      while (this.dayLines[at] !== line) at += 1;
      this.dayLines[at] = this.dayLines[from + count - 1]!;
    }
    this.dayLineCount[row] = count + sign;
  }

  private countItem(item: number, sign: 1 | -1): void {
    const { itemStart, itemCounter, itemAmount, counterLow, counterHigh, counterWeight, counterLevel } = this.problem;
    const { counterValue, levels } = this;
    const end = itemStart[item + 1]!;
    for (let at = itemStart[item]!; at < end; at += 1) {
      const counter = itemCounter[at]!;
      const before = counterValue[counter]!;
      const after = before + sign * itemAmount[at]!;
      counterValue[counter] = after;
      const low = counterLow[counter]!;
      const high = counterHigh[counter]!;
      const amount =
        (after > high ? after - high : after < low ? low - after : 0) -
        (before > high ? before - high : before < low ? low - before : 0);
      if (amount !== 0) {
        const level = counterLevel[counter]!;
        levels[level] = levels[level]! + amount * counterWeight[counter]!;
      }
    }
  }

  private turnFlag(clinician: number, flag: number, sign: 1 | -1): void {
    this.countItem(this.problem.pieceCount + flag, sign);
    if (flag < this.dayFlags && this.problem.hasRuns[clinician] === 1)
      turnDay(this.problem, this.levels, this.flagCount, clinician, flag, sign);
  }
}
