/** Whether a line is blank: empty, or only separators, as spreadsheets write rows that were cleared. */
export function isBlank(fields: readonly string[]): boolean {
  return fields.every((field) => field === '');
}

/**
 * Whether a line is a remark around the rows, such as a title above them or a total, a print date or a copyright notice
 * below: at most two cells with content, none of which begins like an NHS code (E81003, or E81 cut off).
 */
export function isRemark(fields: readonly string[]): boolean {
  return fields.filter((field) => field !== '').length <= 2 && !fields.some((field) => /^[A-Z]\d/i.test(field));
}

/** Whether a line may be a heading row: words, without three digits in a row as codes and days have. */
export function isHeading(fields: readonly string[]): boolean {
  return fields.filter((field) => field !== '').length > 2 && !fields.some((field) => /\d{3}/.test(field));
}

/** The fields of a line, without empty ones beyond the file's columns; undefined where the number is not the file's. */
export function fitted(fields: readonly string[], width: number): readonly string[] | undefined {
  return fields.length === width
    ? fields
    : fields.length > width && isBlank(fields.slice(width))
      ? fields.slice(0, width)
      : undefined;
}

/**
 * Whether a quotation mark that was opened and not closed has taken in the next line: a line break, and a code after
 * it.
 */
export function hasSwallowed(fields: readonly string[], codes: RegExp): boolean {
  return fields.some((field) => {
    const lineBreak = field.indexOf('\n');
    return lineBreak >= 0 && field.slice(lineBreak).search(codes) >= 0;
  });
}

/** Every code in a line, wherever it is, each once. @param codes a pattern with the flag g. */
export function codesIn(fields: readonly string[], codes: RegExp): string[] {
  return [...new Set(fields.flatMap((field) => field.toUpperCase().match(codes) ?? []))];
}
