import { checkPostcode } from '../../../organisation/directory/rules/postcode.js';
import { ok, refuse } from '../../../platform/result.js';
import { addDays } from '../../../time/london.js';
import { type Field, LeftOut, type OfficialFileReader, type Reading } from '../official-file.js';
import { practiceCodes, readCode, readName } from '../rules/fields.js';
import { readOptionalDay } from '../rules/file-dates.js';
import { organisationColumns, type OrganisationRow } from './organisation-rows.js';

/** Columns by position: the file has no heading row. Source: NHS Organisation Data Service, epraccur. */
const at = {
  code: 0,
  name: 1,
  icb: 3,
  address1: 4,
  address2: 5,
  address3: 6,
  address4: 7,
  address5: 8,
  postcode: 9,
  opened: 10,
  closed: 11,
  status: 12,
  commissioner: 14,
  joined: 15,
  setting: 25,
} as const;
type Name = keyof typeof at;

/** What the publisher's description of the file calls the columns. People who add a heading row use these. */
const headings: Readonly<Record<Name, readonly string[]>> = {
  code: ['Organisation Code', 'Practice Code'],
  name: ['Name', 'Organisation Name', 'Practice Name'],
  icb: ['High Level Health Geography'],
  address1: ['Address Line 1'],
  address2: ['Address Line 2'],
  address3: ['Address Line 3'],
  address4: ['Address Line 4'],
  address5: ['Address Line 5'],
  postcode: ['Postcode'],
  opened: ['Open Date'],
  closed: ['Close Date'],
  status: ['Status Code', 'Status'],
  commissioner: ['Commissioner', 'Parent Organisation Code'],
  joined: ['Join Provider/Purchaser Date', 'Join Parent Date'],
  setting: ['Prescribing Setting'],
};

const addressLines = ['address1', 'address2', 'address3', 'address4', 'address5'] as const;

/** The prescribing settings that we use; all others are cost centres that are not GP practices. */
const kinds: Readonly<Record<string, 'PRACTICE' | 'HUB'>> = { '4': 'PRACTICE', '26': 'HUB' };

/** GP practices and the hubs of PCNs, among everything that may prescribe. */
export const epraccur: OfficialFileReader<OrganisationRow, Name> = {
  option: 'epraccur',
  title: 'epraccur, the directory of GP practices',
  publication: 'NHS Organisation Data Service, epraccur',
  columns: organisationColumns,
  headings,
  withoutHead: {
    width: 27,
    at,
    isRow: (fields) =>
      /^[A-Z]\d{5}$/i.test(fields[at.code] ?? '') &&
      /^[ACDP]$/i.test(fields[at.status] ?? '') &&
      /^-?\d{1,2}$/.test(fields[at.setting] ?? ''),
    anyHead: true,
  },
  codeField: 'code',
  codes: practiceCodes,
  read: readPractice,
};

function readPractice(field: Field<Name>): Reading<OrganisationRow> {
  const kind = kinds[field('setting')];
  if (kind === undefined) return ok(new LeftOut('Not a GP practice: another prescribing setting.'));
  const code = readCode(field('code'), 'PRACTICE');
  if (!code.ok) return code;
  const name = readName(field('name'));
  if (!name.ok) return name;
  const icb = field('icb') === '' ? ok(null) : readCode(field('icb'), 'ICB');
  if (!icb.ok) return icb;
  const commissioner = field('commissioner') === '' ? ok(null) : readCode(field('commissioner'), 'SUB_ICB');
  if (!commissioner.ok) return commissioner;
  const opened = readOptionalDay(field('opened'));
  if (!opened.ok) return opened;
  const lastDay = readOptionalDay(field('closed'));
  if (!lastDay.ok) return lastDay;
  const joined = readOptionalDay(field('joined'));
  if (!joined.ok) return joined;
  const status = field('status').toUpperCase();
  if (status === 'C' && lastDay.value === null) return refuse('It is closed (status C) and has no closing day.');
  if (!/^[ACDP]$/.test(status))
    return refuse(`"${status}" is not a status: A active, C closed, D dormant, P proposed.`);
  if (status === 'P' && opened.value === null) return ok(new LeftOut('Proposed, without an opening day.'));
  if (lastDay.value !== null && opened.value !== null && lastDay.value < opened.value) {
    return refuse(`It closes on ${lastDay.value}, before it opens on ${opened.value}.`);
  }
  const lines = addressLines.map((name) => onOneLine(field(name))).filter((line) => line !== '');
  const postcode = checkPostcode(field('postcode'));
  return ok({
    code: code.value,
    kind,
    name: name.value,
    icb: icb.value,
    commissioner: commissioner.value,
    commissioner_name: null,
    commissioned_on: joined.value,
    opened_on: opened.value,
    closed_on: lastDay.value === null ? null : addDays(lastDay.value, 1),
    address: lines.length === 0 ? null : lines.join(', ').slice(0, 300),
    town: onOneLine(field('address4')).slice(0, 100) || null,
    postcode: postcode.ok ? postcode.value : null,
  });
}

function onOneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
