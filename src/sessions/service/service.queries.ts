import { type RawBuilder, sql } from 'kysely';
import { countUpTo } from '../../platform/database/count-up-to.js';
import type { RoomKind } from '../../organisation/site/room.entity.js';
import { keyset } from '../../platform/paging/keyset.js';
import type { Db } from '../../platform/database/scope.js';
import type { Page } from '../../platform/paging/page.js';
import type { Need } from './rules/needs.js';
import type { DeliveryMode } from './rules/delivery-mode.js';

export interface ServiceRow {
  readonly id: string;
  /** Null for a service of the common catalogue. */
  readonly pcnId: string | null;
  readonly code: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly skills: readonly string[];
  readonly slotMinutes: number;
  readonly deliveryModes: readonly DeliveryMode[];
  readonly appointmentCategory: string;
  readonly roomKind: RoomKind | null;
  readonly equipment: readonly string[];
  readonly undifferentiated: boolean;
  readonly triage: boolean;
  readonly gpOnSite: boolean;
  /** The needs that patients may come with; an empty list means any. */
  readonly needs: readonly Need[];
  /** The first day on which it is not offered any more. */
  readonly retiredOn: string | null;
  readonly retiredBecause: string | null;
}

const columns = sql`v.id, v.pcn_id as "pcnId", v.code, v.name, v.roles, v.skills, v.slot_minutes as "slotMinutes",
  v.delivery_modes as "deliveryModes", v.appointment_category as "appointmentCategory", v.room_kind as "roomKind",
  v.equipment, v.undifferentiated, v.triage, v.gp_on_site as "gpOnSite", v.needs, v.retired_on::text as "retiredOn",
  v.retired_because as "retiredBecause"`;

/** In no particular order; what does not exist or may not be seen is left out. */
export async function servicesByIds(db: Db, ids: readonly string[]): Promise<ServiceRow[]> {
  return (
    await sql<ServiceRow>`/* servicesByIds */
      select ${columns} from service v where v.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;
}

/** A subquery: the `ServiceRow`s of the ids that `ids` selects, as one JSON text; null when none. */
export function servicesAsJson(ids: RawBuilder<unknown>): RawBuilder<string | null> {
  return sql`(select json_agg(x)::text from (select ${columns} from service v where v.id in (${ids})) x)`;
}

/** A service by its code: the network's own takes precedence over the common catalogue. */
export async function serviceByCode(db: Db, code: string, pcnId: string | null): Promise<ServiceRow | undefined> {
  return (
    await sql<ServiceRow>`/* serviceByCode */
      select ${columns} from service v
      where v.code = ${code} and (v.pcn_id is null or v.pcn_id = ${pcnId}::uuid) order by v.pcn_id nulls last limit 1`.execute(
      db,
    )
  ).rows[0];
}

function ofNetwork(pcnId: string | null) {
  return sql`(v.pcn_id is null or v.pcn_id = ${pcnId}::uuid)`;
}

/** The common catalogue and, with a PCN, that network's own, by name. */
export async function servicesOf(db: Db, pcnId: string | null, page: Page): Promise<ServiceRow[]> {
  const { beyond, order } = keyset(page, ['v.name', 'text'], ['v.id', 'uuid']);
  return (
    await sql<ServiceRow>`/* servicesOf */
      select ${columns} from service v
      where ${ofNetwork(pcnId)} and ${beyond} ${order}`.execute(db)
  ).rows;
}

export async function countServicesOf(db: Db, pcnId: string | null): Promise<number> {
  return countUpTo(db, 'countServicesOf', sql`from service v where ${ofNetwork(pcnId)}`);
}

/** The name of the service of the common catalogue with this code, or undefined where there is none. */
export async function commonServiceWithCode(db: Db, code: string): Promise<string | undefined> {
  return (
    await sql<{ name: string }>`/* commonServiceWithCode */
      select name from service where pcn_id is null and code = ${code}`.execute(db)
  ).rows[0]?.name;
}

/**
 * Keeps a network's service as it is until the transaction ends, for what relies on it: a clinic, an assignment. The
 * common catalogue does not change, so it needs no lock.
 */
export async function shareService(db: Db, id: string): Promise<void> {
  await sql`/* shareService */ select from service where id = ${id}::uuid for share`.execute(db);
}
