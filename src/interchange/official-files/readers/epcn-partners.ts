import { ok, refuse } from '../../../platform/result.js';
import { addDays } from '../../../time/london.js';
import type { Field, OfficialFileReader, Reading } from '../official-file.js';
import { practiceCodes, readCode } from '../rules/fields.js';
import { readDay, readOptionalDay } from '../rules/file-dates.js';

/** A practice's days in a PCN. */
export type MembershipRow = {
  readonly code: string;
  readonly pcn: string;
  readonly valid_from: string;
  /** The first day out; the file has the last day in. */
  readonly valid_to: string | null;
  /** Their commissioners, where the file names them. */
  readonly practice_parent: string | null;
  readonly pcn_parent: string | null;
};

/**
 * Columns by position, in exports without a heading row. Source: NHS Organisation Data Service, epcncorepartnerdetails.
 */
const at = { practice: 0, practiceParent: 2, pcn: 4, pcnParent: 6, from: 8, lastDay: 9 } as const;
type Name = keyof typeof at;

const headings: Readonly<Record<Name, readonly string[]>> = {
  practice: ['Partner Organisation Code'],
  practiceParent: [
    'Practice Parent Sub ICB Loc Code',
    'Practice Parent Sub ICB Location Code',
    'Practice Parent CCG Code',
  ],
  pcn: ['PCN Code'],
  pcnParent: ['PCN Parent Sub ICB Loc Code', 'PCN Parent Sub ICB Location Code', 'PCN Parent CCG Code'],
  from: ['Practice to PCN Relationship Start Date'],
  lastDay: ['Practice to PCN Relationship End Date'],
};

/** Which practice is in which PCN since when: the second sheet of ODS's ePCN. */
export const epcnPartners: OfficialFileReader<MembershipRow, Name> = {
  option: 'epcn-partners',
  title: 'ePCN, the core partners of PCNs',
  publication: 'NHS Organisation Data Service, ePCN',
  columns: {
    code: 'text',
    pcn: 'text',
    valid_from: 'date',
    valid_to: 'date',
    practice_parent: 'text',
    pcn_parent: 'text',
  },
  headings,
  optional: ['practiceParent', 'pcnParent'],
  withoutHead: {
    width: 11,
    at,
    isRow: (fields) =>
      /^[A-Z]\d{5}$/i.test(fields[at.practice] ?? '') &&
      /^U\d{5}$/i.test(fields[at.pcn] ?? '') &&
      readDay(fields[at.from] ?? '').ok &&
      readOptionalDay(fields[at.lastDay] ?? '').ok,
    anyHead: false,
  },
  codeField: 'practice',
  codes: practiceCodes,
  read: readMembership,
};

function readMembership(field: Field<Name>): Reading<MembershipRow> {
  const practice = readCode(field('practice'), 'PRACTICE');
  if (!practice.ok) return practice;
  const pcn = readCode(field('pcn'), 'PCN');
  if (!pcn.ok) return pcn;
  const from = readDay(field('from'));
  if (!from.ok) return from;
  const lastDay = readOptionalDay(field('lastDay'));
  if (!lastDay.ok) return lastDay;
  if (lastDay.value !== null && lastDay.value < from.value) {
    return refuse(`It ends on ${lastDay.value}, before it begins on ${from.value}.`);
  }
  return ok({
    code: practice.value,
    pcn: pcn.value,
    valid_from: from.value,
    valid_to: lastDay.value === null ? null : addDays(lastDay.value, 1),
    practice_parent: parentOf(field('practiceParent')),
    pcn_parent: parentOf(field('pcnParent')),
  });
}

/** A parent is only compared, not stored, so a text that is not a code does no harm. */
function parentOf(text: string): string | null {
  const code = readCode(text, 'SUB_ICB');
  return code.ok ? code.value : null;
}
