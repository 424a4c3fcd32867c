import { ok, refuse, type Result } from '../../platform/result.js';
import { daysBetween } from '../../time/london.js';

/** Longer than any notice: a guard against a mistyped year, not a rule of a contract. */
const longestNoticeDays = 3 * 366;

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
  if (givenOn < contract.from) return no('noticeGivenOn', `The contract began on ${contract.from}, after that day.`);
  if (endsOn <= givenOn) return no('endsOn', 'A notice ends after the day on which it was given.');
  if (contract.to !== null && endsOn > contract.to) {
    return no('endsOn', `The contract ends on ${contract.to} in any case. Choose that day or an earlier one.`);
  }
  if (daysBetween(givenOn, endsOn) > longestNoticeDays) {
    return no('endsOn', 'A notice of more than three years is not plausible. Please check the year.');
  }
  return ok(null);
}
