import { randomUUID } from 'node:crypto';
import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { instantNow } from '../../platform/database/today.queries.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, type Problem, refuse, type Result, type Warning } from '../../platform/result.js';
import { busyBetween } from '../../workforce/absence.queries.js';
import {
  type AssignableClinician,
  cliniciansForAssignment,
  lockClinician,
} from '../../workforce/eligibility.queries.js';
import { maySupervise, mayStaff, needsGpOnSite } from '../../workforce/rules/fitness-for-service.js';
import { patternCovers } from '../../workforce/rules/weekly-pattern.js';
import { readStaffRoles } from '../../workforce/staff-role.queries.js';
import { workforceWarnings } from '../../workforce/workforce.warnings.js';
import { Assignment } from './assignment.entity.js';
import { assignedSessions, gpIsOnSite, rosteredMinutes } from './assignment.queries.js';
import { lockSession } from '../session/lock-session.queries.js';
import { checkOpen } from '../session/cancel-session-row.js';
import { busyInWords } from './rules/busy-wording.js';
import { servicesByIds, shareService } from '../service/service.queries.js';
import { type PostRow, postsOfSessions, type SessionRow } from '../session/session.queries.js';
import { sessionsProblems } from '../service/sessions.problems.js';
import { sessionsWarnings } from '../service/sessions.warnings.js';

export interface AssignClinician {
  readonly session: string;
  /** Its session's key and its number there. */
  readonly post?: string | null | undefined;
  readonly clinician: string;
  readonly supervisor?: string | null | undefined;
}

export interface Assigned {
  readonly assignmentId: string;
  readonly sessionId: string;
  readonly warnings: readonly Warning[];
}

/**
 * Puts a clinician on a post of a session: the named post, or the first open one for the clinician's role. Locks the
 * clinician's row first, as `approveLeave` and `declareCommitment` do, and then the session's row for sharing, as
 * bookings do. A constraint of the database makes sure that nobody is in two places. Refuses: not released to the
 * network on the day, not fit for the service, busy (names the session within one's own network; elsewhere gives the
 * time alone), a filled post, a session that is cancelled or over. Working outside the weekly pattern, or more minutes
 * in the week than are released to the network, is not refused but gives a warning: people agree to more than their
 * pattern, and the weeks of a release even out.
 */
export async function assignClinician(tx: Tx, viewer: Viewer, input: AssignClinician): Promise<Result<Assigned>> {
  const { session: sessionId, clinician: clinicianId, supervisor: supervisorId = null } = input;
  const postNumber = postNumberOf(input);
  if (!postNumber.ok) return postNumber;
  const seen = await lockClinician(tx.db, clinicianId);
  const session = await lockSession(tx.db, sessionId, 'share');
  if (session === undefined) return refuse(notFound('session', 'session'));
  const barred = refusalOf(viewer, tx.scope, 'assignClinician', { pcnId: session.pcnId });
  if (barred !== undefined) return refuse(barred);
  if (!seen) return refuse(notFound('clinician', 'clinician'));
  const open = await checkOpen(tx, session);
  if (!open.ok) return open;

  const people = await cliniciansForAssignment(
    tx.db,
    [clinicianId, ...(supervisorId === null ? [] : [supervisorId])],
    session.sessionOn,
  );
  const clinician = people.find(({ id }) => id === clinicianId);
  if (clinician === undefined) return refuse(notFound('clinician', 'clinician'));
  const supervisor = people.find(({ id }) => id === supervisorId);
  if (supervisorId !== null && supervisor === undefined) return refuse(notFound('supervisor', 'clinician'));
  const post = postFor(await postsOfSessions(tx.db, [session.id]), postNumber.value, clinician);
  if (!post.ok) return post;
  const fit = await checkFitness(tx, session, post.value, clinician, supervisor);
  if (!fit.ok) return fit;
  const free = await checkFree(tx, session, clinician);
  if (!free.ok) return free;

  const assignment = tx.em.create(Assignment, {
    id: randomUUID(),
    pcnId: session.pcnId,
    sessionId: session.id,
    postNumber: post.value.number,
    startsAt: new Date(session.startsAt),
    endsAt: new Date(session.endsAt),
    clinicianId,
    supervisorId: fit.value.supervisorId,
    state: 'PUBLISHED',
    assignedAt: await instantNow(tx.db),
    assignedBy: viewer.subject,
  });
  await tx.em.flush();
  const warnings = await warningsFor(tx, session, clinician, fit.value);
  return ok({ assignmentId: assignment.id, sessionId: session.id, warnings });
}

