import type { RunAs } from '../../platform/database/database.js';
import type { LiesAhead } from '../../platform/database/lies-ahead.js';
import type { Db } from '../../platform/database/scope.js';

/** A file whose rows are in a staging table, to be compared with our records and applied. */
export interface LoadedFile {
  /** The temporary table of its rows; each gets an outcome there. */
  readonly table: string;
  readonly publication: string;
  readonly fileName: string;
  /** The day up to which its facts apply; null where each row has a day of its own. */
  readonly editionOn: string | null;
  /** Whether it lists the present only: it has no rows of partners who have left. */
  readonly currentOnly: boolean;
  /** Adds a warning about the file as a whole to its report. */
  readonly warn: (warning: string) => void;
}

export interface ApplyContext {
  /** The transaction of the whole import, as the owner. */
  readonly db: Db;
  /** Runs a use case in it, as a viewer. */
  readonly as: RunAs;
  readonly today: string;
  /** What may lie ahead of an organisation's closing. */
  readonly liesAhead: readonly LiesAhead[];
  /** Sets the audit trail's batch again, after a use case has opened a scope of its own. */
  readonly resumeBatch: () => Promise<void>;
}

/**
 * Compares every staged row with our records, and updates our records. A row without an outcome when it returns is one
 * in which nothing had to be done.
 * @returns what is left to do after the other files have been applied, such as closing organisations that then have no
 * members.
 */
export type ApplyFile = (context: ApplyContext, file: LoadedFile) => Promise<(() => Promise<void>) | void>;

/** The source of a fact, as every row names it: `NHS Organisation Data Service, ePCN of 2023-02-24 (ePCN.csv)`. */
export function sourceOfFile({ publication, fileName, editionOn }: LoadedFile): string {
  return `${publication}${editionOn === null ? '' : ` of ${editionOn}`} (${fileName})`;
}

/** A file that cannot be used at all, with a message for people; nothing of the import is kept. */
export class RefusedFile extends Error {}
