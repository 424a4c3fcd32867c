import { sql } from 'kysely';
import { countUpTo } from '../../platform/database/count-up-to.js';
import { keyset } from '../../platform/paging/keyset.js';
import type { Db } from '../../platform/database/scope.js';
import type { Page } from '../../platform/paging/page.js';
import type { BankHolidayPolicy } from '../../time/recurrence.js';
import type { ClinicHost, ClinicPlan, HostingMode, SharingPolicy, StaffingLine } from './rules/clinic-plan.js';
import type { ClinicDate } from './rules/clinic-dates.js';
import type { ReleaseWave } from './rules/slot-times.js';
import type { UnusedTo111 } from './rules/unused-to-111.js';
import type { DeliveryMode } from '../service/rules/delivery-mode.js';

export interface ClinicRow extends UnusedTo111 {
  readonly id: string;
  readonly pcnId: string;
  readonly serviceId: string;
  readonly title: string;
  readonly rrule: string;
  readonly startTime: string;
  readonly durationMinutes: number;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly hosting: HostingMode;
  readonly sharingPolicy: SharingPolicy;
  readonly bankHolidayPolicy: BankHolidayPolicy;
  readonly slotMinutes: number;
  readonly deliveryModes: readonly DeliveryMode[];
  readonly heldFor111: number;
  readonly poolMinutesBefore: number;
  readonly bookableUnstaffed: boolean;
  readonly publishedUntil: string | null;
  readonly hosts: readonly ClinicHost[];
  readonly lines: readonly StaffingLine[];
  readonly releases: readonly ReleaseWave[];
  readonly fixedShares: readonly { readonly practiceId: string; readonly weight: number }[];
  readonly dates: readonly ClinicDate[];
  readonly breakMinutes: number;
  readonly priority: number;
}

const columns = sql`c.id, c.pcn_id as "pcnId", c.service_id as "serviceId", c.title, c.rrule,
  left(c.start_time::text, 5) as "startTime", c.duration_minutes as "durationMinutes",
  c.starts_on::text as "startsOn", c.ends_on::text as "endsOn", c.hosting, c.sharing_policy as "sharingPolicy",
  c.bank_holiday_policy as "bankHolidayPolicy", c.slot_minutes as "slotMinutes", c.delivery_modes as "deliveryModes",
  c.held_for_111 as "heldFor111", left(c.unused_to_111_from::text, 5) as "unusedTo111From",
  c.unused_to_111_policy as "unusedTo111Policy", c.pool_minutes_before as "poolMinutesBefore",
  c.bookable_unstaffed as "bookableUnstaffed", c.published_until::text as "publishedUntil",
  c.break_minutes as "breakMinutes", c.priority,
  (select coalesce(json_agg(json_build_object('siteId', h.site_id, 'roomId', h.room_id, 'weight', h.weight)
      order by h.position), '[]') from clinic_host h where h.clinic_id = c.id) as hosts,
  (select coalesce(json_agg(json_build_object('roleCode', l.role_code, 'count', l.count,
      'slotsPerPost', l.slots_per_post) order by l.position), '[]')
    from clinic_staffing_line l where l.clinic_id = c.id) as lines,
  (select coalesce(json_agg(json_build_object('count', w.slots, 'daysBefore', w.days_before,
      'localTime', left(w.release_time::text, 5)) order by w.position), '[]')
    from clinic_release_wave w where w.clinic_id = c.id) as releases,
  (select coalesce(json_agg(json_build_object('practiceId', f.practice_id, 'weight', f.weight)
      order by f.practice_id), '[]') from clinic_fixed_share f where f.clinic_id = c.id) as "fixedShares",
  (select coalesce(json_agg(json_build_object('on', d.on_day, 'kind', d.kind) order by d.on_day), '[]')
    from clinic_date d where d.clinic_id = c.id) as dates`;