/** Precondition: the assignment is flushed, so that its minutes count. */
async function warningsFor(
  tx: Tx,
  session: SessionRow,
  clinician: AssignableClinician,
  fit: { readonly needsGpOnSite: boolean },
): Promise<Warning[]> {
  const warnings: Warning[] = [];
  const { startsAt, endsAt, pcnId, sessionOn, siteId } = session;
  const range = { start: Date.parse(startsAt), end: Date.parse(endsAt) };
  if (!patternCovers(clinician.workingPattern, range)) {
    const message = `${sessionOn}, ${session.startTime} to ${session.endTime}, is outside the weekly pattern of ${clinician.name}. Ask whether that suits.`;
    warnings.push({ code: workforceWarnings.OUTSIDE_WORKING_PATTERN, field: ['clinician'], message });
  }
  if (fit.needsGpOnSite && !(await gpIsOnSite(tx.db, siteId, startsAt, endsAt))) {
    const message = `A GP must be at the site on ${sessionOn} from ${session.startTime} to ${session.endTime}, and nobody's rota shows one there. Make sure that one is.`;
    warnings.push({ code: sessionsWarnings.GP_ON_SITE_NEEDED, field: ['session'], message });
  }
  const released = clinician.releases
    .filter((release) => release.pcnId === pcnId)
    .reduce((sum, { minutesPerWeek }) => sum + minutesPerWeek, 0);
  const taken = await rosteredMinutes(tx.db, clinician.id, pcnId, sessionOn);
  if (taken > released) {
    const message = `${clinician.name} works ${taken} minutes for this network in the week of ${sessionOn}, and ${released} a week are released to it. Ask the employer, or choose somebody else.`;
    warnings.push({ code: sessionsWarnings.RELEASE_EXCEEDED, field: ['clinician'], message });
  }
  return warnings;
}

/** The number in a post's key, which is its session and its number there. */
function postNumberOf({ session, post }: AssignClinician): Result<number | null> {
  const [ofSession, number] = post?.split('/') ?? [];
  if (ofSession === undefined) return ok(null);
  return ofSession === session
    ? ok(Number(number))
    : refuse({
        code: generalProblems.INVALID_INPUT,
        field: ['post'],
        message: 'This post is of another session. Choose one of this session’s `posts`, or leave it out.',
      });
}

function postFor(posts: readonly PostRow[], number: number | null, clinician: AssignableClinician): Result<PostRow> {
  if (number === null) {
    const open = posts.find((post) => post.clinicianId === null && post.roleCode === clinician.roleCode);
    if (open !== undefined) return ok(open);
    const needed = posts.filter((post) => post.clinicianId === null).map((post) => post.roleCode);
    return refuse({
      code: sessionsProblems.NO_OPEN_POST,
      field: ['clinician'],
      message: `No open post of this session is for the role ${clinician.roleCode}. ${
        needed.length === 0 ? 'Every post is filled.' : `Open are posts for ${[...new Set(needed)].join(', ')}.`
      }`,
    });
  }
  const post = posts.find((each) => each.number === number);
  if (post === undefined) return refuse(notFound('post', 'post'));
  return post.clinicianId === null
    ? ok(post)
    : refuse({
        code: sessionsProblems.POST_FILLED,
        field: ['post'],
        message: 'Somebody fills this post. Take them off with unassignClinician first, or choose another post.',
      });
}

/**
 * Whether a clinician, as known on the day of the session, may fill a post of it. Refused: not released to the
 * network, not fit for the service, a supervisor who may not supervise.
 */
export async function checkFitness(
  tx: Tx,
  session: SessionRow,
  post: PostRow,
  clinician: AssignableClinician,
  supervisor: AssignableClinician | undefined,
): Promise<Result<{ supervisorId: string | null; needsGpOnSite: boolean }>> {
  if (!clinician.releases.some((release) => release.pcnId === session.pcnId)) {
    return refuse({
      code: sessionsProblems.NOT_RELEASED,
      field: ['clinician'],
      message: `${clinician.name} is not released to this network on ${session.sessionOn}. The employer does that with releaseToPool.`,
    });
  }
  await shareService(tx.db, session.serviceId);
  const [service] = await servicesByIds(tx.db, [session.serviceId]);
  const role = (await readStaffRoles(tx.db)).find(({ code }) => code === clinician.roleCode);
  if (service === undefined || role === undefined) throw new Error('service and role of visible rows are visible');
  const named = supervisor?.id ?? clinician.supervisorId;
  const problems = [
    ...(supervisor === undefined ? [] : maySupervise(supervisor, clinician.id)).map((problem) => ({
      ...problem,
      field: ['supervisor'],
    })),
    ...mayStaff({ ...clinician, supervisorId: named }, role, { ...service, lineRoleCode: post.roleCode }).map(
      (problem) => ({ ...problem, field: [problem.code === 'SUPERVISOR_NEEDED' ? 'supervisor' : 'clinician'] }),
    ),
  ];
  const [first, ...rest] = problems;
  if (first !== undefined) return refuse(first, ...rest);
  return ok({
    supervisorId: role.supervision === 'NAMED_GP' ? named : (supervisor?.id ?? null),
    needsGpOnSite: needsGpOnSite(role, service),
  });
}

async function checkFree(tx: Tx, session: SessionRow, clinician: AssignableClinician): Promise<Result<null>> {
  const busy = await busyBetween(tx.db, [clinician.id], session.startsAt, session.endsAt);
  if (busy.length === 0) return ok(null);
  const known = await assignedSessions(tx.db, clinician.id, session.startsAt, session.endsAt);
  const names = new Map(known.map(({ startsAt, title, site }) => [Date.parse(startsAt), `${title} at ${site}`]));
  const times = busy.map(({ startsAt, endsAt, kind, own }) => {
    const start = Date.parse(startsAt);
    const what = own && kind === 'ASSIGNMENT' ? (names.get(start) ?? null) : null;
    return { start, end: Date.parse(endsAt), kind, own, what };
  });
  return refuse({
    code: sessionsProblems.CLINICIAN_BUSY,
    field: ['clinician'],
    message: busyInWords(clinician.name, times),
  });
}

function notFound(field: string, what: string): Problem {
  return {
    code: generalProblems.NOT_FOUND,
    field: [field],
    message: `There is no such ${what}, or you may not see it.`,
  };
}
