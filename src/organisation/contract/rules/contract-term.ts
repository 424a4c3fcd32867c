import { policyOn } from '../../../policy/policies.js';
import { ok, refuse, type Result } from '../../../platform/result.js';
import { isCalendarDay } from '../../../time/london.js';

export type ContractType = 'GMS' | 'PMS' | 'APMS';

export interface ContractTerm {
  readonly type: ContractType;
  readonly caretaker: boolean;
  readonly from: string;
  readonly to: string | null;
}

/**
 * The first day on which a new contract no longer runs, or null if it has no end date. An APMS contract runs at most
 * for the policy's term, which is also its end if none is given; GMS and PMS contracts have no end date. A caretaker
 * contract bridges a gap, so it is an APMS contract. Refuses CONTRACT_TERM at `to`, `type` or `from`. Source: policy
 * APMS_TERM, which names its source.
 */
export function contractEndOf({ type, caretaker, from, to }: ContractTerm): Result<string | null> {
  const no = (field: string, message: string) => refuse({ code: 'CONTRACT_TERM', field: [field], message });
  if (to !== null && to <= from)
    return no('to', 'The end must be after the start. `to` is the first day after the contract.');
  if (type !== 'APMS') {
    if (caretaker)
      return no('type', `A caretaker contract has an end date, so it must be APMS; ${type} contracts have none.`);
    if (to !== null)
      return no('to', `A ${type} contract has no end date. Leave \`to\` out, or award an APMS contract.`);
    return ok(null);
  }
  const term = policyOn('APMS_TERM', from);
  if (term === undefined) return no('from', `No policy says how long an APMS contract that begins on ${from} may run.`);
  const latest = yearsLater(from, term.value);
  if (to !== null && to > latest) {
    const message = `An APMS contract can be recorded for at most ${term.value} years at once: to ${latest} at the latest. No regulation sets a term; this limit is our own. If it runs on, award it again from that day.`;
    return no('to', message);
  }
  return ok(to ?? latest);
}

/** The same day some years later; 29 February becomes 1 March, so that the last day of the term is 28 February. */
function yearsLater(day: string, years: number): string {
  const later = `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
  return isCalendarDay(later) ? later : `${later.slice(0, 5)}03-01`;
}
