import { ok, refuse, type Result, type Warning } from '../../../platform/result.js';
import { policyOn } from '../../../policy/policies.js';
import { addMonths, daysBetween } from '../../../time/london.js';

export interface Notice {
  readonly givenOn: string;
  readonly endsOn: string;
  readonly today: string;
  readonly contract: { readonly from: string; readonly to: string | null };
}

/**
 * Whether a notice is plausible: given on a day of the contract and not in the future, ending after it was given and no
 * later than the contract would end anyway. `endsOn` is the first day without the contract. Refuses NOTICE_PERIOD. Each
 * contract says how long its notice must be; we do not hold that.
 */
export function checkNotice({ givenOn, endsOn, today, contract }: Notice): Result<null> {
  const no = (field: string, message: string) => refuse({ code: 'NOTICE_PERIOD', field: [field], message });
  if (givenOn > today)
    return no('noticeGivenOn', 'Notice cannot be given in the future. Record it on the day it is given.');
  if (givenOn < contract.from)
    return no(
      'noticeGivenOn',
      `The contract began on ${contract.from}, after that day. Choose that day or a later one.`,
    );
  if (endsOn <= givenOn) return no('endsOn', 'A notice must end after the day on which it was given.');
  if (contract.to !== null && endsOn > contract.to) {
    return no('endsOn', `The contract ends on ${contract.to} anyway. Choose that day or an earlier one.`);
  }
  const longest = policyOn('NOTICE_LONGEST', givenOn);
  if (longest !== undefined && endsOn > addMonths(givenOn, 12 * longest.value)) {
    return no('endsOn', `A notice of more than ${longest.value} years is not plausible. Please check the year.`);
  }
  return ok(null);
}

/**
 * The warning when a notice is shorter than a contractor’s own would be. It may be right, for example when the
 * commissioner ends a contract at once. Source: policy NOTICE_SHORTEST, which names its source.
 */
export function shortNotice({ givenOn, endsOn }: Pick<Notice, 'givenOn' | 'endsOn'>): Warning[] {
  const shortest = policyOn('NOTICE_SHORTEST', givenOn);
  if (shortest === undefined || endsOn >= addMonths(givenOn, shortest.value)) return [];
  const days = daysBetween(givenOn, endsOn);
  const message = `The notice is ${days} ${days === 1 ? 'day' : 'days'} long. A contractor’s own notice on a GMS contract is ${shortest.value} months, 3 for a single-handed GP. Check the day, and award a caretaker contract in time.`;
  return [{ code: 'NOTICE_SHORT', field: ['endsOn'], message }];
}
