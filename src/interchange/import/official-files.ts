import { applyDirectory } from './apply-directory.js';
import { applyMemberships } from './apply-memberships.js';
import { applyPopulations } from './apply-populations.js';
import type { ApplyFile } from '../official-files/loaded-file.js';
import type { OfficialFileReader } from '../official-files/official-file.js';
import { epcnDetails } from '../official-files/readers/epcn-details.js';
import { epcnPartners } from '../official-files/readers/epcn-partners.js';
import { epraccur } from '../official-files/readers/epraccur.js';
import { lists } from '../official-files/readers/lists.js';
import { payments } from '../official-files/readers/payments.js';

/** One kind of official file: how it is read, which day it is of, and how its rows are applied. */
export interface OfficialFileKind {
  readonly reader: OfficialFileReader;
  /**
   * Which day the file is of: EDITION, the state of the directory up to a day; YEAR, the figures of a financial year;
   * ROW, each row has its own.
   */
  readonly dated: 'EDITION' | 'YEAR' | 'ROW';
  readonly apply: ApplyFile;
  /** Whether an operator may say that the file lists current entries only (`--current-only`). */
  readonly mayBeCurrentOnly?: boolean;
}

/**
 * Every kind that can be loaded, in the order in which they depend on each other. A new kind is a reader and a line
 * here.
 */
export const officialFileKinds: readonly OfficialFileKind[] = [
  { reader: epraccur, dated: 'EDITION', apply: applyDirectory },
  { reader: epcnDetails, dated: 'EDITION', apply: applyDirectory },
  { reader: epcnPartners, dated: 'EDITION', apply: applyMemberships, mayBeCurrentOnly: true },
  { reader: lists, dated: 'ROW', apply: applyPopulations('REGISTERED') },
  { reader: payments, dated: 'YEAR', apply: applyPopulations('WEIGHTED') },
];
