import type { Line, Model } from '../model/model.js';
import type { Rule } from './rule.js';

/** The roles in which this clinician could work the line; a line without roles takes any. */
export function rolesFor(model: Model, clinician: number, line: Line): readonly string[] {
  const own = model.clinicians[clinician]?.roles ?? [];
  const asked = line.staffing.roles;
  return asked.length === 0 ? own : own.filter((code) => asked.includes(code));
}

export const role: Rule = {
  id: 'role',
  name: 'Role the post asks for',
  unit: 'assignment',
  source: 'Who may staff which service: the roles of the session’s staffing line',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 1000 },
  // Called first, for every clinician and line, so it builds no list and no function.
  blocks: (model, clinician, { staffing }) => {
    const own = model.clinicians[clinician]?.roles;
    for (const code of staffing.roles) if (own?.includes(code) === true) return false;
    return staffing.roles.length > 0;
  },
  sentence: (model, { clinician, line }) =>
    `${model.clinicians[clinician]?.name} has none of the roles that ${model.lineName(line)} asks for ` +
    `(${model.lines[line]?.staffing.roles.join(', ')}).`,
};
