import { roomsOfferedFor } from '../../organisation/accommodation/accommodation.queries.js';
import { roomsOfSites, sitesByIds } from '../../organisation/site/site.queries.js';
import type { Db } from '../../platform/database/scope.js';
import { endOfDay, startOfDay } from '../../time/london.js';
import { busyRooms, sharersOn } from './planning.queries.js';
import type { ClinicPlan } from '../clinic/rules/clinic-plan.js';
import { unusedTo111DefaultsOf } from '../clinic/unused-to-111.queries.js';
import type { CandidateRoom, PlannedDay, PlanningFacts } from './rules/plan-sessions.js';
import { shareBalances, turnBalances } from '../ledger/share-ledger.queries.js';
import type { ServiceRow } from '../service/service.queries.js';
import { suits } from '../service/suits.js';

/** The rooms of the clinic's hosts, by name within a site. */
export async function candidateRooms(db: Db, plan: ClinicPlan, service: ServiceRow): Promise<CandidateRoom[]> {
  const siteIds = plan.hosts.map(({ siteId }) => siteId);
  const sites = new Map((await sitesByIds(db, siteIds)).map((site) => [site.id, site.name]));
  return (await roomsOfSites(db, siteIds)).map((room) => ({
    roomId: room.id,
    siteId: room.siteId,
    name: room.name,
    siteName: sites.get(room.siteId) ?? '',
    suits: suits(room, service),
  }));
}

/**
 * Everything that `planSessions` needs to know for these days. The number of statements does not depend on the number
 * of days.
 */
export async function planningFacts(
  db: Db,
  asked: {
    pcnId: string;
    service: ServiceRow;
    plan: ClinicPlan;
    days: readonly PlannedDay[];
    /** Where it already exists: its hosts may be owed turns. */
    clinicId?: string;
  },
): Promise<PlanningFacts> {
  const { pcnId, service, plan, days } = asked;
  const rooms = await candidateRooms(db, plan, service);
  const balances = {
    places: await shareBalances(db, { pcnId, serviceId: service.id, slotMinutes: plan.slotMinutes }),
    turns: asked.clinicId === undefined ? new Map<string, bigint>() : await turnBalances(db, asked.clinicId),
  };
  const unusedTo111Defaults = await unusedTo111DefaultsOf(db, [pcnId]);
  const known = { rooms, balances, unusedTo111Defaults };
  const held = [...new Set(days.map(({ heldOn }) => heldOn))].sort();
  const [first, last] = [held[0], held.at(-1)];
  if (first === undefined || last === undefined) return { ...known, offered: [], busy: [], sharers: [] };
  const toTime = endTime(plan);
  const wishes = held.flatMap((day) =>
    plan.hosts.map(({ siteId, roomId }) => ({
      ...(roomId === null ? { siteId } : { roomId }),
      pcnId,
      day,
      fromTime: plan.startTime,
      toTime,
    })),
  );
  const offered = (await roomsOfferedFor(db, wishes)).flatMap((list, index) =>
    list.map(({ roomId }) => ({ day: wishes[index]?.day ?? '', roomId })),
  );
  return {
    ...known,
    offered,
    busy: await busyRooms(db, [...new Set(offered.map(({ roomId }) => roomId))], {
      from: startOfDay(first),
      to: endOfDay(last),
    }),
    sharers: await sharersOn(db, { pcnId, serviceId: service.id, basis: listBasis(plan), days: held }),
  };
}

/** Which list decides a clinic's shares, if any. */
export function listBasis({ sharingPolicy }: Pick<ClinicPlan, 'sharingPolicy'>): 'REGISTERED' | 'WEIGHTED' | null {
  if (sharingPolicy === 'REGISTERED_LIST') return 'REGISTERED';
  return sharingPolicy === 'WEIGHTED_LIST' ? 'WEIGHTED' : null;
}

/** The London wall time at which a session of the plan ends, `24:00` at midnight; it never runs past that. */
function endTime(plan: ClinicPlan): string {
  const minute = Number(plan.startTime.slice(0, 2)) * 60 + Number(plan.startTime.slice(3, 5)) + plan.durationMinutes;
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
