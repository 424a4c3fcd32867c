import { ok, refuse } from '../../platform/result.js';
import { LeftOut, type OfficialFileReader, type Reading } from '../official-file.js';
import { readCode, readNumber } from '../rules/fields.js';
import { columnsOf } from '../rules/head.js';
import { populationColumns, type PopulationRow } from './population-rows.js';

/**
 * The registered column is an average over the quarters of a year, with fractions, so it is no count of a day and is not
 * taken. "CCG NAME" holds the PCN's name; memberships come from ePCN alone.
 */
const headings = {
  code: ['PRACTICE CODE'],
  type: ['PRACTICE TYPE'],
  weighted: ['NUMBER OF WEIGHTED PATIENTS (LAST KNOWN FIGURE)', 'AVERAGE NUMBER OF WEIGHTED PATIENTS'],
} as const;

/** Carr-Hill weighted lists, out of what practices were paid in a financial year. */
export const payments: OfficialFileReader<PopulationRow> = {
  option: 'payments',
  title: 'NHS Payments to General Practice',
  publication: 'NHS Payments to General Practice',
  columns: populationColumns,
  recognise(head) {
    const at = columnsOf(head, headings);
    return at && { hasHead: true, width: head.length, codeAt: at.code, read: (fields) => readWeighted(fields, at) };
  },
};

function readWeighted(
  fields: readonly string[],
  at: Readonly<Record<keyof typeof headings, number>>,
): Reading<PopulationRow> {
  const field = (name: keyof typeof headings) => fields[at[name]] ?? '';
  if (!/^gp practice/i.test(field('type'))) return ok(new LeftOut('Not a GP practice.'));
  const code = readCode(field('code'), 'PRACTICE');
  if (!code.ok) return code;
  const weighted = readNumber(field('weighted'));
  if (!weighted.ok) return weighted;
  const value = Number(weighted.value).toFixed(2);
  if (Number(value) === 0) return refuse('A weighted list of no patients is no figure to measure by.');
  return ok({ code: code.value, counted_on: null, value });
}
