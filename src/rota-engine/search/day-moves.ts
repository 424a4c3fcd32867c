import type { Kernel } from '../scoring/kernel.js';
import type { Neighbourhood } from './neighbourhood.js';
import type { Problem } from '../scoring/problem.js';
import type { Random } from './random.js';

/** Tries at finding a suitable day. */
const tries = 6;

/**
 * Changes to rotas that are made of days of work and runs of them. What changes is a stretch of days: of one clinician,
 * or between two, which leaves the cover of the lines as it is. Each applies itself to the kernel after a `mark()` and
 * returns whether it could be done completely; if not, the caller rolls back. None removes a pin, or adds a piece that
 * is ineligible or clashes.
 */
export class DayMoves implements Neighbourhood {
  /** By kind and day, -1 where there is none: sessions of a kind are one column of the rota. */
  private readonly lineOfKind: Int32Array;
  private readonly kindOfLine: Int32Array;
  /** By clinician: the kinds that they can work at all. */
  private readonly kinds: readonly Int32Array[];
  private readonly people: Int32Array;
  private readonly out: Int32Array;
  private readonly back: Int32Array;

  constructor(
    readonly kernel: Kernel,
    private readonly random: Random,
  ) {
    const { problem } = kernel;
    ({ lineOfKind: this.lineOfKind, kindOfLine: this.kindOfLine } = kindsOf(problem));
    this.kinds = problem.linesOf.map((lines, clinician) => {
      const lawful = lines.filter((line) => lawfulAlone(problem, clinician * problem.lineCount + line));
      return Int32Array.from(new Set(lawful.map((line) => this.kindOfLine[line]!)));
    });
    this.people = Int32Array.from(this.kinds.keys()).filter((clinician) => this.kinds[clinician]!.length > 0);
    this.out = new Int32Array(problem.dayWidth * problem.days);
    this.back = new Int32Array(problem.dayWidth * problem.days);
  }

  /** Whether there is anybody to plan for. */
  get any(): boolean {
    return this.people.length > 0;
  }

  /** One of the changes, in proportions that were tried on public instances. */
  propose(): boolean {
    const drawn = this.random.below(100);
    if (drawn < 35) return this.set(1);
    if (drawn < 50) return this.set(6);
    if (drawn < 82) return this.exchange(8);
    if (drawn < 95) return this.moveEdge();
    return this.exchangeStretches(6);
  }

  /**
   * Up to `longest` days in a row of one clinician become one kind of session, or free; days without that kind become
   * free.
   */
  set(longest: number): boolean {
    const { kernel, random } = this;
    const { days, eligible, lineCount } = kernel.problem;
    const person = this.person();
    const start = random.below(days);
    const end = Math.min(days, start + 1 + random.below(longest));
    const kinds = this.kinds[person]!;
    const kind = random.below(4) === 0 ? -1 : kinds[random.below(kinds.length)]!;
    let changed = false;
    for (let day = start; day < end; day += 1) {
      const line = kind < 0 ? -1 : this.lineOfKind[kind * days + day]!;
      if (!this.clear(person, day, line)) return false;
      changed ||= this.cleared;
    }
    for (let day = start; day < end && kind >= 0; day += 1) {
      const line = this.lineOfKind[kind * days + day]!;
      const piece = person * lineCount + line;
      if (line < 0 || kernel.held[piece] === 1 || eligible[piece] !== 1) continue;
      if (!kernel.mayAdd(person, line)) return false;
      kernel.add(person, line);
      changed = true;
    }
    return changed;
  }

  /** Two clinicians exchange all that they hold on up to `longest` days in a row. */
  exchange(longest: number): boolean {
    const { kernel, random } = this;
    const { days } = kernel.problem;
    const here = this.person();
    const there = this.person();
    if (here === there) return false;
    const start = random.below(days);
    const end = Math.min(days, start + 1 + random.below(longest));
    const outs = this.only(here, there, start, end, this.out);
    if (outs < 0) return false;
    const backs = this.only(there, here, start, end, this.back);
    if (backs < 0 || outs + backs === 0) return false;
    for (let at = 0; at < outs; at += 1) kernel.remove(here, this.out[at]!);
    for (let at = 0; at < backs; at += 1) kernel.remove(there, this.back[at]!);
    return this.give(there, outs, this.out) && this.give(here, backs, this.back);
  }

