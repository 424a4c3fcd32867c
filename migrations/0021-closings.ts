import { type Kysely, sql } from 'kysely';
import { type MigrationContext, quoted } from './migration-context.js';

function businessAhead(withRooms: boolean, context: MigrationContext): string {
  return `
drop function business_ahead(uuid, date);
-- How much of an organisation's business lies ahead of a day. Numbers alone, for who decides about its network.
create function business_ahead(p_organisation uuid, p_from date)
  returns table (pcn_id uuid, bookings integer, waiting integer${withRooms ? ', room_offers integer' : ''})
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  with networks as (
    select unnest(string_to_array(current_setting('app.pcns', true), ',')::uuid[]) as id
  )
  select n.id, (select count(*)::integer from public.booking b
      where b.practice_id = p_organisation and b.pcn_id = n.id and b.state in ('HELD', 'CONFIRMED')
        and (b.state = 'CONFIRMED' or b.expires_at > public.app_now())
        and b.starts_at >= (p_from::timestamp at time zone 'Europe/London')),
    (select count(*)::integer from public.waiting_entry w
      where w.practice_id = p_organisation and w.pcn_id = n.id and w.state in ('WAITING', 'OFFERED') and w.to_on > p_from)${
        withRooms
          ? `,
    (select count(*)::integer from public.accommodation_offer a
      where a.offered_by_id = p_organisation and a.pcn_id = n.id and a.state <> 'DECLINED'
        and (a.valid_to is null or a.valid_to > p_from))`
          : ''
      }
  from networks n
$$;
revoke execute on function business_ahead(uuid, date) from public;
grant execute on function business_ahead(uuid, date) to ${quoted(context.appRole)};`;
}

/**
 * What a closing by an official file ended, as it was, so that the practice can have it back when a later file shows it
 * running; and the rooms that an organisation offers, among what lies ahead of it.
 */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  await sql
    .raw(
      `
create table closing_effect (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation,
  closed_on date not null,
  fact text not null check (fact in ('membership', 'commissioning', 'site_operation')),
  row_id uuid not null,
  was jsonb not null
);
comment on table closing_effect is 'rows of other tables as they were before an organisation''s closing ended or dropped them';
create index closing_effect_organisation on closing_effect (organisation_id);
${businessAhead(true, context)}
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  await sql.raw(`${businessAhead(false, context)} drop table closing_effect;`).execute(db);
}
