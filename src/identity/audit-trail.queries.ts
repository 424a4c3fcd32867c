import { sql } from 'kysely';
import type { Db } from '../platform/database/scope.js';

/** Partitions of the trail, a London month each. */
export interface AuditUpkeep {
  readonly made: number;
  readonly dropped: number;
}

/**
 * Has the owner make the coming months' partitions, and drop those whose financial year ended more than `years` ago.
 * Refused by the database for fewer years than its owner set.
 */
export const keepAuditMonths = async (db: Db, years: number): Promise<AuditUpkeep> => {
  const { rows } = await sql<AuditUpkeep>`/* keepAuditMonths */ select * from maintain_audit_trail(${years})`.execute(
    db,
  );
  return rows[0]!;
};
