import type { Db } from '../../platform/database/scope.js';
import { ok, type Problem, type Result } from '../../platform/result.js';
import { seriesHorizon } from '../../time/horizon.js';
import { addDays } from '../../time/london.js';
import type { ClinicPlan } from '../clinic/rules/clinic-plan.js';
import { type PlannedDay, plannedDays, type PlannedSession } from './rules/plan-sessions.js';
import { publishedOccurrences } from './session-writes.queries.js';

const mostProblems = 10;

/** A series whose sessions are to be published: one that exists, or one that is only being previewed. */
export interface Series {
  readonly plan: ClinicPlan;
  readonly clinicId?: string;
  readonly publishedUntil: string | null;
}

/** The day before which sessions can be published today. */
export function publicationHorizon(today: string): string {
  return addDays(today, seriesHorizon.days);
}

/** The first day of the next publication: where the last one ended, or today. */
export function nextPublicationFrom(today: string, { publishedUntil }: Series): string {
  return publishedUntil !== null && publishedUntil > today ? publishedUntil : today;
}

/**
 * The days for which the next publication up to `until` publishes sessions. A day that was published once is not
 * published again, even if its session was cancelled. Precondition: `until` is after its first day. Refuses as
 * `plannedDays` does.
 */
export async function daysToPublish(
  db: Db,
  today: string,
  series: Series,
  until: string,
): Promise<Result<PlannedDay[]>> {
  const range = { from: nextPublicationFrom(today, series), to: until };
  const planned = plannedDays(series.plan, range);
  if (!planned.ok || series.clinicId === undefined) return planned;
  const known = await publishedOccurrences(db, series.clinicId, range);
  return ok(planned.value.filter(({ occurrenceOn }) => !known.has(occurrenceOn)));
}

/** Why a publication of these sessions is refused: each reason once, and no more than a reader can take in. */
export function problemsOfSessions(sessions: readonly PlannedSession[]): Problem[] {
  const all = sessions.flatMap(({ problems }) => problems);
  return [...new Map(all.map((problem) => [`${problem.code} ${problem.message}`, problem])).values()].slice(
    0,
    mostProblems,
  );
}
