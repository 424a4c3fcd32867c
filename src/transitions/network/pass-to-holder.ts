import { randomUUID } from 'node:crypto';
import type { Viewer } from '../../identity/viewer.js';
import { type AwardContract, holderOf } from '../../organisation/contract/award-contract.js';
import { Contract } from '../../organisation/contract/contract.entity.js';
import { membershipsOf } from '../../organisation/membership/membership.queries.js';
import { organisationsByIds } from '../../organisation/directory/organisation.queries.js';
import { contractEndOf, type ContractType } from '../../organisation/contract/rules/contract-term.js';
import { sourceOf } from '../../organisation/directory/source-of.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { atFields, ok, refuse, type Result } from '../../platform/result.js';
import { addDays } from '../../time/london.js';
import { type ChangeReport, ReportDraft } from '../change-report.js';
import { noteBusiness } from './leave-membership.js';
import { countStaffAhead, endContract, lockContracts, lockSitesOf } from './organisation-change.queries.js';
import { rename } from './rename.js';
import { agreeing, many, runningOn, startingFrom } from '../rules/days.js';
import { transitionsProblems } from '../transitions.problems.js';

export interface NewHolder {
  readonly holder: AwardContract['holder'];
  readonly type: ContractType;
  readonly caretaker?: boolean | undefined;
  readonly until?: string | undefined;
}

export interface PassToHolder {
  readonly practiceId: string;
  readonly from: string;
  readonly holder: NewHolder;
  readonly newName?: string | undefined;
  readonly source?: string | undefined;
}

/**
 * Another holder runs the practice from a day on and everything else stays: sites, network, shares, sessions, bookings.
 * Precondition: the practice is locked. Refused: no contract on the day before, the same holder, a term that the type
 * of contract does not allow. Clashes: contracts arranged for later days.
 */
export async function passToHolder(tx: Tx, viewer: Viewer, input: PassToHolder): Promise<Result<ChangeReport>> {
  const { from, holder: asked } = input;
  const [practice] = await organisationsByIds(tx.db, [input.practiceId], from);
  if (practice === undefined) throw new Error('a locked practice exists');
  const code = practice.odsCode ?? practice.name;
  if (practice.closedOn !== null && practice.closedOn <= from)
    return refuse(closedProblem(code, practice.closedOn, ['practice']));
  const places = { holder: ['to', 'holder', 'holder'], type: ['to', 'holder', 'type'], to: ['to', 'holder', 'until'] };
  const holderId = atFields(await holderOf(tx, asked.holder), places);
  if (!holderId.ok) return holderId;
  const { type, caretaker = false, until: to = null } = asked;
  const until = atFields(contractEndOf({ type, caretaker, from, to }), places);
  if (!until.ok) return until;
  const source = sourceOf(viewer, input.source);
  if (!source.ok) return source;
  const [holder] = await organisationsByIds(tx.db, [holderId.value], from);
  if (holder?.closedOn != null && holder.closedOn <= from) {
    return refuse(closedProblem(holder.name, holder.closedOn, ['to', 'holder', 'holder']));
  }

  const contracts = await lockContracts(tx.db, { practiceId: practice.id });
  const running = runningOn(contracts, addDays(from, -1));
  if (running === undefined) return refuse(noHolderProblem(code, from));
  if (running.holderId === holderId.value) {
    const message = `${holder?.name ?? 'It'} already holds the contract of ${code}. Name another holder.`;
    return refuse({ code: generalProblems.INVALID_INPUT, field: ['to', 'holder', 'holder'], message });
  }
  const draft = new ReportDraft(from);
  for (const later of startingFrom(contracts, from)) {
    if (until.value !== null && later.from >= until.value) continue;
    draft.note('clashes', 'CONTRACT', `${code} already has a contract from ${later.from} on.`, {
      on: later.from,
      about: { type: 'Contract', key: later.id },
    });
  }
  await endContract(tx.db, running.id, from);
  draft.note('moves', 'CONTRACT', `The contract of ${code} with the previous holder ends.`, {
    about: { type: 'Contract', key: running.id },
  });
  if (draft.clashes.length === 0) {
    const contract = tx.em.create(Contract, {
      id: randomUUID(),
      practiceId: practice.id,
      type: asked.type,
      holderId: holderId.value,
      caretaker: asked.caretaker ?? false,
      validFrom: from,
      validTo: until.value,
      noticeGivenOn: null,
      noticeEndsOn: null,
      certainty: 'STATED',
      source: source.value,
    });
    await tx.em.flush();
    const end = until.value === null ? 'without an end' : `until ${until.value}`;
    draft.note(
      'moves',
      'CONTRACT',
      `${holder?.name ?? 'The new holder'} holds the contract of ${code}, ${asked.type}, ${end}.`,
      {
        about: { type: 'Contract', key: contract.id },
      },
    );
  }
  const renamed = await rename(tx, draft, practice.id, input.newName, from);
  if (!renamed.ok) return renamed;
  await noteWhatStays(tx, draft, practice.id, code, from);
  const membership = runningOn(await membershipsOf(tx.db, [practice.id]), from);
  if (membership !== undefined) {
    draft.tell(membership.pcnId, `${code} has another holder from ${from}; its shares and sessions do not change.`);
  }
  draft.tell(practice.id, `Another holder runs the practice from ${from}; its services continue.`);
  draft.tell(running.holderId, `Your contract for ${code} ends: ${from} is the first day without it.`);
  draft.tell(holderId.value, `You hold the contract of ${code} from ${from}.`);
  return ok(draft.report);
}

/** What continues unchanged for a practice, whoever holds its contract from the day on. */
export async function noteWhatStays(tx: Tx, draft: ReportDraft, id: string, code: string, from: string): Promise<void> {
  const sites = await lockSitesOf(tx.db, id, from);
  draft.note('stays', 'SITE', `${many(sites.length, 'site')} of ${code}, run by the practice as before.`, {
    count: sites.length,
  });
  const membership = runningOn(await membershipsOf(tx.db, [id]), from);
  if (membership !== undefined) {
    draft.note('stays', 'MEMBERSHIP', `${code} stays in its network, with its shares and its sessions.`, {
      about: { type: 'PrimaryCareNetwork', key: membership.pcnId },
    });
  }
  const staff = await countStaffAhead(tx.db, id, from);
  draft.note(
    'stays',
    'STAFF',
    `${many(staff, 'employment')} at ${code} ${agreeing(staff, 'continues', 'continue')}; the holders arrange the transfer of staff.`,
    {
      count: staff,
    },
  );
  await noteBusiness(tx, draft, id, code, from);
}

export function closedProblem(name: string, closedOn: string, field: readonly string[]) {
  return {
    code: generalProblems.INVALID_INPUT,
    field,
    message: `${name} closed or closes on ${closedOn}. Choose an earlier day or another organisation.`,
  };
}

export function noHolderProblem(code: string, from: string) {
  return {
    code: transitionsProblems.DAY_WITHOUT_HOLDER,
    field: ['from'],
    message: `${code} has no contract on ${addDays(from, -1)}, the day before. Choose the day on which its contract ends, or award a caretaker contract for the days between.`,
  };
}
