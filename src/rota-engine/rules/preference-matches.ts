import type { Preference } from '../model/instance.js';
import type { Line, Model } from '../model/model.js';

/** Of the clinician's lines those for which every condition of the preference holds; one function a clinician. */
export function matcher(model: Model, lines: readonly Line[]): (preference: Preference) => readonly Line[] {
  let bySession: Map<string, Line[]> | undefined;
  return (preference) => {
    const { sessionIds } = preference;
    if (sessionIds !== null) bySession ??= Map.groupBy(lines, ({ session }) => session.id);
    const named = sessionIds === null ? lines : sessionIds.flatMap((id) => bySession?.get(id) ?? []);
    return named.filter((line) => matches(model, preference, line));
  };
}

function matches(model: Model, { weekdays, siteIds, kinds, within }: Preference, line: Line): boolean {
  return (
    (weekdays === null || weekdays.includes(line.weekday)) &&
    (siteIds === null || siteIds.includes(model.instance.sites[line.site]?.id ?? '')) &&
    (kinds === null || kinds.includes(line.session.kind)) &&
    (within === null || (within.start < line.end && line.start < within.end))
  );
}
