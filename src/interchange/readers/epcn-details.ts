import { checkPostcode } from '../../organisation/rules/postcode.js';
import { ok, refuse } from '../../platform/result.js';
import { addDays } from '../../time/london.js';
import type { OfficialFileReader, Reading } from '../official-file.js';
import { readCode, readName } from '../rules/fields.js';
import { readDay, readOptionalDay } from '../rules/file-dates.js';
import { columnsOf } from '../rules/head.js';
import { organisationColumns, type OrganisationRow } from './organisation-rows.js';

const headings = {
  code: ['PCN CODE'],
  name: ['PCN NAME'],
  commissioner: ['CURRENT SUB ICB LOC CODE', 'CURRENT SUB ICB LOCATION CODE', 'CURRENT CCG CODE'],
  commissionerName: ['SUB ICB LOCATION', 'SUB ICB LOCATION NAME', 'CURRENT SUB ICB LOC NAME', 'CCG'],
  opened: ['OPEN DATE'],
  closed: ['CLOSE DATE'],
  postcode: ['POSTCODE'],
} as const;

/** The primary care networks: the first sheet of ODS's ePCN. */
export const epcnDetails: OfficialFileReader<OrganisationRow> = {
  option: 'epcn-details',
  title: 'ePCN, the details of PCNs',
  publication: 'NHS Organisation Data Service, ePCN',
  columns: organisationColumns,
  recognise(head) {
    const at = columnsOf(head, headings);
    return at && { hasHead: true, width: head.length, codeAt: at.code, read: (fields) => readNetwork(fields, at) };
  },
};

function readNetwork(
  fields: readonly string[],
  at: Readonly<Record<keyof typeof headings, number>>,
): Reading<OrganisationRow> {
  const field = (name: keyof typeof headings) => fields[at[name]] ?? '';
  const code = readCode(field('code'), 'PCN');
  if (!code.ok) return code;
  const name = readName(field('name'));
  if (!name.ok) return name;
  const commissioner = readCode(field('commissioner'), 'SUB_ICB');
  if (!commissioner.ok) return commissioner;
  const commissionerName = field('commissionerName') === '' ? ok(null) : readName(field('commissionerName'));
  if (!commissionerName.ok) return commissionerName;
  const opened = readDay(field('opened'));
  if (!opened.ok) return opened;
  const lastDay = readOptionalDay(field('closed'));
  if (!lastDay.ok) return lastDay;
  if (lastDay.value !== null && lastDay.value < opened.value) {
    return refuse(`It closes on ${lastDay.value}, before it opens on ${opened.value}.`);
  }
  const postcode = checkPostcode(field('postcode'));
  return ok({
    code: code.value,
    kind: 'PCN',
    name: name.value,
    icb: null,
    commissioner: commissioner.value,
    commissioner_name: commissionerName.value,
    commissioned_on: opened.value,
    opened_on: opened.value,
    closed_on: lastDay.value === null ? null : addDays(lastDay.value, 1),
    address: null,
    town: null,
    postcode: postcode.ok ? postcode.value : null,
  });
}
