import { sql } from 'kysely';
import type { Db } from '../platform/database/scope.js';

/** A phrase for what there is of something beyond the closing day, or null for nothing. */
const beyond = (phrase: string, from: ReturnType<typeof sql>) =>
  sql`(select format(${phrase}::text, count(*)) ${from} having count(*) > 0)`;
const runsOn = (alias: string) =>
  sql`(${sql.ref(`${alias}.valid_to`)} is null or ${sql.ref(`${alias}.valid_to`)} > s.closed_on)`;

/** What lies beyond an organisation's closing day: then closing it is a decision about people's work, which no file takes. */
const business = sql`nullif(concat_ws(', ',
  ${beyond(
    'bookings (%s)',
    sql`from booking b where b.practice_id = s.organisation_id and b.state in ('HELD', 'CONFIRMED')
      and b.starts_at >= (s.closed_on::timestamp at time zone 'Europe/London')`,
  )},
  ${beyond(
    'places in sessions (%s)',
    sql`from place p join session x on x.id = p.session_id where p.owner_id = s.organisation_id
      and x.state = 'PUBLISHED' and x.session_on >= s.closed_on`,
  )},
  ${beyond(
    'sessions at its sites (%s)',
    sql`from site_operation y join session x on x.site_id = y.site_id where y.operator_id = s.organisation_id
      and ${runsOn('y')} and x.state = 'PUBLISHED' and x.session_on >= s.closed_on`,
  )},
  ${beyond('contracts (%s)', sql`from contract c where c.practice_id = s.organisation_id and ${runsOn('c')}`)},
  ${beyond('employments (%s)', sql`from employment e where e.employer_id = s.organisation_id and ${runsOn('e')}`)},
  ${beyond(
    'signatures of a network agreement (%s)',
    sql`from agreement_signature g join network_agreement n on n.id = g.agreement_id
      join membership m on m.practice_id = g.practice_id and m.pcn_id = n.pcn_id
      where g.practice_id = s.organisation_id and (n.ended_on is null or n.ended_on > s.closed_on) and ${runsOn('m')}`,
  )},
  ${beyond('memberships of practices (%s)', sql`from membership m where m.pcn_id = s.organisation_id and ${runsOn('m')}`)},
  ${beyond(
    'sessions of the network (%s)',
    sql`from session x where x.pcn_id = s.organisation_id and x.state = 'PUBLISHED' and x.session_on >= s.closed_on`,
  )}), '')`;

/** Rows whose organisation we know with another end, or none, and not because we were told later than the file. */
const endsOtherwise = (editionOn: string) => sql`s.outcome is null and s.closed_on is distinct from o.closed_on
  and (o.closed_on is null or o.closed_on <= ${editionOn}::date)`;

/** Refuses closings beyond which somebody's work lies: a hand-over says who takes that on. Nothing is changed yet. */
export const refuseClosings = async (db: Db, table: string, editionOn: string): Promise<void> => {
  await sql`/* refuseClosings */
    update ${sql.table(table)} s set outcome = 'refused',
      what = format('It closes by the file (%s is the first day without it), and beyond that day we hold %s. '
        'Hand it over first (handOverPractice, leaveNetwork), then import again.', s.closed_on, b.business)
    from (select s.line, ${business} as business from ${sql.table(table)} s
      join organisation o on o.id = s.organisation_id
      where s.closed_on is not null and ${endsOtherwise(editionOn)} offset 0) b
    where b.line = s.line and b.business is not null`.execute(db);
};

/** Closes organisations, with what ends by itself: memberships, the commissioner, their sites. After `refuseClosings`. */
export const closeOrganisations = async (db: Db, table: string, editionOn: string): Promise<void> => {
  await sql`/* closeOrganisations */
    with closed as (
      update organisation o set closed_on = s.closed_on from ${sql.table(table)} s, organisation was
      where o.id = s.organisation_id and was.id = o.id and s.closed_on is not null and ${endsOtherwise(editionOn)}
        and (o.opened_on is null or s.closed_on >= o.opened_on)
      returning o.id, was.closed_on as was
    )
    update ${sql.table(table)} s set outcome = 'changed', found_to = s.closed_on,
      what = format('Closed: %s is the first day without it, was %s.', s.closed_on, coalesce(c.was::text, 'open'))
    from closed c where c.id = s.organisation_id`.execute(db);
  const closing = (column: string) => sql`${sql.table(table)} s
    where s.found_to is not null and s.organisation_id = x.${sql.ref(column)} and (x.valid_to is null or x.valid_to > s.found_to)`;
  for (const [dated, column] of [
    ['membership', 'practice_id'],
    ['commissioning', 'organisation_id'],
    ['site_operation', 'operator_id'],
  ] as const) {
    await sql`/* dropLater */ delete from ${sql.table(dated)} x using ${closing(column)}
      and x.valid_from >= s.found_to`.execute(db);
    await sql`/* endWithClosing */ update ${sql.table(dated)} x set valid_to = s.found_to from ${closing(column)}`.execute(
      db,
    );
  }
  await sql`/* closeSites */ update site t set closed_on = s.found_to from ${sql.table(table)} s
    join site_operation y on y.operator_id = s.organisation_id and y.valid_to = s.found_to
    where s.found_to is not null and t.id = y.site_id and t.closed_on is null and t.opened_on <= s.found_to
      and not exists (select from site_operation z where z.site_id = t.id and z.valid_from >= s.found_to)`.execute(db);
  await sql`/* forgetClosed */ update ${sql.table(table)} set found_to = null where found_to is not null`.execute(db);
};

/**
 * Opens again what the file shows running though we have closed it, unless that was a hand-over recorded here: then the
 * directory has not caught up, and the row is refused.
 */
export const reopenOrganisations = async (db: Db, table: string, editionOn: string): Promise<void> => {
  await sql`/* refuseReopening */
    update ${sql.table(table)} s set outcome = 'refused',
      what = format('It runs by the file, and here it was handed over to %s on %s.', coalesce(h.ods_code, 'another'), v.valid_from)
    from organisation o, succession v join organisation h on h.id = v.successor_id
    where o.id = s.organisation_id and v.predecessor_id = o.id and s.closed_on is null and ${endsOtherwise(editionOn)}`.execute(
    db,
  );
  await sql`/* reopenOrganisations */
    with reopened as (
      update organisation o set closed_on = null from ${sql.table(table)} s, organisation was
      where o.id = s.organisation_id and was.id = o.id and s.closed_on is null and ${endsOtherwise(editionOn)}
      returning o.id, was.closed_on as was
    )
    update ${sql.table(table)} s set outcome = 'changed', found_to = r.was, what = format('Open again; was closed on %s.', r.was)
    from reopened r where r.id = s.organisation_id`.execute(db);
  await sql`/* commissionReopened */
    update commissioning c set valid_to = null from ${sql.table(table)} s
    where s.found_to is not null and c.organisation_id = s.organisation_id and c.valid_to = s.found_to
      and not exists (select from commissioning d where d.organisation_id = c.organisation_id and d.valid_from >= s.found_to)`.execute(
    db,
  );
  await sql`/* forgetReopened */ update ${sql.table(table)} set found_to = null where found_to is not null`.execute(db);
};
