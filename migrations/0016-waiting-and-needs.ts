import { type Kysely, sql } from 'kysely';
import { type MigrationContext, quoted } from './migration-context.js';
import { up as speed } from './0012-speed.js';

const before = `uuid, timestamptz, timestamptz, integer, timestamptz, uuid, boolean, boolean, uuid, uuid, boolean, text,
  text, text, float8, float8, float8`;

const parameters = `p_practice uuid, p_from timestamptz, p_to timestamptz, p_limit integer default null,
  p_after_start timestamptz default null, p_after_id uuid default null, p_for_111 boolean default false,
  p_own_share_only boolean default false, p_session uuid default null, p_service uuid default null,
  p_step_free boolean default false, p_role text default null, p_delivery_modes text[] default null,
  p_language text default null, p_latitude float8 default null, p_longitude float8 default null,
  p_within_km float8 default null, p_need text default null, p_at timestamptz default null`;

const types = parameters
  .split(',')
  .map((parameter) => parameter.trim().split(' ')[1])
  .join(', ');

/**
 * As in 0012, and also at any instant, for any of several ways, and for what a patient comes with. It tells whose right
 * it is.
 */
export function availability(name: string, beyond: '>' | '<', direction: 'asc' | 'desc'): string {
  return `
create function ${name}(${parameters})
  returns table (id uuid, pcn_id uuid, clinic_id uuid, service_id uuid, session_on date, starts_at timestamptz,
    ends_at timestamptz, site_id uuid, pool_at timestamptz, own_places_free integer, pool_places_free integer,
    other_places_free integer, bookable integer, distance_km float8, step_free boolean, slot_numbers integer[],
    slot_starts bigint[], slot_ends bigint[], slot_modes text[], slot_roles text[], holder_id uuid)
  language sql stable rows 100
as $$
  with rights as materialized (select r.holder_id, r.pcn_id, r.service_id, r.days from booking_rights(p_practice) r
    where p_need is null or exists (select from service v where v.id = r.service_id
      and (v.needs = '{}' or p_need = any(v.needs))))
  select a.*
  from (select w.pcn_id, coalesce(p_at, app_now()) as now from rights w group by w.pcn_id) n
  cross join lateral (
    select s.id, s.pcn_id, s.clinic_id, s.service_id, s.session_on, s.starts_at, s.ends_at, s.site_id, s.pool_at,
      f.own, f.pool, f.others, b.bookable, b.distance_km, b.step_free, g.numbers, g.starts, g.ends, g.modes, g.roles,
      q.holder_id
    from session s
    join rights q on q.pcn_id = s.pcn_id and q.service_id = s.service_id and q.days @> s.session_on
    cross join lateral (
      select count(*) filter (where p.owner_id = q.holder_id)::integer as own,
        count(*) filter (where p.owner_id is null)::integer as pool,
        count(*) filter (where p.owner_id <> q.holder_id and s.pool_at <= n.now)::integer as others
      from place p where p.session_id = s.id and is_free(p.taken_until, n.now)
    ) f
    cross join lateral (
      select array_agg(o.number) as numbers, array_agg(o.role_code) as roles
      from post o
      where o.session_id = s.id and (o.clinician_id is not null or s.bookable_unstaffed)
        and (p_role is null or o.role_code = p_role)
        and (p_language is null
          or exists (select from clinician k where k.id = o.clinician_id and p_language = any(k.languages)))
    ) o
    cross join lateral (
      select count(*)::integer as n,
        array_agg(l.number) as numbers,
        array_agg(date_part('epoch', l.starts_at)::bigint) as starts,
        array_agg(date_part('epoch', l.ends_at)::bigint) as ends,
        array_agg(array_to_string(l.delivery_modes, '+')) as modes,
        array_agg(o.roles[array_position(o.numbers, l.post_number)]) as roles
      from slot l
      where l.session_id = s.id and l.post_number = any(o.numbers)
        and l.held_for_111 = p_for_111 and l.released_at <= n.now and l.starts_at > n.now
        and is_free(l.taken_until, n.now)
        and (p_delivery_modes is null or p_delivery_modes && l.delivery_modes)
    ) g
    cross join lateral (
      select least(g.n, case when p_for_111 then g.n when p_own_share_only then f.own else f.own + f.pool + f.others end)
          as bookable,
        case when p_latitude is not null then (
          select round((2 * 6371.0088 * asin(least(1, sqrt(power(sin(radians(t.latitude - p_latitude) / 2), 2)
            + cos(radians(p_latitude)) * cos(radians(t.latitude))
              * power(sin(radians(t.longitude - p_longitude) / 2), 2)))))::numeric, 1)::float8
          from site t where t.id = s.site_id) end as distance_km,
        (select r.step_free from room r where r.id = s.room_id) as step_free
    ) b
    where s.pcn_id = n.pcn_id and s.state = 'PUBLISHED' and s.starts_at >= p_from and s.starts_at < p_to
      and s.ends_at > n.now and b.bookable > 0
      and (p_after_id is null or (s.starts_at, s.id) ${beyond} (p_after_start, p_after_id))
      and (p_session is null or s.id = p_session)
      and (p_service is null or s.service_id = p_service)
      and (not p_step_free or b.step_free)
      and (p_within_km is null or b.distance_km <= p_within_km)
    order by s.starts_at ${direction}, s.id ${direction} limit p_limit
  ) a
  order by a.starts_at ${direction}, a.id ${direction} limit p_limit
$$;`;
}

