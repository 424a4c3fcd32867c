import { LockMode } from '@mikro-orm/core';
import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { signaturesOf } from '../../organisation/agreement/agreement.queries.js';
import { NetworkAgreement } from '../../organisation/agreement/network-agreement.entity.js';
import { organisationProblems } from '../../organisation/directory/organisation.problems.js';
import { checkPlainText } from '../../organisation/directory/rules/plain-text.js';
import { membersOn } from '../../organisation/membership/network.queries.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { carryOut, type ChangeReport, ReportDraft } from '../change-report.js';

export interface DiscardDraftAgreement {
  readonly agreement: string;
  readonly reason: string;
  readonly dryRun?: boolean | undefined;
}

/**
 * Discards an agreement that has never been in force; its signatures stay on record and bind nobody. Locks its row, as
 * `signAgreement` does, so that of a last signature and a discarding at once one sees the other.
 */
export function discardDraftAgreement(
  tx: Tx,
  viewer: Viewer,
  input: DiscardDraftAgreement,
): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => discard(inner, viewer, input));
}

async function discard(tx: Tx, viewer: Viewer, input: DiscardDraftAgreement): Promise<Result<ChangeReport>> {
  const { today } = tx.scope;
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const agreement = await tx.em.findOne(NetworkAgreement, { id: input.agreement }, { lockMode });
  const no = (code: string, message: string) => refuse({ code, field: ['agreement'], message });
  if (agreement === null) {
    const message = 'Your network has no agreement with this id. Read its agreements again.';
    return no(generalProblems.NOT_FOUND, message);
  }
  const { pcnId, title } = agreement;
  const barred = refusalOf(viewer, tx.scope, 'draftAgreement', { pcnId });
  if (barred !== undefined) return refuse(barred);
  const reason = checkPlainText(input.reason, 200, 'reason');
  if (!reason.ok) return reason;
  if (agreement.discardedBecause != null) {
    return no(
      organisationProblems.AGREEMENT_DISCARDED,
      'The draft was discarded already. There is nothing more to do.',
    );
  }
  if (agreement.inForceFrom != null) {
    const message = `All have signed “${title}”, and it is in force from ${agreement.inForceFrom}. Draft the next one instead.`;
    return no(organisationProblems.AGREEMENT_IN_FORCE, message);
  }
  agreement.endedOn = today;
  agreement.discardedBecause = reason.value;
  await tx.em.flush();
  const draft = new ReportDraft(today);
  const signed = await signaturesOf(tx.db, [agreement.id]);
  draft.note('moves', 'AGREEMENT', `The draft “${title}” is discarded.`, {
    about: { type: 'NetworkAgreement', key: agreement.id },
  });
  draft.note('stays', 'AGREEMENT', 'Signatures that were given stay on record and bind nobody.', {
    count: signed.length,
  });
  const members = await membersOn(tx.db, pcnId, today);
  for (const id of new Set([...signed, ...members].map(({ practiceId }) => practiceId))) {
    draft.tell(id, `The draft “${title}” is discarded: ${reason.value}`);
  }
  return ok(draft.report);
}
