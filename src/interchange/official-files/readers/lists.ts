import { ok, refuse } from '../../../platform/result.js';
import { type Field, LeftOut, type OfficialFileReader, type Reading } from '../official-file.js';
import { practiceCodes, readCode, readNumber } from '../rules/fields.js';
import { readDay } from '../rules/file-dates.js';
import { populationColumns, type PopulationRow } from './population-rows.js';

type Name = 'day' | 'type' | 'code' | 'sex' | 'age' | 'patients';

/**
 * Until 2022 the commissioner's column was CCG_CODE, since then SUB_ICB_LOCATION_CODE; we need neither. The files by
 * age group have other names for some columns, and hold the same totals.
 */
const headings: Readonly<Record<Name, readonly string[]>> = {
  day: ['EXTRACT_DATE'],
  type: ['TYPE', 'ORG_TYPE'],
  code: ['CODE', 'ORG_CODE', 'PRACTICE_CODE'],
  sex: ['SEX'],
  age: ['AGE', 'AGE_GROUP_5'],
  patients: ['NUMBER_OF_PATIENTS'],
};

/** Registered list sizes: gp-reg-pat-prac-all. */
export const lists: OfficialFileReader<PopulationRow, Name> = {
  option: 'lists',
  title: 'gp-reg-pat-prac-all, the list sizes of practices',
  publication: 'NHS England, Patients Registered at a GP Practice',
  columns: populationColumns,
  headings,
  codeField: 'code',
  codes: practiceCodes,
  read: readList,
};

function readList(field: Field<Name>): Reading<PopulationRow> {
  if (field('type').toUpperCase() !== 'GP') return ok(new LeftOut('Not a GP practice: a total for an area.'));
  if (field('sex').toUpperCase() !== 'ALL' || field('age').toUpperCase() !== 'ALL') {
    return ok(new LeftOut('A part of a list, by sex or age.'));
  }
  const code = readCode(field('code'), 'PRACTICE');
  if (!code.ok) return code;
  const day = readDay(field('day'));
  if (!day.ok) return day;
  const patients = readNumber(field('patients'));
  if (!patients.ok) return patients;
  if (!Number.isInteger(Number(patients.value))) return refuse('A registered list is a whole number of patients.');
  if (Number(patients.value) === 0) return refuse('A list of no patients cannot be used as a measure.');
  return ok({ code: code.value, counted_on: day.value, value: String(Number(patients.value)) });
}
