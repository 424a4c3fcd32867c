import type { InstantRange } from '../../time/interval.js';
import { londonDay, londonTime } from '../../time/london.js';

const shown = 5;

/** `2026-12-02 09:00 to 12:00`, in London time. */
export function rangeInWords({ start, end }: InstantRange): string {
  return `${londonDay(start)} ${londonTime(start)} to ${londonDay(end) === londonDay(start) ? '' : `${londonDay(end)} `}${londonTime(end)}`;
}

/**
 * How many published sessions are in the way and when, in London time; the first five are listed. Precondition: at
 * least one. Their place and network are left out, because they may belong to another network.
 */
export function clashesInWords(clashes: readonly InstantRange[]): string {
  const named = clashes.slice(0, shown).map(rangeInWords);
  const rest = clashes.length - named.length;
  const count = clashes.length === 1 ? '1 published session' : `${clashes.length} published sessions`;
  return `${count} in the way: ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
}
