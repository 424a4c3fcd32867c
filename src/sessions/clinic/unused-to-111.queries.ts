import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import type { UnusedTo111Default } from './rules/unused-to-111.js';

export interface UnusedTo111DefaultRow extends UnusedTo111Default {
  readonly id: string;
  readonly pcnId: string;
}

/** The settings of networks for unused slots, each network's in order of their days. */
export async function unusedTo111DefaultsOf(db: Db, pcnIds: readonly string[]): Promise<UnusedTo111DefaultRow[]> {
  return (
    await sql<UnusedTo111DefaultRow>`/* unusedTo111DefaultsOf */
      select id, pcn_id as "pcnId", left(unused_to_111_from::text, 5) as "unusedTo111From",
        valid_from::text as "from", valid_to::text as "to"
      from unused_to_111_default where pcn_id = any(${[...pcnIds]}::uuid[]) order by pcn_id, valid_from`.execute(db)
  ).rows;
}
