import type { PatternPart } from '../model/instance.js';
import type { Line } from '../model/model.js';
import type { Rule } from './rule.js';

export const workingPattern: Rule = {
  id: 'working-pattern',
  name: 'Working pattern',
  unit: 'assignment',
  source: 'The weekly pattern agreed in the employment: work outside it has to be asked for, and is then a pin',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 1000 },
  blocks: (model, clinician, line) => {
    const pattern = model.clinicians[clinician]?.pattern;
    return pattern != null && !covers(pattern, line);
  },
  sentence: (model, { clinician, line }) =>
    `${model.lineName(line)} is outside the working pattern of ${model.clinicians[clinician]?.name}.`,
};

/** Whether the line lies in the pattern of its day; parts that touch are one. */
function covers(pattern: readonly PatternPart[], line: Line): boolean {
  const start = line.start - line.day * 1440;
  const end = line.end - line.day * 1440;
  const parts = pattern.filter(
    ({ weekday, from, to }) =>
      weekday === line.weekday && (from === null || from <= line.day) && (to === null || line.day < to),
  );
  let reached = start;
  for (const part of parts.sort((a, b) => a.start - b.start)) {
    if (part.start <= reached && part.end > reached) reached = part.end;
  }
  return reached >= end;
}
