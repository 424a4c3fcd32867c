import { Chain } from './chain.js';
import type { Kernel } from '../scoring/kernel.js';
import type { Neighbourhood } from './neighbourhood.js';
import type { Random } from './random.js';
import { seriesOf } from '../scoring/series.js';

/** How many may hand something on to fill an open post, or for somebody who takes a post over. */
const chainDepth = 2;

/**
 * Changes that a search tries in rotas of sessions. Each applies itself to the kernel after a `mark()` and returns
 * whether anything changed; the caller keeps it or rolls it back. A move never removes a pin or adds an ineligible
 * piece, and adds a piece that clashes only where its holder's clashing piece goes in the same move.
 */
export class Moves implements Neighbourhood {
  private readonly blockers: Int32Array;
  private readonly out: Int32Array;
  private readonly back: Int32Array;
  /** Lines with an open post, looked up now and then; some may have been filled since. */
  private open = new Int32Array(0);
  private readonly chain: Chain;
  private readonly lines: Int32Array;
  private readonly groups: readonly Int32Array[];
  private readonly groupOfLine: Int32Array;
  private readonly people: Int32Array;

  constructor(
    readonly kernel: Kernel,
    private readonly random: Random,
  ) {
    const { problem } = kernel;
    this.blockers = new Int32Array(problem.dayWidth * (2 * problem.reachDays + 1) + 1);
    this.chain = new Chain(kernel, random);
    this.out = new Int32Array(problem.dayWidth * problem.days);
    this.back = new Int32Array(problem.dayWidth * problem.days);
    this.lines = Int32Array.from(problem.posts.keys()).filter((line) => problem.cliniciansOf[line]!.length > 0);
    this.people = Int32Array.from(problem.linesOf.keys()).filter((person) => problem.linesOf[person]!.length > 0);
    ({ groups: this.groups, groupOfLine: this.groupOfLine } = seriesOf(problem));
  }

  /** Whether there is anything to decide at all. */
  get any(): boolean {
    return this.lines.length > 0;
  }

  /** One of the changes, in proportions that were tried on networks. */
  propose(): boolean {
    const drawn = this.random.below(100);
    if (drawn < 4) return this.fill(chainDepth);
    if (drawn < 8) return this.handOn(chainDepth);
    if (drawn < 44) return this.reassign();
    if (drawn < 64) return this.exchange(3);
    if (drawn < 72) return this.exchangeSeries();
    if (drawn < 90) return this.replace(3);
    if (drawn < 95) return this.exchangeWeekday();
    return this.exchangeDays(3);
  }

  /** Looks for open posts; `propose` uses what the last look found. */
  look(): void {
    const { problem, cover } = this.kernel;
    this.open = this.lines.filter((line) => cover[line]! < problem.posts[line]!);
  }

  /** An open post is filled through a chain of at most `depth` colleagues who hand something on. */
  fill(depth: number): boolean {
    const { kernel, random } = this;
    if (this.open.length === 0) return false;
    const line = this.open[random.below(this.open.length)]!;
    return kernel.cover[line]! < kernel.problem.posts[line]! && this.chain.fill(line, depth);
  }

  /** A held post goes to somebody else, and the obstacles through a chain of at most `depth` others. */
  handOn(depth: number): boolean {
    const { kernel } = this;
    const line = this.anyLine();
    const from = this.holder(line);
    const to = this.another(line, from);
    if (to < 0 || !kernel.mayRemove(from, line)) return false;
    kernel.remove(from, line);
    return this.chain.give(to, line, depth);
  }

  /** A held post goes to somebody else, whose own clashing lines go to whoever held it, to others, or stay open. */
  reassign(): boolean {
    const { kernel } = this;
    const line = this.anyLine();
    const from = this.holder(line);
    const to = this.another(line, from);
    if (to < 0 || !kernel.mayRemove(from, line)) return false;
    kernel.remove(from, line);
    return this.take(to, line, from);
  }

