import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { ok, type Result } from '../../platform/result.js';
import { startOfDay } from '../../time/london.js';
import { employmentById, employmentsOf } from '../../workforce/employment.queries.js';
import { type EndEmployment, endEmployment } from '../../workforce/end-employment.js';
import { carryOut, type ChangeReport, ReportDraft } from '../change-report.js';
import { hangsOnJob, supervisedPeople } from './job-change.queries.js';
import { noteSupervision } from './note-supervision.js';
import { agreeing, many } from '../rules/days.js';

/** Ends a job as `endEmployment` does, or says what that would do, and reports what depended on it. */
export function endEmploymentWithReport(
  tx: Tx,
  viewer: Viewer,
  input: EndEmployment & { readonly dryRun?: boolean | undefined },
): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, async (inner) => {
    const hung = await hangsOnJob(inner.db, input.employmentId, input.on);
    const done = await endEmployment(inner, viewer, input);
    if (!done.ok) return done;
    const job = await employmentById(inner.db, input.employmentId);
    if (job === undefined) throw new Error('an employment that was ended is there');
    const { clinicianId, employerId } = job;
    const draft = new ReportDraft(input.on);
    draft.note('moves', 'STAFF', 'The job ends.');
    for (const { pcnId, pcnName, minutesPerWeek } of hung.releases) {
      draft.note('moves', 'STAFF', `The release of ${minutesPerWeek} minutes a week to ${pcnName} ends.`);
      draft.tell(
        pcnId,
        `${minutesPerWeek} minutes a week of a clinician are no longer released to you from ${input.on}.`,
      );
    }
    draft.note(
      'moves',
      'STAFF',
      `${many(hung.windows, 'window')} of the weekly pattern ${agreeing(hung.windows, 'ends', 'end')}.`,
      { count: hung.windows },
    );
    draft.note(
      'stays',
      'STAFF',
      `${many(hung.leave, 'leave request', 'leave requests')} from that day on, asked for or approved, ${agreeing(hung.leave, 'stays', 'stay')} with the clinician; you will no longer see them.`,
      { count: hung.leave },
    );
    const elsewhere = await otherJobs(inner, clinicianId, job.id, input.on);
    if (!elsewhere) {
      const people = await supervisedPeople(inner.db, clinicianId);
      draft.note(
        'stays',
        'STAFF',
        `${many(people, 'person', 'people')} ${agreeing(people, 'has', 'have')} this clinician as named supervisor.`,
        {
          count: people,
        },
      );
      const startsAt = new Date(startOfDay(input.on)).toISOString();
      await noteSupervision(inner, draft, { clinicianId, startsAt, endsAt: null });
    }
    draft.tell(employerId, `The job ends on ${input.on}; the day before is its last.`);
    return ok(draft.report);
  });
}

async function otherJobs(tx: Tx, clinicianId: string, endedId: string, day: string): Promise<boolean> {
  return (await employmentsOf(tx.db, [clinicianId])).some(({ id, to }) => id !== endedId && (to === null || to > day));
}
