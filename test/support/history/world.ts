import type { TestDatabase } from '../database/test-database.js';

/** What is there at one moment, as operations need it: uuids, ODS codes, and whose each thing is. */
export interface World {
  readonly practices: readonly { readonly code: string; readonly id: string; readonly pcn: string | null }[];
  readonly pcns: readonly { readonly code: string; readonly id: string; readonly icb: string }[];
  readonly providers: readonly { readonly code: string; readonly icb: string }[];
  readonly sites: readonly { readonly id: string; readonly operator: string; readonly icb: string }[];
  readonly rooms: readonly { readonly id: string; readonly operator: string; readonly pcn: string | null }[];
  readonly services: readonly { readonly id: string; readonly pcn: string | null }[];
  readonly clinics: readonly { readonly id: string; readonly pcn: string; readonly site: string }[];
  /** The owner of each place that has one. */
  readonly sessions: readonly { readonly id: string; readonly pcn: string; readonly owners: readonly string[] }[];
  readonly cancelledSessions: readonly { readonly id: string; readonly pcn: string }[];
  readonly slots: readonly { readonly key: string; readonly pcn: string; readonly held: boolean }[];
  readonly bookings: readonly {
    readonly id: string;
    readonly pcn: string;
    readonly practice: string;
    readonly booker: string;
    readonly state: string;
    readonly begun: boolean;
  }[];
  readonly cancelled: readonly { readonly id: string; readonly practice: string }[];
  readonly waits: readonly { readonly id: string; readonly practice: string }[];
  readonly clinicians: readonly { readonly id: string; readonly code: string; readonly registeredBy: string }[];
  readonly employments: readonly {
    readonly id: string;
    readonly employer: string;
    readonly employerKind: string;
    readonly clinicianId: string;
    readonly clinician: string;
    readonly state: string;
  }[];
  readonly registrations: readonly {
    readonly clinicianId: string;
    readonly body: string;
    readonly number: string;
    readonly from: string;
    readonly employer: string;
    readonly employerKind: string;
  }[];
  readonly releases: readonly {
    readonly id: string;
    readonly pcn: string;
    readonly state: string;
    readonly employer: string;
    readonly employerKind: string;
  }[];
  readonly offers: readonly {
    readonly id: string;
    readonly pcn: string;
    readonly offeredBy: string;
    readonly state: string;
  }[];
  readonly contracts: readonly { readonly id: string; readonly notice: boolean }[];
  readonly populations: readonly { readonly id: string }[];
  readonly pool: readonly { readonly clinicianId: string; readonly pcn: string }[];
  readonly agreements: readonly { readonly id: string; readonly pcn: string }[];
  readonly leaves: readonly { readonly id: string; readonly employer: string; readonly clinician: string }[];
  readonly commitments: readonly { readonly id: string; readonly clinician: string }[];
  readonly assignments: readonly { readonly id: string; readonly pcn: string }[];
}

