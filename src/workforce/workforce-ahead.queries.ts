import { sql } from 'kysely';
import { type LiesAhead, runsOn } from '../platform/database/lies-ahead.js';

/** Jobs, and people released to a network, among what lies ahead of an organisation. */
export const workforceAhead: readonly LiesAhead[] = [
  {
    phrase: 'employments (%s)',
    rows: (organisation, day) =>
      sql`from employment e where e.employer_id = ${organisation} and e.state in ('OFFERED', 'ACCEPTED') and ${runsOn('e', day)}`,
  },
  {
    phrase: 'people released to it (%s)',
    rows: (organisation, day) =>
      sql`from pool_release r where r.pcn_id = ${organisation} and r.state <> 'DECLINED' and ${runsOn('r', day)}`,
  },
];
