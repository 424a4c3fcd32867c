-- The one rule of which slots are open: why a slot may not be taken at an instant, or null if it may; the first reason
-- counts. Listing and claiming both use it. A general slot also takes a place (place_is_open); one that is held for NHS
-- 111 takes none. A practice, and anyone who books for one, takes general slots (p_by_practice); a booking partner on
-- the channel of NHS 111 takes held ones and, from the session's time on, general ones (p_by_111); another partner
-- takes neither. PostgreSQL puts this text in place of each call, so it must stay one plain expression without
-- settings.
create or replace function slot_barred(p_session_state text, p_starts_at timestamptz, p_may_share boolean,
    p_held_for_111 boolean, p_by_practice boolean, p_by_111 boolean, p_to_111_at timestamptz, p_released_at timestamptz,
    p_staffed boolean, p_taken_until timestamptz, p_at timestamptz)
  returns text language sql immutable parallel safe
as $$
  select case
    when p_session_state <> 'PUBLISHED' then 'SESSION_CANCELLED'
    when p_starts_at <= p_at then 'SLOT_PAST'
    when not p_may_share then 'MAY_NOT_SHARE'
    when p_held_for_111 and not p_by_111 then 'SLOT_HELD_FOR_111'
    when not p_held_for_111 and not p_by_practice and not (p_by_111 and p_to_111_at is not null and p_to_111_at <= p_at)
      then 'SLOT_NOT_FOR_111'
    when p_released_at > p_at then 'SLOT_NOT_RELEASED'
    when not p_staffed then 'SLOT_NOT_STAFFED'
    when not is_free(p_taken_until, p_at) then 'SLOT_TAKEN'
  end
$$;
