-- A slot and a place record until when they are taken, so that finding a free one reads no bookings. A hold that has
-- run out already counts as free. A transaction that sets it EXPIRED holds the lock on the slot or the place that it
-- claims, and not on the other of the two. So this writes neither then, and no deadlock can arise.
create or replace function taken_follows_booking() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  v_until timestamptz := case when new.state = 'HELD' then new.expires_at
    when new.state in ('CONFIRMED', 'ATTENDED', 'DID_NOT_ATTEND', 'LEFT_UNSEEN') then 'infinity'::timestamptz end;
begin
  if new.state = 'EXPIRED' or tg_op = 'UPDATE' and v_until is null and old.state in ('EXPIRED', 'CANCELLED') then
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

revoke execute on function taken_follows_booking from public;
