import { ok, refuse, type Result } from '../../../platform/result.js';
import type { PopulationBasis } from '../../directory/rules/population-basis.js';

/** More people than England has: a guard against a typing error. */
const mostPeople = 100_000_000;

/**
 * A population as it is stored, with two decimals. Refuses INVALID_INPUT at `value`: not above zero, more than anybody
 * could serve, part of a patient on a registered list.
 */
export function checkFigure(basis: PopulationBasis, value: number): Result<string> {
  const no = (message: string) => refuse({ code: 'INVALID_INPUT', field: ['value'], message });
  if (!(value >= 0 && value <= mostPeople)) {
    return no(`A population is between 0 and ${mostPeople.toLocaleString('en-GB')}.`);
  }
  if (Number(value.toFixed(2)) === 0) {
    return no('A population must be more than zero; for a basis without a figure, record nothing.');
  }
  if (basis === 'REGISTERED' && !Number.isInteger(value)) {
    return no('A registered list is a whole number of patients.');
  }
  return ok(value.toFixed(2));
}
