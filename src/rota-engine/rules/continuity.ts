import type { Rule } from './rule.js';
import { about } from '../model/subject.js';

/** Whoever worked the series before the horizon, and still may, already counts as one of its people. */
export const continuity: Rule = {
  id: 'continuity',
  name: 'The same people in a series',
  unit: 'further clinician',
  source: 'Local policy: patients and sites see the same clinicians in a series as far as posts allow',
  defaults: { hardness: 'PREFERS', rank: 6, weight: 30 },
  compile: ({ model, cliniciansOf }, terms) => {
    const inSeries = model.lines.filter(({ session }) => session.seriesId !== null);
    for (const lines of Map.groupBy(inSeries, ({ session, number }) => `${number} ${session.seriesId}`).values()) {
      const [first] = lines;
      const clinicians = new Set(lines.flatMap(({ index }) => [...cliniciansOf(index)]));
      const high = Math.max(...lines.map(({ staffing }) => staffing.count));
      if (first === undefined || clinicians.size <= high) continue;
      const { seriesId } = first.session;
      const counter = terms.counter({ subject: about({ line: first.index, limit: high }), high });
      const flags = new Map<number, number>();
      for (const clinician of clinicians) {
        const before = model.clinicians[clinician]?.history.some((work) => work.seriesId === seriesId) === true;
        const flag = terms.flag(before ? 1 : 0);
        terms.countFlag(counter, flag, 1);
        flags.set(clinician, flag);
      }
      for (const { index } of lines) {
        for (const clinician of cliniciansOf(index)) terms.raise(flags.get(clinician)!, clinician, index);
      }
    }
  },
  sentence: (model, { line, limit }, amount) =>
    `The series ${model.lines[line]?.session.title} is worked by ${limit + amount} people where ${limit} would do.`,
};
