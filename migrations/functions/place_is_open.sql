-- The one rule of whose places are open: whether someone who books on p_holder's right (booking_rights) may take a
-- place at an instant. It must be free, and be the holder's own, or the pool's, or any place once its session's pool
-- time has come. PostgreSQL puts this text in place of each call, so it must stay one plain expression without
-- settings.
create or replace function place_is_open(p_owner uuid, p_taken_until timestamptz, p_pool_at timestamptz, p_holder uuid,
    p_at timestamptz)
  returns boolean language sql immutable parallel safe
as $$
  select is_free(p_taken_until, p_at) and (p_owner is null or p_owner = p_holder or p_pool_at <= p_at)
$$;
