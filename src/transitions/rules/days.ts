/** Days `[from, to)`; null is without end. */
export interface Days {
  readonly from: string;
  readonly to: string | null;
}

/** The one that runs on the day, of those that do not overlap. */
export const runningOn = <D extends Days>(days: readonly D[], day: string): D | undefined =>
  days.find(({ from, to }) => from <= day && (to === null || to > day));

/** Those that begin on the day or later. */
export const startingFrom = <D extends Days>(days: readonly D[], day: string): D[] =>
  days.filter(({ from }) => from >= day);

/** A number and its noun: `1 site`, `2 sites`. */
export const many = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`;
