-- A slot, or a place, at an instant: never taken, let go, or its hold has run out.
create or replace function is_free(p_taken_until timestamptz, p_at timestamptz) returns boolean
  language sql immutable parallel safe
  as $$ select p_taken_until is null or p_taken_until <= p_at $$;
