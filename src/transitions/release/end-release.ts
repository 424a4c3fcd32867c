import type { Viewer } from '../../identity/viewer.js';
import { checkPlainText } from '../../organisation/directory/rules/plain-text.js';
import type { Tx } from '../../platform/database/scope.js';
import { ok, type Result } from '../../platform/result.js';
import type { PoolRelease } from '../../workforce/pool-release.entity.js';
import { carryOut, type ChangeReport, checkDay, ReportDraft } from '../change-report.js';
import { settleWork } from '../clinician/settle-work.js';
import type { AffectedAssignments } from '../leave/approve-leave.js';
import { releaseForChange } from './release-for-change.js';
import { workWithoutRelease } from './work-without-release.js';

export interface EndRelease {
  readonly release: string;
  /** The first day without it. */
  readonly from: string;
  readonly reason: string;
  readonly affectedAssignments?: AffectedAssignments | undefined;
  readonly dryRun?: boolean | undefined;
}

/**
 * Ends a release to a pool. Locks the clinician's row first, as `assignClinician` does, so that nobody is assigned on
 * the basis of a release that ends. Published work for that network that no other release covers is in the way, or is
 * opened.
 */
export function endRelease(tx: Tx, viewer: Viewer, input: EndRelease): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => end(inner, viewer, input));
}

async function end(tx: Tx, viewer: Viewer, input: EndRelease): Promise<Result<ChangeReport>> {
  const { from, affectedAssignments } = input;
  const found = await releaseForChange(tx, viewer, input);
  if (!found.ok) return found;
  const { release, clinician } = found.value;
  const day = checkDay(tx.scope.today, from);
  if (!day.ok) return day;
  const reason = checkPlainText(input.reason, 200, 'reason');
  if (!reason.ok) return reason;
  const draft = new ReportDraft(from);
  draft.note('moves', 'STAFF', `The release of ${release.minutesPerWeek} minutes a week ends.`, {
    about: { type: 'PoolRelease', key: release.id },
    ...(release.validTo != null && { before: release.validTo }),
    after: from,
  });
  const { pcnId, minutesPerWeek } = release;
  const { id: clinicianId, name } = clinician;
  draft.tell(
    pcnId,
    `${minutesPerWeek} minutes a week of ${name} are no longer released to you from ${from}: ${reason.value}`,
  );
  const days = { from, to: release.validTo ?? null };
  stop(tx, release, from, reason.value);
  await tx.em.flush();
  const unfit = await workWithoutRelease(tx, release, days);
  await settleWork(tx, draft, unfit, { clinicianId, name, affectedAssignments, reason: 'Release ended' });
  return ok(draft.report);
}

/** A release that has begun ends; one that has not is deleted, as if it had never been made. Flush it afterwards. */
export function stop(tx: Tx, release: PoolRelease, from: string, reason: string): void {
  if (from <= release.validFrom) {
    tx.em.remove(release);
  } else {
    release.validTo = from;
    release.changeReason = reason;
  }
}
