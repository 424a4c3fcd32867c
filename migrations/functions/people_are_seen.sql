-- Nobody can be put on a post, or named as a supervisor, by a viewer who cannot see them. It runs as the writer, so
-- that the writer's policies apply. An assignment that ends may be for someone who is no longer released.
create or replace function people_are_seen() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
  v_row jsonb := to_jsonb(new);
  v_column text;
begin
  foreach v_column in array tg_argv loop
    if v_row->>v_column is not null
       and not exists (select from public.clinician c where c.id = (v_row->>v_column)::uuid) then
      raise exception 'a clinician of others' using errcode = 'insufficient_privilege';
    end if;
  end loop;
  return new;
end $$;

revoke execute on function people_are_seen from public;