const both = ['shared_availability', 'shared_availability_backward'];

/**
 * Whether something is free is said once, for who lists and who claims. Availability is asked at an instant, so that a
 * waiting list and what is free for it are of one moment.
 */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const app = quoted(context.appRole);
  await sql
    .raw(
      `
-- What patients may come with to a service; none named is anything.
alter table service add column needs text[] not null default '{}' check (needs <@ array['NEW_PROBLEM', 'FOLLOW_UP',
  'LONG_TERM_CONDITION_REVIEW', 'MEDICATION_REVIEW', 'MUSCULOSKELETAL', 'MENTAL_HEALTH', 'SOCIAL_SUPPORT',
  'SCREENING_OR_VACCINATION', 'TEST_OR_PROCEDURE', 'OTHER_CODED']);

-- A slot, or a place, at an instant: never taken, let go, or its hold has run out.
create function is_free(p_taken_until timestamptz, p_at timestamptz) returns boolean
  language sql immutable parallel safe
  as $$ select p_taken_until is null or p_taken_until <= p_at $$;

${both.map((name) => `drop function ${name}(${before});`).join('\n')}
${availability('shared_availability', '>', 'asc')}
${availability('shared_availability_backward', '<', 'desc')}
comment on function shared_availability(${types}) is 'the rule of availability; see also claim-slot.ts, which says why not';
${both
  .map(
    (name) =>
      `revoke execute on function ${name}(${types}) from public; grant execute on function ${name}(${types}) to ${app};`,
  )
  .join('\n')}

-- A hold that has run out counts for nothing as it is. Who sets it EXPIRED holds the slot or the place that they claim, and
-- not the other one of the two; so neither is written, and nobody waits in a circle.
create or replace function taken_follows_booking() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  v_until timestamptz := case when new.state = 'HELD' then new.expires_at
    when new.state in ('CONFIRMED', 'ATTENDED', 'DID_NOT_ATTEND', 'LEFT_UNSEEN') then 'infinity'::timestamptz end;
begin
  if new.state = 'EXPIRED' or tg_op = 'UPDATE' and v_until is null and old.state in ('EXPIRED', 'CANCELLED') then
    return null; -- it had let go already, and somebody else may hold both by now
  end if;
  if tg_op = 'UPDATE' and (old.session_id, old.slot_number) <> (new.session_id, new.slot_number)
     and old.state in ('HELD', 'CONFIRMED', 'ATTENDED', 'DID_NOT_ATTEND', 'LEFT_UNSEEN') then
    update public.slot set taken_until = null where session_id = old.session_id and number = old.slot_number;
  end if;
  if tg_op = 'UPDATE' and old.place_number is not null
     and (old.session_id, old.place_number) is distinct from (new.session_id, new.place_number)
     and old.state in ('HELD', 'CONFIRMED', 'ATTENDED', 'DID_NOT_ATTEND', 'LEFT_UNSEEN') then
    update public.place set taken_until = null where session_id = old.session_id and number = old.place_number;
  end if;
  update public.slot set taken_until = v_until
    where session_id = new.session_id and number = new.slot_number and taken_until is distinct from v_until;
  if new.place_number is not null then
    update public.place set taken_until = v_until
      where session_id = new.session_id and number = new.place_number and taken_until is distinct from v_until;
  end if;
  return null;
end $$;

-- As before; where two of them meet, they wait for each other in one order.
create or replace function expire_holds(p_session uuid, p_slot integer, p_place integer) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp
as $$
  update public.booking set state = 'EXPIRED' where id in (
    select b.id from public.booking b
    where b.session_id = p_session and (b.slot_number = p_slot or b.place_number = p_place)
      and b.state = 'HELD' and b.expires_at <= public.app_now()
    order by b.id for update)
$$;

create index waiting_entry_offer on waiting_entry (offered_booking_id) where offered_booking_id is not null;

-- Which services somebody waits for is the server's own to know, before it acts for anybody.
drop function sessions_waited_for();
create function services_waited_for() returns table (pcn_code text, service_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select distinct o.ods_code, w.service_id from public.waiting_entry w join public.organisation o on o.id = w.pcn_id
  where w.state in ('WAITING', 'OFFERED') and w.to_on > public.london_today()
    and coalesce(current_setting('app.actor', true), '') = ''
$$;
revoke execute on function services_waited_for() from public;
grant execute on function services_waited_for() to ${app};
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const app = quoted(context.appRole);
  await sql
    .raw(
      `
drop function services_waited_for();
create function sessions_waited_for() returns table (pcn_code text, session_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select distinct o.ods_code, s.id from public.waiting_entry w
  join public.session s on s.pcn_id = w.pcn_id and s.service_id = w.service_id and s.session_on >= w.from_on
    and s.session_on < w.to_on and s.state = 'PUBLISHED' and s.ends_at > public.app_now()
  join public.organisation o on o.id = s.pcn_id
  where w.state in ('WAITING', 'OFFERED') and coalesce(current_setting('app.actor', true), '') = ''
$$;
revoke execute on function sessions_waited_for() from public;
grant execute on function sessions_waited_for() to ${app};
drop index waiting_entry_offer;
${both.map((name) => `drop function ${name}(${types});`).join('\n')}
`,
    )
    .execute(db);
  await speed(db, context);
  await sql.raw('drop function is_free(timestamptz, timestamptz); alter table service drop column needs').execute(db);
}
