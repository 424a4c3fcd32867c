import { rolesFor } from './role.js';
import type { Rule } from './rule.js';

/** Needs the role too: without it there is nothing to be registered for, and `role` reports that. */
export const registration: Rule = {
  id: 'registration',
  name: 'Valid registration',
  unit: 'assignment',
  source:
    'Registers of the GMC, NMC, GPhC and HCPC: nobody works in a registered profession on a day without a registration',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 1000 },
  blocks: (model, clinician, line) => {
    const codes = rolesFor(model, clinician, line);
    if (codes.length === 0 || codes.some((code) => model.roleOf(code)?.registered !== true)) return false;
    const spans = model.clinicians[clinician]?.registrations ?? [];
    return !spans.some(({ from, to }) => (from === null || from <= line.day) && (to === null || line.day < to));
  },
  sentence: (model, { clinician, line }) =>
    `${model.clinicians[clinician]?.name} has no registration that is valid on the day of ${model.lineName(line)}.`,
};
