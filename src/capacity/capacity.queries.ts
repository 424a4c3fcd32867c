import { sql } from 'kysely';
import type { Db } from '../platform/database/scope.js';

export interface WeekRow {
  readonly weekOn: string;
  readonly publishedMinutes: number;
  readonly publishedAppointments: number;
  readonly staffedMinutes: number;
  readonly staffedAppointments: number;
  readonly bookedMinutes: number;
  readonly bookedAppointments: number;
}

/** The slots of a network's published sessions held on `[from, to)`, counted by week. A held slot is not booked yet. */
export async function publishedByWeek(db: Db, pcnId: string, from: string, to: string): Promise<WeekRow[]> {
  return (
    await sql<WeekRow>`/* publishedByWeek */
      select date_trunc('week', s.session_on)::date::text as "weekOn",
        sum(l.minutes)::int as "publishedMinutes", count(*)::int as "publishedAppointments",
        coalesce(sum(l.minutes) filter (where o.clinician_id is not null), 0)::int as "staffedMinutes",
        count(*) filter (where o.clinician_id is not null)::int as "staffedAppointments",
        coalesce(sum(l.minutes) filter (where l.taken_until = 'infinity'), 0)::int as "bookedMinutes",
        count(*) filter (where l.taken_until = 'infinity')::int as "bookedAppointments"
      from session s
      cross join lateral (select post_number, taken_until, extract(epoch from ends_at - starts_at) / 60 as minutes
        from slot where session_id = s.id) l
      join post o on o.session_id = s.id and o.number = l.post_number
      where s.pcn_id = ${pcnId} and s.state = 'PUBLISHED' and s.session_on >= ${from}::date and s.session_on < ${to}::date
      group by 1 order by 1`.execute(db)
  ).rows;
}
