import type { Viewer } from '../../identity/viewer.js';
import { Contract } from '../../organisation/contract/contract.entity.js';
import { contractsAround } from '../../organisation/contract/contract.queries.js';
import { type GiveNotice, giveNotice } from '../../organisation/contract/give-notice.js';
import { membershipsOf } from '../../organisation/membership/membership.queries.js';
import { organisationsByIds } from '../../organisation/directory/organisation.queries.js';
import type { Tx } from '../../platform/database/scope.js';
import { ok, type Result, type Warning } from '../../platform/result.js';
import { carryOut, type ChangeReport, ReportDraft } from '../change-report.js';
import { noteWhatStays } from './pass-to-holder.js';
import { runningOn } from '../rules/days.js';

export interface NoticeGiven {
  readonly contractIds: readonly string[];
  readonly warnings: readonly Warning[];
  readonly change: ChangeReport;
}

/**
 * Gives notice as `giveNotice` does, or says what that would do, and reports what depends on the contracts that end.
 */
export async function giveNoticeWithReport(
  tx: Tx,
  viewer: Viewer,
  input: GiveNotice & { readonly dryRun?: boolean | undefined },
): Promise<Result<NoticeGiven>> {
  let given: Omit<NoticeGiven, 'change'> = { contractIds: [], warnings: [] };
  const result = await carryOut(tx, input.dryRun, async (inner) => {
    const done = await giveNotice(inner, viewer, input);
    if (!done.ok) return done;
    given = done.value;
    const draft = new ReportDraft(input.endsOn);
    const contracts = await inner.em.find(Contract, { id: { $in: [...given.contractIds] } });
    const practices = await organisationsByIds(
      inner.db,
      contracts.map(({ practiceId }) => practiceId),
      input.endsOn,
    );
    for (const { id, name, odsCode } of practices.toSorted((a, b) =>
      (a.odsCode ?? '') < (b.odsCode ?? '') ? -1 : 1,
    )) {
      const contract = contracts.find(({ practiceId }) => practiceId === id);
      if (contract !== undefined) await noteEnd(inner, draft, contract, odsCode ?? name, input.endsOn);
    }
    return ok(draft.report);
  });
  return result.ok ? ok({ ...given, change: result.value }) : result;
}

async function noteEnd(tx: Tx, draft: ReportDraft, contract: Contract, code: string, endsOn: string): Promise<void> {
  const { practiceId, holderId } = contract;
  const { beginsOn } = await contractsAround(tx.db, { practiceId, from: endsOn, to: endsOn });
  const next = beginsOn === null ? 'Nobody has a contract for it after that.' : `The next one begins on ${beginsOn}.`;
  draft.note('moves', 'CONTRACT', `The ${contract.type} contract of ${code} ends. ${next}`, {
    about: { type: 'Contract', key: contract.id },
  });
  await noteWhatStays(tx, draft, practiceId, code, endsOn);
  const ends = `The contract of ${code} ends: ${endsOn} is the first day without it.`;
  for (const organisationId of new Set([practiceId, holderId])) draft.tell(organisationId, ends);
  const membership = runningOn(await membershipsOf(tx.db, [practiceId]), endsOn);
  if (membership !== undefined) draft.tell(membership.pcnId, ends);
}
