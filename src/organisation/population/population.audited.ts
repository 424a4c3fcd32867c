import { anyOrganisation } from '../../identity/rules/audited-columns.js';
import type { AuditedKinds } from '../../platform/audit/audited-kind.js';

/** What the audit trail shows of populations. */
export const populationAudited: AuditedKinds = {
  POPULATION: {
    table: 'population',
    description: 'A count of the people that an organisation serves.',
    object: ['Population', 'id'],
    shown: {
      organisation_id: `organisation:${anyOrganisation}`,
      basis: 'basis',
      counted_on: 'countedOn',
      value: 'value',
      source: 'source',
    },
    hidden: ['known_since'], // the entry's own time
  },
  POPULATION_EARLIER: {
    table: 'population_earlier',
    description: 'What a count was before it was corrected, and why.',
    object: ['Population', 'population_id'],
    shown: { organisation_id: `organisation:${anyOrganisation}`, value: 'value', source: 'source', reason: 'reason' },
    hidden: ['known_since', 'known_until'],
  },
};
