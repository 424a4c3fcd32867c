import { randomUUID } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result, type Warning } from '../../platform/result.js';
import { signaturesOf } from './agreement.queries.js';
import { AgreementSignature } from './agreement-signature.entity.js';
import { knownOrganisation } from '../directory/known-organisation.js';
import { membershipsOf } from '../membership/membership.queries.js';
import { NetworkAgreement } from './network-agreement.entity.js';
import { membersOn } from '../membership/network.queries.js';
import { organisationProblems } from '../directory/organisation.problems.js';
import { organisationWarnings } from '../directory/organisation.warnings.js';
import { inForceFrom } from './rules/agreement.js';

export interface SignAgreement {
  readonly agreement: string;
  readonly practice: string;
  readonly signedOn?: string | undefined;
}

/**
 * Signs an agreement for a member. With the last missing signature it comes into force, on the later of its start and
 * that day, and the agreement that was in force before ends that day. A practice that joins later signs for itself. The
 * agreement's row is locked first, so that of two last signatures at once the second sees the first. Refused: an
 * agreement that has ended, a practice that is not a member, a second signature, a day in the future.
 */
export async function signAgreement(
  tx: Tx,
  viewer: Viewer,
  input: SignAgreement,
): Promise<Result<{ agreementId: string; warnings: readonly Warning[] }>> {
  const practice = await knownOrganisation(tx, input.practice, ['PRACTICE'], 'practice');
  if (!practice.ok) return practice;
  const barred = refusalOf(viewer, tx.scope, 'signAgreement', { organisationId: practice.value.id });
  if (barred !== undefined) return refuse(barred);
  const agreement = await tx.em.findOne(
    NetworkAgreement,
    { id: input.agreement },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (agreement === null) {
    return no(
      generalProblems.NOT_FOUND,
      'agreement',
      'Your network has no agreement with this id. Read its agreements again.',
    );
  }
  const { today } = tx.scope;
  const signedOn = input.signedOn ?? today;
  if (signedOn > today || signedOn < agreement.draftedOn) {
    const message = `Sign it today or earlier, and not before it was drafted on ${agreement.draftedOn}.`;
    return no(generalProblems.INVALID_INPUT, 'signedOn', message);
  }
  if (agreement.discardedBecause != null) {
    const message = `The draft was discarded: ${agreement.discardedBecause}`;
    return no(organisationProblems.AGREEMENT_DISCARDED, 'agreement', message);
  }
  if (agreement.endedOn != null && agreement.endedOn <= today) {
    return no(
      organisationProblems.AGREEMENT_ENDED,
      'agreement',
      `The agreement ended on ${agreement.endedOn}. Sign the one that is in force, or draft a new one.`,
    );
  }
  const memberships = await membershipsOf(tx.db, [practice.value.id]);
  if (!memberships.some(({ pcnId, to }) => pcnId === agreement.pcnId && (to === null || to > today))) {
    const message = `${practice.value.name} is not a member of this network, and no date is set for it to join. It can sign once a date is set.`;
    return no(organisationProblems.NOT_A_MEMBER, 'practice', message);
  }
  tx.em.create(AgreementSignature, {
    id: randomUUID(),
    agreementId: agreement.id,
    pcnId: agreement.pcnId,
    practiceId: practice.value.id,
    signedOn,
  });
  await tx.em.flush();
  const replaced = await bringIntoForce(tx, agreement);
  return ok({ agreementId: agreement.id, warnings: replaced === null ? [] : [endOf(replaced, agreement)] });
}

function endOf(replaced: NetworkAgreement, { title, inForceFrom: day }: NetworkAgreement): Warning {
  return {
    code: organisationWarnings.AGREEMENT_REPLACED,
    message: `“${title}” is in force from ${day} on, and “${replaced.title}” ends that day. Which practice takes part in which service does not change. A practice that joins later signs “${title}”.`,
  };
}

function no(code: string, field: string, message: string) {
  return refuse({ code, field: [field], message });
}

/**
 * Brings an agreement into force once every member of the day has signed it: on the latest of its start, its last
 * signature and `notBefore`, the day from which a member that had not signed is gone. Precondition: the agreement's row
 * is locked and its signatures are flushed.
 * @returns the agreement that this ends, or null.
 */
export async function bringIntoForce(
  tx: Tx,
  agreement: NetworkAgreement,
  notBefore?: string,
): Promise<NetworkAgreement | null> {
  if (agreement.inForceFrom != null) return null;
  const signatures = await signaturesOf(tx.db, [agreement.id]);
  const signedOn = signatures.map((signature) => signature.signedOn);
  const day = inForceFrom(agreement.startsOn, notBefore === undefined ? signedOn : [...signedOn, notBefore]);
  const signed = new Set(signatures.map((signature) => signature.practiceId));
  const members = await membersOn(tx.db, agreement.pcnId, day);
  if (members.length === 0 || !members.every((member) => signed.has(member.practiceId))) {
    return null;
  }
  const running = await tx.em.findOne(
    NetworkAgreement,
    {
      pcnId: agreement.pcnId,
      id: { $ne: agreement.id },
      inForceFrom: { $lt: day },
      $or: [{ endedOn: null }, { endedOn: { $gt: day } }],
    },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (running !== null) {
    running.endedOn = day;
    // This end must be written before the new start; otherwise both would be in force at once.
    await tx.em.flush();
  }
  agreement.inForceFrom = day;
  await tx.em.flush();
  return running;
}
