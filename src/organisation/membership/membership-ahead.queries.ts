import { sql } from 'kysely';
import { type LiesAhead, runsOn } from '../../platform/database/lies-ahead.js';

/** Practices that are in a network, among what lies ahead of an organisation. */
export const membershipAhead: readonly LiesAhead[] = [
  {
    phrase: 'memberships of practices (%s)',
    rows: (organisation, day) => sql`from membership m where m.pcn_id = ${organisation} and ${runsOn('m', day)}`,
  },
];
