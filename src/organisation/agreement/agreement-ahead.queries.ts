import { sql } from 'kysely';
import { type LiesAhead, runsOn } from '../../platform/database/lies-ahead.js';

/** Network agreements and signatures under them, among what lies ahead of an organisation. */
export const agreementAhead: readonly LiesAhead[] = [
  {
    phrase: 'signatures of a network agreement (%s)',
    rows: (organisation, day) => sql`from agreement_signature g join network_agreement n on n.id = g.agreement_id
      join membership m on m.practice_id = g.practice_id and m.pcn_id = n.pcn_id
      where g.practice_id = ${organisation} and (n.ended_on is null or n.ended_on > ${day}) and ${runsOn('m', day)}`,
  },
  {
    phrase: 'network agreements (%s)',
    rows: (organisation, day) =>
      sql`from network_agreement n where n.pcn_id = ${organisation} and (n.ended_on is null or n.ended_on > ${day})`,
  },
];
