import { ok, refuse } from '../../../platform/result.js';
import { type Field, LeftOut, type OfficialFileReader, type Reading } from '../official-file.js';
import { practiceCodes, readCode, readNumber } from '../rules/fields.js';
import { populationColumns, type PopulationRow } from './population-rows.js';

type Name = 'code' | 'type' | 'weighted';

/**
 * The registered column is an average over the quarters of a year, with fractions, so it is not a count on a day and is
 * not used. "CCG NAME" holds the PCN's name; memberships come from ePCN alone. The years before 2019/20 have no column
 * for the type: they list only GP practices.
 */
const headings: Readonly<Record<Name, readonly string[]>> = {
  code: ['Practice Code'],
  type: ['Practice Type'],
  weighted: [
    'Number of Weighted Patients (Last Known Figure)',
    'Average Number of Weighted Patients',
    'Number of Weighted Patients',
  ],
};

/** Carr-Hill weighted lists, from the payments to practices in a financial year. */
export const payments: OfficialFileReader<PopulationRow, Name> = {
  option: 'payments',
  title: 'NHS Payments to General Practice',
  publication: 'NHS Payments to General Practice',
  columns: populationColumns,
  headings,
  optional: ['type'],
  codeField: 'code',
  codes: practiceCodes,
  read: readWeighted,
};

function readWeighted(field: Field<Name>): Reading<PopulationRow> {
  if (!/^(gp practice|$)/i.test(field('type'))) return ok(new LeftOut('Not a GP practice.'));
  const code = readCode(field('code'), 'PRACTICE');
  if (!code.ok) return code;
  const weighted = readNumber(field('weighted'));
  if (!weighted.ok) return weighted;
  const value = Number(weighted.value).toFixed(2);
  if (Number(value) === 0) return refuse('A weighted list of no patients cannot be used as a measure.');
  return ok({ code: code.value, counted_on: null, value });
}
