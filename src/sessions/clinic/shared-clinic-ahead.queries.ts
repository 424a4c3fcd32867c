import { sql } from 'kysely';
import { type LiesAhead, runsOn } from '../../platform/database/lies-ahead.js';

/** The shared clinics that lie ahead of an organisation. */
export const sharedClinicAhead: readonly LiesAhead[] = [
  {
    phrase: 'clinics of the network (%s)',
    rows: (organisation, day) =>
      sql`from shared_clinic c where c.pcn_id = ${organisation} and (c.ends_on is null or c.ends_on > ${day})`,
  },
  {
    phrase: 'clinics with turns at its sites or a fixed share of its own (%s)',
    rows: (
      organisation,
      day,
    ) => sql`from shared_clinic c where (c.ends_on is null or c.ends_on > ${day}) and c.pcn_id <> ${organisation}
      and (exists (select from clinic_fixed_share f where f.clinic_id = c.id and f.practice_id = ${organisation})
        or exists (select from clinic_host h join site_operation y on y.site_id = h.site_id
          where h.clinic_id = c.id and y.operator_id = ${organisation} and ${runsOn('y', day)}))`,
  },
];