  /**
   * A clinician's day at the edge of a run becomes free, and a free day beside a run becomes a day of work: as many
   * days as before.
   */
  moveEdge(): boolean {
    const { kernel, random } = this;
    const { days, dayWidth, eligible, lineCount } = kernel.problem;
    const person = this.person();
    const from = this.edge(person, true);
    if (from < 0) return false;
    const to = this.edge(person, false);
    if (to < 0) return false;
    const row = person * days;
    const held = kernel.dayLines[(row + from) * dayWidth]!;
    if (kernel.dayLineCount[row + from] !== 1 || !kernel.mayRemove(person, held)) return false;
    const kinds = this.kinds[person]!;
    const beside = to > 0 && kernel.dayLineCount[row + to - 1]! > 0 ? to - 1 : to + 1;
    const drawn = random.below(3);
    let kind = this.kindOfLine[held]!;
    if (drawn === 0) kind = kinds[random.below(kinds.length)]!;
    else if (drawn === 1) kind = this.kindOfLine[kernel.dayLines[(row + beside) * dayWidth]!]!;
    const line = this.lineOfKind[kind * days + to]!;
    if (line < 0 || eligible[person * lineCount + line] !== 1) return false;
    kernel.remove(person, held);
    if (!kernel.mayAdd(person, line)) return false;
    kernel.add(person, line);
    return true;
  }

  /** Two stretches of up to `longest` days of one clinician change places, kind by kind. */
  exchangeStretches(longest: number): boolean {
    const { kernel, random } = this;
    const { days } = kernel.problem;
    const length = 1 + random.below(Math.min(longest, days));
    const first = random.below(days - length + 1);
    const second = random.below(days - length + 1);
    if (Math.abs(first - second) < length) return false;
    const person = this.person();
    const outs = this.heldIn(person, first, first + length, this.out);
    const backs = this.heldIn(person, second, second + length, this.back);
    if (outs < 0 || backs < 0 || outs + backs === 0) return false;
    for (let at = 0; at < outs; at += 1) kernel.remove(person, this.out[at]!);
    for (let at = 0; at < backs; at += 1) kernel.remove(person, this.back[at]!);
    return (
      this.move(outs, this.out, second - first) &&
      this.move(backs, this.back, first - second) &&
      this.give(person, outs, this.out) &&
      this.give(person, backs, this.back)
    );
  }

  private person(): number {
    return this.people[this.random.below(this.people.length)]!;
  }

  private cleared = false;

  /** Removes what the clinician holds on the day except the one line; `cleared` says whether there was anything. */
  private clear(person: number, day: number, but: number): boolean {
    const { kernel } = this;
    const { days, dayWidth } = kernel.problem;
    const row = person * days + day;
    this.cleared = false;
    for (let at = kernel.dayLineCount[row]! - 1; at >= 0; at -= 1) {
      const line = kernel.dayLines[row * dayWidth + at]!;
      if (line === but) continue;
      if (!kernel.mayRemove(person, line)) return false;
      kernel.remove(person, line);
      this.cleared = true;
    }
    return true;
  }

  /**
   * Writes what one holds on the days and the other does not to `out`, returns how many; -1 where one may not change
   * hands.
   */
  private only(person: number, other: number, start: number, end: number, out: Int32Array): number {
    const { kernel } = this;
    const { days, dayWidth, lineCount, eligible } = kernel.problem;
    let count = 0;
    for (let row = person * days + start; row < person * days + end; row += 1) {
      const last = row * dayWidth + kernel.dayLineCount[row]!;
      for (let at = row * dayWidth; at < last; at += 1) {
        const line = kernel.dayLines[at]!;
        const piece = other * lineCount + line;
        if (kernel.held[piece] === 1) continue;
        if (eligible[piece] !== 1 || eligible[person * lineCount + line] !== 1) return -1;
        out[count] = line;
        count += 1;
      }
    }
    return count;
  }

