/**
 * Why a request was refused: a stable code, the input field it concerns (outermost name first) and a sentence for
 * people.
 */
export interface Problem {
  code: string;
  field?: readonly string[];
  message: string;
}

/**
 * Something to check that does not stop the change: a stable code, the input field it concerns and a sentence for
 * people.
 */
export interface Warning {
  readonly code: string;
  readonly field?: readonly string[];
  readonly message: string;
}

/** An expected outcome as a value: either the value asked for, or at least one problem. */
export type Result<T, P = Problem> = { ok: true; value: T } | { ok: false; problems: readonly P[] };

/** The asked-for value. */
export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** A refusal. Precondition: at least one problem, so that nobody is refused without a reason. */
export function refuse<P = Problem>(...problems: readonly [P, ...P[]]): { ok: false; problems: readonly P[] } {
  return { ok: false, problems };
}

/**
 * A result whose problems point to the fields of the caller's own input. The first name of each path is replaced: with
 * `{ slot: ['what', 'slot'] }` a problem at `slot` moves to `what.slot`.
 */
export function atFields<T>(result: Result<T>, places: Readonly<Record<string, readonly string[]>>): Result<T> {
  if (result.ok) return result;
  const problems = result.problems.map((problem) => {
    const [first, ...rest] = problem.field ?? [];
    const place = first === undefined ? undefined : places[first];
    return place === undefined ? problem : { ...problem, field: [...place, ...rest] };
  });
  return { ok: false, problems };
}
