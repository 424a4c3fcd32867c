import type { Viewer } from '../../identity/viewer.js';
import { roomsOfferedFor } from '../../organisation/accommodation/accommodation.queries.js';
import { operationsOn, sitesByIds } from '../../organisation/site/site.queries.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { busyRooms, lockRooms } from '../../sessions/publication/planning.queries.js';
import { candidateRooms } from '../../sessions/publication/planning-facts.js';
import { checkClinicPlan, type ClinicPlan } from '../../sessions/clinic/rules/clinic-plan.js';
import { plannedDays } from '../../sessions/publication/rules/plan-sessions.js';
import { sessionsProblems } from '../../sessions/service/sessions.problems.js';
import { overlaps } from '../../time/interval.js';
import { seriesHorizon } from '../../time/horizon.js';
import { addDays, endOfDay, londonInstant, londonTime, startOfDay } from '../../time/london.js';
import { carryOut, type ChangeReport, ReportDraft } from '../change-report.js';
import {
  lockSessionsAhead,
  moveSessions,
  passTurns,
  practicesIn,
  replaceHost,
  type SessionAhead,
} from './clinic-change.queries.js';
import { type ClinicForChange, clinicForChange } from './clinic-for-change.js';
import { noteSteps } from './note-steps.js';
import { agreeing, many } from '../rules/days.js';
import { type Target, targetOf } from './target-of.js';
import { tellOfPlace } from './tell-of-place.js';

export interface MoveSharedClinicHost {
  readonly clinic: string;
  /** The site whose turns are taken over. */
  readonly host: string;
  readonly to: { readonly room?: string | undefined; readonly site?: string | undefined };
  readonly from: string;
  readonly dryRun?: boolean | undefined;
}

/**
 * Another site takes over a host's turns in a series from a day on. Published sessions move if a suitable room is
 * offered and free at their time; the others stay where they are and are named. Booked slots keep their time. Locks
 * the clinic and then the new site's rooms, as publication does, and the sessions, as bookings do.
 */
export function moveSharedClinicHost(
  tx: Tx,
  viewer: Viewer,
  input: MoveSharedClinicHost,
): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => move(inner, viewer, input));
}

async function move(tx: Tx, viewer: Viewer, input: MoveSharedClinicHost): Promise<Result<ChangeReport>> {
  const found = await clinicForChange(tx, viewer, 'moveSharedClinicHost', input);
  if (!found.ok) return found;
  const { clinic, service } = found.value;
  const target = await targetOf(tx, input.to, service);
  if (!target.ok) return target;
  const [oldSite] = await sitesByIds(tx.db, [input.host]);
  if (oldSite === undefined || !found.value.plan.hosts.some(({ siteId }) => siteId === input.host)) {
    const message = 'This site hosts no session of the clinic. Name one of its `hosts`.';
    return refuse({ code: generalProblems.NOT_FOUND, field: ['host'], message });
  }
  const field = ['to', input.to.room == null ? 'site' : 'room'];
  const others = found.value.plan.hosts.filter(({ siteId }) => siteId !== input.host);
  if (others.some(({ siteId }) => siteId === target.value.siteId)) {
    const message = `${target.value.name} already hosts this clinic. Choose a site that is not among its hosts.`;
    return refuse({ code: sessionsProblems.HOSTING_SITE_TWICE, field, message });
  }
  const hosts = found.value.plan.hosts.map((each) =>
    each.siteId === input.host ? { ...each, ...target.value } : each,
  );
  const plan: ClinicPlan = { ...found.value.plan, hosts };
  // Only the site changes in the plan.
  const checked = checkClinicPlan(plan, service);
  if (!checked.ok) return { ok: false, problems: checked.problems.map((problem) => ({ ...problem, field })) };

  const draft = new ReportDraft(input.from);
  const rooms = (await candidateRooms(tx.db, plan, service)).filter(({ siteId }) => siteId === target.value.siteId);
  await lockRooms(
    tx.db,
    rooms.map(({ roomId }) => roomId),
  );
  const ahead = await lockSessionsAhead(tx.db, clinic.id, input.from);
  const concerned = ahead.filter(({ siteId }) => siteId === input.host);
  const moved = await rehost(tx, draft, { ...found.value, plan }, target.value, concerned);
  await replaceHost(tx.db, clinic.id, { oldSiteId: input.host, ...target.value });
  const turns = { pcnId: clinic.pcnId, clinicId: clinic.id, on: input.from, oldSiteId: input.host };
  await passTurns(tx.db, { ...turns, siteId: target.value.siteId });
  draft.note('moves', 'CLINIC', `The turns of ${oldSite.name} pass to ${target.value.name}.`, {
    about: { type: 'SharedClinic', key: clinic.id },
    before: oldSite.name,
    after: target.value.name,
  });
  await tellOfPlace(tx, draft, { title: clinic.title, siteName: target.value.name, sessions: moved });
  const roomOf = new Map(concerned.map(({ id, roomId }) => [id, roomId]));
  await noteSteps(tx, draft, {
    title: clinic.title,
    sessions: moved.map(({ roomId: newRoomId, ...session }) => ({
      ...session,
      roomId: roomOf.get(session.id) ?? null,
      newRoomId,
      siteName: target.value.name,
    })),
  });
  await checkFirstUnpublished(tx, draft, { ...found.value, plan }, target.value, input.from);
  const movedIds = moved.map(({ id }) => id);
  for (const id of await practicesIn(tx.db, movedIds)) {
    draft.tell(
      id,
      `Sessions of “${clinic.title}” from ${input.from} on are at ${target.value.name}, at the same times.`,
    );
  }
  const operations = await operationsOn(tx.db, [input.host, target.value.siteId], input.from);
  for (const { operatorId, siteId } of operations) {
    const what = siteId === input.host ? 'no longer hosts' : 'hosts';
    draft.tell(operatorId, `Your site ${what} “${clinic.title}” from ${input.from} on.`);
  }
  return ok(draft.report);
}

