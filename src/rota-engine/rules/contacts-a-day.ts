import type { Line } from '../model/model.js';
import { mostOf } from './most-of-day.js';
import type { Rule } from './rule.js';
import { about } from '../model/subject.js';

export const contactsADay: Rule = {
  id: 'contacts-a-day',
  name: 'Safe number of contacts',
  unit: 'contact',
  source: 'BMA safe working guidance, 6 September 2024: 25 contacts per clinician per day; advice, so it warns',
  defaults: { hardness: 'PREFERS', rank: 6, weight: 20 },
  compile: ({ model, linesOf, prohibits }, terms) => {
    const high = model.profile.numbers.contactsPerDay;
    const most = (lines: readonly Line[]) =>
      prohibits('overlap')
        ? mostOf(lines, ({ staffing }) => staffing.contacts)
        : lines.reduce((sum, { staffing }) => sum + staffing.contacts, 0);
    model.clinicians.forEach((_, clinician) => {
      for (const [day, lines] of Map.groupBy(linesOf(clinician), (line) => line.day)) {
        if (most(lines) <= high) continue;
        const counter = terms.counter({ subject: about({ clinician, day, limit: high }), high });
        for (const { index, staffing } of lines) {
          if (staffing.contacts > 0) terms.countPiece(counter, clinician, index, staffing.contacts);
        }
      }
    });
  },
  sentence: (model, { clinician, day, limit }, amount) =>
    `${model.clinicians[clinician]?.name} has ${limit + amount} contacts on ${model.dayName(day)}; ${limit} is safe.`,
};
