import { sql } from 'kysely';
import type { LiesAhead } from '../platform/database/lies-ahead.js';

/** Bookings and waiting patients that lie ahead of an organisation. */
export const bookingAhead: readonly LiesAhead[] = [
  {
    phrase: 'bookings (%s)',
    rows: (
      organisation,
      day,
    ) => sql`from booking b where b.practice_id = ${organisation} and b.state in ('HELD', 'CONFIRMED')
      and b.starts_at >= (${day}::timestamp at time zone 'Europe/London')`,
  },
  {
    phrase: 'waiting patients (%s)',
    rows: (organisation, day) => sql`from waiting_entry w where ${organisation} in (w.practice_id, w.pcn_id)
      and w.state in ('WAITING', 'OFFERED') and w.to_on > ${day}`,
  },
];
