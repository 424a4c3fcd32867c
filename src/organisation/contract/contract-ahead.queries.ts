import { sql } from 'kysely';
import { type LiesAhead, runsOn } from '../../platform/database/lies-ahead.js';

/** Contracts, among what lies ahead of an organisation. */
export const contractAhead: readonly LiesAhead[] = [
  {
    phrase: 'contracts (%s)',
    rows: (organisation, day) =>
      sql`from contract c where ${organisation} in (c.practice_id, c.holder_id) and ${runsOn('c', day)}`,
  },
];
