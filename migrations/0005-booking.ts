import { type Kysely, sql } from 'kysely';
import { audited, grantToApp, inScope, type MigrationContext, quoted, tenantPolicy } from './migration-context.js';

/** Bookings and holds in one table, so that one index can say that a slot or a place is taken once. */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const live = `state in ('HELD', 'CONFIRMED', 'ATTENDED', 'DID_NOT_ATTEND', 'LEFT_UNSEEN')`;
  const mine = `${inScope('practice_id', 'app.organisations')} or ${inScope('booked_by_id', 'app.organisations')}`;

  await sql
    .raw(
      `
create table booking (
  id uuid primary key default gen_random_uuid(),
  pcn_id uuid not null references organisation,
  session_id uuid not null,
  slot_number integer not null,
  place_number integer,
  practice_id uuid not null references organisation,
  booked_by_id uuid not null references organisation,
  reference text check (length(reference) between 1 and 64),
  channel text not null check (channel in ('PHONE', 'ONLINE', 'NHS_APP', 'WALK_IN_ASSISTED', 'NHS_111',
    'COMMUNITY_PHARMACY', 'PRACTICE_STAFF')),
  need text,
  access_needs text[] not null default '{}',
  delivery_mode text not null check (delivery_mode in ('FACE_TO_FACE', 'TELEPHONE', 'VIDEO', 'HOME_VISIT')),
  state text not null check (state in ('HELD', 'EXPIRED', 'CONFIRMED', 'CANCELLED', 'ATTENDED', 'DID_NOT_ATTEND',
    'LEFT_UNSEEN')),
  expires_at timestamptz,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  cancelled_at timestamptz,
  cancelled_reason text,
  outcome_at timestamptz,
  foreign key (session_id, slot_number) references slot (session_id, number),
  foreign key (session_id, place_number) references place (session_id, number),
  check (state not in ('HELD', 'EXPIRED') or expires_at is not null),
  check (state in ('HELD', 'EXPIRED', 'CANCELLED') or (reference is not null and need is not null)),
  constraint booking_reference_one_at_a_time exclude using gist
    (practice_id with =, reference with =, tstzrange(starts_at, ends_at) with &&) where (reference is not null and ${live})
);
create unique index booking_slot_once on booking (session_id, slot_number) where (${live});
create unique index booking_place_once on booking (session_id, place_number) where (place_number is not null and ${live});
create index booking_practice on booking (practice_id, starts_at, id);
create index booking_session on booking (session_id);

create table waiting_entry (
  id uuid primary key default gen_random_uuid(),
  pcn_id uuid not null references organisation,
  practice_id uuid not null references organisation,
  service_id uuid not null references service,
  reference text not null check (length(reference) between 1 and 64),
  channel text not null,
  need text not null,
  access_needs text[] not null default '{}',
  delivery_mode text check (delivery_mode in ('FACE_TO_FACE', 'TELEPHONE', 'VIDEO', 'HOME_VISIT')),
  from_on date not null,
  to_on date not null check (to_on > from_on),
  state text not null check (state in ('WAITING', 'OFFERED', 'BOOKED', 'WITHDRAWN')),
  offered_booking_id uuid references booking,
  created_at timestamptz not null
);
create unique index waiting_entry_once on waiting_entry (practice_id, service_id, reference) where (state in ('WAITING', 'OFFERED'));
create index waiting_entry_queue on waiting_entry (pcn_id, service_id, created_at) where (state in ('WAITING', 'OFFERED'));

-- A slot and a place know until when they are taken, so that finding a free one reads no booking of anybody.
create function taken_follows_booking() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  v_until timestamptz := case when new.state = 'HELD' then new.expires_at
    when new.state in ('CONFIRMED', 'ATTENDED', 'DID_NOT_ATTEND', 'LEFT_UNSEEN') then 'infinity'::timestamptz end;
begin
  if tg_op = 'UPDATE' and v_until is null and old.state in ('EXPIRED', 'CANCELLED') then
    return null; -- it had let go already, and somebody else may hold both by now
  end if;
  if tg_op = 'UPDATE' and (old.session_id, old.slot_number) <> (new.session_id, new.slot_number)
     and old.state in ('HELD', 'CONFIRMED', 'ATTENDED', 'DID_NOT_ATTEND', 'LEFT_UNSEEN') then
    update public.slot set taken_until = null where session_id = old.session_id and number = old.slot_number;
  end if;
  if tg_op = 'UPDATE' and old.place_number is not null
     and (old.session_id, old.place_number) is distinct from (new.session_id, new.place_number)
     and old.state in ('HELD', 'CONFIRMED', 'ATTENDED', 'DID_NOT_ATTEND', 'LEFT_UNSEEN') then
    update public.place set taken_until = null where session_id = old.session_id and number = old.place_number;
  end if;
  update public.slot set taken_until = v_until
    where session_id = new.session_id and number = new.slot_number and taken_until is distinct from v_until;
  if new.place_number is not null then
    update public.place set taken_until = v_until
      where session_id = new.session_id and number = new.place_number and taken_until is distinct from v_until;
  end if;
  return null;
end $$;
create trigger taken_follows_booking after insert or update of state, expires_at, session_id, slot_number, place_number
  on booking for each row execute function taken_follows_booking();

-- An expired hold gives way to whoever claims its slot or place, whosever it was. It ends nothing that is still held.
create function expire_holds(p_session uuid, p_slot integer, p_place integer) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp
as $$
  update public.booking set state = 'EXPIRED'
  where session_id = p_session and (slot_number = p_slot or place_number = p_place)
    and state = 'HELD' and expires_at <= public.app_now()
$$;
revoke execute on function expire_holds(uuid, integer, integer) from public;
grant execute on function expire_holds(uuid, integer, integer) to ${quoted(context.appRole)};

create trigger booking_notify_insert after insert on booking referencing new table as new_rows
  for each statement execute function notify_availability();
create trigger booking_notify_update after update on booking referencing new table as new_rows
  for each statement execute function notify_availability();

${grantToApp(context, 'select, insert, update', ['booking', 'waiting_entry'])}
${tenantPolicy('booking', `${inScope('pcn_id', 'app.booking_pcns')} or ${mine}`)}
${tenantPolicy('waiting_entry', `${inScope('pcn_id', 'app.booking_pcns')} or ${inScope('practice_id', 'app.organisations')}`)}
${audited('booking', { redacted: ['reference'] })}
${audited('waiting_entry', { redacted: ['reference'] })}
-- For whom a slot may have come free by the clock alone: a release, a hold that ran out, pool time, a new session.
create function sessions_waited_for() returns table (pcn_code text, session_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select distinct o.ods_code, s.id from public.waiting_entry w
  join public.session s on s.pcn_id = w.pcn_id and s.service_id = w.service_id and s.session_on >= w.from_on
    and s.session_on < w.to_on and s.state = 'PUBLISHED' and s.ends_at > public.app_now()
  join public.organisation o on o.id = s.pcn_id
  where w.state in ('WAITING', 'OFFERED')
$$;
revoke execute on function sessions_waited_for() from public;
grant execute on function sessions_waited_for() to ${quoted(context.appRole)};
insert into job_task values ('offer-freed-slot'), ('offer-to-waiters');
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
drop table waiting_entry, booking;
drop function taken_follows_booking();
drop function expire_holds(uuid, integer, integer);
drop function sessions_waited_for();
delete from job_task where name in ('offer-freed-slot', 'offer-to-waiters');
`,
    )
    .execute(db);
}
