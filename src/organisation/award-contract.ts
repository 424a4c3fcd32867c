import { randomUUID } from 'node:crypto';
import { refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import type { Tx } from '../platform/database/scope.js';
import { parseGlobalId } from '../platform/graphql/global-id.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { Contract } from './contract.entity.js';
import { knownOrganisation } from './known-organisation.js';
import { icbIdsOf, type OrganisationKind, organisationsByIds } from './organisation.queries.js';
import { contractEndOf, type ContractType } from './rules/contract-term.js';
import { sourceOf } from './source-of.js';

export interface AwardContract {
  readonly practice: string;
  readonly type: ContractType;
  /** Its ODS code, or the global id of a holder that has no code. */
  readonly holder: { readonly odsCode?: string; readonly id?: string };
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
 * Awards a practice's contract to a holder on the days `[from, to)`.
 * Refused: unknown codes, a term that the type does not allow (policy), a practice that has closed by then, and (by the
 * database) days on which it has a contract already.
 */
export const awardContract = async (
  tx: Tx,
  viewer: Viewer,
  input: AwardContract,
): Promise<Result<{ contractId: string }>> => {
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
    const message = `${name} closed on ${closedOn}, before the contract begins.`;
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
  return ok({ contractId: contract.id });
};

/** The organisation that is to hold a contract. Refused with NOT_FOUND at `holder` where it cannot hold one. */
export const holderOf = async (tx: Tx, holder: AwardContract['holder']): Promise<Result<string>> => {
  if (holder.odsCode != null) {
    const found = await knownOrganisation(tx, holder.odsCode, holders, 'holder');
    return found.ok ? ok(found.value.id) : found;
  }
  const key = parseGlobalId(holder.id ?? '')?.key;
  const row = key === undefined ? undefined : (await organisationsByIds(tx.db, [key], tx.scope.today))[0];
  if (row !== undefined && holders.includes(row.kind)) return ok(row.id);
  const message = 'No organisation with this id can hold a contract.';
  return refuse({ code: generalProblems.NOT_FOUND, field: ['holder'], message });
};
