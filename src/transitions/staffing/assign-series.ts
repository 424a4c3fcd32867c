import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, type Problem, refuse, type Result, type Warning } from '../../platform/result.js';
import { sessionsProblems } from '../../sessions/service/sessions.problems.js';
import { assignClinician } from '../../sessions/staffing/assign-clinician.js';
import { lockClinician } from '../../workforce/eligibility.queries.js';
import { carryOut, type ChangeReport, ReportDraft } from '../change-report.js';
import { lockSessionsAhead, type SessionAhead } from '../clinic/clinic-change.queries.js';
import { lockedClinic } from '../clinic/clinic-for-change.js';
import { staffAhead } from '../clinic/clinic-form.queries.js';

export interface AssignSeries {
  readonly clinic: string;
  readonly clinician: string;
  /** Days of sessions; without it, all that are published and still ahead. */
  readonly dates?: readonly string[] | undefined;
  readonly supervisor?: string | undefined;
  readonly dryRun?: boolean | undefined;
}

export interface AssignedSeries {
  /** Empty when nothing was done: for a dry run. */
  readonly assignmentIds: readonly string[];
  readonly warnings: readonly Warning[];
  readonly change: ChangeReport;
}

const mostDates = 400;

/**
 * Puts a clinician on a post of many sessions of a clinic, of all of them or of none: each by the checks of
 * `assignClinician`. What stands in the way is refused by the date that it concerns. Without dates, sessions in which
 * no post for the role is open, or in which the clinician works already, are left as they are and named. Locks the
 * clinic, the clinician and the sessions, so that of two at once the second sees what the first has filled.
 */
export async function assignSeries(tx: Tx, viewer: Viewer, input: AssignSeries): Promise<Result<AssignedSeries>> {
  let assigned: Omit<AssignedSeries, 'change'> = { assignmentIds: [], warnings: [] };
  const result = await carryOut(tx, input.dryRun, async (inner) => {
    const done = await assign(inner, viewer, input);
    if (!done.ok) return done;
    const { change, ...rest } = done.value;
    assigned = rest;
    return ok(change);
  });
  if (!result.ok) return result;
  const { performed } = result.value;
  return ok({ ...assigned, assignmentIds: performed ? assigned.assignmentIds : [], change: result.value });
}

interface Wanted {
  readonly session: SessionAhead;
  readonly field: readonly string[];
}

async function assign(tx: Tx, viewer: Viewer, input: AssignSeries): Promise<Result<AssignedSeries>> {
  const found = await lockedClinic(tx, viewer, 'assignClinician', input.clinic);
  if (!found.ok) return found;
  await lockClinician(tx.db, input.clinician);
  const ahead = await lockSessionsAhead(tx.db, found.value.clinic.id, tx.scope.today);
  const wanted = wantedOf(input.dates, ahead);
  if (!wanted.ok) return wanted;
  const before = await staffAhead(
    tx.db,
    wanted.value.map(({ session }) => session.id),
  );
  const there = new Set(before.flatMap((each) => (each.clinicianId === input.clinician ? [each.sessionId] : [])));

  const draft = new ReportDraft(wanted.value[0]?.session.sessionOn ?? tx.scope.today);
  const problems: Problem[] = [];
  const [warnings, assignmentIds, taken]: [Warning[], string[], SessionAhead[]] = [[], [], []];
  for (const { session, field } of wanted.value) {
    const { id, sessionOn: on } = session;
    const leave = (text: string) =>
      draft.note('stays', 'ASSIGNMENT', text, { on, about: { type: 'Session', key: id } });
    if (input.dates == null && there.has(id)) {
      leave(`The clinician already works on ${on}.`);
      continue;
    }
    const { clinician, supervisor } = input;
    const one = await assignClinician(tx, viewer, { session: id, clinician, supervisor });
    if (one.ok) {
      assignmentIds.push(one.value.assignmentId);
      warnings.push(...one.value.warnings.map((warning) => ({ ...warning, field })));
      taken.push(session);
    } else if (one.problems.some(({ code }) => code === generalProblems.NOT_FOUND)) return one;
    else if (input.dates == null && one.problems.every(({ code }) => code === sessionsProblems.NO_OPEN_POST)) {
      leave(`On ${on} no post for the clinician’s role is open.`);
    } else
      problems.push(...one.problems.map((problem) => ({ ...problem, field, message: `${on}: ${problem.message}` })));
  }
  const [first, ...rest] = problems;
  if (first !== undefined) return refuse(first, ...rest);
  await report(tx, draft, { title: found.value.clinic.title, clinicianId: input.clinician, sessions: taken });
  return ok({ assignmentIds, warnings, change: draft.report });
}

/** The sessions that are asked for, each with the field that asks for it. */
function wantedOf(dates: readonly string[] | undefined, ahead: readonly SessionAhead[]): Result<Wanted[]> {
  if (dates == null) return ok(ahead.map((session) => ({ session, field: ['clinic'] })));
  const invalid = (message: string, ...field: string[]): Problem => ({
    code: generalProblems.INVALID_INPUT,
    field: ['dates', ...field],
    message,
  });
  if (dates.length === 0 || dates.length > mostDates) {
    return refuse(invalid(`Name from 1 to ${mostDates} days, or leave dates out for every session that is published.`));
  }
  const problems: Problem[] = [];
  const wanted = dates.flatMap((on, index): Wanted[] => {
    const field = ['dates', String(index)];
    if (dates.indexOf(on) < index) problems.push(invalid(`${on} is named twice. Name each day once.`, String(index)));
    const sessions = ahead.filter(({ sessionOn }) => sessionOn === on);
    if (sessions.length === 0) {
      const message = `${on}: no session of this clinic that is still ahead is published on this day.`;
      problems.push({ code: generalProblems.NOT_FOUND, field, message });
    }
    return sessions.map((session) => ({ session, field }));
  });
  const [first, ...rest] = problems;
  return first === undefined ? ok(wanted) : refuse(first, ...rest);
}

async function report(
  tx: Tx,
  draft: ReportDraft,
  of: { readonly title: string; readonly clinicianId: string; readonly sessions: readonly SessionAhead[] },
): Promise<void> {
  const sessions = new Map(of.sessions.map((session) => [session.id, session]));
  const staff = (await staffAhead(tx.db, [...sessions.keys()])).filter((each) => each.clinicianId === of.clinicianId);
  for (const { sessionId, sessionOn: on, name } of staff) {
    const session = sessions.get(sessionId);
    if (session === undefined) continue;
    const text = `${name} works on ${on}, ${session.startTime} to ${session.endTime}, at ${session.siteName}.`;
    const about = { type: 'Session', key: sessionId };
    draft.note('moves', 'ASSIGNMENT', text, { on, about, before: 'an open post', after: name });
  }
  const days = new Map<string, string[]>();
  for (const { employerIds, sessionOn } of staff) {
    for (const id of employerIds) days.set(id, [...(days.get(id) ?? []), sessionOn]);
  }
  for (const [id, on] of days) draft.tell(id, `${staff[0]?.name ?? ''} works in “${of.title}”: ${on.join(', ')}.`);
}
