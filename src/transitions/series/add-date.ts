import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { instantNow } from '../../platform/database/today.queries.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import type { ClinicDate } from '../../sessions/clinic/rules/clinic-dates.js';
import { publishDays } from '../../sessions/publication/publish-sessions.js';
import { plannedDays } from '../../sessions/publication/rules/plan-sessions.js';
import { addDays, londonInstant } from '../../time/london.js';
import { carryOut, type ChangeReport, checkDayFromToday, ReportDraft } from '../change-report.js';
import { lockedClinic } from '../clinic/clinic-for-change.js';
import { many } from '../rules/days.js';
import { forgetDate, setDate } from './clinic-date.queries.js';
import { publishedOn } from './published-session.queries.js';

export interface AddDate {
  readonly clinic: string;
  readonly on: string;
  readonly dryRun?: boolean | undefined;
}

/**
 * Adds one day to a series: a day that its rule does not name, or one that was skipped. Where the series is published
 * already, the session of the day is published at once, as publication does; otherwise it is published with the
 * series. A session of the day that was cancelled stays so: reinstate it. Locks the clinic, and what publication
 * locks. Refused: NOT_FOUND, FORBIDDEN, a time that is over, a day before the series begins or after it ends, a day
 * that it has already, and whatever publication refuses.
 */
export function addDate(tx: Tx, viewer: Viewer, input: AddDate): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => add(inner, viewer, input));
}

async function add(tx: Tx, viewer: Viewer, { clinic: clinicId, on }: AddDate): Promise<Result<ChangeReport>> {
  const found = await lockedClinic(tx, viewer, 'changeClinicDates', clinicId);
  if (!found.ok) return found;
  const { clinic, plan } = found.value;
  const invalid = (message: string) => refuse({ code: generalProblems.INVALID_INPUT, field: ['on'], message });
  const day = checkDayFromToday(tx.scope.today, on);
  if (!day.ok) return { ok: false, problems: day.problems.map((problem) => ({ ...problem, field: ['on'] })) };
  if (on < clinic.startsOn || (clinic.endsOn !== null && on >= clinic.endsOn)) {
    const until = clinic.endsOn === null ? '' : ` and ends before ${clinic.endsOn}`;
    return invalid(`The series begins on ${clinic.startsOn}${until}. Add a session of its own with addSession.`);
  }
  if (londonInstant(on, plan.startTime) <= (await instantNow(tx.db)).getTime()) {
    return invalid('The time of the series is over on this day. Choose a later day.');
  }
  const window = { from: on, to: addDays(on, 1) };
  const before = plannedDays(plan, window);
  if (!before.ok) return before;
  if (before.value.length > 0) return invalid(`The series already has a session on ${on}.`);

  const draft = new ReportDraft(on);
  const about = { type: 'SharedClinic', key: clinic.id };
  const others = clinic.dates.filter((date) => date.on !== on);
  const skipped = others.length < clinic.dates.length;
  const added: ClinicDate = { on, kind: 'ADDED' };
  // A skipped day that the rule names is one of the series again; one that a bank holiday leaves out has to be added.
  const again = plannedDays({ ...plan, dates: others }, window);
  if (!again.ok) return again;
  const byRule = skipped && again.value.length > 0;
  const dates = byRule ? others : [...others, added];
  if (skipped) await forgetDate(tx.db, clinic.id, on);
  if (!byRule) await setDate(tx.db, { clinicId: clinic.id, pcnId: clinic.pcnId, ...added, reason: null });
  draft.note('moves', 'CLINIC', `“${clinic.title}” is held on ${on} as well.`, {
    about,
    before: skipped ? 'skipped' : 'not in the series',
    after: 'held',
  });
  const known = await publishedOn(tx.db, clinic.id, on);
  if (known !== undefined) {
    const text = `The session on ${on} was cancelled and stays so. Let it take place with reinstateSession.`;
    draft.note('stays', 'SESSION', text, { on, about: { type: 'Session', key: known.id } });
    return ok(draft.report);
  }
  if (clinic.publishedUntil === null || on >= clinic.publishedUntil) {
    const text = `The session on ${on} is published with the series, which is published until ${clinic.publishedUntil ?? 'no day yet'}.`;
    draft.note('stays', 'SESSION', text, { on });
    return ok(draft.report);
  }
  const days = plannedDays({ ...plan, dates }, window);
  if (!days.ok) return days;
  const published = await publishDays(tx, clinic, { ...plan, dates }, days.value);
  if (!published.ok)
    return { ok: false, problems: published.problems.map((problem) => ({ ...problem, field: ['on'] })) };
  const session = await publishedOn(tx.db, clinic.id, on);
  if (session === undefined) throw new Error('a session that was published is there');
  const when = `${session.startTime} to ${session.endTime}, at ${session.siteName}`;
  draft.note('moves', 'SESSION', `The session on ${on}, ${when}, is published.`, { on });
  for (const { practiceId, odsCode, places } of session.shares) {
    draft.note('moves', 'PLACES', `${odsCode} has ${many(places, 'place')}.`, { count: places, on });
    if (places > 0)
      draft.tell(practiceId, `“${clinic.title}” is held on ${on} as well, ${when}. You have ${many(places, 'place')}.`);
  }
  return ok(draft.report);
}
