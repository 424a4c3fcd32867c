import { refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import { findNetwork } from '../organisation/directory/known-organisation.js';
import type { Db, Scope } from '../platform/database/scope.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { clinicsOf } from '../sessions/clinic/shared-clinic.queries.js';
import { addDays } from '../time/london.js';
import { windowOf } from '../time/window.js';
import { publishedByWeek, type WeekRow } from './capacity.queries.js';
import { mondayOf, type Offer, type PlannedClinic, plannedByWeek } from './rules/planned-weeks.js';

export interface CapacityWeek {
  readonly weekOn: string;
  readonly planned: Offer;
  readonly published: Offer;
  readonly staffed: Offer;
  readonly booked: Offer;
}

export interface Capacity {
  readonly pcnId: string;
  /** Empty where they were not asked for. */
  readonly weeks: readonly CapacityWeek[];
}

/** Which parts of a report are worked out: the plan is worked out from every series. */
export interface CapacityParts {
  readonly weeks: boolean;
  readonly planned: boolean;
}

async function allClinics(db: Db, pcnId: string): Promise<PlannedClinic[]> {
  const clinics: PlannedClinic[] = [];
  const limit = 200;
  for (let from: readonly string[] | undefined; ;) {
    const rows = await clinicsOf(db, pcnId, { limit, backward: false, from });
    clinics.push(...rows.slice(0, limit));
    const last = rows[limit - 1];
    if (rows.length <= limit || last === undefined) return clinics;
    from = [last.title, last.id];
  }
}

const nothing: Offer = { minutes: 0, appointments: 0 };

/** Which network, by ODS code, and which London days `[from, to)`. */
export interface AskedCapacity {
  readonly pcn: string;
  readonly from: string;
  readonly to: string;
}

/**
 * A network's appointments and clinical minutes by week. Planned is what is published plus what the clinics' series
 * will offer beyond that; cancelled sessions never count.
 */
export async function readCapacity(
  db: Db,
  scope: Scope,
  viewer: Viewer,
  { pcn, from, to }: AskedCapacity,
  parts: CapacityParts,
): Promise<Result<Capacity>> {
  const days = windowOf(from, to);
  if (!days.ok) return days;
  const network = await findNetwork(db, pcn, scope.today);
  if (!network.ok) return network;
  const pcnId = network.value.id;
  const barred = refusalOf(viewer, scope, 'readCapacity', { pcnId });
  if (barred !== undefined) return refuse(barred);
  if (!parts.weeks) return ok({ pcnId, weeks: [] });
  const published = new Map((await publishedByWeek(db, pcnId, from, to)).map((row) => [row.weekOn, row]));
  const ahead = parts.planned ? plannedByWeek(await allClinics(db, pcnId), from, to) : new Map<string, Offer>();
  const weeks: CapacityWeek[] = [];
  for (let weekOn = mondayOf(from); weekOn < to; weekOn = addDays(weekOn, 7)) {
    weeks.push(weekOf(weekOn, published.get(weekOn), ahead.get(weekOn) ?? nothing));
  }
  return ok({ pcnId, weeks });
}

function weekOf(weekOn: string, row: WeekRow | undefined, ahead: Offer): CapacityWeek {
  const published = { minutes: row?.publishedMinutes ?? 0, appointments: row?.publishedAppointments ?? 0 };
  return {
    weekOn,
    planned: {
      minutes: published.minutes + ahead.minutes,
      appointments: published.appointments + ahead.appointments,
    },
    published,
    staffed: { minutes: row?.staffedMinutes ?? 0, appointments: row?.staffedAppointments ?? 0 },
    booked: { minutes: row?.bookedMinutes ?? 0, appointments: row?.bookedAppointments ?? 0 },
  };
}
