/** A code, or a constraint's name, with a sentence for each. */
export type Words = Readonly<Record<string, string>>;

/**
 * The codes that an area's words describe, as literals, so that a use case cannot misspell one. The words themselves are
 * told to the schema by the area's list.
 */
export function codesOf<const Described extends Words>(words: Described): { readonly [Code in keyof Described]: Code } {
  return Object.fromEntries(Object.keys(words).map((code) => [code, code])) as {
    [Code in keyof Described]: Code;
  };
}

/** Codes that any area may use. */
export const generalProblemWords = {
  FORBIDDEN: 'Your role does not allow this, or not for this organisation.',
  UNAUTHENTICATED: 'There is no valid token with the request.',
  NOT_FOUND: 'Nothing with this identifier exists, or you may not see it.',
  INVALID_INPUT: 'The value is not of the form that the field asks for.',
  CONFLICT: 'Somebody else changed the same thing a moment ago. Read it again and try again.',
} as const;

export const generalProblems = codesOf(generalProblemWords);
