import { sql } from 'kysely';
import { generalProblems } from '../problem-codes.js';
import { refuse, type Result } from '../result.js';
import type { Db, Tx } from './scope.js';

class Undone<T> extends Error {
  constructor(readonly result: Result<T>) {
    super('undone');
  }
}

/**
 * Runs `work` inside a savepoint of the transaction, deferred constraints included. It is rolled back if it refuses, if
 * the database refuses, or if `keep` says so: a dry run does the same work without keeping it. Either way its locks
 * last until the transaction ends.
 */
export async function rehearse<T>(
  tx: Tx,
  work: (tx: Tx) => Promise<Result<T>>,
  keep: (value: T) => boolean,
): Promise<Result<T>> {
  try {
    return await tx.em.transactional(async (em) => {
      const db = em.getKysely() as unknown as Db;
      const result = await work({ ...tx, em, db });
      if (!result.ok) throw new Undone(result);
      await em.flush();
      await sql`set constraints all immediate`.execute(db);
      if (!keep(result.value)) throw new Undone(result);
      await sql`set constraints all deferred`.execute(db);
      return result;
    });
  } catch (error) {
    if (error instanceof Undone) return error.result;
    const problem = tx.refusals.problemOf(error);
    if (problem !== undefined && problem.code !== generalProblems.CONFLICT) return refuse(problem);
    throw error;
  }
}
