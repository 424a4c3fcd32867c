import type { Problem } from './result.js';

const descriptions = new Map<string, string>();
const constraints = new Map<string, Problem>();

/**
 * Declares an area's problem codes, each with the sentence that documents it in the schema.
 * @returns the codes as literals, so that a use case cannot misspell one.
 * @throws Error when two areas describe one code differently.
 */
export const problemCodes = <const Codes extends Record<string, string>>(
  codes: Codes,
): { readonly [Code in keyof Codes]: Code } => {
  for (const [code, description] of Object.entries(codes)) {
    const known = descriptions.get(code);
    if (known !== undefined && known !== description) throw new Error(`problem code ${code} is described twice`);
    descriptions.set(code, description);
  }
  return Object.fromEntries(Object.keys(codes).map((code) => [code, code])) as { [Code in keyof Codes]: Code };
};

/** Says in words what a database constraint refuses; the database's own text never leaves the server. */
export const constraintProblems = (problems: Record<string, Problem>): void => {
  for (const [constraint, problem] of Object.entries(problems)) constraints.set(constraint, problem);
};

/** The problem of a constraint by its name in the database, or undefined: then the breach is a fault of ours. */
export const problemOfConstraint = (constraint: string): Problem | undefined => constraints.get(constraint);

/** Every declared code with its description, in alphabetical order; complete once all areas are imported. */
export const describedProblemCodes = (): readonly (readonly [code: string, description: string])[] =>
  [...descriptions].sort(([a], [b]) => (a < b ? -1 : 1));

/** Codes that any area may use. */
export const generalProblems = problemCodes({
  FORBIDDEN: 'Your role does not allow this, or not for this organisation.',
  UNAUTHENTICATED: 'There is no valid token with the request.',
  NOT_FOUND: 'Nothing with this identifier exists, or you may not see it.',
  INVALID_INPUT: 'The value is not of the form that the field asks for.',
  CONFLICT: 'Somebody else changed the same thing a moment ago. Read it again and try again.',
});
