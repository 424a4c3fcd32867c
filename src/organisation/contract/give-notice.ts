import { LockMode } from '@mikro-orm/core';
import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, type Problem, refuse, type Result, type Warning } from '../../platform/result.js';
import { Contract } from './contract.entity.js';
import { knownOrganisation } from '../directory/known-organisation.js';
import { icbIdsOf } from '../directory/organisation.queries.js';
import { organisationProblems } from '../directory/organisation.problems.js';
import { checkNotice, shortNotice } from './rules/notice.js';

export interface GiveNotice {
  readonly practices: readonly string[];
  readonly noticeGivenOn?: string | undefined;
  readonly endsOn: string;
}

const mostPractices = 50;

/**
 * Gives notice on the contracts of one or several practices, all of them or none. Each ends on `endsOn`, the first day
 * without it, from which the practice can be awarded to another holder. The contracts' rows are locked in order of id,
 * so that two notices at once do not deadlock. Refused: a practice without a contract on the day of the notice, a
 * notice already given, days that cannot be right. A notice shorter than a contractor's own gives a warning.
 */
export async function giveNotice(
  tx: Tx,
  viewer: Viewer,
  input: GiveNotice,
): Promise<Result<{ contractIds: readonly string[]; warnings: readonly Warning[] }>> {
  const codes = [...new Set(input.practices)];
  const at = (code: string) => ['practices', String(input.practices.indexOf(code))];
  if (codes.length === 0 || codes.length > mostPractices) {
    const message = `Name 1 to ${mostPractices} practices.`;
    return refuse({ code: generalProblems.INVALID_INPUT, field: ['practices'], message });
  }
  const practices = new Map<string, string>();
  for (const code of codes) {
    const practice = await knownOrganisation(tx, code, ['PRACTICE'], ...at(code));
    if (!practice.ok) return practice;
    const organisationId = practice.value.id;
    const icbIds = await icbIdsOf(tx.db, organisationId, tx.scope.today);
    const barred = refusalOf(viewer, tx.scope, 'giveNotice', { organisationId, icbIds });
    if (barred !== undefined) return refuse(barred);
    practices.set(organisationId, code);
  }

  const { today } = tx.scope;
  const givenOn = input.noticeGivenOn ?? today;
  const contracts = await tx.em.find(
    Contract,
    {
      practiceId: { $in: [...practices.keys()] },
      validFrom: { $lte: givenOn },
      $or: [{ validTo: null }, { validTo: { $gt: givenOn } }],
    },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const problems: Problem[] = [];
  for (const [id, code] of practices) {
    if (contracts.some((contract) => contract.practiceId === id)) continue;
    const message = `${code} has no contract on ${givenOn}. Choose a day on which it has one.`;
    problems.push({ code: organisationProblems.NO_CONTRACT, field: at(code), message });
  }
  for (const contract of contracts) {
    const checked = checkNotice({
      givenOn,
      endsOn: input.endsOn,
      today,
      contract: { from: contract.validFrom, to: contract.validTo ?? null },
    });
    if (contract.noticeGivenOn != null) {
      const code = practices.get(contract.practiceId) ?? '';
      const message = `Notice on the contract of ${code} was already given on ${contract.noticeGivenOn}. Leave the practice out.`;
      problems.push({ code: organisationProblems.NOTICE_ALREADY_GIVEN, field: at(code), message });
    } else if (!checked.ok) problems.push(...checked.problems);
    else contract.giveNotice(givenOn, input.endsOn);
  }
  const [first, ...others] = problems;
  if (first !== undefined) return refuse(first, ...others);
  await tx.em.flush();
  const warnings = shortNotice({ givenOn, endsOn: input.endsOn });
  return ok({ contractIds: contracts.map((contract) => contract.id), warnings });
}
