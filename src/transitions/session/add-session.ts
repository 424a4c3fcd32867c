import type { Viewer } from '../../identity/viewer.js';
import { operationsOn } from '../../organisation/site/site.queries.js';
import type { Tx } from '../../platform/database/scope.js';
import { instantNow } from '../../platform/database/today.queries.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, type Problem, refuse, type Result } from '../../platform/result.js';
import type { ScheduleSharedClinic } from '../../sessions/clinic/clinic-of-input.js';
import { publishSessions } from '../../sessions/publication/publish-sessions.js';
import { scheduleSharedClinic } from '../../sessions/publication/schedule-shared-clinic.js';
import { addDays, londonInstant } from '../../time/london.js';
import { carryOut, type ChangeReport, ReportDraft } from '../change-report.js';
import { many } from '../rules/days.js';
import { publishedOn } from '../series/published-session.queries.js';

type AsScheduled = 'pcn' | 'service' | 'title' | 'startTime' | 'durationMinutes' | 'staffing' | 'slotPlan' | 'sharing';

export interface AddSession extends Pick<ScheduleSharedClinic, AsScheduled | 'poolHoursBefore' | 'bookableUnstaffed'> {
  readonly on: string;
  readonly place: ScheduleSharedClinic['hosts'][number]['place'];
  readonly dryRun?: boolean | undefined;
}

export interface AddedSession {
  /** Null when nothing was added: for a dry run, and if something was in the way. */
  readonly sessionId: string | null;
  readonly change: ChangeReport;
}

/**
 * Publishes one session on one day: a clinic of one day, scheduled and published as any other, so that rooms, shares
 * and the ledger know no second way. A bank holiday is no obstacle, because the day is asked for. Refused: what
 * scheduling and publishing refuse, at the fields of this input; a time that is over.
 */
export async function addSession(tx: Tx, viewer: Viewer, input: AddSession): Promise<Result<AddedSession>> {
  let sessionId: string | null = null;
  const result = await carryOut(tx, input.dryRun, async (inner) => {
    const added = await add(inner, viewer, input);
    if (!added.ok) return added;
    sessionId = added.value.sessionId;
    return ok(added.value.report);
  });
  if (!result.ok) return result;
  return ok({ sessionId: result.value.performed ? sessionId : null, change: result.value });
}

async function add(
  tx: Tx,
  viewer: Viewer,
  { on, place, dryRun: _, ...form }: AddSession,
): Promise<Result<{ sessionId: string; report: ChangeReport }>> {
  const until = addDays(on, 1);
  const scheduled = await scheduleSharedClinic(tx, viewer, {
    ...form,
    recurrence: 'FREQ=DAILY;COUNT=1',
    startsOn: on,
    endsOn: until,
    hosting: 'ONE',
    hosts: [{ place }],
    bankHolidayPolicy: 'KEEP',
  });
  if (!scheduled.ok) return asSent(scheduled.problems);
  if (londonInstant(on, form.startTime) <= (await instantNow(tx.db)).getTime()) {
    const message = 'That time is over. Choose one that is still ahead.';
    return refuse({ code: generalProblems.INVALID_INPUT, field: ['on'], message });
  }
  const published = await publishSessions(tx, viewer, { clinic: scheduled.value.clinicId, until });
  if (!published.ok) return asSent(published.problems);
  const session = await publishedOn(tx.db, scheduled.value.clinicId, on);
  if (session === undefined) throw new Error('a session that was published is there');
  const { id, title, siteId, siteName, startTime, endTime, shares } = session;
  const draft = new ReportDraft(on);
  const when = `${startTime} to ${endTime}, at ${siteName}`;
  draft.note('moves', 'SESSION', `“${title}” is held on ${on}, ${when}.`, { after: `${on}, ${when}` });
  for (const { practiceId, odsCode, places } of shares) {
    draft.note('moves', 'PLACES', `${odsCode} has ${many(places, 'place')}.`, { count: places });
    if (places > 0) draft.tell(practiceId, `“${title}” is held on ${on}, ${when}. You have ${many(places, 'place')}.`);
  }
  for (const { operatorId } of await operationsOn(tx.db, [siteId], on)) {
    draft.tell(operatorId, `Your site ${siteName} hosts “${title}” on ${on}, ${startTime} to ${endTime}.`);
  }
  return ok({ sessionId: id, report: draft.report });
}

const sentAs: Readonly<Record<string, string>> = { startsOn: 'on', endsOn: 'on', recurrence: 'on', until: 'on' };

/** What is wrong with the clinic of one day, at the fields of the session that was asked for. */
function asSent(problems: readonly Problem[]): Result<never> {
  return {
    ok: false,
    problems: problems.map(({ field, ...problem }) => {
      const [first = '', ...rest] = field ?? [];
      if (first === 'hosts') return { ...problem, field: rest.includes('place') ? rest.slice(1) : ['place'] };
      return field === undefined ? problem : { ...problem, field: [sentAs[first] ?? first, ...rest] };
    }),
  };
}
