import { sql } from 'kysely';
import type { Db } from '../platform/database/scope.js';
import type { ContractType } from './rules/contract-term.js';
import type { Certainty } from './site-operation.entity.js';

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
}

const columns = sql`c.id, c.practice_id as "practiceId", c.type, c.holder_id as "holderId", c.caretaker,
  c.valid_from::text as "from", c.valid_to::text as "to", c.notice_given_on::text as "noticeGivenOn",
  c.notice_ends_on::text as "noticeEndsOn", c.certainty, c.source`;

/** Every contract that the practices have had or will have, the oldest first. */
export const contractsOf = async (db: Db, practiceIds: readonly string[]): Promise<ContractRow[]> =>
  (
    await sql<ContractRow>`/* contractsOf */
      select ${columns} from contract c where c.practice_id = any(${[...practiceIds]}::uuid[])
      order by c.practice_id, c.valid_from`.execute(db)
  ).rows;

export const contractsByIds = async (db: Db, ids: readonly string[]): Promise<ContractRow[]> =>
  (
    await sql<ContractRow>`/* contractsByIds */
      select ${columns} from contract c where c.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;