  /** Two clinicians exchange a line each, near in time. */
  exchange(reach: number): boolean {
    const { kernel, random } = this;
    const { problem } = kernel;
    const line = this.anyLine();
    const from = this.holder(line);
    const to = this.another(line, from);
    if (to < 0) return false;
    const day = problem.dayOfLine[line]! + random.below(2 * reach + 1) - reach;
    if (day < 0 || day >= problem.days) return false;
    const row = to * problem.days + day;
    const count = kernel.dayLineCount[row]!;
    if (count === 0) return false;
    const other = kernel.dayLines[row * problem.dayWidth + random.below(count)]!;
    if (other === line || !kernel.mayRemove(from, line) || !kernel.mayRemove(to, other)) return false;
    if (problem.eligible[from * problem.lineCount + other] !== 1) return false;
    kernel.remove(from, line);
    kernel.remove(to, other);
    if (!kernel.mayAdd(to, line) || !kernel.mayAdd(from, other)) return false;
    kernel.add(to, line);
    kernel.add(from, other);
    return true;
  }

  /**
   * What one clinician holds of a series, some weeks or all of it, goes to another in exchange for what clashes with
   * it.
   */
  exchangeSeries(): boolean {
    const { kernel, random } = this;
    const { problem } = kernel;
    const line = this.anyLine();
    const from = this.holder(line);
    const to = this.another(line, from);
    const group = this.groups[this.groupOfLine[line]!]!;
    if (to < 0 || group.length < 2) return false;
    const first = random.below(2) === 0 ? 0 : random.below(group.length);
    const last = first === 0 ? group.length : first + 1 + random.below(group.length - first);
    let moved = false;
    for (let at = first; at < last; at += 1) {
      const each = group[at]!;
      if (!kernel.mayRemove(from, each) || problem.eligible[to * problem.lineCount + each] !== 1) continue;
      if (kernel.held[to * problem.lineCount + each] === 1) continue;
      kernel.remove(from, each);
      if (!this.take(to, each, from)) return moved;
      moved = true;
    }
    return moved;
  }

  /** One clinician's line becomes another of about the same time, whose holder takes the first where possible. */
  replace(reach: number): boolean {
    const { kernel, random } = this;
    const { problem } = kernel;
    const line = this.anyLine();
    const from = this.holder(line);
    if (from < 0 || !kernel.mayRemove(from, line)) return false;
    const own = problem.linesOf[from]!;
    const other = own[random.below(own.length)]!;
    const distance = problem.dayOfLine[other]! - problem.dayOfLine[line]!;
    if (other === line || distance > reach || distance < -reach) return false;
    if (kernel.held[from * problem.lineCount + other] === 1) return false;
    kernel.remove(from, line);
    const holder = kernel.cover[other]! >= problem.posts[other]! ? this.holder(other) : -1;
    if (holder >= 0) {
      if (!kernel.mayRemove(holder, other)) return false;
      kernel.remove(holder, other);
    }
    if (!kernel.mayAdd(from, other)) return false;
    kernel.add(from, other);
    if (holder >= 0 && kernel.mayAdd(holder, line)) kernel.add(holder, line);
    else this.offer(line);
    return true;
  }

  /** Two clinicians exchange all they hold on some days in a row, as far as each may hold it. */
  exchangeDays(longest: number): boolean {
    const { random } = this;
    const { problem } = this.kernel;
    const here = this.people[random.below(this.people.length)]!;
    const there = this.people[random.below(this.people.length)]!;
    if (here === there) return false;
    const length = 1 + random.below(longest);
    const start = random.below(problem.days + length - 1) - length + 1;
    const end = Math.min(problem.days, start + length);
    return this.exchangeHeld(here, there, Math.max(0, start), end, 1);
  }

  /** Two clinicians exchange all they hold on one day of the week, in some weeks in a row. */
  exchangeWeekday(): boolean {
    const { dayOfLine, days } = this.kernel.problem;
    const line = this.anyLine();
    const here = this.holder(line);
    const there = this.another(line, here);
    if (there < 0) return false;
    const start = dayOfLine[line]!;
    return this.exchangeHeld(here, there, start, Math.min(days, start + 7 * (1 + this.random.below(8))), 7);
  }

