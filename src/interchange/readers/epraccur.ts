import { checkPostcode } from '../../organisation/rules/postcode.js';
import { ok, refuse } from '../../platform/result.js';
import { addDays } from '../../time/london.js';
import { LeftOut, type OfficialFileReader, type Reading } from '../official-file.js';
import { readCode, readName } from '../rules/fields.js';
import { readOptionalDay } from '../rules/file-dates.js';
import { organisationColumns, type OrganisationRow } from './organisation-rows.js';

const width = 27;

/** Columns by their place: the file has no head. Source: NHS Organisation Data Service, epraccur. */
const at = {
  code: 0,
  name: 1,
  icb: 3,
  address: [4, 5, 6, 7, 8],
  postcode: 9,
  opened: 10,
  closed: 11,
  status: 12,
  commissioner: 14,
  joined: 15,
  setting: 25,
} as const;

/** Prescribing settings that are ours; all others are cost centres that are not GP practices. */
const kinds: Readonly<Record<string, 'PRACTICE' | 'HUB'>> = { '4': 'PRACTICE', '26': 'HUB' };

/** GP practices and the hubs of PCNs, out of all that may prescribe. */
export const epraccur: OfficialFileReader<OrganisationRow> = {
  option: 'epraccur',
  title: 'epraccur, the directory of GP practices',
  publication: 'NHS Organisation Data Service, epraccur',
  columns: organisationColumns,
  recognise: (head) =>
    head.length === width && /^[A-Z]\d{5}$/.test(head[at.code] ?? '') && /^[ACDP]$/.test(head[at.status] ?? '')
      ? { hasHead: false, width, codeAt: at.code, read: readPractice }
      : undefined,
};

function readPractice(fields: readonly string[]): Reading<OrganisationRow> {
  const field = (index: number) => fields[index] ?? '';
  const kind = kinds[field(at.setting)];
  if (kind === undefined) return ok(new LeftOut('Not a GP practice: another prescribing setting.'));
  const code = readCode(field(at.code), 'PRACTICE');
  if (!code.ok) return code;
  const name = readName(field(at.name));
  if (!name.ok) return name;
  const icb = field(at.icb) === '' ? ok(null) : readCode(field(at.icb), 'ICB');
  if (!icb.ok) return icb;
  const commissioner = field(at.commissioner) === '' ? ok(null) : readCode(field(at.commissioner), 'SUB_ICB');
  if (!commissioner.ok) return commissioner;
  const opened = readOptionalDay(field(at.opened));
  if (!opened.ok) return opened;
  const lastDay = readOptionalDay(field(at.closed));
  if (!lastDay.ok) return lastDay;
  const joined = readOptionalDay(field(at.joined));
  if (!joined.ok) return joined;
  const status = field(at.status);
  if (status === 'C' && lastDay.value === null) return refuse('It is closed (status C) and has no closing day.');
  if (!/^[ACDP]$/.test(status)) return refuse(`"${status}" is no status: A active, C closed, D dormant, P proposed.`);
  if (status === 'P' && opened.value === null) return ok(new LeftOut('Proposed, without an opening day.'));
  if (lastDay.value !== null && opened.value !== null && lastDay.value < opened.value) {
    return refuse(`It closes on ${lastDay.value}, before it opens on ${opened.value}.`);
  }
  const lines = at.address.map(field).filter((line) => line !== '');
  const postcode = checkPostcode(field(at.postcode));
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
    town: field(7) === '' ? null : field(7).slice(0, 100),
    postcode: postcode.ok ? postcode.value : null,
  });
}
