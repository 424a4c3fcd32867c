-- What is open in one session to someone who books on p_holder's right: free places by owner, how many can be booked,
-- and the slots as lists of the same length and order, in no particular order (their numbers, when they start and end
-- in seconds since 1970, how they are given, joined by +, and by which role). shared_availability returns it for many
-- sessions in either direction. PostgreSQL inlines it, so nothing is worked out that is not asked for.
create or replace function session_openings(p_session uuid, p_state text, p_pool_at timestamptz,
    p_to_111_at timestamptz, p_bookable_unstaffed boolean, p_holder uuid, p_at timestamptz, p_for_111 boolean,
    p_own_share_only boolean, p_role text, p_language text, p_delivery_modes text[])
  returns table (own integer, pool integer, others integer, bookable integer, numbers integer[], starts bigint[],
    ends bigint[], modes text[], roles text[])
  language sql stable rows 1
as $$
  select f.own, f.pool, f.others, g.n - g.general + least(g.general, u.places), g.numbers, g.starts, g.ends, g.modes,
    g.roles
  from (
    select count(*) filter (where p.owner_id = p_holder)::integer as own,
      count(*) filter (where p.owner_id is null)::integer as pool,
      count(*) filter (where p.owner_id <> p_holder)::integer as others
    from place p
    where p.session_id = p_session and place_is_open(p.owner_id, p.taken_until, p_pool_at, p_holder, p_at)
  ) f
  cross join lateral (
    select case when p_own_share_only then f.own else f.own + f.pool + f.others end as places
  ) u
  cross join lateral (
    select array_agg(o.number) as numbers, array_agg(o.role_code) as roles
    from post o
    where o.session_id = p_session and post_is_staffed(o.clinician_id, p_bookable_unstaffed)
      and (p_role is null or o.role_code = p_role)
      and (p_language is null
        or exists (select from clinician k where k.id = o.clinician_id and p_language = any(k.languages)))
  ) o
  cross join lateral (
    select count(*)::integer as n,
      count(*) filter (where not l.held_for_111)::integer as general,
      array_agg(l.number) as numbers,
      array_agg(date_part('epoch', l.starts_at)::bigint) as starts,
      array_agg(date_part('epoch', l.ends_at)::bigint) as ends,
      array_agg(array_to_string(l.delivery_modes, '+')) as modes,
      array_agg(o.roles[array_position(o.numbers, l.post_number)]) as roles
    from slot l
    where l.session_id = p_session and l.post_number = any(o.numbers) and (l.held_for_111 or u.places > 0)
      and slot_barred(p_state, l.starts_at, true, l.held_for_111, not p_for_111, p_for_111, p_to_111_at, l.released_at,
        true, l.taken_until, p_at) is null
      and (p_delivery_modes is null or p_delivery_modes && l.delivery_modes)
  ) g
$$;
