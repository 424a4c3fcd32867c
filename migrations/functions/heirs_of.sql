-- Whose rights apply to a practice's patients on which days: its own until it is succeeded, then its successor's.
create or replace function heirs_of(p_practice uuid) returns table (holder_id uuid, days daterange)
  language sql stable rows 1
as $$
  with recursive line(id, since, depth) as (
    select p_practice, '-infinity'::date, 0
    union all
    select s.successor_id, greatest(s.valid_from, l.since), l.depth + 1
    from line l join succession s on s.predecessor_id = l.id where l.depth < 50
  )
  select l.id, daterange(l.since, coalesce(n.since, 'infinity')) from line l left join line n on n.depth = l.depth + 1
$$;

grant execute on function heirs_of to :"app";
