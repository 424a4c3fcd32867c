/** A heading as it is compared: in capitals, with line breaks and repeated spaces made one space. */
export const plainHeading = (text: string): string =>
  text
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
    .toUpperCase();

/**
 * Where the wanted columns are.
 * @param wanted for each name the headings under which editions have called it, in capitals.
 * @returns undefined unless every one is there.
 */
export function columnsOf<Name extends string>(
  head: readonly string[],
  wanted: Readonly<Record<Name, readonly string[]>>,
): Readonly<Record<Name, number>> | undefined {
  const found = Object.entries<readonly string[]>(wanted).map(
    ([name, headings]) => [name, head.findIndex((heading) => headings.includes(heading))] as const,
  );
  return found.some(([, index]) => index < 0) ? undefined : (Object.fromEntries(found) as Record<Name, number>);
}
