import type { Viewer } from '../../identity/viewer.js';
import { type AwardContract, gapsAround, holderOf } from '../../organisation/contract/award-contract.js';
import { contractEndOf, type ContractType } from '../../organisation/contract/rules/contract-term.js';
import { organisationProblems } from '../../organisation/directory/organisation.problems.js';
import { organisationsByIds } from '../../organisation/directory/organisation.queries.js';
import { checkPlainText } from '../../organisation/directory/rules/plain-text.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { carryOut, type ChangeReport, checkDay, ReportDraft } from '../change-report.js';
import { contractForChange, tellOfContract } from './contract-for-change.js';

export interface CorrectAward {
  readonly contract: string;
  readonly type?: ContractType | undefined;
  readonly holder?: AwardContract['holder'] | undefined;
  readonly caretaker?: boolean | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly reason: string;
  readonly dryRun?: boolean | undefined;
}

/**
 * Corrects an award before the contract begins; what is left out stays. Refused as `awardContract` is, and once the
 * contract has begun: then notice is given on it. Locks the contract; days with two contracts the database refuses.
 */
export function correctAward(tx: Tx, viewer: Viewer, input: CorrectAward): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => correct(inner, viewer, input));
}

async function correct(tx: Tx, viewer: Viewer, input: CorrectAward): Promise<Result<ChangeReport>> {
  const found = await contractForChange(tx, viewer, 'awardContract', input.contract);
  if (!found.ok) return found;
  const { contract, code } = found.value;
  const { today } = tx.scope;
  const reason = checkPlainText(input.reason, 200, 'reason');
  if (!reason.ok) return reason;
  if (contract.validFrom <= today) {
    const message = `The contract began on ${contract.validFrom}. Give notice on it and award the next one.`;
    return refuse({ code: organisationProblems.AWARD_BEGUN, field: ['contract'], message });
  }
  const from = input.from ?? contract.validFrom;
  const day = checkDay(today, from);
  if (!day.ok) return day;
  const holder = input.holder === undefined ? ok(contract.holderId) : await holderOf(tx, input.holder);
  if (!holder.ok) return holder;
  const type = input.type ?? contract.type;
  const caretaker = input.caretaker ?? contract.caretaker;
  const stays = type === contract.type && from === contract.validFrom ? (contract.validTo ?? null) : null;
  const to = contractEndOf({ type, caretaker, from, to: input.to ?? stays });
  if (!to.ok) return to;
  const [practice] = await organisationsByIds(tx.db, [contract.practiceId], from);
  if (practice?.closedOn != null && from >= practice.closedOn) {
    const message = `${practice.name} closed on ${practice.closedOn}, before the contract begins. Choose another day.`;
    return refuse({ code: generalProblems.INVALID_INPUT, field: ['from'], message });
  }

  const holders = [contract.holderId, holder.value];
  const names = new Map((await organisationsByIds(tx.db, holders, from)).map(({ id, name }) => [id, name]));
  const draft = new ReportDraft(from);
  const about = { type: 'Contract', key: contract.id };
  const say = (what: string, before: string, after: string) => {
    if (before !== after) draft.note('moves', 'CONTRACT', `${what} of the contract changes.`, { about, before, after });
  };
  const kind = (of: ContractType, bridges: boolean) => (bridges ? `${of}, caretaker` : of);
  say('The type', kind(contract.type, contract.caretaker), kind(type, caretaker));
  say('The holder', names.get(contract.holderId) ?? '', names.get(holder.value) ?? '');
  say('The first day', contract.validFrom, from);
  say('The end', contract.validTo ?? 'none', to.value ?? 'none');
  if (draft.moves.length === 0) {
    const message = 'This is what is on record already. There is nothing to correct.';
    return refuse({ code: generalProblems.INVALID_INPUT, message });
  }
  Object.assign(contract, {
    type,
    caretaker,
    holderId: holder.value,
    validFrom: from,
    validTo: to.value,
    changeReason: reason.value,
  });
  await tx.em.flush();
  for (const { message } of await gapsAround(tx, contract, code)) draft.note('stays', 'CONTRACT', message, { about });
  const told = { practiceId: contract.practiceId, day: from, holders };
  await tellOfContract(tx, draft, told, `The award of the contract of ${code} is corrected: ${reason.value}`);
  return ok(draft.report);
}
