-- Whether the slots of a post may be taken: someone fills it, or the session can be booked before anyone does.
-- PostgreSQL puts this text in place of each call, so it must stay one plain expression without settings.
create or replace function post_is_staffed(p_clinician uuid, p_bookable_unstaffed boolean)
  returns boolean language sql immutable parallel safe
as $$ select p_clinician is not null or p_bookable_unstaffed $$;
