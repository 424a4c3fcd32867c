import { sql } from 'kysely';
import type { LiesAhead } from '../../platform/database/lies-ahead.js';

/** Places that a practice has in published sessions, which lie ahead of an organisation. */
export const placeAhead: readonly LiesAhead[] = [
  {
    phrase: 'places in sessions (%s)',
    rows: (
      organisation,
      day,
    ) => sql`from place p join session x on x.id = p.session_id where p.owner_id = ${organisation}
      and x.state = 'PUBLISHED' and x.session_on >= ${day}`,
  },
];
