import type { Line } from './model.js';
import type { Terms } from './terms.js';

/** The flag "the clinician works at this site on this day", one for all rules that ask. `lines`: those of the day. */
export function siteFlag(terms: Terms, clinician: number, site: number, day: number, lines: readonly Line[]): number {
  return terms.sharedFlag(`clinician ${clinician} at site ${site} on day ${day}`, (flag) => {
    for (const line of lines) if (line.site === site) terms.raise(flag, clinician, line.index);
  });
}
