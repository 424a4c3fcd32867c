import type { Viewer } from '../identity/viewer.js';
import type { Tx } from '../platform/database/scope.js';
import { ok, type Problem, type Result } from '../platform/result.js';
import { addDays } from '../time/london.js';
import { clinicOfInput, type ScheduleSharedClinic } from './clinic-of-input.js';
import { planningFacts } from './planning-facts.js';
import { type PlannedSession, plannedDays, planSessions } from './rules/plan-sessions.js';
import { checkHosts } from './schedule-shared-clinic.js';

export interface ClinicPreview {
  readonly sessions: readonly PlannedSession[];
  /** Why the clinic could not be scheduled as it is, though its sessions can be shown. */
  readonly problems: readonly Problem[];
}

const horizonDays = 8 * 7;

/**
 * The sessions that a clinic would have, before anything is written: the same plan as `publishSessions` makes.
 * @param window London days `[from, to)`; default from the clinic's first day or today, 8 weeks long, at most 53 weeks.
 * Refusals as `clinicOfInput`, and `RECURRENCE_WINDOW` for a window of no days or more than 53 weeks.
 */
export const previewSessions = async (
  tx: Pick<Tx, 'db' | 'scope'>,
  viewer: Viewer,
  input: ScheduleSharedClinic,
  window: { from?: string | undefined; to?: string | undefined },
): Promise<Result<ClinicPreview>> => {
  const asked = await clinicOfInput(tx.db, tx.scope, viewer, input);
  if (!asked.ok) return asked;
  const { pcnId, service, plan } = asked.value;
  const from = window.from ?? (plan.startsOn > tx.scope.today ? plan.startsOn : tx.scope.today);
  const days = plannedDays(plan, { from, to: window.to ?? addDays(from, horizonDays) });
  if (!days.ok) return days;
  const facts = await planningFacts(tx.db, { pcnId, service, plan, days: days.value });
  const hosts = await checkHosts(tx, asked.value);
  return ok({ sessions: planSessions(plan, days.value, facts), problems: hosts.ok ? [] : hosts.problems });
};
