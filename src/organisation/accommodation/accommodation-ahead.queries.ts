import { sql } from 'kysely';
import { type LiesAhead, runsOn } from '../../platform/database/lies-ahead.js';

/** Rooms on offer, among what lies ahead of an organisation. */
export const accommodationAhead: readonly LiesAhead[] = [
  {
    phrase: 'room offers (%s)',
    rows: (
      organisation,
      day,
    ) => sql`from accommodation_offer a where ${organisation} in (a.offered_by_id, a.pcn_id) and a.state <> 'DECLINED'
      and ${runsOn('a', day)}`,
  },
];
