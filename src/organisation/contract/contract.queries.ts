import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import type { ContractType } from './rules/contract-term.js';
import type { Certainty } from '../site/site-operation.entity.js';

export interface ContractRow {
  readonly id: string;
  readonly practiceId: string;
  readonly type: ContractType;
  readonly holderId: string;
  readonly caretaker: boolean;
  readonly from: string;
  readonly to: string | null;
  readonly noticeGivenOn: string | null;
  readonly noticeEndsOn: string | null;
  readonly certainty: Certainty;
  readonly source: string;
  /** Why its award was corrected, or its notice changed or withdrawn, last. */
  readonly changeReason: string | null;
}

const columns = sql`c.id, c.practice_id as "practiceId", c.type, c.holder_id as "holderId", c.caretaker,
  c.valid_from::text as "from", c.valid_to::text as "to", c.notice_given_on::text as "noticeGivenOn",
  c.notice_ends_on::text as "noticeEndsOn", c.certainty, c.source,
  c.change_reason as "changeReason"`;

/** Every contract that the practices have had or will have, oldest first. */
export async function contractsOf(db: Db, practiceIds: readonly string[]): Promise<ContractRow[]> {
  return (
    await sql<ContractRow>`/* contractsOf */
      select ${columns} from contract c where c.practice_id = any(${[...practiceIds]}::uuid[])
      order by c.practice_id, c.valid_from`.execute(db)
  ).rows;
}

export async function contractsByIds(db: Db, ids: readonly string[]): Promise<ContractRow[]> {
  return (
    await sql<ContractRow>`/* contractsByIds */
      select ${columns} from contract c where c.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;
}

/** The contracts that each organisation holds on the day, by practice. */
export async function contractsHeldOn(db: Db, holderIds: readonly string[], day: string): Promise<ContractRow[]> {
  return (
    await sql<ContractRow>`/* contractsHeldOn */
      select ${columns} from contract c join organisation o on o.id = c.practice_id
      where c.holder_id = any(${[...holderIds]}::uuid[])
        and c.valid_from <= ${day}::date and (c.valid_to is null or c.valid_to > ${day}::date)
      order by c.holder_id, o.ods_code`.execute(db)
  ).rows;
}

/**
 * The day on which a practice's last contract before `from` ends, and the day on which its next one after `to` begins;
 * null if there is none.
 */
export async function contractsAround(
  db: Db,
  { practiceId, from, to }: { practiceId: string; from: string; to: string | null },
): Promise<{ endsOn: string | null; beginsOn: string | null }> {
  return (
    (
      await sql<{ endsOn: string | null; beginsOn: string | null }>`/* contractsAround */
      select (max(valid_to) filter (where valid_to <= ${from}::date))::text as "endsOn",
        (min(valid_from) filter (where valid_from >= ${to}::date))::text as "beginsOn"
      from contract where practice_id = ${practiceId}::uuid`.execute(db)
    ).rows[0] ?? { endsOn: null, beginsOn: null }
  );
}
