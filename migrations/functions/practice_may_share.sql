-- Whether a practice's patients may have a service of a network on a day; the rule of booking_rights for one right.
create or replace function practice_may_share(p_practice uuid, p_pcn uuid, p_service uuid, p_day date) returns boolean
  language sql stable
  as $$ select exists (select from booking_rights(p_practice) r where r.pcn_id = p_pcn and r.service_id = p_service
    and r.days @> p_day) $$;
