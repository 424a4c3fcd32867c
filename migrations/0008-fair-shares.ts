import { type Kysely, sql } from 'kysely';
import { audited, grantToApp, inScope, type MigrationContext, quoted, tenantPolicy } from './migration-context.js';

/**
 * The ledgers of fair shares: the places that practices were entitled to and given, and the turns to host of sites.
 * Entries are only ever added; balances are their sums, in decimals with twelve digits that add up exactly. Sessions
 * published before this migration are entered as they are.
 */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  await sql
    .raw(
      `
create table share_account (
  id uuid primary key default gen_random_uuid(),
  pcn_id uuid not null references organisation,
  service_id uuid not null references service,
  slot_minutes integer not null check (slot_minutes between 5 and 240),
  constraint share_account_once unique (pcn_id, service_id, slot_minutes)
);
comment on table share_account is 'one ledger of places; its row is what publications lock';

create table share_ledger (
  id bigint generated always as identity primary key,
  pcn_id uuid not null references organisation,
  account_id uuid not null references share_account,
  practice_id uuid not null references organisation,
  kind text not null check (kind in ('PUBLISHED', 'CANCELLED', 'RETURNED', 'PASSED_ON', 'RECEIVED', 'OVERRIDE',
    'LEAVER_SPREAD', 'HAND_OVER')),
  session_id uuid references session,
  on_day date not null,
  entitled numeric(24, 12) not null default 0,
  given integer not null default 0,
  returned integer not null default 0,
  reason text,
  entered_at timestamptz not null,
  check ((kind in ('LEAVER_SPREAD', 'HAND_OVER')) = (session_id is null)),
  check (kind not in ('CANCELLED', 'OVERRIDE', 'LEAVER_SPREAD', 'HAND_OVER') or reason is not null)
);
create index share_ledger_account on share_ledger (account_id, practice_id) include (entitled, given);
create index share_ledger_session on share_ledger (session_id);
create unique index share_ledger_published_once on share_ledger (session_id, practice_id) where (kind = 'PUBLISHED');
create unique index share_ledger_cancelled_once on share_ledger (session_id, practice_id) where (kind = 'CANCELLED');
comment on column share_ledger.on_day is 'the day of the session, or from when on the move holds';
comment on column share_ledger.entitled is 'places; drift is the sum of entitled less the sum of given';

create table hosting_ledger (
  id bigint generated always as identity primary key,
  pcn_id uuid not null references organisation,
  clinic_id uuid not null references shared_clinic,
  site_id uuid not null references site,
  kind text not null check (kind in ('PUBLISHED', 'CANCELLED')),
  session_id uuid not null references session,
  on_day date not null,
  entitled numeric(24, 12) not null,
  hosted integer not null check (hosted between -1 and 1),
  entered_at timestamptz not null
);
create index hosting_ledger_clinic on hosting_ledger (clinic_id, site_id) include (entitled, hosted);
create unique index hosting_ledger_once on hosting_ledger (session_id, site_id, kind);

insert into share_account (pcn_id, service_id, slot_minutes)
  select distinct s.pcn_id, s.service_id, c.slot_minutes from session s join shared_clinic c on c.id = s.clinic_id;
insert into share_ledger (pcn_id, account_id, practice_id, kind, session_id, on_day, entitled, given, entered_at)
  with shared as (
    select h.*, s.service_id, c.slot_minutes, s.session_on, s.published_at, s.starts_at,
      sum(h.places) over each as all_places, row_number() over (each order by h.weight desc, h.practice_id) as rank,
      floor(1000000000000 * h.weight / sum(h.weight) over each) as parts
    from session_share h join session s on s.id = h.session_id join shared_clinic c on c.id = s.clinic_id
    where s.state = 'PUBLISHED' and exists (select from session_share w where w.session_id = s.id and w.weight > 0)
    window each as (partition by h.session_id)
  ), whole as (
    select shared.*, parts + case when rank = 1 then 1000000000000 - sum(parts) over (partition by session_id)
      else 0 end as claim from shared
  )
  select w.pcn_id, a.id, w.practice_id, 'PUBLISHED', w.session_id, w.session_on, w.all_places * w.claim * 0.000000000001,
    w.places, w.published_at
  from whole w join share_account a using (pcn_id, service_id, slot_minutes)
  order by w.published_at, w.starts_at, w.session_id, w.practice_id;
insert into hosting_ledger (pcn_id, clinic_id, site_id, kind, session_id, on_day, entitled, hosted, entered_at)
  with turn as (
    select s.pcn_id, s.clinic_id, h.site_id, s.id as session_id, s.session_on, s.published_at, s.starts_at, h.position,
      floor(1000000000000 * w.weight::numeric / sum(w.weight) over each) as parts, (h.site_id = s.site_id)::integer as hosted
    from session s join shared_clinic c on c.id = s.clinic_id join clinic_host h on h.clinic_id = s.clinic_id
    cross join lateral (select case when c.hosting = 'CYCLE' then h.weight else 1 end as weight) w
    where s.state = 'PUBLISHED'
      and exists (select from clinic_host x where x.clinic_id = s.clinic_id and x.site_id = s.site_id)
    window each as (partition by s.id)
  )
  select pcn_id, clinic_id, site_id, 'PUBLISHED', session_id, session_on,
    (parts + case when position = 1 then 1000000000000 - sum(parts) over (partition by session_id) else 0 end)
      * 0.000000000001, hosted, published_at
  from turn order by published_at, starts_at, session_id, position;

-- Bookings are their practice's and their network's alone; how many places each practice uses is every member's to know.
create function used_places(p_account_ids uuid[], p_from date, p_to date)
  returns table (account_id uuid, practice_id uuid, used integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  with mine as (
    select distinct l.account_id, l.session_id
    from public.share_account a join public.share_ledger l on l.account_id = a.id
    where a.id = any(p_account_ids) and l.on_day >= p_from and l.on_day < p_to and l.session_id is not null
      and a.pcn_id = any(string_to_array((select current_setting('app.pcns', true)), ',')::uuid[])
  )
  select m.account_id, b.practice_id, count(*)::integer
  from mine m join public.booking b on b.session_id = m.session_id
  where b.place_number is not null and b.state in ('CONFIRMED', 'ATTENDED', 'DID_NOT_ATTEND', 'LEFT_UNSEEN')
  group by m.account_id, b.practice_id
$$;
revoke execute on function used_places(uuid[], date, date) from public;
grant execute on function used_places(uuid[], date, date) to ${quoted(context.appRole)};

${grantToApp(context, 'select, insert, update', ['share_account'])}
${grantToApp(context, 'select, insert', ['share_ledger', 'hosting_ledger'])}
${['share_account', 'share_ledger', 'hosting_ledger'].map((table) => tenantPolicy(table, inScope('pcn_id', 'app.pcns'))).join('\n')}
${audited('share_ledger')}
${audited('hosting_ledger')}
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
drop function used_places(uuid[], date, date);
drop table hosting_ledger, share_ledger, share_account;
`,
    )
    .execute(db);
}
