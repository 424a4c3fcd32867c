import { checkPostcode } from '../../../organisation/directory/rules/postcode.js';
import { ok, refuse } from '../../../platform/result.js';
import { addDays } from '../../../time/london.js';
import type { Field, OfficialFileReader, Reading } from '../official-file.js';
import { pcnCodes, readCode, readName } from '../rules/fields.js';
import { readDay, readOptionalDay } from '../rules/file-dates.js';
import { organisationColumns, type OrganisationRow } from './organisation-rows.js';

/** Columns by position, in exports without a heading row. Source: NHS Organisation Data Service, epcn. */
const at = { code: 0, name: 1, commissioner: 2, commissionerName: 3, opened: 4, closed: 5, postcode: 11 } as const;
type Name = keyof typeof at;

const headings: Readonly<Record<Name, readonly string[]>> = {
  code: ['PCN Code'],
  name: ['PCN Name'],
  commissioner: [
    'Current Sub ICB Loc Code',
    'Current Sub ICB Location Code',
    'Sub ICB Location Code',
    'Current CCG Code',
  ],
  commissionerName: [
    'Sub ICB Location',
    'Sub ICB Location Name',
    'Current Sub ICB Loc Name',
    'Current Sub ICB Location Name',
    'CCG',
    'CCG Name',
  ],
  opened: ['Open Date'],
  closed: ['Close Date'],
  postcode: ['Postcode'],
};

/** The primary care networks: the first sheet of ODS's ePCN. */
export const epcnDetails: OfficialFileReader<OrganisationRow, Name> = {
  option: 'epcn-details',
  title: 'ePCN, the details of PCNs',
  publication: 'NHS Organisation Data Service, ePCN',
  columns: organisationColumns,
  headings,
  optional: ['commissionerName', 'postcode'],
  withoutHead: {
    width: 12,
    at,
    isRow: (fields) =>
      /^U\d{5}$/i.test(fields[at.code] ?? '') &&
      readCode(fields[at.commissioner] ?? '', 'SUB_ICB').ok &&
      readDay(fields[at.opened] ?? '').ok &&
      readOptionalDay(fields[at.closed] ?? '').ok,
    anyHead: false,
  },
  codeField: 'code',
  codes: pcnCodes,
  read: readNetwork,
};

function readNetwork(field: Field<Name>): Reading<OrganisationRow> {
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
    commissioned_on: null,
    opened_on: opened.value,
    closed_on: lastDay.value === null ? null : addDays(lastDay.value, 1),
    address: null,
    town: null,
    postcode: postcode.ok ? postcode.value : null,
  });
}
