import type { Viewer } from '../../identity/viewer.js';
import type { Contract } from '../../organisation/contract/contract.entity.js';
import { gapsAround } from '../../organisation/contract/award-contract.js';
import { checkNotice, shortNotice } from '../../organisation/contract/rules/notice.js';
import { organisationProblems } from '../../organisation/directory/organisation.problems.js';
import { checkPlainText } from '../../organisation/directory/rules/plain-text.js';
import type { Tx } from '../../platform/database/scope.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { carryOut, type ChangeReport, checkDay, ReportDraft } from '../change-report.js';
import { contractForChange, noteNextContract, tellOfContract } from './contract-for-change.js';

export interface WithdrawNotice {
  readonly contract: string;
  readonly reason: string;
  readonly dryRun?: boolean | undefined;
}

export interface ChangeNotice extends WithdrawNotice {
  /** As before if absent. */
  readonly noticeGivenOn?: string | undefined;
  readonly endsOn: string;
}

/**
 * Withdraws a notice before the contract ends by it: the contract then ends when it would have without it. Clashes with
 * a contract that has been awarded for those days. Locks the contract; days with two contracts the database refuses.
 */
export function withdrawNotice(tx: Tx, viewer: Viewer, input: WithdrawNotice): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, async (inner) => {
    const found = await underNotice(inner, viewer, input);
    if (!found.ok) return found;
    const { contract, code, noticeEndsOn, reason } = found.value;
    const draft = new ReportDraft(inner.scope.today);
    const to = contract.endWithoutNotice;
    await noteNextContract(inner, draft, contract, { from: noticeEndsOn, to });
    if (draft.clashes.length === 0) {
      contract.withdrawNotice();
      contract.changeReason = reason;
      await inner.em.flush();
    }
    const runs = to === null ? 'runs on without an end' : `ends on ${to}`;
    draft.note('moves', 'CONTRACT', `The notice is withdrawn, and the ${contract.type} contract of ${code} ${runs}.`, {
      about: { type: 'Contract', key: contract.id },
      before: noticeEndsOn,
      ...(to === null ? {} : { after: to }),
    });
    await tellOfContract(
      inner,
      draft,
      { practiceId: contract.practiceId, day: inner.scope.today, holders: [contract.holderId] },
      `The notice on the contract of ${code} is withdrawn: ${reason}`,
    );
    return ok(draft.report);
  });
}

/** Changes the days of a notice before the contract ends by it, with the checks of `giveNotice`. */
export function changeNotice(tx: Tx, viewer: Viewer, input: ChangeNotice): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, async (inner) => {
    const found = await underNotice(inner, viewer, input);
    if (!found.ok) return found;
    const { contract, code, noticeGivenOn, noticeEndsOn, reason } = found.value;
    const { today } = inner.scope;
    const { endsOn } = input;
    const givenOn = input.noticeGivenOn ?? noticeGivenOn;
    const term = { from: contract.validFrom, to: contract.endWithoutNotice };
    const checked = checkNotice({ givenOn, endsOn, today, contract: term });
    if (!checked.ok) return checked;
    const day = checkDay(today, endsOn);
    if (!day.ok) return { ok: false, problems: day.problems.map((problem) => ({ ...problem, field: ['endsOn'] })) };
    const draft = new ReportDraft(today);
    await noteNextContract(inner, draft, contract, { from: noticeEndsOn, to: endsOn });
    if (draft.clashes.length === 0) {
      contract.giveNotice(givenOn, endsOn);
      contract.changeReason = reason;
      await inner.em.flush();
    }
    draft.note('moves', 'CONTRACT', `The ${contract.type} contract of ${code} ends by its notice on ${endsOn}.`, {
      about: { type: 'Contract', key: contract.id },
      before: noticeEndsOn,
      after: endsOn,
    });
    const { practiceId, validFrom } = contract;
    const gaps = await gapsAround(inner, { practiceId, validFrom, validTo: endsOn }, code);
    const after = gaps.filter(({ field }) => field?.[0] === 'to');
    for (const { message } of [...shortNotice({ givenOn, endsOn }), ...after]) {
      draft.note('stays', 'CONTRACT', message, { about: { type: 'Contract', key: contract.id } });
    }
    await tellOfContract(
      inner,
      draft,
      { practiceId: contract.practiceId, day: today, holders: [contract.holderId] },
      `${endsOn} is now the first day without the contract of ${code}: ${reason}`,
    );
    return ok(draft.report);
  });
}

interface UnderNotice {
  readonly contract: Contract;
  readonly code: string;
  readonly noticeGivenOn: string;
  readonly noticeEndsOn: string;
  readonly reason: string;
}

async function underNotice(tx: Tx, viewer: Viewer, input: WithdrawNotice): Promise<Result<UnderNotice>> {
  const found = await contractForChange(tx, viewer, 'giveNotice', input.contract);
  if (!found.ok) return found;
  const { contract, code } = found.value;
  const reason = checkPlainText(input.reason, 200, 'reason');
  if (!reason.ok) return reason;
  const no = (problem: string, message: string) => refuse({ code: problem, field: ['contract'], message });
  const { noticeGivenOn, noticeEndsOn } = contract;
  if (noticeGivenOn == null || noticeEndsOn == null) {
    return no(organisationProblems.NO_NOTICE, `No notice stands on this contract of ${code}. Read it again.`);
  }
  if (noticeEndsOn <= tx.scope.today) {
    const message = `The contract of ${code} ended on ${noticeEndsOn}. Award it again with awardContract.`;
    return no(organisationProblems.NOTICE_TAKEN_EFFECT, message);
  }
  return ok({ contract, code, noticeGivenOn, noticeEndsOn, reason: reason.value });
}
