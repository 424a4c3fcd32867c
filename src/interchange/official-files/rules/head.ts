/**
 * A heading in the form in which it is compared: its letters and digits in capitals, since editions differ in spaces,
 * `_` and brackets.
 */
export function plainHeading(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** Which of the wanted columns a heading row has, and where. */
export interface FoundColumns<Name extends string> {
  readonly at: Readonly<Partial<Record<Name, number>>>;
  readonly missing: readonly Name[];
}

/**
 * Where the wanted columns are in a heading row.
 * @param wanted for each name, the headings that editions have used for it.
 */
export function columnsOf<Name extends string>(
  head: readonly string[],
  wanted: Readonly<Record<Name, readonly string[]>>,
): FoundColumns<Name> {
  const plain = head.map(plainHeading);
  const at: Partial<Record<Name, number>> = {};
  const missing: Name[] = [];
  for (const name of Object.keys(wanted) as Name[]) {
    const known = wanted[name].map(plainHeading);
    const index = plain.findIndex((heading) => known.includes(heading));
    if (index < 0) missing.push(name);
    else at[name] = index;
  }
  return { at, missing };
}
