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
 * Whether a notice can be true: given on a day of the contract and not in the future, ending after it was given and no
 * later than the contract would end by itself. `endsOn` is the first day without the contract.
 * Refuses NOTICE_PERIOD. How long a notice must be stands in each contract, which we do not hold.
 */
export function checkNotice({ givenOn, endsOn, today, contract }: Notice): Result<null> {
  const no = (field: string, message: string) => refuse({ code: 'NOTICE_PERIOD', field: [field], message });
  if (givenOn > today) return no('noticeGivenOn', 'Notice cannot be given in the future. Record it on its day.');
  if (givenOn < contract.from)
    return no(
      'noticeGivenOn',
      `The contract began on ${contract.from}, after that day. Choose that day or a later one.`,
    );
  if (endsOn <= givenOn) return no('endsOn', 'A notice ends after the day on which it was given.');
  if (contract.to !== null && endsOn > contract.to) {
    return no('endsOn', `The contract ends on ${contract.to} in any case. Choose that day or an earlier one.`);
  }
  const longest = policyOn('NOTICE_LONGEST', givenOn);
  if (longest !== undefined && endsOn > addMonths(givenOn, 12 * longest.value)) {
    return no('endsOn', `A notice of more than ${longest.value} years is not plausible. Please check the year.`);
  }
  return ok(null);
}

/**
 * What to see to where a notice is shorter than a contractor’s own would be: it may be right, as when the commissioner
 * ends a contract at once. Source: policy NOTICE_SHORTEST and where it stands.
 */
export function shortNotice({ givenOn, endsOn }: Pick<Notice, 'givenOn' | 'endsOn'>): Warning[] {
  const shortest = policyOn('NOTICE_SHORTEST', givenOn);
  if (shortest === undefined || endsOn >= addMonths(givenOn, shortest.value)) return [];
  const days = daysBetween(givenOn, endsOn);
  const message = `The notice is ${days} ${days === 1 ? 'day' : 'days'} long. A contractor’s own notice on a GMS contract is ${shortest.value} months, 3 for a single-handed GP. Check the day, and award a caretaker contract in time.`;
  return [{ code: 'NOTICE_SHORT', field: ['endsOn'], message }];
}
