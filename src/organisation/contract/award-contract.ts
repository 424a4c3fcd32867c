import { randomUUID } from 'node:crypto';
import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result, type Warning } from '../../platform/result.js';
import { policyOn } from '../../policy/policies.js';
import { addDays, daysBetween } from '../../time/london.js';
import { Contract } from './contract.entity.js';
import { contractsAround } from './contract.queries.js';
import { knownOrganisation } from '../directory/known-organisation.js';
import { icbIdsOf, type OrganisationKind, organisationsByIds } from '../directory/organisation.queries.js';
import { organisationWarnings } from '../directory/organisation.warnings.js';
import { contractEndOf, type ContractType } from './rules/contract-term.js';
import { sourceOf } from '../directory/source-of.js';

export interface AwardContract {
  readonly practice: string;
  readonly type: ContractType;
  /** Its ODS code, or the id of a holder that has no code. */
  readonly holder: { readonly odsCode?: string; readonly id?: { readonly key: string } };
  readonly caretaker?: boolean | undefined;
  readonly from: string;
  readonly to?: string | undefined;
  readonly source?: string | undefined;
}

const holders: readonly OrganisationKind[] = [
  'CONTRACT_HOLDER',
  'PRACTICE',
  'PCN',
  'TRUST',
  'COMMUNITY_PROVIDER',
  'VOLUNTARY',
];

/**
 * Awards a practice's contract to a holder on the days `[from, to)`. Refused: unknown codes, a term that the type does
 * not allow (policy), a practice that has closed by then, and (by the database) days on which it already has a
 * contract. Days without a contract before or after it give a warning.
 */
export async function awardContract(
  tx: Tx,
  viewer: Viewer,
  input: AwardContract,
): Promise<Result<{ contractId: string; warnings: readonly Warning[] }>> {
  const practice = await knownOrganisation(tx, input.practice, ['PRACTICE'], 'practice');
  if (!practice.ok) return practice;
  const icbIds = await icbIdsOf(tx.db, practice.value.id, tx.scope.today);
  const barred = refusalOf(viewer, tx.scope, 'awardContract', { icbIds });
  if (barred !== undefined) return refuse(barred);
  const holder = await holderOf(tx, input.holder);
  if (!holder.ok) return holder;
  const caretaker = input.caretaker ?? false;
  const end = contractEndOf({ type: input.type, caretaker, from: input.from, to: input.to ?? null });
  if (!end.ok) return end;
  const { closedOn, name } = practice.value;
  if (closedOn !== null && input.from >= closedOn) {
    const message = `${name} closed on ${closedOn}, before the contract begins. Choose another holder.`;
    return refuse({ code: generalProblems.INVALID_INPUT, field: ['from'], message });
  }
  const source = sourceOf(viewer, input.source);
  if (!source.ok) return source;

  const contract = tx.em.create(Contract, {
    id: randomUUID(),
    practiceId: practice.value.id,
    type: input.type,
    holderId: holder.value,
    caretaker,
    validFrom: input.from,
    validTo: end.value,
    noticeGivenOn: null,
    noticeEndsOn: null,
    certainty: 'STATED',
    source: source.value,
  });
  await tx.em.flush();
  return ok({ contractId: contract.id, warnings: await gapsAround(tx, contract, input.practice) });
}

/**
 * The days without a contract between this one and its neighbours. The policy does not allow any to pass without a
 * warning.
 */
export async function gapsAround(
  tx: Tx,
  { practiceId, validFrom, validTo }: Pick<Contract, 'practiceId' | 'validFrom' | 'validTo'>,
  code: string,
): Promise<Warning[]> {
  const around = await contractsAround(tx.db, { practiceId, from: validFrom, to: validTo ?? null });
  const gaps = [
    { field: 'from', first: around.endsOn, until: validFrom },
    { field: 'to', first: validTo ?? null, until: around.beginsOn },
  ];
  return gaps.flatMap(({ field, first, until }) => {
    if (first === null || until === null) return [];
    const days = daysBetween(first, until);
    if (days <= (policyOn('DAYS_WITHOUT_CONTRACT', first)?.value ?? 0)) return [];
    const message = `${code} has no contract on ${days === 1 ? first : `the ${days} days from ${first} to ${addDays(until, -1)}`}. Choose another day, or award a caretaker contract for the time between.`;
    return [{ code: organisationWarnings.DAYS_WITHOUT_CONTRACT, field: [field], message }];
  });
}

/** The organisation that is to hold a contract. Refused with NOT_FOUND at `holder` if it cannot hold one. */
export async function holderOf(tx: Tx, holder: AwardContract['holder']): Promise<Result<string>> {
  if (holder.odsCode != null) {
    const found = await knownOrganisation(tx, holder.odsCode, holders, 'holder');
    return found.ok ? ok(found.value.id) : found;
  }
  const [row] = holder.id == null ? [] : await organisationsByIds(tx.db, [holder.id.key], tx.scope.today);
  if (row !== undefined && holders.includes(row.kind)) return ok(row.id);
  const message = 'No organisation with this id can hold a contract.';
  return refuse({ code: generalProblems.NOT_FOUND, field: ['holder'], message });
}
