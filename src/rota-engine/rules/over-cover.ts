import type { Rule } from './rule.js';
import { about } from '../model/subject.js';

export const overCover: Rule = {
  id: 'over-cover',
  name: 'No more than the posts',
  unit: 'clinician',
  source: 'The posts of the session’s staffing line',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 1000 },
  compile: ({ model, cliniciansOf }, terms) => {
    for (const line of model.lines) {
      const { count, overWeight } = line.staffing;
      const clinicians = cliniciansOf(line.index);
      if (overWeight === 0 || clinicians.length <= count) continue;
      const subject = about({ line: line.index, day: line.day, limit: count });
      const counter = terms.counter({ subject, high: count, weight: overWeight });
      for (const clinician of clinicians) terms.countPiece(counter, clinician, line.index, 1);
    }
  },
  sentence: (model, { line, limit }, amount) => `${model.lineName(line)} has ${amount} more than its ${limit} posts.`,
};
