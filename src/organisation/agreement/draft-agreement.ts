import { randomUUID } from 'node:crypto';
import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result, type Warning } from '../../platform/result.js';
import { knownOrganisation } from '../directory/known-organisation.js';
import { NetworkAgreement } from './network-agreement.entity.js';
import { checkDraftDays } from './rules/agreement.js';
import { checkPlainText } from '../directory/rules/plain-text.js';

export interface DraftAgreement {
  readonly pcn: string;
  readonly title: string;
  readonly startsOn: string;
  readonly draftedOn?: string | undefined;
}

/**
 * Drafts a network agreement, which its members then sign one by one. Refused: an unknown PCN, a title that cannot be
 * printed, a draft dated in the future, days before there were networks or too far ahead. An old draft gives a warning:
 * a network may bring along an agreement from years ago.
 */
export async function draftAgreement(
  tx: Tx,
  viewer: Viewer,
  input: DraftAgreement,
): Promise<Result<{ agreementId: string; warnings: readonly Warning[] }>> {
  const pcn = await knownOrganisation(tx, input.pcn, ['PCN'], 'pcn');
  if (!pcn.ok) return pcn;
  const barred = refusalOf(viewer, tx.scope, 'draftAgreement', { pcnId: pcn.value.id });
  if (barred !== undefined) return refuse(barred);
  const title = checkPlainText(input.title, 200, 'title');
  if (!title.ok) return title;
  const draftedOn = input.draftedOn ?? tx.scope.today;
  if (draftedOn > tx.scope.today) {
    return refuse({
      code: generalProblems.INVALID_INPUT,
      field: ['draftedOn'],
      message: 'A draft is dated today or earlier. Use `startsOn` for when it is to begin.',
    });
  }
  const days = checkDraftDays({ draftedOn, startsOn: input.startsOn, today: tx.scope.today });
  if (!days.ok) return days;
  const agreement = tx.em.create(NetworkAgreement, {
    id: randomUUID(),
    pcnId: pcn.value.id,
    title: title.value,
    draftedOn,
    startsOn: input.startsOn,
    inForceFrom: null,
    endedOn: null,
  });
  await tx.em.flush();
  return ok({ agreementId: agreement.id, warnings: days.value });
}
