import type { Rule } from './rule.js';
import { about } from '../model/subject.js';

export const shiftsOfAKind: Rule = {
  id: 'shifts-of-a-kind',
  name: 'Most sessions of a kind',
  unit: 'session',
  source: 'The clinician’s own agreement: how many sessions of a kind in one rota, none at all included',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 1000 },
  compile: ({ model, linesOf }, terms) => {
    model.clinicians.forEach(({ limits }, clinician) => {
      for (const [kind, most] of Object.entries(limits.perKind ?? {})) {
        const lines = linesOf(clinician).filter(({ session }) => session.kind === kind);
        if (lines.length <= most || (most === 0 && lines.length === 0)) continue;
        const counter = terms.counter({ subject: about({ clinician, limit: most }), high: most });
        for (const line of lines) terms.countPiece(counter, clinician, line.index, 1);
      }
    });
  },
  blocks: (model, clinician, line) => model.clinicians[clinician]?.limits.perKind?.[line.session.kind] === 0,
  sentence: (model, { clinician, line, limit }, amount) =>
    line < 0
      ? `${model.clinicians[clinician]?.name} has ${amount} more than the ${limit} agreed of one kind.`
      : `${model.clinicians[clinician]?.name} has agreed to none of the kind of ${model.lineName(line)}.`,
};
