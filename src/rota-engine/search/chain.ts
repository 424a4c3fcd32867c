import type { Kernel } from '../scoring/kernel.js';
import type { Random } from './random.js';
import { tryToAdd } from './try-to-add.js';

/**
 * Fills an open post through a chain: somebody who can takes the line as it is; else one candidate takes it, and the
 * obstacles (what clashes, or one line near in time where a limit is reached) are handed on in the same way. No
 * colleague in the chain breaks a prohibition that was not broken before.
 */
export class Chain {
  private readonly blockers: Int32Array;

  constructor(
    private readonly kernel: Kernel,
    private readonly random: Random,
  ) {
    const { dayWidth, reachDays } = kernel.problem;
    this.blockers = new Int32Array(dayWidth * (2 * reachDays + 1) + 1);
  }

  /**
   * Whether the line found a holder, with at most `depth` colleagues handing something on; what the last of them gave
   * up may be open.
   */
  fill(line: number, depth: number): boolean {
    const { kernel, random } = this;
    const { problem } = kernel;
    const candidates = problem.cliniciansOf[line]!;
    const start = random.below(candidates.length);
    for (let at = 0; at < candidates.length; at += 1) {
      const place = start + at;
      const person = candidates[place < candidates.length ? place : place - candidates.length]!;
      if (tryToAdd(kernel, person, line)) return true;
    }
    return depth > 0 && this.give(candidates[start]!, line, depth - 1);
  }

  /**
   * One candidate takes the line, and the obstacles are handed on through at most `depth` others; what the last of them
   * gave up may be open. Returns whether it was taken; if not, everything is as it was.
   */
  give(person: number, line: number, depth: number): boolean {
    const { kernel } = this;
    const piece = person * kernel.problem.lineCount + line;
    if (kernel.problem.eligible[piece] !== 1 || kernel.held[piece] === 1) return false;
    const given = this.makeRoom(person, line);
    if (given === null) return false;
    for (const each of given) this.fill(each, depth);
    return true;
  }

  /**
   * The lines that the clinician gives up for this one, which they then hold. Null where giving up one more line does
   * not make room; then everything is as it was, and the chain continues further up without this link.
   */
  private makeRoom(person: number, line: number): number[] | null {
    const { kernel, blockers } = this;
    const before = kernel.levels[0]!;
    const count = kernel.blockers(person, line, blockers);
    const given: number[] = [];
    for (let at = 0; at < count; at += 1) if (!kernel.mayRemove(person, blockers[at]!)) return null;
    for (let at = 0; at < count; at += 1) {
      kernel.remove(person, blockers[at]!);
      given.push(blockers[at]!);
    }
    kernel.add(person, line);
    if (kernel.levels[0]! <= before) return given;
    const over = this.giveUpNear(person, line, before);
    if (over >= 0) return [...given, over];
    kernel.remove(person, line);
    for (const each of given) kernel.add(person, each);
    return null;
  }

  /** Takes away one line at most a week from this one so that level 0 is down to `before`; -1 where none does. */
  private giveUpNear(person: number, line: number, before: number): number {
    const { kernel, random } = this;
    const { days, dayOfLine, dayWidth } = kernel.problem;
    const width = 15;
    const first = dayOfLine[line]! - 7;
    const start = random.below(width);
    for (let at = 0; at < width; at += 1) {
      const day = first + ((start + at) % width);
      if (day < 0 || day >= days) continue;
      const row = person * days + day;
      for (let index = 0; index < kernel.dayLineCount[row]!; index += 1) {
        const each = kernel.dayLines[row * dayWidth + index]!;
        if (each === line || !kernel.mayRemove(person, each)) continue;
        kernel.remove(person, each);
        if (kernel.levels[0]! <= before) return each;
        kernel.add(person, each);
      }
    }
    return -1;
  }
}
