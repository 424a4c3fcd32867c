-- What may be booked for a practice's patients, and on whose right: that of the practice, or of its successor.
create or replace function booking_rights(p_practice uuid)
  returns table (holder_id uuid, pcn_id uuid, service_id uuid, days datemultirange)
  language sql stable rows 10
as $$
  select h.holder_id, r.pcn_id, r.service_id, r.days * datemultirange(h.days)
  from heirs_of(p_practice) h
  cross join lateral (select pcn_id, service_id, days from sharing_right where practice_id = h.holder_id offset 0) r
$$;
