import type { Line, Model } from '../model/model.js';
import type { Rule } from './rule.js';

/** Counts everyone who has to be told: who loses a published session, and who gets one that was not theirs. */
export const changes: Rule = {
  id: 'changes',
  name: 'Few changes to the published rota',
  unit: 'change, times its notice',
  source: 'Local policy: people plan their lives by a published rota; a change is dearer the nearer its day',
  defaults: { hardness: 'PREFERS', rank: 6, weight: 100 },
  compile: ({ model, linesOf }, terms) => {
    const { inForce } = model.instance;
    if (inForce === null) return;
    const published = Map.groupBy(inForce, ({ clinicianId }) => clinicianId);
    const dearness = model.lines.map((line) => nearness(model, line));
    model.clinicians.forEach(({ id }, clinician) => {
      const own = new Set(published.get(id)?.map(({ sessionId, line }) => model.lineOf(sessionId, line)));
      for (const { index } of linesOf(clinician)) {
        if (own.has(index)) terms.whenNotHeld(clinician, index, dearness[index] ?? 1);
        else terms.whenHeld(clinician, index, dearness[index] ?? 1);
      }
    });
  },
  sentence: (model, { clinician, line }) =>
    `${model.clinicians[clinician]?.name} has to be told of a change: ${model.lineName(line)}.`,
};

function nearness(model: Model, line: Line): number {
  const days = (line.start - (model.instance.now ?? 0)) / 1440;
  const { notice } = model.profile.numbers;
  return (notice.find(({ withinDays }) => days <= withinDays) ?? notice.at(-1))?.factor ?? 1;
}
