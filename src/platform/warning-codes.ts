const descriptions = new Map<string, string>();

/**
 * Declares an area's warnings, each with the sentence that documents it in the schema.
 * @returns the codes as literals, so that a use case cannot misspell one.
 * @throws Error when two areas describe one code differently.
 */
export const warningCodes = <const Codes extends Record<string, string>>(
  codes: Codes,
): { readonly [Code in keyof Codes]: Code } => {
  for (const [code, description] of Object.entries(codes)) {
    const known = descriptions.get(code);
    if (known !== undefined && known !== description) throw new Error(`warning code ${code} is described twice`);
    descriptions.set(code, description);
  }
  return Object.fromEntries(Object.keys(codes).map((code) => [code, code])) as { [Code in keyof Codes]: Code };
};

/** Every declared code with its description, in alphabetical order; complete once all areas are imported. */
export const describedWarningCodes = (): readonly (readonly [code: string, description: string])[] =>
  [...descriptions].sort(([a], [b]) => (a < b ? -1 : 1));
