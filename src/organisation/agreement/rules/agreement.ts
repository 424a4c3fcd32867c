import { ok, refuse, type Result, type Warning } from '../../../platform/result.js';
import { policyOn } from '../../../policy/policies.js';
import { addMonths } from '../../../time/london.js';

export type AgreementState = 'DRAFT' | 'PART_SIGNED' | 'IN_FORCE' | 'ENDED' | 'DISCARDED';

/** A network agreement's days; `endedOn` is the first day after it. */
export interface AgreementDays {
  readonly startsOn: string;
  readonly inForceFrom: string | null;
  readonly endedOn: string | null;
  /** Why it was discarded, on `endedOn`, before it was ever in force; null if it was not. */
  readonly discardedBecause?: string | null;
}

/** The state of an agreement on the day; `signedOn` holds the days of all its signatures. */
export function agreementStateOn(agreement: AgreementDays, signedOn: readonly string[], day: string): AgreementState {
  if (agreement.endedOn !== null && agreement.endedOn <= day)
    return agreement.discardedBecause == null ? 'ENDED' : 'DISCARDED';
  if (agreement.inForceFrom !== null && agreement.inForceFrom <= day) return 'IN_FORCE';
  return signedOn.some((signed) => signed <= day) ? 'PART_SIGNED' : 'DRAFT';
}

/**
 * Whether the days of a new draft are plausible, with warnings. Precondition: it is not drafted in the future. Refuses
 * INVALID_INPUT: days before there were networks, a start too far ahead. Source: policies AGREEMENT_RECORDED_LATE and
 * AGREEMENT_PLANNED_AHEAD.
 */
export function checkDraftDays(days: { draftedOn: string; startsOn: string; today: string }): Result<Warning[]> {
  const { today } = days;
  const ahead = policyOn('AGREEMENT_PLANNED_AHEAD', today);
  if (ahead !== undefined && days.startsOn > addMonths(today, 12 * ahead.value)) {
    const message = `An agreement must begin within ${ahead.value} years. Please check the year.`;
    return refuse({ code: 'INVALID_INPUT', field: ['startsOn'], message });
  }
  const warnings: Warning[] = [];
  for (const field of ['draftedOn', 'startsOn'] as const) {
    const late = policyOn('AGREEMENT_RECORDED_LATE', days[field]);
    if (late === undefined) {
      const message = 'There were no networks yet on that day. Please check the year.';
      return refuse({ code: 'INVALID_INPUT', field: [field], message });
    }
    if (days[field] >= addMonths(today, -12 * late.value)) continue;
    const message = `${days[field]} is more than ${late.value === 1 ? 'a year' : `${late.value} years`} ago. It has been recorded; please check the year.`;
    warnings.push({ code: 'AGREEMENT_OLD', field: [field], message });
  }
  return ok(warnings);
}

/**
 * The day from which an agreement would be in force: the later of its start and the day of its last signature.
 * Precondition: at least one signature. The caller checks whether all members of that day have signed.
 */
export function inForceFrom(startsOn: string, signedOn: readonly string[]): string {
  return [startsOn, ...signedOn].reduce((latest, day) => (day > latest ? day : latest));
}

export type AgreementStanding = 'NO_AGREEMENT' | 'NOT_SIGNED' | 'SIGNED';

/**
 * Whether a practice has signed, on the day, the agreement in force or, if none is, the newest draft of that day.
 * @param agreements all of its network, newest first.
 * @param signatures the practice's own.
 */
export function agreementStandingOf(
  agreements: readonly (AgreementDays & { readonly id: string; readonly draftedOn: string })[],
  signatures: readonly { readonly agreementId: string; readonly signedOn: string }[],
  day: string,
): AgreementStanding {
  const open = agreements.filter(({ draftedOn, endedOn }) => draftedOn <= day && (endedOn === null || endedOn > day));
  const agreement = open.find(({ inForceFrom: from }) => from !== null && from <= day) ?? open[0];
  if (agreement === undefined) return 'NO_AGREEMENT';
  const signed = signatures.some(({ agreementId, signedOn }) => agreementId === agreement.id && signedOn <= day);
  return signed ? 'SIGNED' : 'NOT_SIGNED';
}
