import { randomUUID } from 'node:crypto';
import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { knownOrganisation } from '../directory/known-organisation.js';
import { Membership } from './membership.entity.js';
import { icbIdsOf, type OrganisationRow } from '../directory/organisation.queries.js';
import { type OfficialSource, sourceOf } from '../directory/source-of.js';

export interface JoinNetwork {
  readonly practice: string;
  readonly pcn: string;
  readonly from: string;
  readonly to?: string | undefined;
  readonly source?: string | OfficialSource | undefined;
}

/**
 * Puts a practice into a PCN on the days `[from, to)`. The ICB that commissions both decides. Refused: unknown codes,
 * an end before the start, days on which either is not open, and (by the database, so that of two at once exactly one
 * succeeds) days on which the practice is already in a PCN.
 */
export async function joinNetwork(
  tx: Tx,
  viewer: Viewer,
  input: JoinNetwork,
): Promise<Result<{ membershipId: string }>> {
  const practice = await knownOrganisation(tx, input.practice, ['PRACTICE'], 'practice');
  if (!practice.ok) return practice;
  const pcn = await knownOrganisation(tx, input.pcn, ['PCN'], 'pcn');
  if (!pcn.ok) return pcn;
  const icbsOfPcn = await icbIdsOf(tx.db, pcn.value.id, tx.scope.today);
  const icbIds = (await icbIdsOf(tx.db, practice.value.id, tx.scope.today)).filter((id) => icbsOfPcn.includes(id));
  const barred = refusalOf(viewer, tx.scope, 'joinNetwork', { icbIds });
  if (barred !== undefined) return refuse(barred);

  const { from, to = null } = input;
  if (to !== null && to <= from)
    return invalid('to', 'The end must be after the start. `to` is the first day after the membership.');
  for (const organisation of [practice.value, pcn.value]) {
    const closed = notOpen(organisation, from, to);
    if (closed !== undefined) return invalid('from', closed);
  }
  const source = sourceOf(viewer, input.source);
  if (!source.ok) return source;

  const membership = tx.em.create(Membership, {
    id: randomUUID(),
    practiceId: practice.value.id,
    pcnId: pcn.value.id,
    validFrom: from,
    validTo: to,
    source: source.value,
  });
  await tx.em.flush();
  return ok({ membershipId: membership.id });
}

function invalid(field: string, message: string) {
  return refuse({ code: generalProblems.INVALID_INPUT, field: [field], message });
}

function notOpen({ name, openedOn, closedOn }: OrganisationRow, from: string, to: string | null) {
  if (openedOn !== null && from < openedOn)
    return `${name} opened on ${openedOn}, after that day. Choose that day or a later one.`;
  if (closedOn !== null && (to === null || to > closedOn))
    return `${name} closed on ${closedOn}. End the membership by then.`;
  return undefined;
}
