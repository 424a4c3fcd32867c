import { ok, refuse } from '../../platform/result.js';
import { LeftOut, type OfficialFileReader, type Reading } from '../official-file.js';
import { readCode, readNumber } from '../rules/fields.js';
import { readDay } from '../rules/file-dates.js';
import { columnsOf } from '../rules/head.js';
import { populationColumns, type PopulationRow } from './population-rows.js';

/** Until 2022 the commissioner's column was CCG_CODE, since then SUB_ICB_LOCATION_CODE; we need neither. */
const headings = {
  day: ['EXTRACT_DATE'],
  type: ['TYPE'],
  code: ['CODE'],
  sex: ['SEX'],
  age: ['AGE'],
  patients: ['NUMBER_OF_PATIENTS'],
} as const;

/** Registered list sizes: gp-reg-pat-prac-all. */
export const lists: OfficialFileReader<PopulationRow> = {
  option: 'lists',
  title: 'gp-reg-pat-prac-all, the list sizes of practices',
  publication: 'NHS England, Patients Registered at a GP Practice',
  columns: populationColumns,
  recognise(head) {
    const at = columnsOf(head, headings);
    return at && { hasHead: true, width: head.length, codeAt: at.code, read: (fields) => readList(fields, at) };
  },
};

function readList(
  fields: readonly string[],
  at: Readonly<Record<keyof typeof headings, number>>,
): Reading<PopulationRow> {
  const field = (name: keyof typeof headings) => fields[at[name]] ?? '';
  if (field('type').toUpperCase() !== 'GP') return ok(new LeftOut('Not a GP practice: a sum over an area.'));
  if (field('sex').toUpperCase() !== 'ALL' || field('age').toUpperCase() !== 'ALL') {
    return ok(new LeftOut('A part of a list, by sex or age.'));
  }
  const code = readCode(field('code'), 'PRACTICE');
  if (!code.ok) return code;
  const day = readDay(field('day'));
  if (!day.ok) return day;
  const patients = readNumber(field('patients'));
  if (!patients.ok) return patients;
  if (patients.value.includes('.')) return refuse('A registered list is a whole number of patients.');
  if (Number(patients.value) === 0) return refuse('A list of no patients is no figure to measure by.');
  return ok({ code: code.value, counted_on: day.value, value: patients.value });
}
