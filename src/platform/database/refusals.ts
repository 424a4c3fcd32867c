import { generalProblems, type Words } from '../problem-codes.js';
import { type Problem, refuse, type Result } from '../result.js';
import { sqlStateOf } from './database-error.js';

/** What the database refused while one item of the input was written. */
class RefusedAt extends Error {
  constructor(
    readonly field: readonly string[],
    cause: unknown,
  ) {
    super('refused while an item of the input was written', { cause });
  }
}

/** Runs what writes one item of the input, so that a refusal by the database is reported at that item. */
export async function toldAt(field: readonly string[], write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    throw new RefusedAt(field, error);
  }
}

/** What the areas say about a refusal: each code in words, and the problem for each constraint of the database. */
export class Refusals {
  constructor(
    private readonly words: Words,
    private readonly constraints: Readonly<Record<string, Problem>>,
  ) {}

  /** The sentence that describes a code; undefined for a code that no area has, or has any more. */
  describe(code: string): string | undefined {
    return this.words[code];
  }

  /**
   * What the database refused, as a problem for people: a named constraint, a row outside the viewer's scope, a value
   * that the type cannot hold. Undefined for everything else, which is a fault and is rethrown.
   */
  problemOf(error: unknown): Problem | undefined {
    const state = sqlStateOf(error);
    if (state === undefined) return undefined;
    const known = state.constraint === undefined ? undefined : this.constraints[state.constraint];
    if (known !== undefined) return error instanceof RefusedAt ? { ...known, field: error.field } : known;
    return problemOfState(state.code);
  }
}

function problemOfState(state: string): Problem | undefined {
  switch (state) {
    case '42501':
      return {
        code: generalProblems.FORBIDDEN,
        message: 'This belongs to another network or organisation, and only that one can change it.',
      };
    case '40001':
    case '40P01':
    case '57014':
      return { code: generalProblems.CONFLICT, message: 'Others were changing the same rows. Please try again.' };
    case '22021':
    case '22P05':
      return {
        code: generalProblems.INVALID_INPUT,
        message: 'The text holds a character that cannot be stored (such as NUL).',
      };
    case '22003':
    case '22008':
      return {
        code: generalProblems.INVALID_INPUT,
        message: 'A number or date is outside the range that can be stored.',
      };
    default:
      return undefined;
  }
}

/** Carries a refusal out of the transaction, so that nothing of it is kept. */
export class Refusal extends Error {
  constructor(readonly result: Result<never>) {
    super('refused');
  }
}

/** @throws the error itself if it carries no refusal. */
export function refusalIn(error: unknown, refusals: Refusals): Result<never> {
  if (error instanceof Refusal) return error.result;
  const problem = refusals.problemOf(error);
  if (problem !== undefined) return refuse(problem);
  throw error;
}
