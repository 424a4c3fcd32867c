/** A sentence for each code or constraint name. */
export type Words = Readonly<Record<string, string>>;

/**
 * The codes that an area's words describe, as literals, so that a use case cannot misspell one. The area's list gives
 * the words themselves to the schema.
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
  INVALID_INPUT: 'The value does not have the form that the field requires.',
  CONFLICT: 'Someone else changed this a moment ago. Read it again and try again.',
} as const;

export const generalProblems = codesOf(generalProblemWords);