const text = `
with today as (select london_today() as day),
  o as (select id, ods_code as code, kind from organisation where ods_code is not null),
  icb as (select c.organisation_id as id, i.code from commissioning c join commissioning u
      on u.organisation_id = c.commissioner_id join o i on i.id = u.commissioner_id),
  member as (select m.practice_id as id, o.code as pcn from membership m join o on o.id = m.pcn_id, today
      where m.valid_from <= day and (m.valid_to is null or m.valid_to > day)),
  operated as (select x.site_id as id, o.code as operator, o.id as operator_id from site_operation x
      join o on o.id = x.operator_id, today where x.valid_to is null or x.valid_to > day),
  ahead as (select s.id, o.code as pcn, s.starts_at from session s join o on o.id = s.pcn_id
      where s.state = 'PUBLISHED' and s.starts_at > app_now()),
  lists(name, rows) as (
    select 'practices', jsonb_agg(jsonb_build_object('code', o.code, 'id', o.id, 'pcn', member.pcn))
      from o left join member using (id) where o.kind = 'PRACTICE'
    union all select 'pcns', jsonb_agg(jsonb_build_object('code', o.code, 'id', o.id, 'icb', icb.code))
      from o join icb using (id) where o.kind = 'PCN'
    union all select 'providers', jsonb_agg(jsonb_build_object('code', o.code, 'icb', icb.code))
      from o join icb using (id) where o.kind = 'TRUST'
    union all select 'sites', jsonb_agg(jsonb_build_object('id', x.id, 'operator', x.operator, 'icb', icb.code))
      from operated x join icb on icb.id = x.operator_id
    union all select 'rooms', jsonb_agg(jsonb_build_object('id', r.id, 'operator', x.operator, 'pcn', member.pcn))
      from room r join operated x on x.id = r.site_id left join member on member.id = x.operator_id
    union all select 'services', jsonb_agg(jsonb_build_object('id', s.id, 'pcn', o.code))
      from service s left join o on o.id = s.pcn_id
    union all select 'clinics', jsonb_agg(jsonb_build_object('id', c.id, 'pcn', o.code, 'site', h.site_id))
      from shared_clinic c join o on o.id = c.pcn_id join clinic_host h on h.clinic_id = c.id
    union all select 'sessions', jsonb_agg(jsonb_build_object('id', a.id, 'pcn', a.pcn, 'owners',
        array(select o.code from place p join o on o.id = p.owner_id where p.session_id = a.id)))
      from (select * from ahead order by random() limit 60) a
    union all select 'cancelledSessions', jsonb_agg(jsonb_build_object('id', s.id, 'pcn', o.code))
      from session s join o on o.id = s.pcn_id where s.state = 'CANCELLED'
    union all select 'slots', jsonb_agg(jsonb_build_object('key', l.session_id || '/' || l.number, 'pcn', l.pcn,
        'held', l.held_for_111)) from (select l.*, a.pcn from slot l join ahead a on a.id = l.session_id
      where is_free(l.taken_until, app_now()) order by a.starts_at limit 150) l
    union all select 'bookings', jsonb_agg(jsonb_build_object('id', b.id, 'pcn', n.code, 'practice', p.code,
        'booker', k.code, 'state', b.state, 'begun', b.starts_at <= app_now()))
      from booking b join o n on n.id = b.pcn_id join o p on p.id = b.practice_id join o k on k.id = b.booked_by_id
      where b.state in ('HELD', 'CONFIRMED')
    union all select 'cancelled', jsonb_agg(jsonb_build_object('id', b.id, 'practice', o.code))
      from booking b join o on o.id = b.practice_id where b.state = 'CANCELLED' and b.starts_at > app_now()
    union all select 'waits', jsonb_agg(jsonb_build_object('id', w.id, 'practice', o.code))
      from waiting_entry w join o on o.id = w.practice_id where w.state in ('WAITING', 'OFFERED')
    union all select 'clinicians', jsonb_agg(jsonb_build_object('id', c.id, 'code', c.code, 'registeredBy', o.code))
      from clinician c join o on o.id = c.registered_by_id where c.code is not null
    union all select 'employments', jsonb_agg(jsonb_build_object('id', e.id, 'employer', o.code, 'employerKind', o.kind,
        'clinicianId', c.id, 'clinician', c.code, 'state', e.state))
      from employment e join o on o.id = e.employer_id join clinician c on c.id = e.clinician_id, today
      where e.valid_to is null or e.valid_to > day
    union all select 'registrations', jsonb_agg(jsonb_build_object('clinicianId', g.clinician_id, 'body', g.body,
        'number', g.number, 'from', g.valid_from, 'employer', o.code, 'employerKind', o.kind))
      from registration g join employment e using (clinician_id) join o on o.id = e.employer_id
      where e.state = 'ACCEPTED' and g.valid_to is null
    union all select 'releases', jsonb_agg(jsonb_build_object('id', r.id, 'pcn', o.code, 'state', r.state,
        'employer', e.code, 'employerKind', e.kind))
      from pool_release r join o on o.id = r.pcn_id join o e on e.id = r.employer_id
    union all select 'offers', jsonb_agg(jsonb_build_object('id', f.id, 'pcn', o.code, 'offeredBy', b.code,
        'state', f.state)) from accommodation_offer f join o on o.id = f.pcn_id join o b on b.id = f.offered_by_id
    union all select 'contracts', jsonb_agg(jsonb_build_object('id', c.id, 'notice', c.notice_ends_on is not null))
      from contract c
    union all select 'populations', jsonb_agg(jsonb_build_object('id', id)) from population
    union all select 'pool', jsonb_agg(jsonb_build_object('clinicianId', r.clinician_id, 'pcn', o.code))
      from pool_release r join o on o.id = r.pcn_id where r.state = 'ACCEPTED'
    union all select 'agreements', jsonb_agg(jsonb_build_object('id', a.id, 'pcn', o.code))
      from network_agreement a join o on o.id = a.pcn_id where a.in_force_from is null
    union all select 'leaves', jsonb_agg(jsonb_build_object('id', l.id, 'employer', o.code, 'clinician', c.code))
      from leave l join clinician c on c.id = l.clinician_id join employment e on e.clinician_id = c.id
      join o on o.id = e.employer_id where l.state in ('REQUESTED', 'APPROVED')
    union all select 'commitments', jsonb_agg(jsonb_build_object('id', t.id, 'clinician', c.code))
      from commitment t join clinician c on c.id = t.clinician_id
    union all select 'assignments', jsonb_agg(jsonb_build_object('id', t.id, 'pcn', a.pcn))
      from assignment t join ahead a on a.id = t.session_id where t.state = 'PUBLISHED')
select jsonb_object_agg(name, coalesce(rows, '[]')) as world from lists`;

export async function readWorld(database: Pick<TestDatabase, 'sql'>): Promise<World> {
  const [row] = await database.sql<{ world: World }>(text);
  if (row === undefined) throw new Error('an aggregate has one row');
  return row.world;
}
