-- Whether the viewer commissions an organisation that holds, or has held, a contract for a practice: what it holds may
-- then pass to another. Policies of contract ask it, so it reads the table past them.
create or replace function viewer_commissions_holder(p_practice uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select exists (select from public.contract c where c.practice_id = p_practice
    and public.viewer_commissions(c.holder_id))
$$;

revoke execute on function viewer_commissions_holder from public;
grant execute on function viewer_commissions_holder to :"app";
