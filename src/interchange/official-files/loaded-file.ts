import type { RunAs } from '../../platform/database/database.js';
import type { LiesAhead } from '../../platform/database/lies-ahead.js';
import type { Db } from '../../platform/database/scope.js';

/** A file whose rows stand in a staging table, to be compared with what we know and applied. */
export interface LoadedFile {
  /** The temporary table of its rows; each gets an outcome there. */
  readonly table: string;
  readonly publication: string;
  readonly fileName: string;
  /** The day up to which it tells the facts; null where each row has a day of its own. */
  readonly editionOn: string | null;
  /** Whether it tells what is so, and nothing of what was: of partners who have left, no row. */
  readonly currentOnly: boolean;
  /** Has something said of the file as a whole in its report. */
  readonly warn: (warning: string) => void;
}

export interface ApplyContext {
  /** The transaction of the whole import, as the owner. */
  readonly db: Db;
  /** Runs a use case in it, as a viewer. */
  readonly as: RunAs;
  readonly today: string;
  /** What of an organisation may lie ahead of its closing. */
  readonly liesAhead: readonly LiesAhead[];
  /** Sets the batch of the audit trail again, after a use case has entered a scope of its own. */
  readonly resumeBatch: () => Promise<void>;
}

/**
 * Compares every staged row with what we know, and brings our facts into line. A row without an outcome when it returns is
 * one in which nothing had to be done.
 * @returns what is left to do when the other files have been applied, such as closing what then has no members.
 */
export type ApplyFile = (context: ApplyContext, file: LoadedFile) => Promise<(() => Promise<void>) | void>;

/** Where a fact comes from, as every row names it: `NHS Organisation Data Service, ePCN of 2023-02-24 (ePCN.csv)`. */
export function sourceOfFile({ publication, fileName, editionOn }: LoadedFile): string {
  return `${publication}${editionOn === null ? '' : ` of ${editionOn}`} (${fileName})`;
}

/** A file that cannot be taken at all, with words for people; nothing of the import is kept. */
export class RefusedFile extends Error {}
