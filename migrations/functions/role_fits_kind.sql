-- The kinds of organisation that a role can act for; src/identity/role-kinds.ts says the same.
create or replace function role_fits_kind(p_role text, p_kind text) returns boolean
  language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case
    when p_role in ('icb-viewer', 'icb-contract-manager') then p_kind in ('ICB', 'SUB_ICB')
    when p_role in ('clinical-director', 'rota-manager', 'system') then p_kind = 'PCN'
    when p_role in ('practice-manager', 'care-navigator') then p_kind = 'PRACTICE'
    when p_role in ('provider-manager', 'booking-partner') then
      p_kind in ('HUB', 'TRUST', 'COMMUNITY_PROVIDER', 'VOLUNTARY')
    else false
  end
$$;

revoke execute on function role_fits_kind from public;
