import { type Kysely, sql } from 'kysely';

/** A network, a partner and a session list their bookings; a booking says from where it was moved last. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
create index booking_network on booking (pcn_id, starts_at, id);
create index booking_partner on booking (booked_by_id, starts_at, id) where booked_by_id <> practice_id;
alter table booking add column moved_at timestamptz, add column moved_from_session_id uuid,
  add column moved_from_starts_at timestamptz;
alter table booking add constraint booking_moved_from_session_id_fkey
  foreign key (moved_from_session_id) references session;
drop trigger booking_session_is_seen on booking;
create trigger booking_session_is_seen before update of session_id, moved_from_session_id on booking
  for each row execute function session_is_seen();
create policy booking_begins_unmoved on booking as restrictive for insert with check (moved_from_session_id is null);
comment on column booking.moved_from_session_id is 'the session of its last slot before this one; others are in the audit trail';`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
drop policy booking_begins_unmoved on booking;
drop trigger booking_session_is_seen on booking;
create trigger booking_session_is_seen before update of session_id on booking
  for each row execute function session_is_seen();
alter table booking drop column moved_at, drop column moved_from_session_id, drop column moved_from_starts_at;
drop index booking_network, booking_partner;`,
    )
    .execute(db);
}
