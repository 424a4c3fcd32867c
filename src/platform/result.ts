/** Why a request was refused: a stable code, the input field it concerns (outermost name first) and a sentence for people. */
export interface Problem {
  code: string;
  field?: readonly string[];
  message: string;
}

/** An expected outcome as a value: either what was asked for, or at least one problem. */
export type Result<T, P = Problem> = { ok: true; value: T } | { ok: false; problems: readonly P[] };

/** The asked-for value. */
export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

/** A refusal. Precondition: at least one problem, so that nobody is refused without a reason. */
export function refuse<P = Problem>(...problems: readonly [P, ...P[]]): { ok: false; problems: readonly P[] } {
  return { ok: false, problems };
}