  /** Gives an ejected line to anybody who may take it, in a few tries. */
  private offer(line: number): boolean {
    const { kernel, random } = this;
    const candidates = kernel.problem.cliniciansOf[line]!;
    for (let tries = 0; tries < 4; tries += 1) {
      const person = candidates[random.below(candidates.length)]!;
      if (!kernel.mayAdd(person, line)) continue;
      kernel.add(person, line);
      return true;
    }
    return false;
  }

  /**
   * The clinician takes the line; what clashes with it goes to `first` (none below 0), to somebody else, or stays open.
   */
  private take(person: number, line: number, first: number): boolean {
    const { kernel } = this;
    const { problem } = kernel;
    const piece = person * problem.lineCount + line;
    if (problem.eligible[piece] !== 1 || kernel.held[piece] === 1) return false;
    const count = kernel.blockers(person, line, this.blockers);
    for (let at = 0; at < count; at += 1) {
      const each = this.blockers[at]!;
      if (!kernel.mayRemove(person, each)) return false;
      kernel.remove(person, each);
    }
    kernel.add(person, line);
    for (let at = 0; at < count; at += 1) {
      const each = this.blockers[at]!;
      if (first >= 0 && kernel.mayAdd(first, each)) kernel.add(first, each);
      else this.offer(each);
    }
    return true;
  }

  private anyLine(): number {
    return this.lines[this.random.below(this.lines.length)]!;
  }

  /** Somebody who may hold the line, drawn once; -1 when that is its holder, or nobody may. */
  private another(line: number, holder: number): number {
    if (holder < 0) return -1;
    const candidates = this.kernel.problem.cliniciansOf[line]!;
    const person = candidates[this.random.below(candidates.length)]!;
    return person === holder ? -1 : person;
  }

  /** One of those who hold the line, or -1. */
  private holder(line: number): number {
    const { kernel, random } = this;
    const { problem } = kernel;
    const cover = kernel.cover[line]!;
    if (cover === 0) return -1;
    const candidates = problem.cliniciansOf[line]!;
    const start = random.below(candidates.length);
    for (let at = 0; at < candidates.length; at += 1) {
      const place = start + at;
      const person = candidates[place < candidates.length ? place : place - candidates.length]!;
      if (kernel.held[person * problem.lineCount + line] === 1) return person;
    }
    return -1;
  }

  /** Two clinicians exchange what they hold on each `step`th day of [from, to), as far as each may hold it. */
  private exchangeHeld(here: number, there: number, from: number, to: number, step: number): boolean {
    const outs = this.clear(here, from, to, step, this.out);
    const backs = this.clear(there, from, to, step, this.back);
    return this.give(there, outs, this.out, here) + this.give(here, backs, this.back, there) > 0;
  }

  private clear(person: number, from: number, to: number, step: number, out: Int32Array): number {
    const { kernel } = this;
    const { days, dayWidth } = kernel.problem;
    let count = 0;
    for (let day = from; day < to; day += step) {
      const row = person * days + day;
      const first = row * dayWidth;
      for (let at = kernel.dayLineCount[row]! - 1; at >= 0; at -= 1) {
        const line = kernel.dayLines[first + at]!;
        if (!kernel.mayRemove(person, line)) continue;
        kernel.remove(person, line);
        out[count] = line;
        count += 1;
      }
    }
    return count;
  }

  /** Gives the lines to one clinician, else back to the other; how many changed hands. */
  private give(person: number, count: number, lines: Int32Array, from: number): number {
    const { kernel } = this;
    let changed = 0;
    for (let at = 0; at < count; at += 1) {
      const line = lines[at]!;
      if (kernel.mayAdd(person, line)) {
        kernel.add(person, line);
        changed += 1;
      } else if (kernel.mayAdd(from, line)) kernel.add(from, line);
    }
    return changed;
  }
}
