-- What is offered to a waiting patient must be a booking of the same practice.
create or replace function offer_is_of_practice() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.offered_booking_id is not null and not exists (select from public.booking b
    where b.id = new.offered_booking_id and b.practice_id = new.practice_id) then
    raise exception 'a booking of another practice' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

revoke execute on function offer_is_of_practice from public;