/** In no particular order; what does not exist or may not be seen is left out. */
export async function clinicsByIds(db: Db, ids: readonly string[]): Promise<ClinicRow[]> {
  return (
    await sql<ClinicRow>`/* clinicsByIds */
      select ${columns} from shared_clinic c where c.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;
}

/**
 * Locks the clinic's row until the transaction ends, so that only one publication of it runs at a time, and reads it
 * after that. Locks the network's row first, shared, so that the network's settings for all its clinics do not change
 * meanwhile.
 */
export async function lockClinic(db: Db, clinicId: string): Promise<ClinicRow | undefined> {
  await sql`/* lockNetworkOfClinic */
    select from organisation where id = (select pcn_id from shared_clinic where id = ${clinicId}) for share`.execute(
    db,
  );
  await sql`/* lockClinic */ select from shared_clinic where id = ${clinicId} for update`.execute(db);
  return (await clinicsByIds(db, [clinicId]))[0];
}

export async function clinicsOf(db: Db, pcnId: string, page: Page): Promise<ClinicRow[]> {
  const { beyond, order } = keyset(page, ['c.title', 'text'], ['c.id', 'uuid']);
  return (
    await sql<ClinicRow>`/* clinicsOf */
      select ${columns} from shared_clinic c
      where c.pcn_id = ${pcnId} and ${beyond} ${order}`.execute(db)
  ).rows;
}

export async function countClinicsOf(db: Db, pcnId: string): Promise<number> {
  return countUpTo(db, 'countClinicsOf', sql`from shared_clinic c where c.pcn_id = ${pcnId}`);
}

export interface NewClinic {
  readonly id: string;
  readonly pcnId: string;
  readonly serviceId: string;
  readonly title: string;
  readonly plan: ClinicPlan;
}

function numbered<T extends object>(rows: readonly T[]): string {
  return JSON.stringify(rows.map((row, index) => ({ ...row, position: index + 1 })));
}

/** Writes a clinic's staffing lines and releases. Precondition: it has none. */
export async function insertStaffing(
  db: Db,
  clinicId: string,
  pcnId: string,
  plan: Pick<ClinicPlan, 'lines' | 'releases'>,
): Promise<void> {
  await sql`/* insertClinicStaffing */
    insert into clinic_staffing_line (clinic_id, pcn_id, position, role_code, count, slots_per_post)
    select ${clinicId}, ${pcnId}, x.position, x."roleCode", x.count, x."slotsPerPost"
    from jsonb_to_recordset(${numbered(plan.lines)}::jsonb)
      x(position integer, "roleCode" text, count integer, "slotsPerPost" integer)`.execute(db);
  await sql`/* insertClinicReleases */
    insert into clinic_release_wave (clinic_id, pcn_id, position, slots, days_before, release_time)
    select ${clinicId}, ${pcnId}, x.position, x.count, x."daysBefore", x."localTime"
    from jsonb_to_recordset(${numbered(plan.releases)}::jsonb)
      x(position integer, count integer, "daysBefore" integer, "localTime" time)`.execute(db);
}

/** Writes a clinic with its hosts, staffing lines, releases and fixed shares. */
export async function insertClinic(db: Db, { id, pcnId, serviceId, title, plan }: NewClinic): Promise<void> {
  await sql`/* insertClinic */
    insert into shared_clinic (id, pcn_id, service_id, title, rrule, start_time, duration_minutes, starts_on, ends_on,
      hosting, sharing_policy, bank_holiday_policy, slot_minutes, delivery_modes, held_for_111, unused_to_111_policy,
      unused_to_111_from, pool_minutes_before, bookable_unstaffed, created_at)
    values (${id}, ${pcnId}, ${serviceId}, ${title}, ${plan.recurrence.text}, ${plan.startTime},
      ${plan.durationMinutes}, ${plan.startsOn}, ${plan.endsOn}, ${plan.hosting}, ${plan.sharingPolicy},
      ${plan.bankHolidayPolicy}, ${plan.slotMinutes}, ${[...plan.deliveryModes]}::text[], ${plan.heldFor111},
      ${plan.unusedTo111Policy}, ${plan.unusedTo111From}, ${plan.poolMinutesBefore}, ${plan.bookableUnstaffed}, app_now())`.execute(
    db,
  );
  await sql`/* insertClinicHosts */
    insert into clinic_host (clinic_id, pcn_id, position, site_id, room_id, weight)
    select ${id}, ${pcnId}, x.position, x."siteId", x."roomId", x.weight
    from jsonb_to_recordset(${numbered(plan.hosts)}::jsonb)
      x(position integer, "siteId" uuid, "roomId" uuid, weight integer)`.execute(db);
  await insertStaffing(db, id, pcnId, plan);
  await sql`/* insertClinicFixedShares */
    insert into clinic_fixed_share (clinic_id, pcn_id, practice_id, weight)
    select ${id}, ${pcnId}, x."practiceId", x.weight
    from jsonb_to_recordset(${JSON.stringify(plan.fixedShares)}::jsonb) x("practiceId" uuid, weight numeric)`.execute(
    db,
  );
}

/** Records that the sessions before this day are published. */
export async function setPublishedUntil(db: Db, clinicId: string, until: string): Promise<void> {
  await sql`/* setPublishedUntil */
    update shared_clinic set published_until = ${until}::date where id = ${clinicId}`.execute(db);
}