function wishFor(pcnId: string, target: Target, day: string, fromTime: string, toTime: string) {
  return {
    ...(target.roomId === null ? { siteId: target.siteId } : { roomId: target.roomId }),
    pcnId,
    day,
    fromTime,
    toTime,
  };
}

/** @returns the sessions that moved; those that cannot are reported as staying. */
async function rehost(
  tx: Tx,
  draft: ReportDraft,
  { clinic, plan, service }: ClinicForChange,
  target: Target,
  sessions: readonly SessionAhead[],
): Promise<SessionAhead[]> {
  const [first, last] = [sessions[0], sessions.at(-1)];
  if (first === undefined || last === undefined) return [];
  const fit = new Set(
    (await candidateRooms(tx.db, plan, service)).filter((room) => room.suits).map((room) => room.roomId),
  );
  const wishes = sessions.map((session) =>
    wishFor(clinic.pcnId, target, session.sessionOn, session.startTime, session.endTime),
  );
  const offered = (await roomsOfferedFor(tx.db, wishes)).map((list) => list.filter(({ roomId }) => fit.has(roomId)));
  const busy = await busyRooms(tx.db, [...new Set(offered.flat().map(({ roomId }) => roomId))], {
    from: startOfDay(first.sessionOn),
    to: endOfDay(last.sessionOn),
  });
  const moved: SessionAhead[] = [];
  for (const [index, session] of sessions.entries()) {
    const range = { start: Date.parse(session.startsAt), end: Date.parse(session.endsAt) };
    const room = offered[index]?.find(
      ({ roomId }) => !busy.some((each) => each.roomId === roomId && overlaps(each, range)),
    );
    if (room === undefined) {
      const why = offered[index]?.length === 0 ? 'no suitable room is offered' : 'the room is taken';
      draft.note(
        'stays',
        'SESSION',
        `The session on ${session.sessionOn} stays at ${session.siteName}: ${why} at ${target.name}.`,
        {
          on: session.sessionOn,
          about: { type: 'Session', key: session.id },
        },
      );
      continue;
    }
    busy.push({ roomId: room.roomId, what: clinic.title, ...range });
    moved.push({ ...session, siteId: room.siteId, roomId: room.roomId });
  }
  await moveSessions(tx.db, moved);
  const taken = moved.reduce((sum, session) => sum + session.taken, 0);
  const [one] = moved;
  draft.note(
    'moves',
    'SESSION',
    `${many(moved.length, 'published session')} ${agreeing(moved.length, 'moves', 'move')} to ${target.name}, at the same times.`,
    {
      count: moved.length,
      ...(one === undefined ? {} : { before: one.siteName, after: target.name }),
    },
  );
  draft.note(
    'stays',
    'BOOKINGS',
    `${many(taken, 'booked slot')} in them ${agreeing(taken, 'keeps', 'keep')} their time.`,
    { count: taken },
  );
  return moved;
}

/**
 * The first session that is not published yet needs a room offered at the new host; otherwise nothing more can be
 * published.
 */
async function checkFirstUnpublished(
  tx: Tx,
  draft: ReportDraft,
  { clinic, plan }: ClinicForChange,
  target: Target,
  from: string,
): Promise<void> {
  const since = clinic.publishedUntil !== null && clinic.publishedUntil > from ? clinic.publishedUntil : from;
  const days = plannedDays(plan, { from: since, to: addDays(since, seriesHorizon.days) });
  const day = days.ok ? days.value[0]?.heldOn : undefined;
  if (day === undefined) return;
  const end = londonTime(londonInstant(day, plan.startTime) + plan.durationMinutes * 60_000);
  const [rooms] = await roomsOfferedFor(tx.db, [wishFor(clinic.pcnId, target, day, plan.startTime, end)]);
  if (rooms?.length === 0) {
    draft.note(
      'clashes',
      'ROOM_OFFER',
      `No room of ${target.name} is offered on ${day} from ${plan.startTime} to ${end}. Its operator offers one with offerAccommodation.`,
      {
        on: day,
      },
    );
  }
}
