import { randomUUID } from 'node:crypto';
import type { Viewer } from '../../identity/viewer.js';
import { firstStateOf } from '../../organisation/accommodation/rules/lending.js';
import { checkPlainText } from '../../organisation/directory/rules/plain-text.js';
import { membershipsOf } from '../../organisation/membership/membership.queries.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { releasesOfEmployments } from '../../workforce/employment.queries.js';
import { PoolRelease } from '../../workforce/pool-release.entity.js';
import { mostReleased } from '../../workforce/rules/release-limit.js';
import { workforceProblems } from '../../workforce/workforce.problems.js';
import { carryOut, type ChangeReport, checkDay, ReportDraft } from '../change-report.js';
import { settleWork } from '../clinician/settle-work.js';
import type { AffectedAssignments } from '../leave/approve-leave.js';
import { stop } from './end-release.js';
import { releaseForChange, type ReleaseToChange } from './release-for-change.js';
import { workWithoutRelease } from './work-without-release.js';

export interface ChangeRelease {
  readonly release: string;
  readonly minutesPerWeek: number;
  /** The first day of the new minutes. */
  readonly from: string;
  readonly reason: string;
  readonly affectedAssignments?: AffectedAssignments | undefined;
  readonly dryRun?: boolean | undefined;
}

/**
 * Changes how many minutes a week are released to a pool from a day on: the release ends and another one follows it, so
 * that earlier weeks keep what they had. Where the employer is not a member of the network, the new one waits for the
 * network's director, and published work that it would cover is in the way until then, or is opened. On no day do all
 * pools together have more than the contracted minutes. Locks as `endRelease` does.
 */
export function changeRelease(tx: Tx, viewer: Viewer, input: ChangeRelease): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => change(inner, viewer, input));
}

async function change(tx: Tx, viewer: Viewer, input: ChangeRelease): Promise<Result<ChangeReport>> {
  const { minutesPerWeek, affectedAssignments } = input;
  const nextId = randomUUID();
  const found = await releaseForChange(tx, viewer, input);
  if (!found.ok) return found;
  const { release, clinician } = found.value;
  const day = checkDay(tx.scope.today, input.from);
  if (!day.ok) return day;
  const reason = checkPlainText(input.reason, 200, 'reason');
  if (!reason.ok) return reason;
  const from = input.from > release.validFrom ? input.from : release.validFrom;
  const days = { from, to: release.validTo ?? null };
  const room = await checkMinutes(tx, found.value, minutesPerWeek, days);
  if (!room.ok) return room;

  const { employmentId, clinicianId, employerId, pcnId, minutesPerWeek: before } = release;
  const memberships = await membershipsOf(tx.db, [employerId]);
  const state = firstStateOf({ lenderId: employerId, pcnId, from }, memberships, tx.scope.today);
  stop(tx, release, from, reason.value);
  await tx.em.flush();
  const next = {
    employmentId,
    clinicianId,
    employerId,
    pcnId,
    minutesPerWeek,
    validFrom: from,
    validTo: days.to,
    state,
  };
  tx.em.create(PoolRelease, { id: nextId, ...next, changeReason: reason.value });
  await tx.em.flush();

  const draft = new ReportDraft(from);
  const { name } = clinician;
  const waits = state === 'OFFERED' ? ' It waits for the network, whose decision is asked for.' : '';
  draft.note('moves', 'STAFF', `The minutes a week that are released change.${waits}`, {
    about: { type: 'PoolRelease', key: nextId },
    before: String(before),
    after: String(minutesPerWeek),
  });
  const now = `${minutesPerWeek} instead of ${before} minutes a week of ${name}`;
  const ask = state === 'OFFERED' ? 'Accept or decline it' : 'See whether your plans still hold';
  draft.tell(pcnId, `${now} are released to you from ${from}: ${reason.value}. ${ask}.`);
  const unfit = await workWithoutRelease(tx, release, days);
  await settleWork(tx, draft, unfit, { clinicianId, name, affectedAssignments, reason: 'Release changed' });
  return ok(draft.report);
}

async function checkMinutes(
  tx: Tx,
  { release, employment }: ReleaseToChange,
  minutesPerWeek: number,
  days: { readonly from: string; readonly to: string | null },
): Promise<Result<null>> {
  const field = ['minutesPerWeek'];
  if (minutesPerWeek < 1) {
    const message = 'Release at least one minute a week, or end the release with endRelease.';
    return refuse({ code: generalProblems.INVALID_INPUT, field, message });
  }
  const others = (await releasesOfEmployments(tx.db, [employment.id])).filter(
    ({ id, state }) => id !== release.id && state !== 'DECLINED',
  );
  const most = mostReleased(
    others.map((other) => ({ minutesPerWeek: other.minutesPerWeek, days: { from: other.from, to: other.to } })),
    days,
  );
  const free = employment.contractedMinutesPerWeek - most.minutesPerWeek;
  if (minutesPerWeek <= free) return ok(null);
  const message = `${most.minutesPerWeek} of ${employment.contractedMinutesPerWeek} contracted minutes a week are released to others on ${most.day}: at most ${free} can be here.`;
  return refuse({ code: workforceProblems.RELEASE_EXCEEDS_CONTRACT, field, message });
}
