-- What is waiting is decided once: the clinician accepts or declines it, or the employer withdraws it. The days are the
-- employer's.
create or replace function decided_by_clinician() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
  v_employer boolean := coalesce(
    new.employer_id = any(string_to_array(current_setting('app.organisations', true), ',')::uuid[]), false);
  v_myself boolean := coalesce(
    new.clinician_id = any(string_to_array(current_setting('app.clinicians', true), ',')::uuid[]), false);
begin
  if coalesce(current_setting('app.role', true), '') = '' then return new; end if;
  if (old.state, old.decided_at, old.decided_by, old.decline_reason)
       is distinct from (new.state, new.decided_at, new.decided_by, new.decline_reason)
     and not (old.state = 'OFFERED' and case new.state when 'WITHDRAWN' then v_employer else v_myself end) then
    raise exception 'not the clinician''s decision' using errcode = 'insufficient_privilege';
  end if;
  if old.valid_to is distinct from new.valid_to and not v_employer then
    raise exception 'not the employer' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

revoke execute on function decided_by_clinician from public;
