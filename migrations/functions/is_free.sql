-- Whether a slot or a place is free at an instant: never taken, released, or its hold has run out.
create or replace function is_free(p_taken_until timestamptz, p_at timestamptz) returns boolean
  language sql immutable parallel safe
  as $$ select p_taken_until is null or p_taken_until <= p_at $$;
