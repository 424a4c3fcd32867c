-- Only its practice and its network see a booking, but every member may know how many places each practice uses.
create or replace function used_places(p_account_ids uuid[], p_from date, p_to date)
  returns table (account_id uuid, practice_id uuid, used integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  with mine as (
    select distinct l.account_id, l.session_id
    from public.share_account a join public.share_ledger l on l.account_id = a.id
    where a.id = any(p_account_ids) and l.on_day >= p_from and l.on_day < p_to and l.session_id is not null
      and a.pcn_id = any(string_to_array((select current_setting('app.pcns', true)), ',')::uuid[])
  )
  select m.account_id, b.practice_id, count(*)::integer
  from mine m join public.booking b on b.session_id = m.session_id
  where b.place_number is not null and b.state in ('CONFIRMED', 'ATTENDED', 'DID_NOT_ATTEND', 'LEFT_UNSEEN')
  group by m.account_id, b.practice_id
$$;

revoke execute on function used_places from public;
grant execute on function used_places to :"app";
