import type { Context } from '../../identity/context.js';
import { ok, type Result } from '../../platform/result.js';
import { signaturesLoader } from '../agreement/agreement.loader.js';
import { listAgreements } from '../agreement/list-agreements.js';
import { type AgreementStanding, agreementStandingOf } from '../agreement/rules/agreement.js';
import { networkOn } from './list-participations.js';

/**
 * Whether a practice had signed the agreement of its network of the day, for viewers who may read the network's papers.
 */
export async function readAgreementStanding(
  context: Context,
  practiceId: string,
  day: string,
): Promise<Result<AgreementStanding>> {
  const pcnId = await networkOn(context, practiceId, day);
  if (pcnId === undefined) return ok('NO_AGREEMENT');
  const agreements = await listAgreements(context, pcnId);
  if (!agreements.ok) return agreements;
  const signatures = await Promise.all(agreements.value.map(({ id }) => context.use(signaturesLoader).load(id)));
  const own = signatures.flat().filter((signature) => signature.practiceId === practiceId);
  return ok(agreementStandingOf(agreements.value, own, day));
}
