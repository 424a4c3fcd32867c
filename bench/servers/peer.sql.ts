/**
 * What PostGraphile sees: views and one function over the product's own rule of availability. The tags say what a table
 * would: keys, and which column names a row of which other view. `page_size` lets the rule stop at the end of the page.
 */
export const peerSchema = `
create schema bench;
create view bench.service with (security_invoker = true) as select id, code, name from public.service;
comment on view bench.service is '@primaryKey id';
create view bench.site with (security_invoker = true) as select id, name from public.site;
comment on view bench.site is '@primaryKey id';
create type bench.available_slot as (id text, start_time text);
create view bench.available_session with (security_invoker = true) as
  select a.id, a.session_on as on_day, a.starts_at, a.bookable as bookable_count, a.own_places_free, a.pool_places_free,
    a.service_id, a.site_id, a.slot_numbers, a.slot_starts
  from public.shared_availability(null, null, null, 0) a;
comment on view bench.available_session is E'@primaryKey id\\n@foreignKey (service_id) references bench.service (id)|@fieldName service\\n@foreignKey (site_id) references bench.site (id)|@fieldName site';
create function bench.shared_availability(practice text, from_day date, to_day date, page_size integer)
  returns setof bench.available_session language sql stable rows 20 as $$
  select a.id, a.session_on, a.starts_at, a.bookable, a.own_places_free, a.pool_places_free, a.service_id, a.site_id,
    a.slot_numbers, a.slot_starts
  from public.shared_availability(nullif(split_part(current_setting('app.organisations'), ',', 1), '')::uuid,
    from_day::timestamp at time zone 'Europe/London', to_day::timestamp at time zone 'Europe/London', page_size) a
$$;
create function bench.available_session_slots(s bench.available_session) returns setof bench.available_slot
  language sql stable rows 16 as $$
  select (s.id || '/' || l.number)::text, to_char(to_timestamp(l.start) at time zone 'Europe/London', 'HH24:MI')
  from unnest(s.slot_numbers, s.slot_starts) l(number, start) order by l.start, l.number
$$;
comment on column bench.available_session.slot_numbers is '@behavior -select';
comment on column bench.available_session.slot_starts is '@behavior -select';
grant usage on schema bench to pcn_app;
grant select on all tables in schema bench to pcn_app;
grant execute on all functions in schema bench to pcn_app;
`;

/** The nearest equal of schema/operations/SharedAvailability.graphql. */
export const peerDocument = `query SharedAvailability($practice: String!, $from: Date!, $to: Date!) {
  sharedAvailability(practice: $practice, fromDay: $from, toDay: $to, pageSize: 21, first: 20) {
    edges {
      node {
        id
        onDay
        startsAt
        bookableCount
        ownPlacesFree
        poolPlacesFree
        service { id code name }
        site { id name }
        slots { nodes { rowId startTime } }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;
