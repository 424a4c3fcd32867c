import { createHash } from 'node:crypto';

/**
 * The uuid of a row of the example. It is the same in every database, so replies shown in the documentation are right
 * everywhere.
 * @param kind what it is, e.g. `organisation`; together with `key` unique in the whole example.
 */
export function exampleId(kind: string, key: string): string {
  const hex = createHash('sha256').update(`pcn-rota example ${kind} ${key}`).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
