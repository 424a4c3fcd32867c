/**
 * PostgreSQL's text of an instant in UTC (`2026-11-25 09:00:00.123+00`) as RFC 3339, with the same precision; also
 * accepts ISO text and Date.
 */
export function instantText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  const text = String(value);
  return text.includes('T') ? text : `${text.replace(' ', 'T').replace(/\+00$/, '')}Z`;
}
