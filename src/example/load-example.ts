import type { Logger } from 'pino';
import { pcnSystemViewer } from '../identity/system-viewer.js';
import type { Database, RunAs } from '../platform/database/database.js';
import type { Db } from '../platform/database/scope.js';
import type { Result } from '../platform/result.js';
import { unusedTo111Unsaid } from '../sessions/clinic/rules/unused-to-111.js';
import { publishSessions } from '../sessions/publication/publish-sessions.js';
import { scheduleSharedClinic } from '../sessions/publication/schedule-shared-clinic.js';
import { addDays, isCalendarDay, londonInstant, startOfDay } from '../time/london.js';
import { bookPeriod } from './example-bookings.queries.js';
import {
  beginBatch,
  hasOrganisations,
  insertExampleLoad,
  insertRows,
  moveClock,
  readExampleLoad,
  restoreClock,
} from './example.queries.js';
import { inventedHandOver } from './facts/hand-over.js';
import { type ClinicFacts, leightonClinics, lutonClinics } from './facts/clinics.js';
import { networkRows, serviceId } from './network-rows.js';
import { organisationId, organisationRows } from './organisation-rows.js';
import { premisesRows, roomId, siteId } from './premises-rows.js';
import { staffClinics } from './staff-clinics.js';
import { workforceRows } from './workforce-rows.js';

export interface LoadExample {
  /** Any connection of the app; the owner's connection uses its entities again. */
  readonly database: Database;
  readonly ownerUrl: string;
  /** The London day around which the clinics, rotas and bookings are placed. */
  readonly around: string;
  readonly log: Pick<Logger, 'info'>;
}

/** The first day around which the facts are consistent: the hub has opened, and Kingsway has its new holder. */
export const earliestAround = '2025-07-01';

/** How far the example reaches, in days from `around`. */
const reach = { begins: -28, staffed: 21, published: 42, ends: 84, booked: 10 };

/** Whether the example is here. One transaction loads it, so it is never here in part. */
export async function exampleState(database: Database): Promise<'absent' | 'complete'> {
  return (await readExampleLoad(database.pool())) === undefined ? 'absent' : 'complete';
}

/**
 * Loads the example network into an empty, migrated database: all of it in one transaction, or nothing. Does nothing
 * where it is already complete. Clinics go through the same use cases as everybody's; for these the clock is set to
 * four weeks before `around` inside the transaction, which nobody outside ever sees.
 * @throws Error when `around` is not a day or is too early, or when the database holds somebody else's organisations.
 */
export async function loadExample({ database, ownerUrl, around, log }: LoadExample): Promise<void> {
  if (!isCalendarDay(around) || around < earliestAround) {
    throw new Error(`The example can be placed around a day from ${earliestAround} on, not around ${around}.`);
  }
  const owner = await database.another({ url: ownerUrl, poolSize: 1, statementTimeoutMs: 60_000 });
  try {
    await owner.together((db, as) => load(db, as, around, log));
  } finally {
    await owner.close();
  }
}

async function load(db: Db, as: RunAs, around: string, log: LoadExample['log']): Promise<void> {
  await beginBatch(db);
  if (!(await insertExampleLoad(db, around))) return;
  if (await hasOrganisations(db)) {
    throw new Error('The database already holds organisations. The example is for an empty, migrated database.');
  }
  const began = londonInstant(addDays(around, reach.begins), '07:00');
  const shift = await moveClock(db, new Date(began).toISOString());
  for (const rows of [...organisationRows(around), ...premisesRows(), ...networkRows(), ...workforceRows(around)]) {
    await insertRows(db, rows);
  }
  const clinics = new Map<string, ClinicFacts>();
  for (const clinic of [...leightonClinics, ...lutonClinics]) {
    clinics.set(await scheduleAndPublish(as, clinic, around), clinic);
  }
  await beginBatch(db);
  const staffed = await staffClinics(db, as, { clinics, until: addDays(around, reach.staffed), around });
  await beginBatch(db);
  const booked = await book(db, around);
  await restoreClock(db, shift);
  log.info({ around, clinics: clinics.size, staffed, booked }, 'the example network is loaded');
}

async function scheduleAndPublish(as: RunAs, clinic: ClinicFacts, around: string): Promise<string> {
  const viewer = pcnSystemViewer(clinic.pcn, 'example');
  const scheduled = await as(viewer, (tx) =>
    scheduleSharedClinic(tx, viewer, {
      pcn: clinic.pcn,
      service: serviceId(clinic.service),
      title: clinic.title,
      recurrence: clinic.rule,
      startTime: clinic.start,
      durationMinutes: clinic.minutes,
      startsOn: addDays(around, reach.begins),
      endsOn: addDays(around, reach.ends),
      hosting: clinic.hosting,
      hosts: clinic.hosts.map(({ site, room, weight }) => ({
        place: room === undefined ? { site: siteId(site) } : { room: roomId(site, room) },
        weight,
      })),
      staffing: clinic.lines.map(({ role, slots }) => ({ role, count: 1, slotsPerPost: slots })),
      slotPlan: {
        slotMinutes: clinic.slotMinutes,
        deliveryModes: clinic.modes,
        releases: (clinic.waves ?? []).map(({ slots, daysBefore, at }) => ({ slots, daysBefore, time: at })),
        heldFor111: clinic.heldFor111 ?? 0,
        ...unusedOf(clinic),
      },
      sharing: { policy: clinic.sharing, fixedShares: clinic.fixedShares },
    }),
  );
  const { clinicId } = valueOf(scheduled, clinic);
  const published = await as(viewer, (tx) =>
    publishSessions(tx, viewer, {
      clinic: clinicId,
      until: addDays(around, clinic.pcn === inventedHandOver.pcn ? inventedHandOver.publishedIn : reach.published),
    }),
  );
  valueOf(published, clinic);
  return clinicId;
}

function unusedOf({ unusedTo111 }: ClinicFacts) {
  if (unusedTo111 === 'NETWORK') return { unusedTo111Policy: unusedTo111Unsaid.unusedTo111Policy };
  return { unusedTo111From: unusedTo111?.from ?? null };
}

async function book(db: Db, around: string): Promise<number> {
  const midnight = new Date(startOfDay(around)).toISOString();
  const partnerId = organisationId('EX111');
  const past = { from: addDays(around, reach.begins), to: around, filled: 86, ended: true };
  const coming = { from: around, to: addDays(around, reach.booked), filled: 45, ended: false };
  const ended = await bookPeriod(db, { ...past, madeBefore: midnight, partnerId });
  return ended + (await bookPeriod(db, { ...coming, madeBefore: midnight, partnerId }));
}

/** The facts are ours, so a refusal means a bug in them. */
function valueOf<T>(result: Result<T>, clinic: ClinicFacts): T {
  if (result.ok) return result.value;
  const why = result.problems.map(({ code, message }) => `${code}: ${message}`).join(' ');
  throw new Error(`The example clinic "${clinic.title}" of ${clinic.pcn} was refused. ${why}`);
}
