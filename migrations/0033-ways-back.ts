import { type Kysely, sql } from 'kysely';
import { type MigrationContext, quoted } from './migration-context.js';

/**
 * What was published can be undone and done again. A series may end before it begins. A session that was cancelled may
 * be reinstated, and cancelled once more; it may be held at another site. The ledgers enter each of these as what it
 * is. That nobody cancels twice is kept by the session's row, which every command locks.
 */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  await sql
    .raw(
      `
alter table shared_clinic drop constraint shared_clinic_check,
  add constraint shared_clinic_check check (ends_on >= starts_on);

alter table share_ledger drop constraint share_ledger_kind_check, add constraint share_ledger_kind_check
  check (kind in ('PUBLISHED', 'CANCELLED', 'REINSTATED', 'RETURNED', 'PASSED_ON', 'RECEIVED', 'OVERRIDE', 'CHANGED',
    'LEAVER_SPREAD', 'HAND_OVER'));
drop index share_ledger_cancelled_once;
alter table hosting_ledger drop constraint hosting_ledger_kind_check, add constraint hosting_ledger_kind_check
  check (kind in ('PUBLISHED', 'CANCELLED', 'REINSTATED', 'CHANGED', 'HAND_OVER'));
drop index hosting_ledger_once;
create unique index hosting_ledger_published_once on hosting_ledger (session_id, site_id) where kind = 'PUBLISHED';
create index hosting_ledger_session_id on hosting_ledger (session_id);

-- The places of a session that is reinstated are given anew.
grant update (given_to_id) on place to ${quoted(context.appRole)};
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  await sql
    .raw(
      `
revoke update (given_to_id) on place from ${quoted(context.appRole)};
drop index hosting_ledger_session_id, hosting_ledger_published_once;
-- An older version knows one entry of each sort for a session and a site: what came after becomes part of the first.
with again as (
  select distinct session_id, site_id from hosting_ledger where kind in ('CHANGED', 'REINSTATED')
), gone as (
  delete from hosting_ledger l using again a where l.session_id = a.session_id and l.site_id = a.site_id returning l.*
)
insert into hosting_ledger (pcn_id, clinic_id, site_id, kind, session_id, on_day, entitled, hosted, entered_at)
select pcn_id, clinic_id, site_id, 'PUBLISHED', session_id, max(on_day), sum(entitled), sum(hosted), max(entered_at)
from gone group by pcn_id, clinic_id, site_id, session_id;
alter table hosting_ledger drop constraint hosting_ledger_kind_check, add constraint hosting_ledger_kind_check
  check (kind in ('PUBLISHED', 'CANCELLED', 'HAND_OVER'));
create unique index hosting_ledger_once on hosting_ledger (session_id, site_id, kind);
update share_ledger l set kind = 'CHANGED' where kind = 'REINSTATED' or kind = 'CANCELLED' and exists (
  select from share_ledger n where n.kind = 'CANCELLED' and n.session_id = l.session_id
    and n.account_id = l.account_id and n.practice_id = l.practice_id and n.id < l.id);
alter table share_ledger drop constraint share_ledger_kind_check, add constraint share_ledger_kind_check
  check (kind in ('PUBLISHED', 'CANCELLED', 'RETURNED', 'PASSED_ON', 'RECEIVED', 'OVERRIDE', 'CHANGED',
    'LEAVER_SPREAD', 'HAND_OVER'));
create unique index share_ledger_cancelled_once on share_ledger (session_id, account_id, practice_id)
  where kind = 'CANCELLED';
update shared_clinic set ends_on = starts_on + 1 where ends_on = starts_on;
alter table shared_clinic drop constraint shared_clinic_check,
  add constraint shared_clinic_check check (ends_on > starts_on);
`,
    )
    .execute(db);
}
