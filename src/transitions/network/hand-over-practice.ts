import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { icbIdsOf } from '../../organisation/directory/organisation.queries.js';
import { knownOrganisation } from '../../organisation/directory/known-organisation.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { refuse, type Result } from '../../platform/result.js';
import { carryOut, type ChangeReport, checkDay } from '../change-report.js';
import { joinAsBranch } from './join-as-branch.js';
import { lockOrganisations } from './organisation-change.queries.js';
import { passToHolder, type NewHolder } from './pass-to-holder.js';

export interface HandOverPractice {
  readonly practice: string;
  readonly from: string;
  readonly to: { readonly branchOf?: string | undefined; readonly holder?: NewHolder | undefined };
  readonly newName?: string | undefined;
  readonly source?: string | undefined;
  readonly dryRun?: boolean | undefined;
}

/**
 * Hands a practice over from a day on: unchanged to another holder, or to another practice as a branch surgery, in the
 * same network or another. All of it happens or none, and none in a dry run. Locks, in this order: the practices (as
 * every change by date), their contracts, then for a branch the clinics of the networks concerned (as publication does)
 * and their sessions from the day on (as every booking does). Refused: a day without a holder, anything arranged for
 * later days, an unknown or closed organisation.
 */
export function handOverPractice(tx: Tx, viewer: Viewer, input: HandOverPractice): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => handOver(inner, viewer, input));
}

async function handOver(tx: Tx, viewer: Viewer, input: HandOverPractice): Promise<Result<ChangeReport>> {
  const old = await knownOrganisation(tx, input.practice, ['PRACTICE'], 'practice');
  if (!old.ok) return old;
  const { branchOf, holder } = input.to;
  const taking = branchOf == null ? undefined : await knownOrganisation(tx, branchOf, ['PRACTICE'], 'to', 'branchOf');
  if (taking?.ok === false) return taking;
  const icbIds = await commonIcbs(tx, [old.value.id, ...(taking === undefined ? [] : [taking.value.id])]);
  const barred = refusalOf(viewer, tx.scope, 'handOverPractice', { icbIds });
  if (barred !== undefined) return refuse(barred);
  const day = checkDay(tx.scope.today, input.from);
  if (!day.ok) return day;
  if (taking?.value.id === old.value.id) {
    const message = 'A practice cannot become a branch of itself. Name another practice.';
    return refuse({ code: generalProblems.INVALID_INPUT, field: ['to', 'branchOf'], message });
  }
  await lockOrganisations(tx.db, [old.value.id, ...(taking === undefined ? [] : [taking.value.id])]);
  if (taking !== undefined) {
    return joinAsBranch(tx, viewer, { oldId: old.value.id, newId: taking.value.id, ...input });
  }
  if (holder != null) return passToHolder(tx, viewer, { practiceId: old.value.id, holder, ...input });
  const message = 'Say who takes the practice over: another holder, or the practice whose branch it becomes.';
  return refuse({ code: generalProblems.INVALID_INPUT, field: ['to'], message });
}

/** The ICBs that commission all of them. */
export async function commonIcbs(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const all = await Promise.all(ids.map((id) => icbIdsOf(tx.db, id, tx.scope.today)));
  return (all[0] ?? []).filter((icb) => all.every((icbs) => icbs.includes(icb)));
}