  /** Writes what the clinician holds on the days to `out`, returns how many; -1 where one is pinned. */
  private heldIn(person: number, start: number, end: number, out: Int32Array): number {
    const { kernel } = this;
    const { days, dayWidth } = kernel.problem;
    let count = 0;
    for (let row = person * days + start; row < person * days + end; row += 1) {
      const last = row * dayWidth + kernel.dayLineCount[row]!;
      for (let at = row * dayWidth; at < last; at += 1) {
        const line = kernel.dayLines[at]!;
        if (!kernel.mayRemove(person, line)) return -1;
        out[count] = line;
        count += 1;
      }
    }
    return count;
  }

  /** Replaces each line by the one of its kind so many days later; false where there is none. */
  private move(count: number, lines: Int32Array, distance: number): boolean {
    const { days, dayOfLine } = this.kernel.problem;
    for (let at = 0; at < count; at += 1) {
      const line = lines[at]!;
      const moved = this.lineOfKind[this.kindOfLine[line]! * days + dayOfLine[line]! + distance]!;
      if (moved < 0) return false;
      lines[at] = moved;
    }
    return true;
  }

  private give(person: number, count: number, lines: Int32Array): boolean {
    const { kernel } = this;
    for (let at = 0; at < count; at += 1) {
      if (!kernel.mayAdd(person, lines[at]!)) return false;
      kernel.add(person, lines[at]!);
    }
    return true;
  }

  /** A day of work beside a free one (or a free one beside one of work), if a few tries find one; else -1. */
  private edge(person: number, work: boolean): number {
    const { kernel, random } = this;
    const { days } = kernel.problem;
    const row = person * days;
    const works = (day: number) => kernel.dayLineCount[row + day]! > 0;
    for (let time = 0; time < tries; time += 1) {
      const day = random.below(days);
      if (works(day) !== work) continue;
      if ((day > 0 && works(day - 1) !== work) || (day < days - 1 && works(day + 1) !== work)) return day;
    }
    return -1;
  }
}

/** Lines of one kind of session and place in it, at most one a day; a second of a day is a kind of its own. */
function kindsOf({ model, days }: Problem) {
  const kindOfLine = new Int32Array(model.lines.length);
  const kinds = new Map<string, Int32Array>();
  const numbers = new Map<string, number>();
  for (const { session, number, day, index } of model.lines) {
    let name: string;
    let lines: Int32Array;
    let copy = 0;
    do {
      name = `${session.kind} ${number} ${copy}`;
      lines = kinds.get(name) ?? new Int32Array(days).fill(-1);
      copy += 1;
    } while (lines[day] !== -1);
    lines[day] = index;
    if (!kinds.has(name)) numbers.set(name, kinds.size);
    kinds.set(name, lines);
    kindOfLine[index] = numbers.get(name)!;
  }
  const lineOfKind = new Int32Array(kinds.size * days);
  [...kinds.values()].forEach((lines, kind) => lineOfKind.set(lines, kind * days));
  return { lineOfKind, kindOfLine };
}

/** Whether the piece may be held and breaks no limit by itself: of some kinds of session a clinician may work none. */
function lawfulAlone(problem: Problem, piece: number): boolean {
  const { eligible, itemStart, itemCounter, itemAmount, counterBase, counterHigh, counterLevel } = problem;
  if (eligible[piece] !== 1) return false;
  for (let at = itemStart[piece]!; at < itemStart[piece + 1]!; at += 1) {
    const counter = itemCounter[at]!;
    if (counterLevel[counter] === 0 && counterBase[counter]! + itemAmount[at]! > counterHigh[counter]!) return false;
  }
  return true;
}
