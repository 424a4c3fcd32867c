import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import { instantText } from '../../platform/instant-text.js';

export interface HangsOnJob {
  /** What is released to which network on the day or later. */
  readonly releases: readonly { readonly pcnId: string; readonly pcnName: string; readonly minutesPerWeek: number }[];
  /** Windows of the weekly pattern on the day or later. */
  readonly windows: number;
  /**
   * Leave asked for or approved that is not over by the day, unless the clinician has another continuing job with the
   * same employer.
   */
  readonly leave: number;
}

/** What depends on an employment from a London day on, as its employer sees it. */
export async function hangsOnJob(db: Db, employmentId: string, day: string): Promise<HangsOnJob> {
  return (
    (
      await sql<HangsOnJob>`/* hangsOnJob */
      select (select coalesce(json_agg(json_build_object('pcnId', r.pcn_id, 'pcnName', n.name,
            'minutesPerWeek', r.minutes_per_week) order by n.name, r.valid_from, r.id), '[]')
          from pool_release r left join organisation_name n on n.organisation_id = r.pcn_id
            and n.valid_from <= ${day}::date and (n.valid_to is null or n.valid_to > ${day}::date)
          where r.employment_id = e.id and (r.valid_to is null or r.valid_to > ${day}::date)) as releases,
        (select count(*)::integer from working_pattern w
          where w.employment_id = e.id and (w.valid_to is null or w.valid_to > ${day}::date)) as windows,
        (select count(*)::integer from leave l where l.clinician_id = e.clinician_id
          and l.state in ('REQUESTED', 'APPROVED')
          and l.ends_at > (${day}::date::timestamp at time zone 'Europe/London')
          and not exists (select from employment o where o.clinician_id = e.clinician_id and o.id <> e.id
            and o.employer_id = e.employer_id and o.state = 'ACCEPTED' and (o.valid_to is null or o.valid_to > ${day}::date))) as leave
      from employment e where e.id = ${employmentId}::uuid`.execute(db)
    ).rows[0] ?? { releases: [], windows: 0, leave: 0 }
  );
}

export interface SupervisedSession {
  readonly sessionId: string;
  readonly pcnId: string;
  readonly sessionOn: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

/**
 * The published sessions of the viewer's networks, in a period that is not over, where someone works under the
 * clinician as named supervisor. @param endsAt null for all later ones.
 */
export async function supervisedSessions(
  db: Db,
  clinicianId: string,
  startsAt: string,
  endsAt: string | null,
): Promise<SupervisedSession[]> {
  return (
    await sql<SupervisedSession>`/* supervisedSessions */
      select distinct s.id as "sessionId", s.pcn_id as "pcnId", s.session_on::text as "sessionOn",
        s.starts_at as "startsAt", s.ends_at as "endsAt"
      from assignment a join session s on s.id = a.session_id
      where a.supervisor_id = ${clinicianId}::uuid and a.state = 'PUBLISHED' and a.ends_at > app_now()
        and a.ends_at > ${startsAt}::timestamptz
        and (${endsAt}::timestamptz is null or a.starts_at < ${endsAt}::timestamptz)
      order by s.starts_at, s.id`.execute(db)
  ).rows.map((row) => ({ ...row, startsAt: instantText(row.startsAt), endsAt: instantText(row.endsAt) }));
}

/** How many people have the clinician as their named supervisor, as far as the viewer sees them. */
export async function supervisedPeople(db: Db, clinicianId: string): Promise<number> {
  return (
    (
      await sql<{ n: number }>`/* supervisedPeople */
      select count(*)::integer as n from clinician where supervisor_id = ${clinicianId}::uuid`.execute(db)
    ).rows[0]?.n ?? 0
  );
}

/** What an organisation's jobs release to a network on the day or later, as far as the viewer sees it. */
export async function releasesBy(
  db: Db,
  of: { employerId: string; pcnId: string; from: string },
): Promise<{ releases: number; minutesPerWeek: number }> {
  return (
    (
      await sql<{ releases: number; minutesPerWeek: number }>`/* releasesBy */
      select count(*)::integer as releases, coalesce(sum(minutes_per_week), 0)::integer as "minutesPerWeek"
      from pool_release where employer_id = ${of.employerId}::uuid and pcn_id = ${of.pcnId}::uuid
        and (valid_to is null or valid_to > ${of.from}::date)`.execute(db)
    ).rows[0] ?? { releases: 0, minutesPerWeek: 0 }
  );
}
