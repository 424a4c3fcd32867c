import type { Rule } from './rule.js';
import { about } from '../model/subject.js';

export const cover: Rule = {
  id: 'cover',
  name: 'Every post filled',
  unit: 'open post',
  source: 'The services a network owes its patients, in the order of priority that it gives them',
  defaults: { hardness: 'OBLIGES', rank: 1, weight: 10_000 },
  compile: ({ model, cliniciansOf }, terms) => {
    for (const line of model.lines) {
      const { count, priority, underWeight } = line.staffing;
      if (count === 0 || underWeight === 0) continue;
      const subject = about({ line: line.index, day: line.day, limit: count });
      const counter = terms.counter({ subject, low: count, weight: underWeight, rankOffset: priority - 1 });
      for (const clinician of cliniciansOf(line.index)) terms.countPiece(counter, clinician, line.index, 1);
    }
  },
  sentence: (model, { line, limit }, amount) =>
    `${model.lineName(line)}: ${amount} of ${limit} ${limit === 1 ? 'post' : 'posts'} open.`,
};
