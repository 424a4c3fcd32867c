import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { generalProblems } from '../problem-codes.js';
import { ok, type Problem, refuse, type Result } from '../result.js';
import type { Db, ScopeRequest, Tx } from '../database/scope.js';
import type { Refusals } from '../database/refusals.js';

/** What identifies a retried mutation, together with the token's subject and organisation. */
export interface IdempotentRequest {
  readonly mutation: string;
  readonly key: string;
  /** Everything that identifies this request; a repeat with another input is refused. */
  readonly input: unknown;
}

type Outcome<T> = { ok: true; value: T } | { ok: false; problems: { code: string; field?: readonly string[] }[] };

class Refused extends Error {
  constructor(readonly result: Result<never> & { ok: false }) {
    super('refused');
  }
}

/** Object keys in order at every depth, so that two spellings of one input have the same hash. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, canonical(inner)]),
  );
}

function hashOf(input: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(input)))
    .digest('base64');
}

/**
 * A client writes its key itself, and it may say more about a patient than we can recognise, so only a hash is stored.
 */
function keptKey(key: string): string {
  return createHash('sha256').update(key).digest('base64');
}

/**
 * Runs `work` once for a key within 24 hours. The key's row is inserted first, so a second request with the same key
 * waits for the first. It stores the outcome (ids and warnings, or problem codes), never the reply: a repeat is read
 * again with today's permissions. Refusals are stored, and what they wrote is rolled back to a savepoint; faults are
 * thrown and leave no key. Precondition: `work`'s value survives JSON. The caller commits whatever the result.
 */
export async function onceByKey<T>(
  tx: Tx,
  viewer: ScopeRequest,
  request: IdempotentRequest,
  work: (tx: Tx) => Promise<Result<T>>,
): Promise<Result<T>> {
  const inputHash = hashOf(request.input);
  const key = keptKey(request.key);
  const { rows: claimed } = await sql<{ fresh: boolean }>`
    insert into idempotency_key (subject, organisation_code, mutation, key, input_hash, created_at)
    values (${viewer.subject}, ${viewer.organisationCode}, ${request.mutation}, ${key}, ${inputHash}, app_now())
    on conflict (subject, organisation_code, mutation, key) do update
      set input_hash = excluded.input_hash, created_at = excluded.created_at, outcome = null
      where idempotency_key.created_at < app_now() - interval '24 hours'
    returning true as fresh`.execute(tx.db);

  if (claimed.length === 0) {
    const { rows } = await sql<{ input_hash: string; outcome: Outcome<T> | null }>`
      select input_hash, outcome from idempotency_key
      where subject = ${viewer.subject} and organisation_code = ${viewer.organisationCode}
        and mutation = ${request.mutation} and key = ${key}`.execute(tx.db);
    const known = rows[0];
    if (known?.outcome == null || known.input_hash !== inputHash) {
      return refuse({
        code: generalProblems.CONFLICT,
        field: ['idempotencyKey'],
        message: 'This idempotency key was used for another input. Use a new key for a new request.',
      });
    }
    return replay(known.outcome, tx.refusals);
  }

  const result = await undoingRefusals(tx, work);
  const outcome: Outcome<T> = result.ok
    ? { ok: true, value: result.value }
    : {
        ok: false,
        problems: result.problems.map(({ code, field }) => (field === undefined ? { code } : { code, field })),
      };
  await sql`update idempotency_key set outcome = ${JSON.stringify(outcome)}::jsonb
    where subject = ${viewer.subject} and organisation_code = ${viewer.organisationCode}
      and mutation = ${request.mutation} and key = ${key}`.execute(tx.db);
  return result;
}

function replay<T>(outcome: Outcome<T>, refusals: Refusals): Result<T> {
  if (outcome.ok) return ok(outcome.value);
  const problems = outcome.problems.map((problem): Problem => ({
    ...problem,
    message: refusals.describe(problem.code) ?? 'This was already refused.',
  }));
  return { ok: false, problems };
}

async function undoingRefusals<T>(tx: Tx, work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await tx.em.transactional(async (em) => {
      const db = em.getKysely() as unknown as Db;
      const result = await work({ ...tx, em, db });
      if (!result.ok) throw new Refused(result);
      await em.flush();
      await sql`set constraints all immediate`.execute(db);
      return result;
    });
  } catch (error) {
    if (error instanceof Refused) return error.result;
    const problem = tx.refusals.problemOf(error);
    if (problem !== undefined && problem.code !== generalProblems.CONFLICT) return refuse(problem);
    throw error;
  }
}
