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
 * Runs `work` inside a savepoint of the transaction, deferred constraints included. What it refuses, what the database
 * refuses, and what `keep` does not want to keep is undone: a dry run is the very same work without being kept.
 * Its locks last until the transaction ends either way.
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
