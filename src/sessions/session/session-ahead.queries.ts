import { sql } from 'kysely';
import { type LiesAhead, runsOn } from '../../platform/database/lies-ahead.js';

/** The published sessions that lie ahead of an organisation. */
export const sessionAhead: readonly LiesAhead[] = [
  {
    phrase: 'sessions at its sites (%s)',
    rows: (
      organisation,
      day,
    ) => sql`from site_operation y join session x on x.site_id = y.site_id where y.operator_id = ${organisation}
      and ${runsOn('y', day)} and x.state = 'PUBLISHED' and x.session_on >= ${day}`,
  },
  {
    phrase: 'sessions of the network (%s)',
    rows: (organisation, day) =>
      sql`from session x where x.pcn_id = ${organisation} and x.state = 'PUBLISHED' and x.session_on >= ${day}`,
  },
];
