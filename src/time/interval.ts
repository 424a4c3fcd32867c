/**
 * Half-open ranges: the start belongs to the range, the end does not, so that touching ranges do not overlap. Every
 * function throws RangeError on a range that is empty, back to front or not finite, because that is a bug of the
 * caller.
 */

/** A range of instants `[start, end)`, each in milliseconds since 1970-01-01T00:00Z. Precondition: `start < end`. */
export interface InstantRange {
  start: number;
  end: number;
}

/**
 * A range of London calendar days `[from, to)`, each `YYYY-MM-DD`; `to: null` has no end. Precondition: `from < to`.
 */
export interface DayRange {
  from: string;
  to: string | null;
}

/** Whether the two ranges share an instant. Touching ranges do not. */
export function overlaps(a: InstantRange, b: InstantRange): boolean {
  check(a, b);
  return a.start < b.end && b.start < a.end;
}

/** Whether every instant of `inner` is in `outer`. */
export function contains(outer: InstantRange, inner: InstantRange): boolean {
  check(outer, inner);
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether the instant (epoch milliseconds) is in the range; its end is not. */
export function containsInstant(range: InstantRange, at: number): boolean {
  check(range);
  return range.start <= at && at < range.end;
}

/** What the two ranges share, or undefined if nothing. */
export function intersect(a: InstantRange, b: InstantRange): InstantRange | undefined {
  if (!overlaps(a, b)) return undefined;
  return { start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) };
}

/**
 * What is left of `range` without `removed`, in order, touching pieces joined. `removed` may be in any order and may
 * overlap.
 */
export function subtract(range: InstantRange, removed: readonly InstantRange[]): InstantRange[] {
  check(range);
  const left: InstantRange[] = [];
  let start = range.start;
  for (const hole of merge(removed)) {
    if (hole.end <= start) continue;
    if (hole.start >= range.end) break;
    if (hole.start > start) left.push({ start, end: hole.start });
    start = hole.end;
  }
  if (start < range.end) left.push({ start, end: range.end });
  return left;
}

/** The fewest ranges that cover the same instants, in order: overlapping and touching ranges are joined. */
export function merge(ranges: readonly InstantRange[]): InstantRange[] {
  check(...ranges);
  const merged: InstantRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}

/** Whether the two ranges share a day. Touching ranges do not. */
export function daysOverlap(a: DayRange, b: DayRange): boolean {
  return overlaps(toNumbers(a), toNumbers(b));
}

/** Whether every day of `inner` is in `outer`. */
export function daysContain(outer: DayRange, inner: DayRange): boolean {
  return contains(toNumbers(outer), toNumbers(inner));
}

/** Whether the day `YYYY-MM-DD` is in the range; its `to` is not. */
export function containsDay(range: DayRange, day: string): boolean {
  return containsInstant(toNumbers(range), toNumber(day));
}

/** The days the two ranges share, or undefined if none. */
export function intersectDays(a: DayRange, b: DayRange): DayRange | undefined {
  const shared = intersect(toNumbers(a), toNumbers(b));
  return shared && toDays(shared);
}

/** The days of `range` that are in none of `removed`, in order. `removed` may be in any order and may overlap. */
export function subtractDays(range: DayRange, removed: readonly DayRange[]): DayRange[] {
  return subtract(toNumbers(range), removed.map(toNumbers)).map(toDays);
}

/** The fewest ranges that cover the same days, in order: overlapping and touching ranges are joined. */
export function mergeDays(ranges: readonly DayRange[]): DayRange[] {
  return merge(ranges.map(toNumbers)).map(toDays);
}

/** Stands for "no end": past every four-digit year, so that days can use the arithmetic of instants. */
const noEnd = Number.MAX_SAFE_INTEGER;

function toNumbers(range: DayRange): InstantRange {
  return { start: toNumber(range.from), end: range.to === null ? noEnd : toNumber(range.to) };
}

function toNumber(day: string): number {
  const value = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(value)) throw new RangeError(`Not a calendar day: ${JSON.stringify(day)}`);
  return value;
}

function toDays(range: InstantRange): DayRange {
  return { from: toDay(range.start), to: range.end === noEnd ? null : toDay(range.end) };
}

function toDay(value: number): string {
  return new Date(value).toISOString().slice(0, 10);
}

function check(...ranges: readonly InstantRange[]): void {
  for (const { start, end } of ranges) {
    if (!Number.isFinite(start) || !Number.isFinite(end) || start >= end) {
      throw new RangeError(`A range must start before it ends: [${String(start)}, ${String(end)})`);
    }
  }
}
