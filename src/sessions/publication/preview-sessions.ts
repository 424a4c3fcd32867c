import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, type Problem, refuse, type Result } from '../../platform/result.js';
import { seriesHorizon } from '../../time/horizon.js';
import { addDays, daysBetween } from '../../time/london.js';
import { type AskedClinic, clinicOfInput, type ScheduleSharedClinic } from '../clinic/clinic-of-input.js';
import {
  daysToPublish,
  nextPublicationFrom,
  problemsOfSessions,
  publicationHorizon,
  type Series,
} from './next-publication.js';
import { planningFacts } from './planning-facts.js';
import { planOf } from './publish-sessions.js';
import { type ClosedDay, closedDays, type PlannedSession, planSessions } from './rules/plan-sessions.js';
import { checkHosts } from './schedule-shared-clinic.js';
import { servicesByIds } from '../service/service.queries.js';
import { sessionsProblems } from '../service/sessions.problems.js';
import { clinicsByIds } from '../clinic/shared-clinic.queries.js';

export interface PreviewedClinic {
  /** A series that does not exist yet. */
  readonly input?: ScheduleSharedClinic | undefined;
  /** One that exists, by its key. Give exactly one of the two. */
  readonly clinic?: string | undefined;
}

export interface ClinicPreview {
  readonly sessions: readonly PlannedSession[];
  readonly closedDays: readonly ClosedDay[];
  /** Why the clinic could not be scheduled as it is, though its sessions can be shown. */
  readonly problems: readonly Problem[];
  /** Why the whole publication would be refused, whatever days are shown. */
  readonly publicationProblems: readonly Problem[];
}

type Reader = Pick<Tx, 'db' | 'scope'>;

const usualDays = 8 * 7;

/**
 * The sessions on the days `[from, to)` that `publishSessions` up to `to` would make now, for a clinic that exists or
 * one that is only being previewed. Plans everything that such a publication plans, from its first day on, because
 * earlier turns of hosts and places decide about later ones; shows only the days in the window.
 * @param window London days by the rule, apart from bank holidays. `from` is by default the first day that can be
 * published; `to` is by default 8 weeks later, and at most `seriesHorizon` after it and after today or the clinic's
 * first day.
 * Refuses as `clinicOfInput` does; `RECURRENCE_WINDOW`, `HORIZON_TOO_FAR`; `INVALID_INPUT` unless exactly one clinic is
 * named.
 */
export async function previewSessions(
  tx: Reader,
  viewer: Viewer,
  named: PreviewedClinic,
  window: { from?: string | undefined; to?: string | undefined },
): Promise<Result<ClinicPreview>> {
  const found = await seriesOf(tx, viewer, named);
  if (!found.ok) return found;
  const { pcnId, service, plan, series } = found.value;
  const { today } = tx.scope;
  const since = nextPublicationFrom(today, series);
  const first = plan.startsOn > since ? plan.startsOn : since;
  const from = window.from ?? (window.to != null && window.to <= first ? since : first);
  const horizon = publicationHorizon(plan.startsOn > today ? plan.startsOn : today);
  const soon = addDays(from, usualDays);
  const to = window.to ?? (soon < horizon ? soon : horizon);
  const bounded = checkWindow({ from, to }, horizon);
  if (!bounded.ok) return bounded;
  const days = to > since ? await daysToPublish(tx.db, today, series, to) : ok([]);
  if (!days.ok) return days;
  const asked = { pcnId, service, plan, days: days.value };
  const facts = await planningFacts(
    tx.db,
    series.clinicId === undefined ? asked : { ...asked, clinicId: series.clinicId },
  );
  const sessions = planSessions(plan, days.value, facts);
  const closed = closedDays(plan, { from: from > since ? from : since, to });
  const hosts = series.clinicId === undefined ? await checkHosts(tx, found.value) : ok(null);
  return ok({
    sessions: sessions.filter(({ occurrenceOn }) => occurrenceOn >= from),
    closedDays: closed.ok ? closed.value : [],
    problems: hosts.ok ? [] : hosts.problems,
    publicationProblems: problemsOfSessions(sessions),
  });
}

interface FoundSeries extends AskedClinic {
  readonly series: Series;
}

async function seriesOf(tx: Reader, viewer: Viewer, named: PreviewedClinic): Promise<Result<FoundSeries>> {
  if ((named.input == null) === (named.clinic == null)) {
    const message = 'Give either `input`, for a series that does not exist yet, or `clinic`, for one that does.';
    return refuse({ code: generalProblems.INVALID_INPUT, field: ['clinic'], message });
  }
  if (named.input != null) {
    const asked = await clinicOfInput(tx.db, tx.scope, viewer, named.input);
    return asked.ok ? ok({ ...asked.value, series: { plan: asked.value.plan, publishedUntil: null } }) : asked;
  }
  const [clinic] = await clinicsByIds(tx.db, named.clinic == null ? [] : [named.clinic]);
  if (clinic === undefined) {
    const message = 'There is no such shared clinic, or it is not in one of your networks.';
    return refuse({ code: generalProblems.NOT_FOUND, field: ['clinic'], message });
  }
  const barred = refusalOf(viewer, tx.scope, 'publishSessions', { pcnId: clinic.pcnId });
  if (barred !== undefined) return refuse(barred);
  const [service] = await servicesByIds(tx.db, [clinic.serviceId]);
  if (service === undefined) throw new Error('the service of a clinic in scope is in scope');
  const plan = planOf(clinic);
  const series = { plan, clinicId: clinic.id, publishedUntil: clinic.publishedUntil };
  return ok({ pcnId: clinic.pcnId, title: clinic.title, service, plan, series });
}

function checkWindow({ from, to }: { from: string; to: string }, horizon: string): Result<null> {
  if (from < horizon && (to <= from || daysBetween(from, to) > seriesHorizon.days)) {
    return refuse({
      code: sessionsProblems.RECURRENCE_WINDOW,
      field: ['to'],
      message: `Choose at least one day and at most ${seriesHorizon.words}.`,
    });
  }
  if (from >= horizon || to > horizon) {
    const message = `A preview shows what could be published: sessions before ${horizon}. Choose a day up to then.`;
    return refuse({ code: sessionsProblems.HORIZON_TOO_FAR, field: ['to'], message });
  }
  return ok(null);
}
