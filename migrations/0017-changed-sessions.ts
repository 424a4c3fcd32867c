import { type Kysely, sql } from 'kysely';
import { type MigrationContext, quoted } from './migration-context.js';

/**
 * Published sessions are changed in place. Their slots and posts may get other times, be added and be taken away. The
 * ledgers note what a change gives and takes. So a session keeps its id, and all that the change does not touch.
 */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const app = quoted(context.appRole);
  await sql
    .raw(
      `
grant update (starts_at, ends_at, delivery_modes, held_for_111), delete on slot to ${app};
grant delete on post, place to ${app};

alter table share_ledger drop constraint share_ledger_kind_check,
  add constraint share_ledger_kind_check check (kind in ('PUBLISHED', 'CANCELLED', 'RETURNED', 'PASSED_ON', 'RECEIVED',
    'OVERRIDE', 'CHANGED', 'LEAVER_SPREAD', 'HAND_OVER'));
-- A session whose slots take another length stands in two ledgers: it leaves one for the other.
drop index share_ledger_cancelled_once;
create unique index share_ledger_cancelled_once on share_ledger (session_id, account_id, practice_id)
  where (kind = 'CANCELLED');

-- What a host is owed of turns passes to the site that takes its turns over.
alter table hosting_ledger alter column session_id drop not null,
  drop constraint hosting_ledger_kind_check,
  add constraint hosting_ledger_kind_check check (kind in ('PUBLISHED', 'CANCELLED', 'HAND_OVER')),
  add constraint hosting_ledger_session check ((kind = 'HAND_OVER') = (session_id is null));

-- Checked at the end of a statement, so that the bookings of a session can take new times together, one the other's.
alter table booking drop constraint booking_reference_one_at_a_time,
  add constraint booking_reference_one_at_a_time exclude using gist
    (practice_id with =, reference with =, tstzrange(starts_at, ends_at) with &&) where (reference is not null
      and state in ('HELD', 'CONFIRMED', 'ATTENDED', 'DID_NOT_ATTEND', 'LEFT_UNSEEN')) deferrable initially immediate;
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const app = quoted(context.appRole);
  await sql
    .raw(
      `
alter table booking drop constraint booking_reference_one_at_a_time,
  add constraint booking_reference_one_at_a_time exclude using gist
    (practice_id with =, reference with =, tstzrange(starts_at, ends_at) with &&) where (reference is not null
      and state in ('HELD', 'CONFIRMED', 'ATTENDED', 'DID_NOT_ATTEND', 'LEFT_UNSEEN'));
delete from hosting_ledger where kind = 'HAND_OVER';
alter table hosting_ledger drop constraint hosting_ledger_session, drop constraint hosting_ledger_kind_check,
  add constraint hosting_ledger_kind_check check (kind in ('PUBLISHED', 'CANCELLED')),
  alter column session_id set not null;
drop index share_ledger_cancelled_once;
create unique index share_ledger_cancelled_once on share_ledger (session_id, practice_id) where (kind = 'CANCELLED');
update share_ledger set kind = 'OVERRIDE' where kind = 'CHANGED';
alter table share_ledger drop constraint share_ledger_kind_check,
  add constraint share_ledger_kind_check check (kind in ('PUBLISHED', 'CANCELLED', 'RETURNED', 'PASSED_ON', 'RECEIVED',
    'OVERRIDE', 'LEAVER_SPREAD', 'HAND_OVER'));
revoke delete on post, place from ${app};
revoke update (starts_at, ends_at, delivery_modes, held_for_111), delete on slot from ${app};
`,
    )
    .execute(db);
}
