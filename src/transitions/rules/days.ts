/** Days `[from, to)`; null means no end. */
export interface Days {
  readonly from: string;
  readonly to: string | null;
}

/** The one that runs on the day, of periods that do not overlap. */
export function runningOn<D extends Days>(days: readonly D[], day: string): D | undefined {
  return days.find(({ from, to }) => from <= day && (to === null || to > day));
}

/** Those that begin on the day or later. */
export function startingFrom<D extends Days>(days: readonly D[], day: string): D[] {
  return days.filter(({ from }) => from >= day);
}

/** The form of a verb that agrees with a number: `1 site closes`, `2 sites close`. */
export function agreeing(count: number, one: string, more: string): string {
  return count === 1 ? one : more;
}

/** A number and its noun: `1 site`, `2 sites`. */
export function many(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}
