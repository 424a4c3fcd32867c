import { refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import { findNetwork } from '../organisation/directory/known-organisation.js';
import type { PopulationBasis } from '../organisation/directory/population-basis.js';
import { membersOn, weightsOf } from '../organisation/membership/network.queries.js';
import { inHundredths } from '../platform/figures.js';
import type { Db, Scope } from '../platform/database/scope.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { clinicsOf } from '../sessions/clinic/shared-clinic.queries.js';
import { addDays } from '../time/london.js';
import { windowOf } from '../time/window.js';
import { adjustedPopulation, type PopulationFigure, publishedByWeek, type WeekRow } from './capacity.queries.js';
import { mondayOf, type Offer, type PlannedClinic, plannedByWeek } from './rules/planned-weeks.js';

/** The people that a figure is measured against: one basis, with the days and sources of its counts. */
export interface PopulationBase {
  readonly basis: PopulationBasis;
  /** Null when a part is missing; then `missing` says which. */
  readonly value: number | null;
  readonly countedFrom: string | null;
  readonly countedTo: string | null;
  readonly sources: readonly string[];
  readonly missing: string | null;
}

export interface CapacityWeek {
  readonly weekOn: string;
  readonly planned: Offer;
  readonly published: Offer;
  readonly staffed: Offer;
  readonly booked: Offer;
}

export interface Capacity {
  readonly population: PopulationBase;
  readonly weeks: readonly CapacityWeek[];
}

const basisInWords: Record<PopulationBasis, string> = {
  REGISTERED: 'registered list',
  WEIGHTED: 'weighted list',
  PCN_ADJUSTED: 'PCN adjusted population',
};

function populationOf(basis: PopulationBasis, figures: readonly PopulationFigure[], day: string): PopulationBase {
  const lacking = figures.filter((figure) => figure.value === null).map((figure) => figure.code);
  const counted = figures.flatMap((figure) => figure.countedOn ?? []).sort();
  const missing =
    figures.length === 0
      ? `The network had no practices on ${day}.`
      : lacking.length > 0
        ? `No ${basisInWords[basis]} of ${lacking.join(', ')} up to ${day} is recorded. Add one with recordPopulation.`
        : null;
  return {
    basis,
    value: missing === null ? inHundredths(figures.reduce((sum, figure) => sum + (figure.value ?? 0), 0)) : null,
    countedFrom: counted[0] ?? null,
    countedTo: counted.at(-1) ?? null,
    sources: [...new Set(figures.flatMap((figure) => figure.source ?? []))],
    missing,
  };
}

async function readPopulation(db: Db, pcnId: string, basis: PopulationBasis, day: string): Promise<PopulationBase> {
  if (basis === 'PCN_ADJUSTED') return populationOf(basis, await adjustedPopulation(db, pcnId, day), day);
  const members = await membersOn(db, pcnId, day);
  const weights = await weightsOf(
    db,
    members.map((member) => member.practiceId),
    basis,
    day,
  );
  const figures = members.map(({ practiceId, odsCode }): PopulationFigure => {
    const weight = weights.find((candidate) => candidate.practiceId === practiceId);
    return {
      code: odsCode,
      value: weight?.value ?? null,
      countedOn: weight?.countedOn ?? null,
      source: weight?.source ?? null,
    };
  });
  return populationOf(basis, figures, day);
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

/** Which network, by ODS code, against which people, and which London days `[from, to)`. */
export interface AskedCapacity {
  readonly pcn: string;
  readonly basis: PopulationBasis;
  readonly from: string;
  readonly to: string;
}

/**
 * A network's appointments and clinical minutes by week, against its population as of the first day. Planned is what is
 * published plus what the clinics' series will offer beyond that; cancelled sessions never count.
 */
export async function readCapacity(
  db: Db,
  scope: Scope,
  viewer: Viewer,
  { pcn, basis, from, to }: AskedCapacity,
): Promise<Result<Capacity>> {
  const days = windowOf(from, to);
  if (!days.ok) return days;
  const network = await findNetwork(db, pcn, scope.today);
  if (!network.ok) return network;
  const pcnId = network.value.id;
  const barred = refusalOf(viewer, scope, 'readCapacity', { pcnId });
  if (barred !== undefined) return refuse(barred);
  const published = new Map((await publishedByWeek(db, pcnId, from, to)).map((row) => [row.weekOn, row]));
  const ahead = plannedByWeek(await allClinics(db, pcnId), from, to);
  const weeks: CapacityWeek[] = [];
  for (let weekOn = mondayOf(from); weekOn < to; weekOn = addDays(weekOn, 7)) {
    weeks.push(weekOf(weekOn, published.get(weekOn), ahead.get(weekOn) ?? nothing));
  }
  return ok({ population: await readPopulation(db, pcnId, basis, from), weeks });
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
