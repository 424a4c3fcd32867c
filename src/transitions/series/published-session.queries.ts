import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';

export interface PublishedSession {
  readonly id: string;
  readonly title: string;
  readonly siteId: string;
  readonly siteName: string;
  readonly startTime: string;
  readonly endTime: string;
  readonly shares: readonly { readonly practiceId: string; readonly odsCode: string; readonly places: number }[];
}

/** The session that was published for a day of a clinic, with what each practice has of it. */
export async function publishedOn(db: Db, clinicId: string, on: string): Promise<PublishedSession | undefined> {
  return (
    await sql<PublishedSession>`/* publishedOn */
      select s.id, c.title, s.site_id as "siteId", t.name as "siteName",
        to_char(s.starts_at at time zone 'Europe/London', 'HH24:MI') as "startTime",
        to_char(s.ends_at at time zone 'Europe/London', 'HH24:MI') as "endTime",
        (select coalesce(json_agg(json_build_object('practiceId', h.practice_id, 'odsCode', o.ods_code,
            'places', h.places) order by o.ods_code), '[]')
          from session_share h join organisation o on o.id = h.practice_id where h.session_id = s.id) as shares
      from session s join shared_clinic c on c.id = s.clinic_id join site t on t.id = s.site_id
      where s.clinic_id = ${clinicId}::uuid and s.occurrence_on = ${on}::date and not s.replaced`.execute(db)
  ).rows[0];
}
