import { ok, refuse } from '../../platform/result.js';
import { addDays } from '../../time/london.js';
import type { OfficialFileReader, Reading } from '../official-file.js';
import { readCode } from '../rules/fields.js';
import { readDay, readOptionalDay } from '../rules/file-dates.js';
import { columnsOf } from '../rules/head.js';

/** A practice's days in a PCN. */
export type MembershipRow = {
  readonly code: string;
  readonly pcn: string;
  readonly valid_from: string;
  /** The first day out; the file names the last day in. */
  readonly valid_to: string | null;
};

const headings = {
  practice: ['PARTNER ORGANISATION CODE'],
  pcn: ['PCN CODE'],
  from: ['PRACTICE TO PCN RELATIONSHIP START DATE'],
  lastDay: ['PRACTICE TO PCN RELATIONSHIP END DATE'],
} as const;

/** Which practice is in which PCN since when: the second sheet of ODS's ePCN. */
export const epcnPartners: OfficialFileReader<MembershipRow> = {
  option: 'epcn-partners',
  title: 'ePCN, the core partners of PCNs',
  publication: 'NHS Organisation Data Service, ePCN',
  columns: { code: 'text', pcn: 'text', valid_from: 'date', valid_to: 'date' },
  recognise(head) {
    const at = columnsOf(head, headings);
    return (
      at && { hasHead: true, width: head.length, codeAt: at.practice, read: (fields) => readMembership(fields, at) }
    );
  },
};

function readMembership(
  fields: readonly string[],
  at: Readonly<Record<keyof typeof headings, number>>,
): Reading<MembershipRow> {
  const field = (name: keyof typeof headings) => fields[at[name]] ?? '';
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
  });
}
