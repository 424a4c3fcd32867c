import { sql } from 'kysely';
import type { LiesAhead } from '../../platform/database/lies-ahead.js';
import type { Db } from '../../platform/database/scope.js';
import { analyseStage } from '../official-files/stage.queries.js';
import { endedByClosing, keepEnded, undoClosings, undoReopened } from './reopening.queries.js';

/** What lies beyond an organisation's closing day, in words: closing it is then a decision that no file makes. */
function businessOf(liesAhead: readonly LiesAhead[]) {
  const phrases = liesAhead.map(
    ({ phrase, rows }) =>
      sql`(select format(${phrase}::text, count(*)) ${rows(sql`s.organisation_id`, sql`s.closed_on`)} having count(*) > 0)`,
  );
  return sql`nullif(concat_ws(', ', ${sql.join(phrases)}), '')`;
}

/** Rows whose organisation has another end in our records, or none, and where that was not recorded after the file. */
function endsOtherwise(editionOn: string) {
  return sql`s.outcome is null and s.closed_on is distinct from o.closed_on
  and (o.closed_on is null or o.closed_on <= ${editionOn}::date)`;
}

/**
 * Refuses closings where work is recorded beyond the closing day: a hand-over must say who takes that on. Nothing is
 * changed yet.
 */
export async function refuseClosings(
  db: Db,
  table: string,
  editionOn: string,
  liesAhead: readonly LiesAhead[],
): Promise<void> {
  await sql`/* refuseClosings */
    update ${sql.table(table)} s set outcome = 'refused',
      what = format('According to the file it closes (%s is the first day without it), but after that day we hold %s. '
        'Hand it over first (handOverPractice, leaveNetwork), then import again.', s.closed_on, b.business)
    from (select s.line, ${businessOf(liesAhead)} as business from ${sql.table(table)} s
      join organisation o on o.id = s.organisation_id
      where s.closed_on is not null and ${endsOtherwise(editionOn)} offset 0) b
    where b.line = s.line and b.business is not null`.execute(db);
}

/**
 * Closes organisations, and ends what ends with them: memberships, the commissioner, their sites; what was ended is
 * kept. First gives back what an earlier closing of theirs ended, so that a changed closing day ends it on the new day.
 * Call after `refuseClosings`.
 */
export async function closeOrganisations(db: Db, table: string, editionOn: string): Promise<void> {
  await sql`/* closeOrganisations */
    with closed as (
      update organisation o set closed_on = s.closed_on from ${sql.table(table)} s, organisation was
      where o.id = s.organisation_id and was.id = o.id and s.closed_on is not null and ${endsOtherwise(editionOn)}
        and (o.opened_on is null or s.closed_on >= o.opened_on)
      returning o.id, was.closed_on as was
    )
    update ${sql.table(table)} s set outcome = 'changed', found_from = c.was, found_to = s.closed_on,
      what = format('Closed: %s is the first day without it, was %s.', s.closed_on, coalesce(c.was::text, 'open'))
    from closed c where c.id = s.organisation_id`.execute(db);
  await analyseStage(db, table);
  await undoClosings(db, table);
  await keepEnded(db, table);
  for (const { fact, who } of endedByClosing) {
    const closing = sql`${sql.table(table)} s where s.found_to is not null and s.organisation_id = x.${sql.ref(who)}
      and (x.valid_to is null or x.valid_to > s.found_to)`;
    await sql`/* dropLater */ delete from ${sql.table(fact)} x using ${closing} and x.valid_from >= s.found_to`.execute(
      db,
    );
    await sql`/* endWithClosing */ update ${sql.table(fact)} x set valid_to = s.found_to from ${closing}`.execute(db);
  }
  await sql`/* closeSites */ update site t set closed_on = s.found_to from ${sql.table(table)} s
    join site_operation y on y.operator_id = s.organisation_id and y.valid_to = s.found_to
    where s.found_to is not null and t.id = y.site_id and t.closed_on is null and t.opened_on <= s.found_to
      and not exists (select from site_operation z where z.site_id = t.id and z.valid_from >= s.found_to)`.execute(db);
  await sql`/* forgetClosed */ update ${sql.table(table)} set found_from = null, found_to = null
    where found_to is not null`.execute(db);
}

/**
 * Reopens organisations that we have closed and the file shows as running, with what the closing ended. Refuses the row
 * when it was a hand-over recorded here: then the directory is out of date.
 */
export async function reopenOrganisations(db: Db, table: string, editionOn: string): Promise<void> {
  await sql`/* refuseReopening */
    update ${sql.table(table)} s set outcome = 'refused',
      what = format('According to the file it is running, but here it was handed over to %s on %s.',
        coalesce(h.ods_code, 'another'), v.valid_from)
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
    update ${sql.table(table)} s set outcome = 'changed', found_from = r.was, what = format('Open again; was closed on %s.', r.was)
    from reopened r where r.id = s.organisation_id`.execute(db);
  await analyseStage(db, table);
  await undoReopened(db, table);
  await sql`/* forgetReopened */ update ${sql.table(table)} set found_from = null where found_from is not null`.execute(
    db,
  );
}
